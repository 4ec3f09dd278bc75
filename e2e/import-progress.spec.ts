import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { writeFocusFile } from '../bench/focus-file.ts'
import { archiveIn, drop, expect, importFiles, planOf, statementsOf, test } from './app.ts'
import { billFolder, monthBill } from './bills.ts'

const { folder, file, remove } = billFolder()
test.afterAll(remove)

const archived = (profile: string): readonly string[] =>
  readdirSync(archiveIn(profile), { recursive: true }).map(String).sort()

/** A packed bill of six million rows, 3.5 GB: gzip files one after another are one file, so its parts are packed once. */
async function writeLongBill(path: string): Promise<void> {
  const part = join(folder, 'part.csv')
  await writeFocusFile(part, 20_000)
  const bytes = readFileSync(part)
  const packed = gzipSync(bytes.subarray(bytes.indexOf('\n') + 1))
  writeFileSync(path, Buffer.concat([gzipSync(bytes), ...Array.from({ length: 299 }, () => packed)]))
}

/** What a reading says of itself, in seconds and hundredths. */
type Said = { readonly rows: number; readonly share: number; readonly secondsLeft: number | null }

function saidIn(text: string): Said | null {
  const [, rows, share] = /([\d,]+) rows · (\d+)%/.exec(text) ?? []
  if (rows === undefined) return null
  const [, about, unit] = /about (\d+) (s|min) left/.exec(text) ?? []
  const secondsLeft = text.includes('a few seconds left')
    ? 5
    : about === undefined
      ? null
      : Number(about) * (unit === 'min' ? 60 : 1)
  return { rows: Number(rows.replaceAll(',', '')), share: Number(share) / 100, secondsLeft }
}

test('a long reading tells rows, share and a time left that falls; Cancel leaves ledger, archive and screen as they were', async ({
  app,
  window,
  profile,
}) => {
  test.setTimeout(240_000)
  const long = join(folder, 'long.csv.gz')
  await writeLongBill(long)
  await importFiles(app, window, [file('before.csv', monthBill(1, '2.00'))])
  await expect(window.getByRole('heading', { level: 1 })).toContainText('cost $')
  const words = await window.getByRole('heading', { level: 1 }).textContent()
  const kept = archived(profile)
  expect(kept).toHaveLength(2)

  const began = performance.now()
  await drop(app, window, [long])
  const reading = window.getByRole('region', { name: 'Reading' })
  const said = async (): Promise<Said | null> => saidIn(await reading.innerText())
  await expect.poll(async () => (await said())?.secondsLeft ?? 0, { timeout: 60_000 }).toBeGreaterThan(0)
  const first = await said()
  const elapsed = (performance.now() - began) / 1000
  if (first?.secondsLeft == null) throw new Error('No time left was told')
  expect(elapsed, 'nothing is told before the pace is steady').toBeGreaterThan(2)
  const left = (elapsed * (1 - first.share)) / Math.max(first.share, 0.005)
  expect(first.secondsLeft, `${elapsed} s for ${first.share} of it`).toBeGreaterThan(left / 3)
  expect(first.secondsLeft, `${elapsed} s for ${first.share} of it`).toBeLessThan(left * 2 + 10)
  await expect
    .poll(async () => (await said())?.secondsLeft, { timeout: 120_000 })
    .toBeLessThan(first.secondsLeft)
  expect((await said())?.rows).toBeGreaterThan(first.rows)

  await reading.getByRole('button', { name: 'Cancel' }).click()
  await expect(reading).toHaveCount(0)
  // What comes next waits for its turn on the same thread: once it is planned, the cancelled one is gone.
  await drop(app, window, [file('after.csv', monthBill(2, '2.00'))])
  await expect(planOf(window)).toContainText('1 new bill of Anthropic')
  await window.keyboard.press('Escape')
  await expect(planOf(window)).toHaveCount(0)
  await expect(window.getByRole('heading', { level: 1 })).toHaveText(words ?? '')
  await expect.poll(() => archived(profile)).toEqual(kept)
  expect(await statementsOf(window)).toBe(1)
})
