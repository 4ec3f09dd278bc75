import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, LaunchOptions } from 'playwright'
import { findBrowser } from './browser.ts'
import { getPath } from './paths.ts'

/** A window that a person sees. */
export const isHeaded = process.env['BREAKWATT_HEADED'] === '1'

/** Playwright starts the program with its inspector on, and asks where Chromium is. */
const isDriven = process.execArgv.some((argument) => argument.startsWith('--inspect'))

const opening = Promise.withResolvers<BrowserContext>()

/** The one Chromium of this program, once it is there. */
export const chromiumContext: Promise<BrowserContext> = opening.promise

/** Starts Chromium on the app's profile, and says where, to whom drives it, as Electron does. */
export async function startChromium(): Promise<BrowserContext> {
  const found = await findBrowser()
  if (!found.ok) throw new Error(found.reason)
  if (isHeaded && !found.browser.canShow) throw new Error('Only a browser without a window was found.')

  const profile = join(getPath('userData'), 'chromium')
  const temporary = join(profile, 'tmp')
  mkdirSync(temporary, { recursive: true })
  const portFile = join(profile, 'DevToolsActivePort')
  rmSync(portFile, { force: true })

  const context = await launch(profile, {
    executablePath: found.browser.path,
    headless: !isHeaded,
    args: [
      // A blank page in a window of its own, without tabs.
      ...(isHeaded ? ['--app=data:text/html,', '--class=Breakwatt'] : []),
      ...(isDriven ? ['--remote-debugging-port=0'] : []),
    ],
    // Else Chromium says over a person's page that a test drives it.
    ignoreDefaultArgs: isHeaded ? ['--enable-automation'] : [],
    // Some builds leave a folder behind at each start.
    env: { ...definedEnv(), ...found.browser.env, TMPDIR: temporary },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
  if (isDriven) {
    const [port = '', path = ''] = readFileSync(portFile, 'utf8').split('\n')
    process.stderr.write(`DevTools listening on ws://127.0.0.1:${port}${path}\n`)
  }
  opening.resolve(context)
  return context
}

/** With Chromium's sandbox where the system lets it have one: not for root, and not in every container. */
async function launch(profile: string, options: LaunchOptions): Promise<BrowserContext> {
  const { chromium } = await import('playwright')
  const open = (chromiumSandbox: boolean): Promise<BrowserContext> =>
    chromium.launchPersistentContext(profile, {
      ...options,
      chromiumSandbox,
      viewport: null,
      colorScheme: null,
      serviceWorkers: 'block',
    })
  if (process.getuid?.() === 0) return open(false)
  return open(true).catch(() => open(false))
}

function definedEnv(): Record<string, string> {
  const pairs = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return Object.fromEntries(pairs)
}
