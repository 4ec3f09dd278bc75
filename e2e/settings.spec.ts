import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  answerOpenDialog,
  expect,
  goTo,
  host,
  importFiles,
  importPlanned,
  notifications,
  planOf,
  statementsOf,
  test,
} from './app.ts'
import { anthropicRows, billFolder } from './bills.ts'

const { folder, file, remove } = billFolder()
test.afterAll(remove)

const twoMonths = file(
  'two-months.csv',
  anthropicRows(
    '2026-07-01,Claude Sonnet 4.5,Default,output,40',
    '2026-08-01,Claude Sonnet 4.5,Default,output,50',
  ),
)

test('spend in the reporting currency adds up what has a rate, and shows the rest apart', async ({
  app,
  window,
}) => {
  await importFiles(app, window, [twoMonths])
  await goTo(window, 'Settings')
  await window.getByLabel('Show spend in').selectOption('EUR')
  const form = window.getByRole('form', { name: 'Enter a rate' })
  await form.getByLabel('Day').fill('2026-07-15')
  await form.getByLabel('costs').fill('0.9')
  await form.getByRole('button', { name: 'Enter rate' }).click()
  await expect(window.getByText('1 USD = 0.9 EUR')).toBeVisible()
  await goTo(window, 'Spend')
  const reported = window.getByRole('region', { name: 'All of it in EUR' })
  // 40 dollars at 0.9.
  const july = reported.getByRole('row', { name: /Jul 2026/ })
  await expect(july.getByRole('button', { name: '€36.00' })).toBeVisible()
  await expect(july).toContainText('× 0.9 EUR per USD')
  await expect(reported).toContainText('$50.00 stands apart. There is no rate for USD in 2026-08.')
  await expect(reported.getByRole('row', { name: /Aug 2026/ })).toContainText('apart: no rate')
  await july.getByRole('button', { name: '€36.00' }).click()
  const opened = window.getByRole('complementary')
  await expect(opened).toContainText('July 2026 in EUR')
  await expect(opened).toContainText('A rate you entered.')
  await opened.getByRole('button', { name: '$40.00' }).click()
  await expect(opened.getByRole('heading', { level: 2 })).toContainText('All providers, July 2026')
  await goTo(window, 'Settings')
  await window.getByLabel('Show spend in').selectOption({ label: 'Each currency apart' })
  await goTo(window, 'Spend')
  await expect(window.getByText('Spend in USD')).toHaveCount(0)
  await expect(reported).toHaveCount(0)
})

test('a rate that is none is refused in words; a removed one is gone', async ({ window }) => {
  await goTo(window, 'Settings')
  const form = window.getByRole('form', { name: 'Enter a rate' })
  await form.getByLabel('Day').fill('2026-07-15')
  await form.getByLabel('costs').fill('0,9')
  await form.getByRole('button', { name: 'Enter rate' }).click()
  await expect(form.getByRole('alert')).toContainText('rate: “0,9” is not a rate above 0')
  await form.getByLabel('costs').fill('0.9')
  await form.getByRole('button', { name: 'Enter rate' }).click()
  await window.getByRole('button', { name: /^Remove the rate of Jul 15, 2026/ }).click()
  await expect(window.getByText('1 USD = 0.9 EUR')).toHaveCount(0)
})

test('the rates of the central bank come from its file', async ({ app, window }) => {
  const rates = file('eurofxref-hist.csv', 'Date,USD,JPY,\n2026-07-02,1.10,160,\n2026-07-01,1.12,161,\n')
  await answerOpenDialog(app, [rates])
  await goTo(window, 'Settings')
  await window.getByRole('button', { name: 'Import rates…' }).click()
  await expect(window.getByText('4 rates are new, 0 changed.')).toBeVisible()
  await expect(window.getByText(/2 days of 2 currencies/)).toBeVisible()
  await answerOpenDialog(app, [twoMonths])
  await window.getByRole('button', { name: 'Import rates…' }).click()
  await expect(window.getByRole('alert')).toContainText('is no file of exchange rates')
})

test('what lands in the watched folder is offered, and imported only when it is reviewed', async ({
  app,
  window,
}) => {
  test.setTimeout(120_000)
  const watched = join(folder, 'downloads')
  mkdirSync(watched)
  await importFiles(app, window, [twoMonths])
  await answerOpenDialog(app, [watched])
  await goTo(window, 'Settings')
  await expect(window.getByText('No folder is watched.')).toBeVisible()
  await window.getByRole('button', { name: 'Watch a folder…' }).click()
  await expect(window.getByText(watched)).toBeVisible()
  // The one is in the ledger already, the others are no bills.
  writeFileSync(
    join(watched, 'copy.csv'),
    anthropicRows(
      '2026-07-01,Claude Sonnet 4.5,Default,output,40',
      '2026-08-01,Claude Sonnet 4.5,Default,output,50',
    ),
  )
  writeFileSync(join(watched, 'notes.txt'), 'no bill')
  writeFileSync(
    join(watched, 'september.csv'),
    anthropicRows('2026-09-01,Claude Sonnet 4.5,Default,output,60'),
  )
  const review = window.getByRole('button', { name: 'Review 1 file' })
  await expect(review).toBeVisible({ timeout: 30_000 })
  await expect(window.getByText('september.csv is new in the watched folder.')).toBeVisible()
  expect(await statementsOf(window)).toBe(1)
  if (host === 'chromium')
    expect((await notifications(app)).filter(({ title }) => title === 'Review 1 file')).toHaveLength(1)
  await review.click()
  await expect(planOf(window)).toContainText('september.csv')
  await expect(review).toHaveCount(0)
  expect(await statementsOf(window)).toBe(1)
  await importPlanned(window)
  expect(await statementsOf(window)).toBe(2)
  await goTo(window, 'Settings')
  await window.getByRole('button', { name: 'Stop watching' }).click()
  await expect(window.getByText('No folder is watched.')).toBeVisible()
})

test('a bill that is still being written is not offered before it is whole, and then with the others', async ({
  app,
  window,
}) => {
  test.setTimeout(120_000)
  const watched = join(folder, 'slow downloads')
  mkdirSync(watched)
  await answerOpenDialog(app, [watched])
  await goTo(window, 'Settings')
  await window.getByRole('button', { name: 'Watch a folder…' }).click()
  await expect(window.getByText(watched)).toBeVisible()
  const slow = join(watched, 'slow.csv')
  const row = '2026-10-01,Claude Sonnet 4.5,Default,output,1\n'
  writeFileSync(slow, anthropicRows())
  writeFileSync(join(watched, 'whole.csv'), anthropicRows('2026-09-01,Claude Sonnet 4.5,Default,output,60'))
  const offer = window.getByRole('button', { name: /^Review/ })
  for (let portion = 0; portion < 16; portion += 1) {
    appendFileSync(slow, row)
    await window.waitForTimeout(500)
    if (await offer.isVisible()) await expect(offer).toHaveText('Review 1 file')
  }
  await expect(offer).toHaveText('Review 2 files', { timeout: 90_000 })
  expect(await statementsOf(window)).toBe(0)
  await offer.click()
  await expect(planOf(window)).toContainText('slow.csv')
  await expect(planOf(window)).toContainText('$16.00')
  await expect(planOf(window)).toContainText('whole.csv')
  expect(await statementsOf(window)).toBe(0)
  await window.keyboard.press('Escape')
  await expect(planOf(window)).toHaveCount(0)
  expect(await statementsOf(window)).toBe(0)
})
