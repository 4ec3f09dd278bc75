import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import {
  archiveIn,
  drop,
  expect,
  goTo,
  importButton,
  importFiles,
  importPlanned,
  planOf,
  resultOf,
  statementsIn,
  statementsOf,
  test,
} from './app.ts'
import { anthropicRows, billFolder, daysOf, dollars, focusBill, monthBill, monthName } from './bills.ts'

const { file, remove } = billFolder()
test.afterAll(remove)

const answerOf = (window: Page) => planOf(window).getByRole('heading', { level: 1 })

test('the plan says what is new, what replaces and what cannot be read, and Import does exactly that', async ({
  app,
  window,
}) => {
  await importFiles(app, window, [file('october.csv', monthBill(1, '10.00'))])
  await drop(app, window, [
    file('september.csv', monthBill(2, '10.00')),
    file('october-again.csv', monthBill(1, '11.00')),
    file('crooked.csv', anthropicRows('2026-07-02,x')),
  ])
  const [september, before, after] = [daysOf(2) * 10, daysOf(1) * 10, daysOf(1) * 11].map(dollars)
  await expect(answerOf(window)).toContainText(
    `2 bills: 1 new, 1 replaces ${monthName(1, 'long')} of Anthropic, ${september} on new days. 1 file cannot be read.`,
  )
  await expect(answerOf(window)).toBeFocused()
  await expect(planOf(window)).toContainText(
    `${monthName(1, 'short')}: ${before} → ${after} instead of october.csv`,
  )
  await expect(planOf(window)).toContainText(
    `Anthropic · ${daysOf(2)} new days · lines 2 to ${daysOf(2) + 1}`,
  )
  await expect(planOf(window)).toContainText('Line 2 of crooked.csv has 2 cells, the header has 5.')
  expect(await statementsOf(window)).toBe(1)

  await planOf(window).getByRole('checkbox', { name: 'Import september.csv' }).uncheck()
  await expect(importButton(window)).toHaveAccessibleName('Import 1 bill, leave out 1')
  await planOf(window).getByRole('checkbox', { name: 'Import september.csv' }).check()
  await expect(importButton(window)).toHaveAccessibleName('Import 2 bills')
  await importPlanned(window)
  await expect(resultOf(window)).toContainText('2 statements imported, 1 refused')
  await goTo(window, 'Spend')
  await expect(window.getByRole('heading', { level: 1 })).toContainText(`cost ${after}`)
  expect((await statementsIn(window)).map(({ fileName }) => fileName).sort()).toEqual([
    'october-again.csv',
    'october.csv',
    'september.csv',
  ])
})

test('a file that is no known export is told so, and nothing can be imported of it', async ({
  app,
  window,
}) => {
  await drop(app, window, [file('strange.csv', 'when,how much\n2026-07-01,3\n')])
  await expect(answerOf(window)).toContainText('1 file cannot be read.')
  await expect(planOf(window)).toContainText('strange.csv is no export that Breakwatt knows')
  await expect(importButton(window)).toHaveCount(0)
  await window.keyboard.press('Escape')
  await expect(planOf(window)).toHaveCount(0)
})

test('a bill that takes most of the money away asks, and Import waits for the answer', async ({
  app,
  window,
}) => {
  await importFiles(app, window, [file('whole.csv', monthBill(1, '10.00'))])
  await drop(app, window, [file('part.csv', monthBill(1, '1.00'))])
  const plan = planOf(window)
  const [before, after] = [daysOf(1) * 10, daysOf(1)].map(dollars)
  await expect(answerOf(window)).toContainText(
    `1 bill would replace ${monthName(1, 'long')} of Anthropic: ${before} → ${after}.`,
  )
  for (const choice of await plan.getByRole('radio').all()) await expect(choice).not.toBeChecked()
  await expect(importButton(window)).toBeDisabled()
  await expect(plan).toContainText('part.csv waits for your answer.')

  await plan.getByRole('radio', { name: 'Leave out' }).check()
  await expect(plan).toContainText('Every bill is left out.')
  await expect(importButton(window)).toBeDisabled()

  await plan.getByRole('radio', { name: `Replace ${monthName(1, 'long')}` }).check()
  await expect(importButton(window)).toHaveAccessibleName('Import 1 bill')
  await importPlanned(window)
  await expect(resultOf(window)).toContainText(`${before} → ${after}`)
  await expect(window.getByRole('heading', { level: 1 })).toContainText(`cost ${after}`)
})

