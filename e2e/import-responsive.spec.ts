import { join } from 'node:path'
import { writeFocusFile } from '../bench/focus-file.ts'
import { drop, expect, importButton, planOf, resultOf, test } from './app.ts'
import { billFolder } from './bills.ts'
import { seenOfMain, watchMain, watchPage, type Seen } from './responsive.ts'

/** Milliseconds of one frame at 60 Hz, which no thread that a person waits for may be kept longer. */
const frame = 16
const { folder, remove } = billFolder()
test.afterAll(remove)

/**
 * What is asserted of an import from the drop to the screens that show it: while files are read and planned, while the
 * plan is shown, and from Import on through the commit, the alerts and everything that is drawn anew.
 * - Main's thread uses the processor for no more than one frame between any two beats 4 ms apart: no block of its own
 *   work, and no run of short ones, is longer.
 * - Of its beats 99 in 100 come no more than a frame late, for whatever reason of its own: a lock or a disk counts.
 * - The page's thread uses the processor for no more than one frame in any of its tasks, as Chromium records them,
 *   Playwright's own looks into the page among them, and for no more than two after Import: to make the first chart is
 *   one call of its library, some 8 ms on a machine that does nothing else, and up to 18 ms seen on a crowded one.
 * Time on the clock is not asserted of single beats and tasks: the machine's few cores are shared with the import's own
 * thread and with other programs, and the system gives the processor to them at any time, for longer than a frame.
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
  const planned = await both(() => window.waitForTimeout(1_000))
  const writing = await both(async () => {
    await importButton(window).click()
    await expect(resultOf(window)).toBeVisible({ timeout: 60_000 })
    await expect(window.locator('canvas')).toBeVisible()
    // The chart, and whatever else the news of a changed ledger has asked for.
    await window.waitForTimeout(1_000)
  })
  const phases = [reading, planned, writing]
  const told = JSON.stringify({ idle, reading, planned, writing }, (_key, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 10) / 10 : value,
  )
  test.info().annotations.push({ type: 'milliseconds', description: told })

  for (const { main, page } of [reading, writing])
    expect(Math.min(main.busiest, page.busiest), told).toBeGreaterThan(0)
  expect(Math.max(...phases.map(({ main }) => main.busiest)), told).toBeLessThanOrEqual(frame)
  expect(Math.max(...phases.map(({ main }) => main.lateP99)), told).toBeLessThanOrEqual(frame)
  expect(Math.max(reading.page.busiest, planned.page.busiest), told).toBeLessThanOrEqual(frame)
  expect(writing.page.busiest, told).toBeLessThanOrEqual(2 * frame)
})
