/*
 * The Chromium host: Electron's module, over Node and Chromium, with what the main process uses and no more.
 *
 * What it does not stand for: the preload shares the page's world; there is no sandbox of Electron's, no asar and no
 * fuse; the page's own address is http://breakwatt.app.localhost; tray, notifications and menus are kept for a test
 * to read and not shown; a person who closes Chromium's window ends the app.
 *
 * No top-level await: Playwright requires this module over the inspector.
 */
import { app, atQuit, becomeReady, isLeaving } from './app.ts'
import { startChromium } from './chromium.ts'
import { guard } from './requests.ts'

export * from './names.ts'
export * as default from './names.ts'

async function start(): Promise<void> {
  const context = await startChromium()
  atQuit.closeBrowser = () => context.close()
  context.on('close', () => {
    app.quit()
  })
  await guard(context)
  becomeReady()
}

// The app's main module runs first: it sets the profile, or leaves because another start holds it.
setImmediate(() => {
  if (isLeaving()) return
  start().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    app.exit(1)
  })
})

// Electron, too, goes on after a promise that failed unheard.
process.on('unhandledRejection', (reason) => {
  if (!isLeaving()) console.error('Unhandled rejection in main:', reason)
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    app.quit()
  })
}
