import { app, BrowserWindow, screen, type Rectangle } from 'electron'
import { join } from 'node:path'
import type { PreferenceStore } from './preferences.ts'
import { startAddress } from './security.ts'

/** The smallest window in which every screen still fits, and the size it first opens with. */
const smallest = { width: 880, height: 600 }
const first = { width: 1280, height: 840 }

export type AppWindow = {
  readonly window: BrowserWindow
  /** Brings it back from the tray or the task bar. */
  readonly show: () => void
}

/** Opens the one window. Closing it hides it; `onHidden` is told. */
export function openWindow(preferences: PreferenceStore, onHidden: () => void): AppWindow {
  const window = new BrowserWindow({
    ...first,
    ...onScreen(preferences.get('windowBounds')),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    autoHideMenuBar: true,
    title: 'Breakwatt',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  let isQuitting = false
  app.on('before-quit', () => {
    isQuitting = true
  })
  window.on('close', (event) => {
    preferences.set('windowBounds', window.getBounds())
    if (isQuitting) return
    event.preventDefault()
    window.hide()
    onHidden()
  })
  const show = (): void => {
    if (window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  window.once('ready-to-show', show)
  void window.loadURL(startAddress)
  return { window, show }
}

/** The place it last had, if a screen is still there. */
function onScreen(bounds: Rectangle | null): Rectangle | null {
  if (bounds === null) return null
  const { workArea } = screen.getDisplayMatching(bounds)
  const seen =
    bounds.x < workArea.x + workArea.width &&
    bounds.x + bounds.width > workArea.x &&
    bounds.y < workArea.y + workArea.height &&
    bounds.y >= workArea.y
  return seen ? bounds : null
}
