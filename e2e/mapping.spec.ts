import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import {
  answerOpenDialog,
  answerSaveDialog,
  drop,
  expect,
  goTo,
  importPlanned,
  planOf,
  statementsOf,
  test,
} from './app.ts'
import { billFolder } from './bills.ts'

const { folder, file, remove } = billFolder()
test.afterAll(remove)

/** Every day of it may be a month. */
const ambiguous = file(
  'mistral.csv',
  [
    'Day,Model,Amount EUR,Requests',
    '03/04/2026,mistral-large,12.50,310',
    '05/04/2026,mistral-large,10.00,250',
    '06/04/2026,mistral-small,1.25,90',
    '',
  ].join('\n'),
)

const screen = (window: Page): Locator => window.getByRole('region', { name: /^Import mistral\.csv/ })

async function openMapping(window: Page): Promise<void> {
  await planOf(window)
    .getByRole('button', { name: /what its columns mean/ })
    .click()
  await expect(screen(window)).toBeVisible()
}

test('a file nobody knows is mapped, read again and imported; the next one needs no question', async ({
  app,
  window,
}) => {
  await drop(app, window, [ambiguous])
  await openMapping(window)
  const save = window.getByRole('button', { name: 'Save and read the file' })
  await expect(save).toBeDisabled()
  await expect(screen(window)).toContainText('how the days are written')
  const doubt = window.getByRole('group', { name: /How are the days written/ })
  await expect(doubt.getByRole('row', { name: /03\/04\/2026/ })).toContainText('Apr 3, 2026')
  await expect(doubt.getByRole('row', { name: /03\/04\/2026/ })).toContainText('Mar 4, 2026')
  await doubt.getByLabel(/the day first/).check()
  await window.getByLabel('Who sells it').fill('Mistral')
  const rows = window.getByRole('table', { name: /How I read/ })
  await expect(rows.getByRole('row', { name: /12\.50/ })).toContainText('Apr 3, 2026')
  await expect(rows.getByRole('row', { name: /12\.50/ })).toContainText('€12.50')
  await expect(save).toBeEnabled()
  await save.click()
  await expect(planOf(window)).toContainText('mistral.csv')
  await importPlanned(window)
  expect(await statementsOf(window)).toBe(1)
  await goTo(window, 'Spend')
  // 12.50 + 10.00 + 1.25.
  await expect(window.getByRole('row', { name: /Apr 2026/ })).toContainText('€23.75')
  const next = file('mistral-may.csv', 'Day,Model,Amount EUR,Requests\n04/05/2026,mistral-large,7.00,100\n')
  await drop(app, window, [next])
  await importPlanned(window)
  expect(await statementsOf(window)).toBe(2)
})

test('a role is changed by hand, and the rows show it at once', async ({ app, window }) => {
  await drop(app, window, [ambiguous])
  await openMapping(window)
  const rows = window.getByRole('table', { name: /How I read/ })
  await window.getByRole('combobox', { name: 'Project' }).selectOption('Model')
  await expect(
    rows.getByRole('row', { name: /12\.50/ }).getByRole('cell', { name: 'mistral-large' }),
  ).toBeVisible()
  await expect(window.getByRole('combobox', { name: 'Service or model' })).toHaveValue('')
  await window.getByLabel('Decimals follow').selectOption(',')
  await expect(rows).toContainText(/not/i)
  await window.getByRole('button', { name: 'Back to the import' }).click()
  await expect(planOf(window)).toBeVisible()
  expect(await statementsOf(window)).toBe(0)
})

test('a mapping is handed on as JSON and taken over', async ({ app, window }) => {
  const saved = join(folder, 'mistral.mapping.json')
  await drop(app, window, [ambiguous])
  await openMapping(window)
  await window
    .getByLabel(/the day first/)
    .first()
    .check()
  await window.getByLabel('Who sells it').fill('Mistral')
  await answerSaveDialog(app, saved)
  await window.getByRole('button', { name: 'Export…' }).click()
  await expect.poll(() => existsSync(saved) && readFileSync(saved, 'utf8').endsWith('}\n')).toBe(true)
  expect(JSON.parse(readFileSync(saved, 'utf8'))).toMatchObject({
    serviceProviderName: 'Mistral',
    dateFormat: 'd/m/y',
  })
  await window.getByRole('button', { name: 'Back to the import' }).click()
  await openMapping(window)
  await expect(window.getByLabel('Who sells it')).toHaveValue('')
  await answerOpenDialog(app, [saved])
  await window.getByRole('button', { name: 'Use a saved one…' }).click()
  await expect(window.getByLabel('Who sells it')).toHaveValue('Mistral')
  await expect(window.getByRole('button', { name: 'Save and read the file' })).toBeEnabled()
})
