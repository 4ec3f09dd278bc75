import { join } from 'node:path'
import { writeFocusFile } from '../bench/focus-file.ts'
import { drop, expect, goTo, host, importFiles, planOf, root, test } from './app.ts'
import { anthropicRows, billFolder, daysOf, dollars, focusBill, monthBill } from './bills.ts'
import { picture } from './picture.ts'

const { folder, file, remove } = billFolder()
test.afterAll(remove)
test.skip(host === 'electron', 'the size of a real window is not the page’s to set')

test('pictures of an import: clean, in doubt, rejected, many files, reading and done', async ({
  app,
  window,
}) => {
  test.setTimeout(180_000)
  const cancel = async (): Promise<void> => {
    await window.keyboard.press('Escape')
    await expect(planOf(window)).toHaveCount(0)
  }
  const plan = async (name: string, paths: readonly string[]): Promise<void> => {
    await drop(app, window, paths)
    await expect(planOf(window)).toBeVisible()
    await picture(window, `plan-${name}`)
  }
  await plan('clean', [file('claude_api_cost_oct.csv', monthBill(1, '10.00'))])
  await cancel()
  await importFiles(app, window, [
    file('claude_oct.csv', monthBill(1, '10.00')),
    file('claude_sep.csv', monthBill(2, '9.37')),
  ])
  await picture(window, 'import-done')
  await plan('doubt', [file('claude_oct_part.csv', monthBill(1, '1.00', 'Research'))])
  await planOf(window).getByRole('radio', { name: 'Import as another account…' }).check()
  await picture(window, 'plan-doubt-answered')
  await cancel()
  const strange = file('meeting-notes.csv', 'topic,who\nbudget,Ada\n')
  await plan('rejected', [strange])
  await cancel()
  await plan('many', [
    file('claude_oct_new.csv', monthBill(1, '10.05')),
    file('claude_oct_part.csv', monthBill(1, '1.00', 'Research')),
    file('claude_sep_again.csv', monthBill(2, '9.37')),
    file('crooked.csv', anthropicRows('2026-07-02,x')),
    strange,
    file('focus_oct.csv', focusBill(1, '10.05', ['acct-1', 'acct-2', 'acct-3'])),
    ...[3, 4, 5].map((ago) => file(`claude_${ago}.csv`, monthBill(ago, '8.00'))),
  ])
  await cancel()
  const large = join(folder, 'large.csv')
  await writeFocusFile(large, 500_000)
  await drop(app, window, [file('claude_6.csv', monthBill(6, '8.00')), large])
  await expect(window.getByRole('region', { name: 'Reading' })).toContainText(/[\d,]+ rows · \d+%/)
  await window.screenshot({ path: join(root, 'screenshots', 'reading.png') })
  await window.getByRole('region', { name: 'Reading' }).getByRole('button', { name: 'Cancel' }).click()
})

test('pictures of the statements: tied out, differing, and the same money twice', async ({ app, window }) => {
  test.setTimeout(120_000)
  await importFiles(app, window, [
    file('claude_oct.csv', monthBill(1, '10.00')),
    file('claude_sep.csv', monthBill(2, '9.37')),
    file('focus_oct.csv', focusBill(1, '10.05', ['acct-1'])),
  ])
  await goTo(window, 'Statements')
  const type = async (name: string, amount: string): Promise<void> => {
    await window.getByRole('button', { name: `Invoice total of ${name}` }).click()
    await window.getByRole('textbox', { name: 'Amount on the invoice' }).fill(amount)
    await window.keyboard.press('Enter')
    await expect(window.getByRole('textbox', { name: 'Amount on the invoice' })).toHaveCount(0)
  }
  await type('claude_oct.csv', dollars(daysOf(1) * 10))
  await type('claude_sep.csv', (daysOf(2) * 9.37 * 1.19).toFixed(2))
  await window.getByRole('button', { name: 'Invoice total of focus_oct.csv' }).click()
  await picture(window, 'statements-held')
  await window.keyboard.press('Escape')
  await picture(window, 'statements-tied')
})
