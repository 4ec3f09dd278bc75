import type { Locator, Page } from '@playwright/test'
import { expect, goTo, host, importFiles, test } from './app.ts'
import { anthropicRows, billFolder } from './bills.ts'

const { file, remove } = billFolder()
test.afterAll(remove)

const first = file(
  'first-half.csv',
  anthropicRows(
    '2026-07-01,Claude Sonnet 4.5,Default,output,10.001',
    '2026-07-01,Claude Sonnet 4.5,Default,output,0.5',
    '2026-07-02,Claude Opus 4.1,Research,input,30',
  ),
)
const second = file('second-half.csv', anthropicRows('2026-07-20,Claude Opus 4.1,Research,output,2.25'))

const inspector = (window: Page): Locator => window.getByRole('complementary')
/** July's only figure of its seller: 10.001 + 0.5 + 30 + 2.25. */
const july = (window: Page): Locator =>
  window.getByRole('row', { name: /Jul 2026/ }).getByRole('button', { name: '$42.75' })

test('a cell opens to its statements, its days and the lines of the file', async ({ app, window }) => {
  await importFiles(app, window, [first, second])
  await goTo(window, 'Spend')
  await july(window).last().focus()
  await window.keyboard.press('Enter')
  const opened = inspector(window)
  await expect(opened).toBeFocused()
  await expect(opened.getByRole('heading', { level: 2 })).toContainText('Anthropic, July 2026')
  await expect(opened).toContainText('Exactly $42.751.')
  await expect(opened).toContainText('$42.75 = $40.50 + $2.25: 3 daily charges in 2 statements.')
  await opened.getByText('first-half.csv', { exact: true }).click()
  await opened.getByRole('button', { name: /Jul 1, 2026.*2 rows, lines 2–3/ }).click()
  const line = opened.getByRole('region', { name: 'Line 2 of first-half.csv' })
  await expect(line).toContainText('usage_date_utc')
  await expect(line).toContainText('2026-07-01')
  await expect(line).toContainText('10.001')
  await expect(opened.getByRole('region', { name: 'Line 3 of first-half.csv' })).toContainText('0.5')
  await window.keyboard.press('Escape')
  await expect(opened).toHaveCount(0)
  await expect(july(window).last()).toBeFocused()
})

test('a bar opens what its cell opens', async ({ app, window }) => {
  await importFiles(app, window, [first])
  await goTo(window, 'Spend')
  const canvas = window.locator('canvas')
  const box = await canvas.boundingBox()
  if (!box) throw new Error('No chart is shown.')
  // July is the first month there is, at the left; the axis stands at the bottom.
  for (let x = 60; x < box.width && (await inspector(window).count()) === 0; x += 12)
    await canvas.click({ position: { x, y: box.height - 60 } })
  await expect(inspector(window).getByRole('heading', { level: 2 })).toContainText('Anthropic, July 2026')
})

test('a figure that no statement says is a dash with a reason', async ({ app, window }) => {
  await importFiles(app, window, [first])
  await goTo(window, 'Spend')
  await expect(
    window.getByRole('row', { name: /Aug 2026/ }).getByTitle(/no statement of Anthropic/),
  ).toHaveText(/–/)
})

test('beside the screen where there is room, over it where there is none', async ({ app, window }) => {
  test.skip(host === 'electron', 'the size of a real window is not the page’s to set')
  await importFiles(app, window, [first])
  await goTo(window, 'Spend')
  await window
    .getByRole('row', { name: /Jul 2026/ })
    .getByRole('button', { name: '$40.50' })
    .first()
    .click()
  await window.setViewportSize({ width: 1440, height: 900 })
  const wide = await window.locator('main').boundingBox()
  expect(wide?.width).toBeLessThan(1440 - 208 - 400)
  await window.setViewportSize({ width: 1024, height: 768 })
  const narrow = await window.locator('main').boundingBox()
  expect(narrow?.width).toBeGreaterThan(800)
  await inspector(window).getByRole('button', { name: 'Close' }).click()
  await expect(inspector(window)).toHaveCount(0)
})
