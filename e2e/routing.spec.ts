import type { Locator, Page } from '@playwright/test'
import { expect, goTo, host, importFiles, test } from './app.ts'
import { anthropicRows, billFolder, daysOf, monthStart } from './bills.ts'
import { picture } from './picture.ts'

const { file, remove } = billFolder()
test.afterAll(remove)

/** Three complete months of two models, so many dollars a day each. */
const bill = file(
  'three-months.csv',
  anthropicRows(
    ...[3, 2, 1].flatMap((monthsAgo) =>
      Array.from({ length: daysOf(monthsAgo) }, (_, at) => {
        const first = monthStart(monthsAgo)
        const day = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), at + 1))
          .toISOString()
          .slice(0, 10)
        return [`${day},Claude Sonnet 4.5,Default,output,30`, `${day},Claude Haiku 4.5,Default,output,10`]
      }).flat(),
    ),
  ),
)

const heading = (window: Page): Locator => window.getByRole('heading', { level: 1 })
const workload = (window: Page, name: string): Locator => window.getByRole('button', { name, exact: true })
/** Opens a workload, unless it stands open. */
async function open(window: Page, name: string): Promise<Locator> {
  const entry = workload(window, name)
  await expect(entry).toBeVisible()
  if ((await entry.getAttribute('aria-expanded')) === 'false') await entry.click()
  return scorecard(window, name)
}

const scorecard = (window: Page, name: string): Locator =>
  window.getByRole('group', { name: `Scorecard of ${name}` })

test('each workload opens to why it should run where, and facts change that', async ({ app, window }) => {
  await importFiles(app, window, [bill])
  await goTo(window, 'Routing')
  await expect(heading(window)).toContainText('workload')
  await expect(window.getByText(/complete months? of bills/)).toBeVisible()
  const card = await open(window, 'Claude Sonnet 4.5')
  await expect(card).toContainText('Rule ')
  await expect(card).toContainText('Capability')
  await expect(card.getByRole('heading', { name: 'What would change it' })).toBeVisible()
  await card.getByRole('button', { name: 'Say what is known of it' }).click()
  const form = card.getByRole('form', { name: 'What is known of Claude Sonnet 4.5' })
  await expect(form.getByLabel('Task', { exact: true })).toBeFocused()
  await form.getByLabel('Needs the best model there is').selectOption('yes')
  await expect(form.getByRole('status')).toContainText('Keep Claude Sonnet 4.5 on the API')
  await form.getByLabel('Context, tokens', { exact: true }).fill('many')
  await expect(form).toContainText('A whole number, such as 32000.')
  await expect(form.getByRole('button', { name: 'Save facts' })).toBeDisabled()
  await form.getByLabel('Context, tokens', { exact: true }).fill('32,000')
  await form.getByRole('button', { name: 'Save facts' }).click()
  await expect(form).toHaveCount(0)
  await expect(card.getByRole('heading', { level: 3 })).toContainText('Keep Claude Sonnet 4.5 on the API')
  await expect(card.getByRole('button', { name: 'Change what is known of it' })).toBeFocused()
  await expect(card).toContainText('Rule R2')
  await expect(card).toContainText('It needs the best model there is.')
  await card.getByRole('button', { name: 'Change what is known of it' }).click()
  await expect(form.getByLabel('Context, tokens', { exact: true })).toHaveValue('32000')
})

/** The month on Payback, before or after the chances are worked out. */
async function paybackMonth(window: Page): Promise<string> {
  await goTo(window, 'Payback')
  await expect(heading(window)).toContainText(/Pays off in|Never/)
  return /Pays off in \w+ \d+|Never/.exec((await heading(window).textContent()) ?? '')?.[0] ?? ''
}

test('an accepted decision is told, counts on Payback, and can be taken back', async ({ app, window }) => {
  await importFiles(app, window, [bill])
  const before = await paybackMonth(window)
  await goTo(window, 'Routing')
  await expect(window.getByText('No decision is accepted yet')).toBeVisible()
  const card = await open(window, 'Claude Sonnet 4.5')
  await card.getByRole('button', { name: 'Say what is known of it' }).click()
  await card.getByLabel('Needs the best model there is').selectOption('yes')
  await card.getByRole('button', { name: 'Save facts' }).click()
  await card.getByRole('button', { name: 'Accept: keep it on the API' }).click()
  await expect(window.getByText(/^1 decision accepted: the rig/)).toBeVisible()
  await expect(window.getByRole('row', { name: /^Claude Sonnet 4\.5/ })).toContainText('On the API')
  expect(await paybackMonth(window)).not.toBe(before)
  await goTo(window, 'Routing')
  await open(window, 'Claude Sonnet 4.5')
  await card.getByRole('button', { name: 'Take the decision back' }).click()
  await expect(window.getByText('No decision is accepted yet')).toBeVisible()
  expect(await paybackMonth(window)).toBe(before)
})

test('a decision that the scorecard no longer comes to is told, and gives way to the new one', async ({
  app,
  window,
}) => {
  await importFiles(app, window, [bill])
  await goTo(window, 'Routing')
  const card = await open(window, 'Claude Haiku 4.5')
  await card.getByRole('button', { name: 'Say what is known of it' }).click()
  await card.getByLabel('Task', { exact: true }).selectOption('classification')
  await card.getByRole('button', { name: 'Save facts' }).click()
  await card.getByRole('button', { name: 'Accept: run it on the rig' }).click()
  await expect(card.getByRole('status')).toContainText('You accepted “On the rig”')
  await card.getByRole('button', { name: 'Change what is known of it' }).click()
  await card.getByLabel('Agent steps a task').fill('80')
  await card.getByRole('button', { name: 'Save facts' }).click()
  const line = window.getByRole('row', { name: /^Claude Haiku 4\.5/ })
  await expect(line).toContainText('the scorecard now says otherwise')
  await card.getByRole('button', { name: 'Accept: keep it on the API' }).click()
  await expect(line).not.toContainText('the scorecard now says otherwise')
  await expect(card.getByRole('status')).toContainText('You accepted “On the API”')
})

test('without bills the screen says what will be here', async ({ window }) => {
  await goTo(window, 'Routing')
  await expect(heading(window)).toContainText('Not enough history yet.')
  await expect(window.getByRole('button', { name: 'Choose files…' })).toBeVisible()
})

test('a scorecard is opened, read and closed by the keyboard alone', async ({ app, window }) => {
  await importFiles(app, window, [bill])
  await goTo(window, 'Routing')
  const entry = workload(window, 'Claude Haiku 4.5')
  await entry.focus()
  const isOpen = (await entry.getAttribute('aria-expanded')) === 'true'
  await window.keyboard.press('Enter')
  await expect(entry).toHaveAttribute('aria-expanded', isOpen ? 'false' : 'true')
  await window.keyboard.press('Space')
  await expect(entry).toHaveAttribute('aria-expanded', isOpen ? 'true' : 'false')
})

test('pictures of a scorecard and of its facts', async ({ app, window }) => {
  test.skip(host === 'electron', 'the size of a real window is not the page’s to set')
  test.setTimeout(120_000)
  await importFiles(app, window, [bill])
  await window.getByRole('button', { name: 'Put away' }).click()
  await goTo(window, 'Routing')
  await expect(window.getByRole('table')).toBeVisible()
  await picture(window, 'routing-models')
  await window
    .getByRole('group', { name: /^Scorecard of/ })
    .getByRole('button', { name: 'Say what is known of it' })
    .click()
  await window.getByRole('form').evaluate((form) => {
    form.scrollIntoView()
  })
  await picture(window, 'routing-facts')
})
