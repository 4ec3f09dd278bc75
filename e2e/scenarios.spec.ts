import type { Locator, Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerOpenDialog, answerSaveDialog, expect, goTo, host, importFiles, test } from './app.ts'
import { billFolder, monthBill, monthStart } from './bills.ts'
import { picture } from './picture.ts'

const { folder, file, remove } = billFolder()
test.afterAll(remove)

const bills = [3, 2, 1].map((monthsAgo) => file(`bill-${monthsAgo}.csv`, monthBill(monthsAgo, '40')))

const section = (window: Page): Locator => window.getByRole('region', { name: 'Saved scenarios' })
const row = (window: Page, name: string | RegExp): Locator => section(window).getByRole('row', { name })
const comparison = (window: Page): Locator =>
  section(window).getByRole('table', { name: 'Side by side', exact: true })

async function save(window: Page, name: string): Promise<void> {
  await section(window).getByLabel('Name', { exact: true }).fill(name)
  await section(window).getByRole('button', { name: 'Save scenario' }).click()
  await expect(section(window).getByText(`Saved as “${name}”.`)).toBeVisible()
}

test('a scenario is saved, renamed, duplicated, removed and put back', async ({ app, window }) => {
  await importFiles(app, window, bills)
  await goTo(window, 'Payback')
  await expect(section(window)).toContainText('None yet.')
  await save(window, 'First plan')
  await expect(row(window, /First plan/)).toContainText('Follows your bills')
  await section(window).getByRole('button', { name: 'Rename First plan' }).focus()
  await window.keyboard.press('Enter')
  await section(window).getByLabel('New name of First plan').fill('Plan A')
  await window.keyboard.press('Enter')
  await expect(row(window, /Plan A/)).toBeVisible()
  await section(window).getByRole('button', { name: 'Duplicate Plan A' }).click()
  await expect(row(window, /Plan A \(copy\)/)).toBeVisible()
  await section(window).getByRole('button', { name: 'Remove Plan A', exact: true }).click()
  await expect(section(window).getByText('“Plan A” is removed.')).toBeVisible()
  await expect(section(window).getByRole('button', { name: 'Open Plan A', exact: true })).toHaveCount(0)
  await section(window).getByRole('button', { name: 'Put it back' }).click()
  await expect(section(window).getByRole('button', { name: 'Open Plan A', exact: true })).toBeVisible()
  await section(window).getByRole('button', { name: 'Rename Plan A (copy)' }).click()
  await section(window).getByLabel('New name of Plan A (copy)').fill('Plan A')
  await section(window).getByRole('button', { name: 'Save name' }).click()
  await expect(section(window).getByRole('alert')).toContainText('a name that no other saved scenario has')
  await window.keyboard.press('Escape')
  await section(window).getByLabel('Name', { exact: true }).fill('plan a')
  await expect(section(window).getByRole('button', { name: 'Replace “Plan A”' })).toBeVisible()
})

test('an exported scenario comes back from its file, and stands still', async ({ app, window }) => {
  await importFiles(app, window, bills)
  await goTo(window, 'Payback')
  await save(window, 'As it is')
  const written = join(folder, 'as-it-is.json')
  await answerSaveDialog(app, written)
  await section(window).getByRole('button', { name: 'Export… As it is' }).click()
  await expect(section(window).getByText('Written to as-it-is.json.')).toBeVisible()
  expect(JSON.parse(readFileSync(written, 'utf8'))).toMatchObject({ horizonMonths: 36 })
  await answerOpenDialog(app, [written])
  await section(window).getByRole('button', { name: 'Import scenario…' }).click()
  await expect(section(window).getByText(/^Imported as “/)).toBeVisible()
  const imported = section(window).getByRole('row').filter({ hasText: 'Stands still, whatever is imported' })
  await expect(imported).toHaveCount(1)
  await imported.getByRole('checkbox').check()
  await expect(comparison(window)).toContainText('They assume the same.')
  await answerOpenDialog(app, [bills[0] ?? ''])
  await section(window).getByRole('button', { name: 'Import scenario…' }).click()
  await expect(section(window).getByRole('alert')).toBeVisible()
})

test('up to four stand side by side, with their ranges and the inputs in which they differ', async ({
  app,
  window,
}) => {
  await importFiles(app, window, bills)
  await goTo(window, 'Payback')
  await save(window, 'One')
  for (const copy of ['One (copy)', 'One (copy 2)', 'One (copy 3)']) {
    await section(window).getByRole('button', { name: 'Duplicate One', exact: true }).click()
    await expect(row(window, copy)).toBeVisible()
  }
  for (const name of ['One', 'One (copy)', 'One (copy 2)'])
    await section(window)
      .getByRole('checkbox', { name: `Compare ${name}`, exact: true })
      .check()
  await expect(section(window).getByRole('checkbox', { name: 'Compare One (copy 3)' })).toBeDisabled()
  await expect(comparison(window).getByRole('columnheader')).toHaveText([
    'On screen now',
    'One (copy 2)',
    'One (copy)',
    'One',
  ])
  await expect(comparison(window).getByText('working it out…')).toHaveCount(0, { timeout: 30_000 })
  await expect(comparison(window).getByRole('row', { name: /^Its range/ })).toContainText(/\d{4}|Never/)
})

test('what was assumed when a rig was bought is kept, and nobody edits it', async ({ app, window }) => {
  await importFiles(app, window, bills)
  await goTo(window, 'Rig')
  await window.getByRole('button', { name: 'Add a rig' }).click()
  const form = window.getByRole('form', { name: 'Add a rig' })
  await form.getByLabel('Preset').selectOption({ label: 'Mac mini M4 Pro' })
  await form.getByLabel('In service since').fill(monthStart(0).toISOString().slice(0, 10))
  await form.getByLabel('Electricity price per kWh').fill('0.30')
  await form.getByRole('button', { name: 'Add rig' }).click()
  await expect(window.getByRole('region', { name: 'Mac mini M4 Pro', exact: true })).toBeVisible()
  await goTo(window, 'Payback')
  const frozen = section(window).getByRole('row').filter({ hasText: 'frozen at purchase' })
  await expect(frozen).toContainText('Mac mini M4 Pro, as it was bought')
  await expect(frozen.getByRole('button')).toHaveText([/^Open/, /^Duplicate/, /^Export…/])
  await frozen.getByRole('button', { name: /^Open/ }).click()
  await expect(row(window, /^Compare On screen now/)).toContainText('which stands still')
  await section(window).getByLabel('Name', { exact: true }).fill('Not to be saved')
  await expect(section(window).getByRole('button', { name: 'Save scenario' })).toBeDisabled()
})

test('pictures of saved scenarios', async ({ app, window }) => {
  test.skip(host === 'electron', 'the size of a real window is not the page’s to set')
  test.setTimeout(120_000)
  await importFiles(app, window, bills)
  await window.getByRole('button', { name: 'Put away' }).click()
  await goTo(window, 'Payback')
  await save(window, 'As planned')
  await window
    .getByRole('textbox', { name: /may go local/i })
    .first()
    .fill('40')
  await save(window, 'A second look')
  await section(window).getByRole('checkbox', { name: 'Compare As planned' }).check()
  await section(window).getByRole('checkbox', { name: 'Compare A second look' }).check()
  await expect(comparison(window).getByText('working it out…')).toHaveCount(0, { timeout: 30_000 })
  await section(window).scrollIntoViewIfNeeded()
  await comparison(window).evaluate((table) => {
    table.closest('section')?.scrollIntoView()
  })
  await picture(window, 'scenarios')
})
