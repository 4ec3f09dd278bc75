import type { Locator, Page } from '@playwright/test'
import { expect, host, test } from './app.ts'
import { picture } from './picture.ts'

const openRig = async (window: Page): Promise<void> => {
  await window.getByRole('navigation').getByRole('button', { name: 'Rig' }).click()
  await expect(window.getByRole('heading', { level: 1, name: 'No rig yet.' })).toBeVisible()
}

const take = async (window: Page, name: string): Promise<void> => {
  if (host !== 'electron') await picture(window, name)
}

/** A fact of the rig's card: what is under its name. */
const fact = (card: Locator, name: string): Locator =>
  card.locator('dl.facts > div', { has: card.page().getByText(name, { exact: true }) }).locator('dd')

test('a rig is added by its price and days, edited in all it is, and says what is not known', async ({
  window,
}) => {
  test.setTimeout(180_000)
  await openRig(window)
  await window.getByRole('button', { name: 'Add a rig' }).click()
  const form = window.getByRole('form', { name: 'Add a rig' })
  await expect(form.getByLabel('Preset')).toBeFocused()

  // Marked presets say why; a source bears its date.
  await form.getByLabel('Preset').selectOption({ label: 'Mac Studio M4 Ultra 192GB (never sold)' })
  await expect(form.getByText(/^Never sold: .*\(undated, read Nov 21, 2026\)/)).toBeVisible()
  await form.getByLabel('Preset').selectOption({ label: 'RTX 4090 card (impossible as told)' })
  await expect(form.getByText(/35 to 42 GB of weights at 4 bit/)).toBeVisible()
  await expect(form.getByLabel('Nodes', { exact: true })).toBeHidden()
  await take(window, 'rig-add')

  // What is refused is told beside its field, which is led to, even where it is folded away.
  await form.getByLabel('Price paid').fill('1999.99')
  await form.getByLabel('In service since').fill('2026-07-01')
  await form.getByLabel('Bought on').fill('2026-07-02')
  await form.getByLabel('Electricity price per kWh').fill('0.30')
  await form.getByRole('button', { name: 'Add rig' }).click()
  const bought = form.getByLabel('Bought on')
  await expect(bought).toBeFocused()
  await expect(bought).toHaveAttribute('aria-invalid', 'true')
  await expect(bought).toHaveAccessibleDescription(/is not a day up to 2026-07-01, when it went into service/)
  await bought.fill('2026-06-20')
  await form.getByText('More about this rig').click()
  await form.getByLabel('Life (months)').fill('long')
  await form.getByText('More about this rig').click()
  await form.getByRole('button', { name: 'Add rig' }).click()
  await expect(form.getByLabel('Life (months)')).toBeFocused()
  await form.getByLabel('Life (months)').fill('48')
  await take(window, 'rig-add-more')
  await form.getByRole('button', { name: 'Add rig' }).click()

  const card = window.getByRole('region', { name: 'RTX 4090 card' })
  await expect(fact(card, 'Price paid')).toHaveText('$1,999.99')
  await card.getByText('More about this rig').click()
  await expect(fact(card, 'Life')).toHaveText('48 months')
  await expect(fact(card, 'Warranty')).toHaveText('–not known: it was not entered')
  await expect(fact(card, 'Power under load')).toContainText('its preset says 450 W')
  await take(window, 'rig-card')

  // Everything is edited at once, by the keyboard where rows are added.
  await card.getByRole('button', { name: 'Edit…' }).click()
  const edit = card.getByRole('form', { name: 'Edit RTX 4090 card' })
  await edit.getByRole('button', { name: 'Add a part' }).press('Enter')
  await expect(edit.getByLabel('Part 1, name')).toBeFocused()
  await window.keyboard.type('RTX 4090')
  await window.keyboard.press('Tab')
  await window.keyboard.type('1599')
  await expect(edit.getByRole('status')).toHaveText(
    'The parts add up to $1,599.00: $400.99 less than the price of $1,999.99.',
  )
  await edit.getByRole('button', { name: 'Add a part' }).press('Enter')
  await window.keyboard.type('Case')
  await edit.getByRole('button', { name: 'Add a purchase' }).press('Enter')
  await expect(edit.getByLabel('Purchase 2, bought on')).toBeFocused()
  await edit.getByLabel('Purchase 2, price (USD)').fill('900')
  await edit.getByRole('button', { name: 'Save RTX 4090 card' }).click()
  await expect(edit.getByLabel('Purchase 2, bought on')).toBeFocused()
  await expect(edit.getByLabel('Purchase 2, bought on')).toHaveAccessibleDescription(
    'Enter a day such as 2026-03-01.',
  )
  await edit.getByLabel('Purchase 2, bought on').fill('2026-10-01')
  await edit.getByLabel('Resale').selectOption({ label: 'Consumer card (20 to 30 % less a year)' })
  await edit.getByLabel('Warranty (months)').fill('24')
  await take(window, 'rig-edit')
  await edit.getByLabel('Name', { exact: true }).fill('Tower')
  await edit.getByRole('button', { name: 'Save RTX 4090 card' }).click()

  const tower = window.getByRole('region', { name: 'Tower' })
  await expect(tower.getByRole('button', { name: 'Edit…' })).toBeFocused()
  await expect(fact(tower, 'Price paid')).toHaveText('$2,899.99in 2 purchases')
  await expect(fact(tower, 'Nodes')).toHaveText('2')
  await tower.getByText('More about this rig').click()
  await expect(fact(tower, 'Warranty')).toHaveText('24 months')
  await expect(
    tower.getByText(
      'The parts add up to $1,599.00: $1,300.99 less than the price of $2,899.99. The price of 1 part is not known.',
    ),
  ).toBeVisible()
  await take(window, 'rig-edited')
})

