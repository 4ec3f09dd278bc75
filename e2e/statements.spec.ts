import type { Locator, Page } from '@playwright/test'
import { expect, goTo, importFiles, test } from './app.ts'
import { billFolder, daysOf, dollars, focusBill, monthBill, monthName } from './bills.ts'

const { file, remove } = billFolder()
test.afterAll(remove)

const rowOf = (window: Page, name: string): Locator =>
  window.getByRole('row', { name: new RegExp(name.replace('.', '\\.')) }).first()

/** Types what the invoice adds up to, and saves with Enter. */
async function typeInvoice(window: Page, name: string, amount: string): Promise<void> {
  await window.getByRole('button', { name: `Invoice total of ${name}` }).click()
  const field = window.getByRole('textbox', { name: 'Amount on the invoice' })
  await expect(field).toBeFocused()
  await field.fill(amount)
  await field.press('Enter')
  await expect(field).toHaveCount(0)
}

test('an invoice total ties out, differs with its reason, and is taken back', async ({ app, window }) => {
  await importFiles(app, window, [file('tied.csv', monthBill(1, '10.00'))])
  await goTo(window, 'Statements')
  const total = daysOf(1) * 10
  await typeInvoice(window, 'tied.csv', dollars(total))
  await expect(rowOf(window, 'tied.csv')).toContainText('Ties out')
  await expect(window.getByText('1 statement ties out to the invoice.')).toBeVisible()
  await expect(
    window.getByRole('button', { name: `Invoice total of tied.csv: ${dollars(total)}` }),
  ).toBeFocused()

  await typeInvoice(window, 'tied.csv', (total * 1.2).toFixed(2))
  await expect(rowOf(window, 'tied.csv')).toContainText('Differs')
  await expect(window.getByText(`The invoice is ${dollars(total * 0.2)} higher.`)).toBeVisible()
  await expect(
    window.getByRole('list', { name: 'What may make up the difference of tied.csv' }),
  ).toContainText('Likely: tax. The file has no tax; the difference is 20 %')

  await typeInvoice(window, 'tied.csv', '')
  await expect(window.getByRole('button', { name: 'Invoice total of tied.csv: enter it' })).toBeVisible()
  await expect(window.getByText('Differs')).toHaveCount(0)
})

test('an invoice total that is no amount is refused where it is typed, and Esc leaves it', async ({
  app,
  window,
}) => {
  await importFiles(app, window, [file('typed.csv', monthBill(1, '10.00'))])
  await goTo(window, 'Statements')
  await window.getByRole('button', { name: 'Invoice total of typed.csv' }).click()
  const field = window.getByRole('textbox', { name: 'Amount on the invoice' })
  await field.fill('about ten')
  await field.press('Enter')
  await expect(window.getByRole('form', { name: 'Invoice total of typed.csv' })).toContainText(
    'Invoice total: “about ten” is not an amount in USD',
  )
  await field.press('Escape')
  await expect(window.getByRole('button', { name: 'Invoice total of typed.csv: enter it' })).toBeFocused()
})

test('of two exports of the same money one counts, and choosing another changes Spend', async ({
  app,
  window,
}) => {
  await importFiles(app, window, [
    file('console.csv', monthBill(1, '10.00')),
    file('focus.csv', focusBill(1, '10.05', ['acct-1'])),
  ])
  const [console, focus, both] = ['10', '10.05', '20.05'].map((perDay) => dollars(Number(perDay) * daysOf(1)))
  await expect(window.getByRole('heading', { level: 1 })).toContainText(`cost ${console}`)
  await window.getByRole('button', { name: '1 export not counted, same money' }).click()
  const month = window.getByRole('group', { name: `Anthropic, ${monthName(1, 'short')}` })
  await expect(month.getByRole('radio', { name: 'Let Breakwatt decide' })).toBeChecked()
  await expect(month).toContainText('Not counted:')

  const spendAfter = async (choice: string | RegExp, cost: string | undefined): Promise<void> => {
    await goTo(window, 'Statements')
    await month.getByRole('radio', { name: choice }).check()
    await goTo(window, 'Spend')
    await expect(window.getByRole('heading', { level: 1 })).toContainText(`cost ${cost}`)
  }
  await spendAfter(/^FOCUS/, focus)
  await spendAfter('Add them up: they are different bills', both)
  await spendAfter(/^Anthropic cost/, console)
})
