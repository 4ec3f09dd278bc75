import type { App } from 'electron'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { preventable } from './events.ts'
import { takeLock, tellHolder, type Lock } from './lock.ts'
import { appFolder, appName, getPath, manifest, setPath } from './paths.ts'

type LoginItem = Parameters<App['setLoginItemSettings']>[0]

const ready = Promise.withResolvers<undefined>()
let isReady = false
let isQuitting = false
let name = appName
let lock: Lock | undefined
let loginItem: LoginItem = {}

/** What the rest of the host does when the app quits. */
export const atQuit = {
  /** Asks every window to close; false when one of them refused. */
  closeWindows: (): boolean => true,
  closeBrowser: (): Promise<void> => Promise.resolve(),
}

export function becomeReady(): void {
  if (isQuitting) return
  isReady = true
  app.emit('ready', preventable(), {})
  ready.resolve(undefined)
}

export function windowsAllClosed(): void {
  if (!isQuitting && !app.emit('window-all-closed')) quit()
}

/** True once the app has asked to end. */
export function isLeaving(): boolean {
  return isQuitting
}

/**
 * Quits in a turn of its own: a test's call comes over the inspector, which may break into the middle of the app's
 * work, and nothing can be closed there.
 */
function quit(): void {
  if (isQuitting) return
  isQuitting = true
  setImmediate(() => {
    for (const event of ['before-quit', 'will-quit'] as const) {
      const asked = preventable()
      app.emit(event, asked)
      if (asked.defaultPrevented || !atQuit.closeWindows()) {
        isQuitting = false
        return
      }
    }
    exit(0)
  })
}

function exit(exitCode = 0): void {
  isQuitting = true
  app.emit('quit', preventable(), exitCode)
  const end = (): never => process.exit(exitCode)
  atQuit.closeBrowser().then(end, end)
}

function requestSingleInstanceLock(additionalData?: object): boolean {
  if (lock) return true
  const folder = join(getPath('userData'), 'chromium-host')
  lock = takeLock(folder, (launch) => {
    app.emit('second-instance', preventable(), launch.argv, launch.workingDirectory, launch.additionalData)
  })
  if (!lock) tellHolder(folder, { argv: process.argv, workingDirectory: process.cwd(), additionalData })
  return lock !== undefined
}

const members = {
  isPackaged: false,
  dock: undefined,
  whenReady: () => ready.promise,
  isReady: () => isReady,
  quit,
  exit,
  focus: () => undefined,
  getName: () => name,
  setName: (given: string) => {
    name = given
  },
  getVersion: () => manifest.version,
  getAppPath: () => appFolder,
  getLocale: () => Intl.DateTimeFormat().resolvedOptions().locale,
  getPath,
  setPath,
  enableSandbox: () => undefined,
  setAppUserModelId: () => undefined,
  setDesktopName: () => undefined,
  setBadgeCount: () => false,
  setLoginItemSettings: (settings: LoginItem) => {
    loginItem = settings
  },
  getLoginItemSettings: () => ({
    openAtLogin: loginItem.openAtLogin ?? false,
    wasOpenedAtLogin: false,
    status: 'not-registered',
    executableWillLaunchAtLogin: false,
    launchItems: [],
  }),
  requestSingleInstanceLock,
  hasSingleInstanceLock: () => lock !== undefined,
  releaseSingleInstanceLock: () => {
    lock?.release()
    lock = undefined
  },
} satisfies Partial<App>

export const app = Object.assign(new EventEmitter(), members)
