import {
  test as base,
  expect,
  _electron,
  type ElectronApplication,
  type Locator,
  type Page,
} from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { electronBinary } from '../scripts/electron-binary.ts'
import type * as Host from './host/names.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))

const wanted = process.env['BREAKWATT_HOST']
const electron = wanted === 'chromium' ? undefined : electronBinary()
if (wanted === 'electron' && !electron)
  throw new Error('Electron is not here. Fetch it: npx install-electron')
if (!electron && process.platform === 'win32') {
  throw new Error('On Windows the e2e specs need Electron. Fetch it: npx install-electron')
}

/** What the specs run on: Electron where it was fetched, else its Chromium stand-in (e2e/host). */
export const host = electron ? 'electron' : 'chromium'

export const hostProgram = electron ?? join(root, 'e2e', 'host', 'electron')

/** The arguments that start the built app on a profile of its own. */
export const hostArguments = (profile: string): string[] => [root, `--profile=${profile}`]

/** One clock, one language and the system's theme, on every machine. */
export async function launch(profile: string): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: hostProgram,
    args: hostArguments(profile),
    cwd: root,
    colorScheme: null,
    env: { ...process.env, TZ: 'UTC', LANG: 'en_US.UTF-8', LANGUAGE: 'en_US' },
  })
}

/** The app's one window, once something is drawn in it. */
export async function firstWindow(app: ElectronApplication): Promise<Page> {
  const window = await app.firstWindow()
  await window.locator('#root > *').first().waitFor()
  return window
}

export type Fixtures = { profilesIn: string; profile: string; app: ElectronApplication; window: Page }

/** Each test gets a program of its own on an empty profile, and fails on an uncaught error in the page. */
export const test = base.extend<Fixtures>({
  profilesIn: [tmpdir(), { option: true }],
  profile: async ({ profilesIn }, use) => {
    const profile = mkdtempSync(join(profilesIn, 'breakwatt-e2e-'))
    await use(profile)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  },
  app: async ({ profile }, use) => {
    const app = await launch(profile)
    await use(app)
    await app.close()
  },
  window: async ({ app }, use, testInfo) => {
    const window = await firstWindow(app)
    const errors: string[] = []
    window.on('pageerror', (error) => errors.push(error.message))
    await use(window)
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('window', { body: await window.screenshot(), contentType: 'image/png' })
    }
    expect(errors, 'uncaught errors in the page').toEqual([])
  },
})

export { expect }

/** Drops files from disk on an element, the way the desktop does it: the page gets real `File`s. */
export async function dropFiles(app: ElectronApplication, target: Locator, paths: readonly string[]) {
  await offerFiles(app, paths)
  const page = target.page()
  const box = await target.boundingBox()
  if (!box) throw new Error('Nothing to drop on: the element is not shown.')
  const devtools = await page.context().newCDPSession(page)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, x, y, data })
  }
  await devtools.detach()
}

/** Drops files anywhere in the window. */
export const drop = (app: ElectronApplication, window: Page, paths: readonly string[]): Promise<void> =>
  dropFiles(app, window.locator('main'), paths)

/** The plan of what was dropped. */
export const planOf = (window: Page): Locator => window.getByRole('region', { name: /^Import/ })

/** The button that carries the plan out; its name says what it does. */
export const importButton = (window: Page): Locator =>
  planOf(window).getByRole('button', { name: /^Import / })

/** What came of the last import. */
export const resultOf = (window: Page): Locator =>
  window.getByRole('region', { name: 'Result of the import' })

/** Imports the plan that is shown. */
export async function importPlanned(window: Page): Promise<void> {
  await importButton(window).click()
  await expect(resultOf(window)).toBeVisible()
}

/** Drops files and imports them all. */
export async function importFiles(
  app: ElectronApplication,
  window: Page,
  paths: readonly string[],
): Promise<void> {
  await drop(app, window, paths)
  await importPlanned(window)
}

/** Shows a screen by its entry in the sidebar. */
export const goTo = (window: Page, screen: string): Promise<void> =>
  window.getByRole('navigation').getByRole('button', { name: screen }).click()

/** Where the program keeps the originals: `SHA-256.zst`, and a note beside each. */
export const archiveIn = (profile: string): string => join(profile, 'ledger.sqlite.archive')

type StatementSeen = { readonly fileName: string; readonly undoneAt: number | null }

/** The statements of the ledger on disk: asked of main, which reads SQLite. */
export const statementsIn = (window: Page): Promise<readonly StatementSeen[]> =>
  window.evaluate(async () => {
    const { breakwatt } = globalThis as unknown as {
      breakwatt: { readStatements: () => Promise<{ value: StatementSeen[] }> }
    }
    return (await breakwatt.readStatements()).value
  })

/** How many of them there are. */
export const statementsOf = async (window: Page): Promise<number> => (await statementsIn(window)).length

/**
 * The Chromium host cannot ask Chromium where a `File` lies, so it is told before a drop, and before
 * `setInputFiles`. Electron knows.
 */
export async function offerFiles(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  if (host === 'electron') return
  await app.evaluate((module, given) => (module as unknown as typeof Host).chromiumHost.offer(given), paths)
}

/** What the person picks in every open dialog from now on; an empty list closes it. */
export async function answerOpenDialog(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: filePaths.length === 0, filePaths: [...filePaths] })
  }, paths)
}

/** Where the person saves in every save dialog from now on; undefined closes it. */
export async function answerSaveDialog(app: ElectronApplication, path: string | undefined): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () =>
      Promise.resolve({ canceled: filePath === undefined, filePath: filePath ?? '' })
  }, path)
}

export type ShownNotification = { readonly title: string; readonly body: string }

/** Notifications so far. Only the Chromium host keeps them: skip a spec that asks on Electron. */
export async function notifications(app: ElectronApplication): Promise<readonly ShownNotification[]> {
  return app.evaluate((module) =>
    (module as unknown as typeof Host).Notification.shown.map(({ title, body }) => ({ title, body })),
  )
}

export type TrayState = {
  readonly toolTip: string
  readonly title: string
  readonly labels: readonly string[]
}

/** The tray icon and its menu. Only the Chromium host keeps them: skip a spec that asks on Electron. */
export async function tray(app: ElectronApplication): Promise<TrayState | undefined> {
  return app.evaluate((module) => {
    const [icon] = (module as unknown as typeof Host).Tray.all
    return (
      icon && {
        toolTip: icon.toolTip,
        title: icon.getTitle(),
        labels: icon.menu?.items.map(({ label }) => label) ?? [],
      }
    )
  })
}

/** A desktop that shows no tray: nobody sees the icon or can click it. Only on the Chromium host. */
export async function hideTray(app: ElectronApplication): Promise<void> {
  await app.evaluate((module) => (module as unknown as typeof Host).Tray.all.splice(0))
}

/** Chooses an entry of the tray's menu. Only on the Chromium host. */
export async function chooseInTray(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate((module, wantedLabel) => {
    const [icon] = (module as unknown as typeof Host).Tray.all
    icon?.menu?.items.find((item) => item.label === wantedLabel)?.click()
  }, label)
}

/** Whether a person sees the window. */
export async function isShown(app: ElectronApplication): Promise<boolean> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().some((window) => window.isVisible()),
  )
}
