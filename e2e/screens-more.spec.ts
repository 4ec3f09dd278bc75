import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerOpenDialog, drop, expect, goTo, host, importFiles, planOf, root, test } from './app.ts'
import { anthropicRows, billFolder, monthBill } from './bills.ts'
import { picture } from './picture.ts'

const { folder, file, remove } = billFolder()
test.afterAll(remove)

/** Where the open figure lies over the screen. */
const narrow = { width: 1024, height: 768 }

test.beforeEach(() => {
  test.skip(host === 'electron', 'the size of a real window is not the page’s to set')
  test.setTimeout(180_000)
})

test('pictures of an open figure', async ({ window }) => {
  await window.getByRole('button', { name: 'Look at sample bills' }).click()
  await window
    .getByRole('row', { name: /^Oct 2026|complete/ })
    .first()
    .getByRole('button')
    .nth(1)
    .click()
  const opened = window.getByRole('complementary')
  await expect(opened.getByText(/daily charge/).first()).toBeVisible()
  await picture(window, 'inspector')
  await window.setViewportSize(narrow)
  await window.screenshot({ path: join(root, 'screenshots', 'inspector-over.png') })
  await opened.locator('.charge').first().click()
  await expect(opened.getByRole('heading', { level: 4 }).first()).toBeVisible()
  await picture(window, 'inspector-rows')
  await window.getByRole('button', { name: 'Close' }).click()
  await window
    .getByRole('row', { name: /complete/ })
    .first()
    .getByRole('button')
    .last()
    .click()
  await expect(opened.getByText(/input/).first()).toBeVisible()
  await picture(window, 'inspector-tokens')
})

test('pictures of the rules', async ({ window }) => {
  await window.getByRole('button', { name: 'Look at sample bills' }).click()
  await goTo(window, 'Rules')
  await picture(window, 'rules-empty')
  await window.getByRole('button', { name: 'Add a rule' }).click()
  const form = window.getByRole('form')
  await form.getByLabel('Name').fill('Claude for research')
  await form.getByLabel('From').fill('2025-01-01')
  await form.getByLabel('Provider').fill('anth*')
  await form.getByLabel('Cost centre').fill('Research')
  await expect(form.getByText(/^Moves /)).toBeVisible()
  await picture(window, 'rules-trying')
  await form.getByRole('button', { name: 'Add rule' }).click()
  await expect(window.getByRole('table')).toBeVisible()
  await window.getByRole('button', { name: /^Remove…/ }).click()
  await expect(window.getByRole('group')).toBeVisible()
  await picture(window, 'rules-removing')
  await goTo(window, 'Spend')
  await window.getByText('By cost centre', { exact: true }).click()
  await expect(window.getByRole('columnheader', { name: 'Research' })).toBeVisible()
  await picture(window, 'spend-by-cost-centre')
})

test('pictures of the settings, and of spend in one currency', async ({ app, window }) => {
  await goTo(window, 'Settings')
  await picture(window, 'settings-empty')
  await importFiles(app, window, [
    file('two-ago.csv', monthBill(2, '12.34')),
    file('last.csv', monthBill(1, '23.45')),
  ])
  const rates = file(
    'eurofxref-hist.csv',
    `Date,USD,JPY,GBP,\n${new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10)},1.0845,163.2,0.84,\n`,
  )
  await answerOpenDialog(app, [rates])
  await goTo(window, 'Settings')
  await window.getByRole('button', { name: 'Import rates…' }).click()
  await expect(window.getByText(/rates are new/)).toBeVisible()
  const form = window.getByRole('form', { name: 'Enter a rate' })
  await form.getByLabel('Day').fill('2026-01-15')
  await form.getByLabel('costs').fill('0.9193')
  await form.getByRole('button', { name: 'Enter rate' }).click()
  await window.getByLabel('Show spend in').selectOption('EUR')
  const watched = join(folder, 'downloads')
  mkdirSync(watched)
  await answerOpenDialog(app, [watched])
  await window.getByRole('button', { name: 'Watch a folder…' }).click()
  writeFileSync(
    join(watched, 'anthropic-july.csv'),
    anthropicRows('2026-07-01,Claude Sonnet 4.5,Default,output,1'),
  )
  writeFileSync(
    join(watched, 'anthropic-june.csv'),
    anthropicRows('2026-06-01,Claude Sonnet 4.5,Default,output,1'),
  )
  await expect(window.getByRole('button', { name: 'Review 2 files' })).toBeVisible({ timeout: 30_000 })
  await picture(window, 'settings')
  await goTo(window, 'Spend')
  const reported = window.getByRole('region', { name: 'All of it in EUR' })
  await reported.getByRole('table').getByRole('button').first().click()
  await picture(window, 'spend-reported')
})

test('pictures of the mapping', async ({ app, window }) => {
  const lines = Array.from(
    { length: 12 },
    (_, day) =>
      `0${(day % 9) + 1}/04/2026,mistral-${day % 2 === 0 ? 'large' : 'small'},"1.${day}25,50",${day * 31}`,
  )
  const bill = file(
    'mistral.csv',
    [
      'Day;Model;Amount EUR;Requests',
      ...lines.map((line) =>
        line
          .replaceAll('"', '')
          .replace(/,(?=mistral)/, ';')
          .replace(/(mistral-\w+),/, '$1;')
          .replace(/,(\d+)$/, ';$1'),
      ),
      'Total;;9.999,00;',
      '',
    ].join('\n'),
  )
  await drop(app, window, [bill])
  await planOf(window)
    .getByRole('button', { name: /what its columns mean/ })
    .click()
  await expect(window.getByRole('table', { name: /How I read/ })).toBeVisible()
  await picture(window, 'mapping-open')
  await window
    .getByLabel(/the day first/)
    .first()
    .check()
  await window.getByLabel('Who sells it').fill('Mistral')
  await picture(window, 'mapping')
  await window.getByLabel('Who sells it').scrollIntoViewIfNeeded()
  await picture(window, 'mapping-rows')
})
