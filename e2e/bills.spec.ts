import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { writeFocusFile } from '../bench/focus-file.ts'
import {
  answerOpenDialog,
  drop,
  expect,
  goTo,
  hideTray,
  host,
  hostArguments,
  hostProgram,
  importFiles,
  importPlanned,
  isShown,
  notifications,
  planOf,
  resultOf,
  statementsOf,
  test,
  tray,
} from './app.ts'
import { anthropicRows, billFolder, daysOf, dollars, monthBill } from './bills.ts'

const { folder, file, remove } = billFolder()
test.afterAll(remove)

/** Whether anything was painted on the first canvas. */
const isDrawn = (window: Page): Promise<boolean> =>
  window
    .locator('canvas')
    .first()
    .evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement
      const pixels =
        (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? []
      return new Set(pixels).size > 8
    })

test('bills dropped from disk go through to SQLite and come back as a trend that ties out', async ({
  app,
  window,
}) => {
  await expect(window.getByRole('heading', { level: 1 })).toContainText('Drop your AI bills here.')
  await importFiles(app, window, [
    file('two-ago.csv', monthBill(2, '10.00')),
    file('last.csv', monthBill(1, '12.345')),
  ])
  await expect(resultOf(window)).toContainText('two-ago.csv')
  await expect(resultOf(window)).toContainText('last.csv')
  await expect(window.locator('canvas')).toHaveCount(1)
  await expect.poll(() => isDrawn(window)).toBe(true)
  await expect.poll(() => statementsOf(window)).toBe(2)
  const total = dollars(daysOf(1) * 12.345)
  await expect(window.getByRole('table').getByText(total).first()).toBeVisible()
})

test('a file without a path, as from a mail, arrives by its bytes', async ({ window }) => {
  const text = monthBill(1, '1.00')
  await window.evaluate((given) => {
    const transfer = new DataTransfer()
    transfer.items.add(new File([given], 'from-mail.csv', { type: 'text/csv' }))
    globalThis.dispatchEvent(
      new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
    )
  }, text)
  await expect(planOf(window)).toContainText('from-mail.csv')
  await importPlanned(window)
  await expect.poll(() => statementsOf(window)).toBe(1)
})

test('a bad file says in words what is wrong and where, and nothing of it stays', async ({ app, window }) => {
  const bad = file(
    'crooked.csv',
    anthropicRows('2026-07-01,Claude Sonnet 4.5,Default,output,1.00', '2026-07-02,x'),
  )
  await drop(app, window, [bad])
  await expect(
    window.getByText('Line 3 of crooked.csv has 2 cells, the header has 5. Nothing was imported.', {
      exact: false,
    }),
  ).toBeVisible()
  expect(await statementsOf(window)).toBe(0)
  await window.getByRole('button', { name: 'Statements', exact: true }).click()
  await expect(window.getByRole('region', { name: 'Not imported' })).toContainText('crooked.csv')
})

test('the same bill again changes nothing and says so', async ({ app, window }) => {
  const bill = file('again.csv', monthBill(1, '3.00'))
  await importFiles(app, window, [bill])
  await drop(app, window, [bill])
  await expect(planOf(window).getByRole('heading', { level: 1 })).toContainText(
    'Nothing new: 1 file is here already.',
  )
  await planOf(window).getByRole('button', { name: 'Close' }).click()
  expect(await statementsOf(window)).toBe(1)
})

test('an import is undone and brought back where it is listed', async ({ app, window }) => {
  await importFiles(app, window, [
    file('undo-a.csv', monthBill(2, '10.00')),
    file('undo-b.csv', monthBill(1, '10.00')),
  ])
  await resultOf(window).getByRole('button', { name: 'Undo in Statements' }).click()
  await expect(window.getByRole('heading', { level: 1 })).toContainText('2 statements')
  await window.getByRole('button', { name: 'Undo import of undo-b.csv' }).click()
  await expect(window.getByRole('heading', { level: 1 })).toContainText('1 statement,')
  await expect(window.getByRole('status').filter({ hasText: 'undo-b.csv' })).toHaveText(
    /^undo-b.csv no longer counts: \d+ days are covered by no statement now\. Its file and what you typed for it are kept/,
  )
  await window.getByRole('button', { name: 'Bring back undo-b.csv' }).click()
  await expect(window.getByRole('heading', { level: 1 })).toContainText('2 statements')
})

test('Choose files… imports what the person picks, and nothing when they close the dialog', async ({
  app,
  window,
}) => {
  await answerOpenDialog(app, [])
  await window.getByRole('button', { name: 'Choose files…' }).click()
  await expect(planOf(window)).toHaveCount(0)
  await answerOpenDialog(app, [file('picked.csv', monthBill(1, '3.00'))])
  await window.getByRole('button', { name: 'Choose files…' }).click()
  await importPlanned(window)
  await expect(resultOf(window)).toContainText('picked.csv')
  await expect.poll(() => statementsOf(window)).toBe(1)
})

test('three months of bills and a preset answer with a month, and two do not', async ({ app, window }) => {
  await importFiles(app, window, [
    file('b2.csv', monthBill(2, '50.00')),
    file('b1.csv', monthBill(1, '50.00')),
  ])
  await goTo(window, 'Payback')
  await expect(window.getByRole('heading', { level: 1 })).toContainText('Not enough history')
  await importFiles(app, window, [file('b3.csv', monthBill(3, '50.00'))])
  await expect(window.getByRole('heading', { level: 1 })).toContainText(/Pays off in \w+ \d{4}/)
  await expect.poll(() => isDrawn(window)).toBe(true)
})