test('as another account the money of both counts, and the account carries the name that was typed', async ({
  app,
  window,
}) => {
  await importFiles(app, window, [file('ours.csv', monthBill(1, '10.00'))])
  await drop(app, window, [file('theirs.csv', monthBill(1, '1.00'))])
  await planOf(window).getByRole('radio', { name: 'Import as another account…' }).check()
  await expect(importButton(window)).toBeDisabled()
  const name = planOf(window).getByRole('textbox', { name: 'Name of the other account, for theirs.csv' })
  await expect(name).toBeFocused()
  await name.fill('Team B')
  await expect(importButton(window)).toBeEnabled()
  await expect(planOf(window)).toContainText(`Anthropic Team B · ${daysOf(1)} new days`)
  await importPlanned(window)
  await expect(window.getByRole('heading', { level: 1 })).toContainText(`cost ${dollars(daysOf(1) * 11)}`)
  await goTo(window, 'Statements')
  await expect(window.getByRole('row', { name: /theirs\.csv/ })).toContainText('Team B')
})

test('a bill that would count for nothing beside a newer one asks, and can be kept as another account', async ({
  app,
  window,
}) => {
  await importFiles(app, window, [file('ours-whole.csv', monthBill(1, '10.00', 'Web'))])
  const early = monthBill(1, '99.00', 'Research').split('\n').slice(0, 21).join('\n')
  await drop(app, window, [file('theirs-so-far.csv', `${early}\n`)])
  await expect(answerOf(window)).toContainText('1 bill of Anthropic covers days that a newer one speaks for.')
  await expect(planOf(window).getByRole('group')).toContainText(
    'ours-whole.csv is newer and goes on speaking for 20 days: nothing of this file would count there, and',
  )
  await expect(
    planOf(window).getByRole('radio', { name: 'Import, but keep ours-whole.csv for these days' }),
  ).not.toBeChecked()
  await expect(importButton(window)).toBeDisabled()
  await planOf(window).getByRole('radio', { name: 'Import as another account…' }).check()
  await planOf(window).getByRole('textbox').fill('Team B')
  await importPlanned(window)
  await goTo(window, 'Statements')
  await expect(window.getByRole('row', { name: /theirs-so-far\.csv/ })).toContainText('Team B')
})

test('the question of a newer bill stays, with its answer, when the user says that this one is the newer', async ({
  app,
  window,
}) => {
  await importFiles(app, window, [file('ours-web.csv', monthBill(1, '10.00', 'Web'))])
  const early = monthBill(1, '99.00', 'Research').split('\n').slice(0, 21).join('\n')
  await drop(app, window, [file('theirs-early.csv', `${early}\n`)])
  const question = planOf(window).getByRole('group')
  const instead = question.getByRole('radio', { name: 'Use it for these days instead of ours-web.csv' })
  await instead.check()
  await expect(answerOf(window)).toContainText('$200.00 → $1,980.00')
  await expect(question).toContainText('ours-web.csv is newer and goes on speaking for 20 days')
  await expect(instead).toBeChecked()
  await question.getByRole('radio', { name: 'Import, but keep ours-web.csv for these days' }).check()
  await expect(answerOf(window)).toContainText('covers days that a newer one speaks for')
  await expect(question.getByRole('radio', { checked: true })).toHaveAccessibleName(/^Import, but keep/)
  await instead.check()
  await importPlanned(window)
  await expect(window.getByRole('heading', { level: 1 })).toContainText(
    `cost ${dollars(daysOf(1) * 10 - 200 + 1980)}`,
  )
})

