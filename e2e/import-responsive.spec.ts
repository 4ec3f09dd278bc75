import { join } from 'node:path'
import { writeFocusFile } from '../bench/focus-file.ts'
import { drop, expect, importButton, planOf, resultOf, test } from './app.ts'
import { billFolder } from './bills.ts'
import { seenOfMain, watchMain, watchPage, type Seen } from './responsive.ts'

/** Milliseconds of one frame at 60 Hz, which no thread that a person waits for may be kept longer. */
const frame = 16
/** Chromium's own measure of a long task. */
const longTask = 50

const { folder, remove } = billFolder()
test.afterAll(remove)

/**
 * What is asserted, on a machine whose few cores are shared with the import's own thread and with other programs:
 * - Main's thread uses the processor for no more than one frame between two beats 4 ms apart, through the reading,
 *   the writing and everything that follows the change. A block of its own work cannot be longer than that.
 * - Of its beats 99 in 100 come no more than a frame late, for whatever reason of its own: a lock or a disk counts.
 * - The page's thread has no task of its own longer than a frame while files are read and planned, and none longer
 *   than a long task when the screens are drawn anew after the import.
 * The lateness of single beats is not asserted: the system may give the processor to another program at any time.
 */
test('an import of 300,000 rows keeps neither main nor the page from answering', async ({ app, window }) => {
  test.setTimeout(240_000)
  const large = join(folder, 'large.csv')
  await writeFocusFile(large, 300_000)

  const both = async (doing: () => Promise<void>): Promise<{ readonly main: Seen; readonly page: Seen }> => {
    await watchMain(app)
    const page = await watchPage(window, doing)
    return { main: await seenOfMain(app), page }
  }
  const idle = await both(() => window.waitForTimeout(2_000))
  const reading = await both(async () => {
    await drop(app, window, [large])
    await expect(planOf(window)).toContainText('300,000 rows', { timeout: 120_000 })
  })
  const writing = await both(async () => {
    await importButton(window).click()
    await expect(resultOf(window)).toBeVisible({ timeout: 60_000 })
    await expect(window.locator('canvas')).toBeVisible()
  })
  const told = JSON.stringify({ idle, reading, writing }, (_key, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 10) / 10 : value,
  )
  test.info().annotations.push({ type: 'milliseconds', description: told })

  expect(Math.min(reading.main.busiest, reading.page.busiest), told).toBeGreaterThan(0)
  expect(reading.main.busiest, told).toBeLessThanOrEqual(frame)
  expect(writing.main.busiest, told).toBeLessThanOrEqual(frame)
  expect(Math.max(reading.main.lateP99, writing.main.lateP99), told).toBeLessThanOrEqual(frame)
  expect(reading.page.busiest, told).toBeLessThanOrEqual(frame)
  expect(writing.page.busiest, told).toBeLessThanOrEqual(longTask)
})