test('what a rig served in a month is entered, refused beside its field, replaced and taken back', async ({
  window,
}) => {
  test.setTimeout(90_000)
  await openRig(window)
  await window.getByRole('button', { name: 'Add a rig' }).click()
  const add = window.getByRole('form', { name: 'Add a rig' })
  await add.getByLabel('Name', { exact: true }).fill('Attic')
  await add.getByLabel('Price paid').fill('1999.99')
  await add.getByLabel('In service since').fill('2026-07-01')
  await add.getByLabel('Electricity price per kWh').fill('0.30')
  await add.getByRole('button', { name: 'Add rig' }).click()

  const card = window.getByRole('region', { name: 'Attic' })
  await expect(
    card.getByText('What the rig served is what it saved: it takes the place of the forecast on Payback.'),
  ).toBeVisible()
  const row = card.getByRole('row', { name: /^Sep 2026/ })
  const [read, written] = [row.getByRole('cell').nth(5), row.getByRole('cell').nth(6)]
  await expect(read).toHaveText('–not known: the tokens of Sep 2026 were not entered')

  // A number that is none is told beside its field, which is led to; nothing is entered.
  const form = card.getByRole('form', { name: 'Tokens served by Attic' })
  const [tokensRead, tokensWritten] = [form.getByLabel('Tokens read'), form.getByLabel('Tokens written')]
  await expect(form.getByRole('button', { name: 'Enter tokens' })).toBeDisabled()
  await tokensRead.fill('120,500,000')
  await tokensWritten.fill('12.5')
  await form.getByLabel('Month').selectOption('2026-09')
  await form.getByRole('button', { name: 'Enter tokens' }).click()
  await expect(tokensWritten).toBeFocused()
  await expect(tokensWritten).toHaveAccessibleDescription('“12.5” is not a whole number of tokens.')
  await take(window, 'rig-tokens-refused')
  await tokensWritten.fill('4000000')
  await form.getByRole('button', { name: 'Enter tokens' }).click()
  await expect(read).toHaveText('120,500,000')
  await expect(written).toHaveText('4,000,000')
  await expect(tokensRead).toHaveValue('')

  // The month shows its entry, to be corrected.
  await form.getByLabel('Month').selectOption({ label: 'Sep 2026, entered' })
  await expect(tokensWritten).toHaveValue('4,000,000')
  await expect(form.getByRole('button', { name: 'Replace tokens' })).toBeDisabled()
  await tokensWritten.fill('4,250,000')
  await form.getByRole('button', { name: 'Replace tokens' }).click()
  await expect(written).toHaveText('4,250,000')

  // Taken back it is not known again; what it was stands ready to be entered after all.
  await form.getByLabel('Month').selectOption({ label: 'Sep 2026, entered' })
  await take(window, 'rig-tokens')
  await form.getByRole('button', { name: 'Take back Sep 2026' }).click()
  await expect(written).toHaveText('–not known: the tokens of Sep 2026 were not entered')
  await expect(tokensRead).toBeFocused()
  await form.getByRole('button', { name: 'Enter tokens' }).click()
  await expect(written).toHaveText('4,250,000')
})