test('growth is told once: one notification, a line in the list, a badge until it is seen', async ({
  app,
  window,
}) => {
  test.skip(host === 'electron', 'Electron tells nobody which notifications it showed')
  const month = new Date().getUTCMonth()
  const newest = (month % 3) + 1
  const bills = Array.from({ length: 6 }, (_, step) =>
    file(`q${step}.csv`, monthBill(newest + step, step < 3 ? '20.00' : '10.00')),
  )
  await importFiles(app, window, bills)
  const badge = window.getByRole('navigation').getByText('1 new alert')
  await expect(badge).toBeAttached()
  const told = (): Promise<number> =>
    notifications(app).then((all) => all.filter(({ title }) => /grew/i.test(title)).length)
  expect(await told()).toBe(1)
  expect((await tray(app))?.labels[0]).toMatch(/grew/i)
  await window.getByRole('button', { name: /Alerts/ }).click()
  await expect(window.getByText(/grew/i).first()).toBeVisible()
  await expect(badge).toHaveCount(0)
  await importFiles(app, window, [file('q-again.csv', monthBill(newest, '20.01'))])
  expect(await told()).toBe(1)
})

test('bug 16: where the desktop shows no tray, the program reaches its user all the same', async ({
  app,
  window,
  profile,
}) => {
  const newest = (new Date().getUTCMonth() % 3) + 1
  const bills = Array.from({ length: 6 }, (_, step) =>
    file(`t${step}.csv`, monthBill(newest + step, step < 3 ? '20.00' : '10.00')),
  )
  await importFiles(app, window, bills)
  if (host === 'chromium') {
    await hideTray(app)
    expect(await tray(app)).toBeUndefined()
  }
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close()
  })
  expect(await isShown(app)).toBe(false)
  if (host === 'chromium') {
    const [stays] = (await notifications(app)).filter(({ title }) => title === 'Breakwatt is still running')
    expect(stays?.body).toMatch(/start it again.*File menu/)
  }
  const second = spawn(hostProgram, hostArguments(profile), { stdio: 'ignore' })
  await once(second, 'exit')
  await expect.poll(() => isShown(app)).toBe(true)
  await expect(window.getByRole('navigation').getByText('1 new alert')).toBeAttached()
  await expect(window.getByRole('heading', { level: 1 })).toContainText('cost $')
  const ended = once(app.process(), 'exit')
  await app.evaluate(({ Menu }) => {
    const entries = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
    entries.find(({ role }) => role === 'quit')?.click()
  })
  expect((await ended)[0]).toBe(0)
})

test('sample bills are labelled, and leave no trace', async ({ window }) => {
  await window.getByRole('button', { name: 'Look at sample bills' }).click()
  await expect(window.getByText(/Sample bills, made up/)).toBeVisible()
  await expect.poll(() => isDrawn(window)).toBe(true)
  await window.getByRole('button', { name: 'Leave the samples' }).click()
  await expect(window.getByRole('heading', { level: 1 })).toContainText('Drop your AI bills here.')
  expect(await statementsOf(window)).toBe(0)
})

test('while a large file is imported, the window goes on answering, and says how far it is', async ({
  app,
  window,
}) => {
  const large = join(folder, 'large.csv')
  await writeFocusFile(large, 60_000)
  await window.evaluate(() => {
    const { breakwatt } = globalThis as unknown as {
      breakwatt: {
        readSpend: () => Promise<unknown>
        onNews: (name: string, tell: () => void) => void
      }
    }
    const meanwhile = { beats: 0, answered: 0, answeredBeforeEnd: 0 }
    Object.assign(globalThis, { meanwhile })
    breakwatt.onNews('import:progress', () => {
      meanwhile.beats += 1
      void breakwatt.readSpend().then(() => {
        meanwhile.answered += 1
      })
    })
    breakwatt.onNews('ledger:changed', () => {
      meanwhile.answeredBeforeEnd = meanwhile.answered
    })
  })
  await drop(app, window, [large])
  await expect(planOf(window)).toContainText('60,000 rows', { timeout: 60_000 })
  await importPlanned(window)
  const { beats, answeredBeforeEnd } = await window.evaluate(
    () => (globalThis as unknown as { meanwhile: { beats: number; answeredBeforeEnd: number } }).meanwhile,
  )
  expect(beats).toBeGreaterThan(1)
  expect(answeredBeforeEnd).toBeGreaterThanOrEqual(beats - 1)
})

test('a chart is copied as a picture', async ({ app, window }) => {
  await window.getByRole('button', { name: 'Look at sample bills' }).click()
  await expect.poll(() => isDrawn(window)).toBe(true)
  await window.getByRole('button', { name: 'Copy as picture' }).click()
  await expect(window.getByText('Copied.')).toBeVisible()
  const signature = await app.evaluate(async ({ clipboard }) => {
    const [item] = await clipboard.read()
    const png = await item?.getType('image/png')
    return Array.from(new Uint8Array((await png?.arrayBuffer()) ?? new ArrayBuffer(0)).slice(1, 4))
  })
  expect(String.fromCharCode(...signature)).toBe('PNG')
})