test('what a correction takes away is worth a look, and is asked no more', async ({ app, window }) => {
  const docs = monthBill(1, '1.00', 'Docs').split('\n').slice(1).join('\n')
  await importFiles(app, window, [file('full.csv', `${monthBill(1, '10.00', 'Web')}${docs}`)])
  const some = monthBill(1, '9.00', 'Web').split('\n').slice(0, 11).join('\n')
  await drop(app, window, [file('web-only.csv', `${some}\n`), file('before.csv', monthBill(2, '3.00'))])
  await expect(answerOf(window)).toContainText(
    `2 bills: 1 new, 1 for days that a newer one speaks for, ${dollars(daysOf(2) * 3)} on new days.`,
  )
  const use = planOf(window).getByRole('checkbox', { name: 'Use it for all its days: web-only.csv' })
  await use.check()
  await expect(planOf(window)).toContainText(
    'Look: It would replace 10 days of full.csv, and Docs is missing: the export may have been filtered.',
  )
  await expect(use).toBeChecked()
  await expect(planOf(window).getByRole('radio')).toHaveCount(0)
  await use.uncheck()
  await expect(planOf(window)).not.toContainText('Look:')
})

test('the plan says which of two exports of the same money will not count, before it is imported', async ({
  app,
  window,
}) => {
  const [first, second] = [1, 2].map((ago) => [
    file(`console-${ago}.csv`, monthBill(ago, '10.00')),
    file(`focus-${ago}.csv`, focusBill(ago, '10.05', ['acct-1'])),
  ])
  await drop(app, window, [...(first ?? []), ...(second ?? [])])
  await expect(answerOf(window)).toContainText('on new days. Not all of this money will count.')
  const sentence = (ago: number): string =>
    `Anthropic, ${monthName(ago, 'short')}: focus-${ago}.csv is not counted: console-${ago}.csv shows the same money and is at least as new.`
  await expect(planOf(window).getByRole('region', { name: 'Same money in several exports' }))
    .toMatchAriaSnapshot(`
    - region "Same money in several exports":
      - heading "Same money in several exports" [level=2]
      - paragraph: "${sentence(2)}"
      - paragraph: "${sentence(1)}"
      - paragraph: What does not count is kept. On Statements you can choose what counts.
  `)
  await importPlanned(window)
  await expect(window.getByRole('heading', { level: 1 })).toContainText(`cost ${dollars(daysOf(1) * 10)}`)
})

test('an original that is gone from the archive is put back by its file, and no money changes', async ({
  app,
  window,
  profile,
}) => {
  const bill = file('lost.csv', monthBill(1, '10.00'))
  await importFiles(app, window, [bill])
  const archive = archiveIn(profile)
  const originals = (): readonly string[] => readdirSync(archive).filter((name) => name.endsWith('.zst'))
  const kept = originals()
  expect(kept).toHaveLength(1)
  for (const name of kept) rmSync(join(archive, name))
  await drop(app, window, [bill])
  await expect(planOf(window)).toContainText('The copy that Breakwatt kept of it is gone')
  await expect(planOf(window)).toContainText('Enter puts it back, Esc cancels. No money changes.')
  await planOf(window).getByRole('button', { name: 'Put 1 original file back' }).click()
  await expect(resultOf(window).getByRole('heading')).toHaveText('1 original file put back')
  await expect(resultOf(window)).toContainText('Nothing counts twice. Its original file is back.')
  expect(originals()).toEqual(kept)
  await expect(window.getByRole('heading', { level: 1 })).toContainText(`cost ${dollars(daysOf(1) * 10)}`)
  await drop(app, window, [bill])
  await expect(planOf(window).getByRole('button', { name: 'Close' })).toBeVisible()
})

test('a correction of some days speaks for them once the user says so', async ({ app, window }) => {
  await importFiles(app, window, [file('whole.csv', monthBill(1, '10.00'))])
  const some = monthBill(1, '9.00').split('\n').slice(0, 11).join('\n')
  await drop(app, window, [file('corrected.csv', `${some}\n`)])
  await expect(planOf(window)).toContainText('10 days left to a newer statement')
  await planOf(window).getByRole('checkbox', { name: 'Use it for all its days: corrected.csv' }).check()
  await expect(answerOf(window)).toContainText('$100.00 → $90.00')
  await importPlanned(window)
  await expect(window.getByRole('heading', { level: 1 })).toContainText(
    `cost ${dollars(daysOf(1) * 10 - 10)}`,
  )
})

