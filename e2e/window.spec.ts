import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chooseInTray,
  expect,
  host,
  hostArguments,
  hostProgram,
  isShown,
  notifications,
  test,
  tray,
} from './app.ts'

test('the window opens with something drawn in it', async ({ app, window }) => {
  await expect(window).toHaveTitle(/Breakwatt/)
  await expect.poll(() => isShown(app)).toBe(true)
})

test('closing hides the window, and the tray brings it back', async ({ app, window }) => {
  await expect.poll(() => isShown(app)).toBe(true)
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close()
  })
  expect(await isShown(app)).toBe(false)
  expect(window.isClosed()).toBe(false)

  test.skip(host === 'electron', 'Electron tells nobody what hangs in the tray')
  expect((await notifications(app)).map(({ title }) => title)).toEqual(['Breakwatt is still running'])
  expect((await tray(app))?.labels).toEqual(expect.arrayContaining(['Open Breakwatt', 'Quit']))
  await chooseInTray(app, 'Open Breakwatt')
  expect(await isShown(app)).toBe(true)

  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close()
  })
  expect(await notifications(app), 'said once').toHaveLength(1)
})

test('a second start shows the window of the first and ends', async ({ app, window, profile }) => {
  await expect.poll(() => isShown(app)).toBe(true)
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close()
  })
  const second = spawn(hostProgram, hostArguments(profile), { stdio: 'ignore' })
  const [code] = (await once(second, 'exit')) as [number | null]
  expect(code).toBe(0)
  await expect.poll(() => isShown(app)).toBe(true)
  expect(window.isClosed()).toBe(false)
})

test('Quit in the tray ends the program', async ({ app, window }) => {
  test.skip(host === 'electron', 'Electron tells nobody what hangs in the tray')
  await expect(window).toHaveTitle(/Breakwatt/)
  const ended = once(app.process(), 'exit')
  await chooseInTray(app, 'Quit')
  expect((await ended)[0]).toBe(0)
})

test('the window follows the theme of the app', async ({ app, window }) => {
  const isDark = () => window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  for (const dark of [true, false]) {
    await app.evaluate(
      ({ nativeTheme }, theme) => {
        nativeTheme.themeSource = theme
      },
      dark ? ('dark' as const) : ('light' as const),
    )
    await expect.poll(isDark).toBe(dark)
  }
})
