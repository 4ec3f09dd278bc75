import { expect, goTo, importFiles, test } from './app.ts'
import { anthropicRows, billFolder } from './bills.ts'

const { file, remove } = billFolder()
test.afterAll(remove)

const bill = file(
  'three-months.csv',
  anthropicRows(
    '2026-07-01,Claude Sonnet 4.5,Research,output,400',
    '2026-08-01,Claude Sonnet 4.5,Research,output,400',
    '2026-09-01,Claude Sonnet 4.5,Research,output,440',
    '2026-09-02,Claude Sonnet 4.5,Default,output,60',
  ),
)

test('a rule says what it would move before it is saved, and Spend can be cut by it', async ({
  app,
  window,
}) => {
  await importFiles(app, window, [bill])
  await goTo(window, 'Rules')
  await window.getByRole('button', { name: 'Add a rule' }).click()
  const form = window.getByRole('form', { name: 'Add a rule' })
  await form.getByLabel('Name').fill('Research team')
  await form.getByLabel('From').fill('2026-01-01')
  await form
    .getByRole('group', { name: 'Charges whose' })
    .getByRole('textbox', { name: 'Project' })
    .fill('res*')
  await form.getByLabel('Cost centre').fill('R&D')
  // 400 + 400 + 440.
  await expect(form.getByRole('status')).toContainText(
    'Moves $1,240.00 of 3 months from no cost centre to cost centre R&D.',
  )
  await expect(form.getByRole('status')).toContainText('No rule then matches $60.00.')
  await form.getByRole('button', { name: 'Add rule' }).click()
  await expect(window.getByRole('heading', { level: 1 })).toContainText('1 rule in force.')
  await goTo(window, 'Spend')
  await window.getByText('By cost centre', { exact: true }).click()
  const september = window.getByRole('row', { name: /Sep 2026/ })
  await expect(september).toContainText('$440.00')
  await expect(september).toContainText('$60.00')
  await expect(window.getByRole('columnheader', { name: 'R&D' })).toBeVisible()
  await expect(window.getByRole('columnheader', { name: 'Unassigned' })).toBeVisible()
  await september.getByRole('button', { name: '$60.00' }).click()
  const opened = window.getByRole('complementary')
  await expect(opened.getByRole('heading', { level: 2 })).toContainText('No cost centre, September 2026')
  await expect(opened).toContainText('$60.00 is the sum of 1 daily charge in three-months.csv')
})

test('a rule is edited in its place and removed, each after saying what that moves', async ({
  app,
  window,
}) => {
  await importFiles(app, window, [bill])
  await goTo(window, 'Rules')
  await window.getByRole('button', { name: 'Add a rule' }).click()
  const form = window.getByRole('form')
  await form.getByLabel('Name').fill('Everything')
  await form.getByLabel('From').fill('2026-01-01')
  await form.getByLabel('Workload').fill('chat')
  await form.getByRole('button', { name: 'Add rule' }).click()
  await window.getByRole('button', { name: 'Edit Everything' }).click()
  await form.getByLabel('From').fill('2026-09-01')
  await expect(form.getByRole('status')).toContainText(
    'Moves $800.00 of 2 months from workload chat to no workload.',
  )
  await form.getByRole('button', { name: 'Save rule' }).click()
  await expect(window.getByRole('row', { name: /Everything/ })).toContainText('Sep 1, 2026')
  await window.getByRole('button', { name: 'Remove… Everything' }).click()
  const asked = window.getByRole('group', { name: 'Remove Everything' })
  await expect(asked).toContainText('Moves $500.00 of Sep 2026 from workload chat to no workload.')
  await asked.getByRole('button', { name: 'Remove Everything' }).click()
  await expect(window.getByRole('heading', { level: 1 })).toContainText('No rule yet.')
})

test('a rule that says nothing or has a taken name is not saved', async ({ app, window }) => {
  await importFiles(app, window, [bill])
  await goTo(window, 'Rules')
  await window.getByRole('button', { name: 'Add a rule' }).click()
  const form = window.getByRole('form')
  await form.getByLabel('Name').fill('Twice')
  await expect(form.getByRole('button', { name: 'Add rule' })).toBeDisabled()
  await form.getByLabel('Workload').fill('chat')
  await form.getByRole('button', { name: 'Add rule' }).click()
  await window.getByRole('button', { name: 'Add a rule' }).click()
  await form.getByLabel('Name').fill('twice')
  await form.getByLabel('Workload').fill('batch')
  await expect(form.getByRole('status')).toContainText('another rule has it')
})
