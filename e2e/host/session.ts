import type { Session } from 'electron'
import { EventEmitter } from 'node:events'
import type { CDPSession } from 'playwright'
import { protocol } from './protocol.ts'

type RequestHandler = Exclude<Parameters<Session['setPermissionRequestHandler']>[0], null>
type CheckHandler = Exclude<Parameters<Session['setPermissionCheckHandler']>[0], null>
type Permission = Parameters<RequestHandler>[1]

let requestHandler: RequestHandler | null = null
let checkHandler: CheckHandler | null = null

/** Electron's name of a permission, and the descriptors by which Chromium's DevTools know it. */
const permissions: readonly (readonly [Permission, ...{ name: string; sysex?: boolean }[]])[] = [
  ['notifications', { name: 'notifications' }],
  ['geolocation', { name: 'geolocation' }],
  ['media', { name: 'camera' }, { name: 'microphone' }],
  ['midi', { name: 'midi' }],
  ['midiSysex', { name: 'midi', sysex: true }],
  ['clipboard-read', { name: 'clipboard-read' }],
  ['clipboard-sanitized-write', { name: 'clipboard-write' }],
  ['idle-detection', { name: 'idle-detection' }],
  ['window-management', { name: 'window-management' }],
  ['local-fonts', { name: 'local-fonts' }],
  ['persistent-storage', { name: 'persistent-storage' }],
  ['storage-access', { name: 'storage-access' }],
]

/** Chromium asks before a page may ask; so each permission is put to the app's handlers before a page is opened. */
export async function settlePermissions(chromium: CDPSession, origin: string): Promise<void> {
  for (const [permission, ...descriptors] of permissions) {
    const setting = isGranted(permission, origin) ? 'granted' : 'denied'
    for (const descriptor of descriptors) {
      await chromium.send('Browser.setPermission', { permission: descriptor, setting, origin })
    }
  }
}

/** As in Electron, what no handler refuses is granted. */
function isGranted(permission: Permission, origin: string): boolean {
  if (checkHandler && !checkHandler(null, permission, origin, { isMainFrame: true })) return false
  let granted = requestHandler === null
  const answer = (given: boolean): void => {
    granted = given
  }
  // No page has asked yet, so there is no sender to name.
  const ask = requestHandler as ((sender: null, ...rest: unknown[]) => void) | null
  ask?.(null, permission, answer, { requestingUrl: origin, isMainFrame: true })
  return granted
}

const members = {
  protocol,
  setPermissionRequestHandler: (handler: RequestHandler | null) => {
    requestHandler = handler
  },
  setPermissionCheckHandler: (handler: CheckHandler | null) => {
    checkHandler = handler
  },
  setSpellCheckerEnabled: () => undefined,
  clearCache: () => Promise.resolve(),
} satisfies Partial<Omit<Session, 'protocol'>> & { protocol: typeof protocol }

const defaultSession = Object.assign(new EventEmitter(), members)

export const session = { defaultSession }
