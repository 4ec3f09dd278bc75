import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { EventEmitter } from 'node:events'
import type { Page } from 'playwright'
import { app, atQuit, windowsAllClosed } from './app.ts'
import { chromiumContext, isHeaded } from './chromium.ts'
import { HostContents } from './contents.ts'
import { preventable } from './events.ts'

type Members =
  | 'id'
  | 'show'
  | 'showInactive'
  | 'hide'
  | 'focus'
  | 'close'
  | 'destroy'
  | 'minimize'
  | 'restore'
  | 'isVisible'
  | 'isFocused'
  | 'isMinimized'
  | 'isDestroyed'
  | 'getBounds'
  | 'setBounds'
  | 'getTitle'
  | 'setTitle'
  | 'loadURL'
  | 'setMenuBarVisibility'

const windows = new Set<HostWindow>()
/** A place on the screen, or no place. */
type Place = Partial<Rectangle> & { readonly windowState?: 'normal' | 'minimized' }

const ourPages = new WeakSet<Page>()
let lastId = 0
let awaited = 0

/** Chromium comes with one blank page: the first window takes it. */
async function takePage(): Promise<Page> {
  const context = await chromiumContext
  const blank = context.pages().find((page) => !ourPages.has(page))
  awaited += blank ? 0 : 1
  const page = blank ?? (await context.newPage())
  ourPages.add(page)
  return page
}

/** Tells a page that a window asked for from one that a page opened. */
export function isOurPage(page: Page): boolean {
  if (ourPages.has(page)) return true
  if (awaited === 0) return false
  awaited -= 1
  ourPages.add(page)
  return true
}

export class HostWindow extends EventEmitter implements Pick<BrowserWindow, Members> {
  readonly id = ++lastId
  readonly webContents: HostContents
  #bounds: Rectangle
  #state: 'shown' | 'minimized' | 'hidden' | 'destroyed'
  #title = ''

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super()
    const { x = 0, y = 0, width = 800, height = 600, show = true } = options
    this.#bounds = { x, y, width, height }
    this.#state = show ? 'shown' : 'hidden'
    this.webContents = new HostContents(takePage(), options.webPreferences?.preload, () => {
      this.close()
    })
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    windows.add(this)
    app.emit('browser-window-created', preventable(), this)
    app.emit('web-contents-created', preventable(), this.webContents)
    void this.webContents.link.then(async ({ page }) => {
      page.on('close', () => {
        // A person closed Chromium's own window, which cannot be vetoed: nothing is left to show.
        if (this.#state !== 'destroyed') app.quit()
      })
      if (isHeaded) await this.#place({ ...this.#bounds })
      else await page.setViewportSize({ width, height })
    })
  }

  static getAllWindows(): HostWindow[] {
    return [...windows]
  }

  static getFocusedWindow(): HostWindow | null {
    return [...windows].find((window) => window.isFocused()) ?? null
  }

  static fromWebContents(contents: HostContents): HostWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null
  }

  static fromId(id: number): HostWindow | null {
    return [...windows].find((window) => window.id === id) ?? null
  }

  show(): void {
    this.#become('shown', 'show')
    this.emit('focus')
  }

  showInactive(): void {
    this.#become('shown', 'show')
  }

  hide(): void {
    this.#become('hidden', 'hide')
  }

  minimize(): void {
    this.#become('minimized', 'minimize')
  }

  restore(): void {
    this.#become('shown', 'restore')
  }

  focus(): void {
    if (this.#state === 'shown') this.emit('focus')
  }

  /** Asks the app first, as a click on the window's cross does. */
  close(): void {
    const event = preventable()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (this.#state === 'destroyed') return
    this.#state = 'destroyed'
    windows.delete(this)
    this.webContents.destroy()
    this.emit('closed')
    void this.webContents.link.then(({ page }) => page.close()).catch(() => undefined)
    if (windows.size === 0) windowsAllClosed()
  }

  isVisible(): boolean {
    return this.#state === 'shown'
  }

  isFocused(): boolean {
    return this.#state === 'shown'
  }

  isMinimized(): boolean {
    return this.#state === 'minimized'
  }

  isDestroyed(): boolean {
    return this.#state === 'destroyed'
  }

  getBounds(): Rectangle {
    return { ...this.#bounds }
  }

  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds }
    void this.#place(this.#bounds)
    this.emit('resize')
    this.emit('move')
  }

  getTitle(): string {
    return this.#title
  }

  setTitle(title: string): void {
    this.#title = title
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  setMenuBarVisibility(visible: boolean): void {
    this.emit('menu-bar-visibility', visible)
  }

  #become(state: 'shown' | 'minimized' | 'hidden', event: string): void {
    if (this.#state === state || this.#state === 'destroyed') return
    this.#state = state
    this.emit(event)
    // Chromium has no hidden window: for a person, a hidden one lies in the task bar.
    void this.#place({ windowState: state === 'shown' ? 'normal' : 'minimized' })
  }

  async #place(bounds: Place): Promise<void> {
    const { page, devtools } = await this.webContents.link
    if (!isHeaded) {
      await page.setViewportSize(this.#bounds)
      return
    }
    const { windowId } = await devtools.send('Browser.getWindowForTarget')
    await devtools.send('Browser.setWindowBounds', { windowId, bounds })
  }
}

atQuit.closeWindows = () => {
  for (const window of windows) window.close()
  return windows.size === 0
}