test('what is left out stays out while the rest comes in', async ({ app, window }) => {
  await importFiles(app, window, [file('kept.csv', monthBill(1, '10.00'))])
  await drop(app, window, [file('less.csv', monthBill(1, '1.00')), file('more.csv', monthBill(2, '5.00'))])
  await planOf(window).getByRole('radio', { name: 'Leave out' }).check()
  await expect(importButton(window)).toHaveAccessibleName('Import 1 bill, leave out 1')
  await importPlanned(window)
  await expect(resultOf(window)).toContainText('less.csv was left out.')
  await expect(window.getByRole('heading', { level: 1 })).toContainText(`cost ${dollars(daysOf(1) * 10)}`)
  expect(await statementsOf(window)).toBe(2)
})

test('a plan that an undo made stale is shown anew before anything is done', async ({ app, window }) => {
  await importFiles(app, window, [file('first.csv', monthBill(1, '10.00'))])
  await drop(app, window, [file('second.csv', monthBill(1, '11.00'))])
  await expect(answerOf(window)).toContainText(`1 bill replaces ${monthName(1, 'long')} of Anthropic`)
  await goTo(window, 'Statements')
  await window.getByRole('button', { name: 'Undo import of first.csv' }).click()
  await expect(window.getByRole('button', { name: 'Bring back first.csv' })).toBeVisible()
  await window
    .getByRole('region', { name: 'Waiting plan' })
    .getByRole('button', { name: 'Show the plan' })
    .click()
  await importButton(window).click()
  await expect(planOf(window).getByRole('alert')).toContainText('The ledger changed')
  await expect(answerOf(window)).toContainText('1 new bill of Anthropic')
  await expect(answerOf(window)).toBeFocused()
  expect(await statementsOf(window)).toBe(1)
  await importPlanned(window)
  expect(await statementsOf(window)).toBe(2)
})

test('an undone import that is dropped again comes back as it was', async ({ app, window }) => {
  const bill = file('twice.csv', monthBill(1, '4.00'))
  await importFiles(app, window, [bill])
  await goTo(window, 'Statements')
  await window.getByRole('button', { name: 'Undo import of twice.csv' }).click()
  await expect(window.getByRole('button', { name: 'Bring back twice.csv' })).toBeVisible()
  await drop(app, window, [bill])
  await expect(answerOf(window)).toContainText('1 bill comes back')
  await importPlanned(window)
  await expect(window.getByRole('button', { name: 'Undo import of twice.csv' })).toBeVisible()
  expect(await statementsOf(window)).toBe(1)
})

test('the plan is read, answered and carried out by the keyboard alone', async ({ app, window }) => {
  await drop(app, window, [file('keys.csv', monthBill(1, '10.00'))])
  await expect(answerOf(window)).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(resultOf(window).getByRole('heading', { name: '1 statement imported' })).toBeFocused()

  await drop(app, window, [file('keys-part.csv', monthBill(1, '1.00'))])
  await expect(answerOf(window)).toBeFocused()
  await window.keyboard.press('Enter')
  await expect(planOf(window)).toBeVisible()
  await window.keyboard.press('Tab')
  const replace = planOf(window).getByRole('radio', { name: /^Replace/ })
  await expect(replace).toBeFocused()
  await window.keyboard.press('Space')
  await expect(replace).toBeChecked()
  await expect(importButton(window)).toBeEnabled()
  await window.keyboard.press('Tab')
  await expect(importButton(window)).toBeFocused()
  await window.keyboard.press('Escape')
  await expect(planOf(window)).toHaveCount(0)
  expect(await statementsOf(window)).toBe(1)
})

test('the plan says to a screen reader what it is', async ({ app, window }) => {
  await importFiles(app, window, [file('said.csv', monthBill(1, '10.00'))])
  await drop(app, window, [
    file('said-part.csv', monthBill(1, '1.00')),
    file('said-new.csv', monthBill(2, '1.00')),
  ])
  await expect(planOf(window)).toMatchAriaSnapshot(`
    - region /Import/:
      - heading /2 bills/ [level=1]
      - region "Needs your answer":
        - heading "Needs your answer" [level=2]
        - list:
          - listitem:
            - heading "said-part.csv" [level=3]
            - group /It would replace/:
              - radio /Replace/
              - radio "Import as another account…"
              - radio "Leave out"
      - region "To import":
        - heading "To import" [level=2]
        - list:
          - listitem:
            - heading "said-new.csv" [level=3]
            - checkbox "Import said-new.csv" [checked]
      - button "Import 1 bill" [disabled]
      - button "Cancel"
  `)
})
