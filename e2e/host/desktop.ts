import type { Clipboard, ClipboardItem, Dialog, Rectangle, SafeStorage, Shell } from 'electron'
import { EventEmitter } from 'node:events'
import { chromiumContext, isHeaded } from './chromium.ts'
import { pickFiles } from './picker.ts'

/*
 * What of the desktop the host keeps for a test to read, or answers as if the person had pressed Escape. Only a
 * person's window has a file chooser.
 * A test that wants another answer replaces the function, in the same way on real Electron.
 */

type RecordedShell = Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder'> & {
  readonly opened: string[]
}

export const shell: RecordedShell = {
  opened: [],
  openExternal: (url) => {
    shell.opened.push(url)
    return Promise.resolve()
  },
  openPath: (path) => {
    shell.opened.push(path)
    return Promise.resolve('')
  },
  showItemInFolder: (path) => {
    shell.opened.push(path)
  },
}

export const dialog = {
  showOpenDialog: async () => {
    const page = isHeaded ? (await chromiumContext).pages()[0] : undefined
    const filePaths = page ? [...(await pickFiles(page))] : []
    return { canceled: filePaths.length === 0, filePaths }
  },
  showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
  showMessageBox: () => Promise.resolve({ response: 0, checkboxChecked: false }),
  showErrorBox: (title: string, content: string) => {
    process.stderr.write(`${title}: ${content}\n`)
  },
} satisfies Partial<Dialog>

let copied: ClipboardItem[] = []
let copiedText = ''

export const clipboard = {
  writeText: (text: string) => {
    copiedText = text
    copied = []
    return Promise.resolve()
  },
  readText: () => Promise.resolve(copiedText),
  write: (items: ClipboardItem[]) => {
    copied = items
    copiedText = ''
    return Promise.resolve()
  },
  read: () => Promise.resolve(copied),
  clear: () => {
    copied = []
    copiedText = ''
  },
} satisfies Partial<Clipboard>

/** Electron's ClipboardItem is the web's, made in main. */
export class HostClipboardItem {
  readonly types: string[]
  readonly #held: Record<string, Blob | string>

  constructor(held: Record<string, Blob | string>) {
    this.#held = held
    this.types = Object.keys(held)
  }

  getType(type: string): Promise<Blob> {
    const held = this.#held[type]
    if (held === undefined) return Promise.reject(new Error(`No ${type} on the clipboard.`))
    return Promise.resolve(typeof held === 'string' ? new Blob([held], { type }) : held)
  }
}

export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleTime: () => 0,
  isOnBatteryPower: () => false,
  onBatteryPower: false,
})

const bounds: Rectangle = { x: 0, y: 0, width: 1920, height: 1080 }
const display = {
  id: 1,
  bounds,
  workArea: bounds,
  workAreaSize: bounds,
  size: bounds,
  scaleFactor: 1,
}

const displays = {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
  getDisplayNearestPoint: () => display,
}

export const screen = Object.assign(new EventEmitter(), displays)

/** The host keeps no secrets: the app sees a system without a place for them. */
export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(false),
  encryptStringAsync: () => Promise.reject(new Error('This system keeps no secrets.')),
  decryptStringAsync: () => Promise.reject(new Error('This system keeps no secrets.')),
} satisfies Partial<SafeStorage>
