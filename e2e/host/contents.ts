import type { WebContents, WebFrameMain } from 'electron'
import { EventEmitter } from 'node:events'
import type { Frame, Page } from 'playwright'
import { codec } from './codec.ts'
import { preventable } from './events.ts'
import { answerInvoke, ipcMain } from './ipc.ts'
import { deliver, linkPage, type Link } from './link.ts'
import type { PageMessage } from './page.ts'
import { toAppAddress, toPageAddress } from './protocol.ts'
import { session, settlePermissions } from './session.ts'
import { nativeTheme } from './theme.ts'

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0]
type SenderFrame = Pick<WebFrameMain, 'url' | 'origin'> & { readonly parent: SenderFrame | null }
type Members =
  | 'id'
  | 'loadURL'
  | 'reload'
  | 'send'
  | 'close'
  | 'isDestroyed'
  | 'getURL'
  | 'setWindowOpenHandler'
  | 'printToPDF'

let lastId = 0

export const allContents = new Set<HostContents>()

/** One page of Chromium, with the part of WebContents that the app and Playwright use. */
export class HostContents extends EventEmitter implements Pick<WebContents, Members> {
  readonly id = ++lastId
  readonly session = session.defaultSession
  readonly link: Promise<Link>
  readonly #askToClose: () => void
  #linked: Link | undefined
  #isDestroyed = false
  #openHandler: OpenHandler = () => ({ action: 'allow' })
  #sent: Promise<void> = Promise.resolve()
  /** The address that main itself is loading: nobody is asked about it. */
  #loading: string | undefined

  constructor(page: Promise<Page>, preload: string | undefined, askToClose: () => void) {
    super()
    this.#askToClose = askToClose
    this.link = page.then((opened) => this.#start(opened, preload))
    allContents.add(this)
  }

  async #start(page: Page, preload: string | undefined): Promise<Link> {
    this.#linked = await linkPage(page, preload, (frame, message) => this.#answer(frame, message))
    await this.followTheme()
    page.on('load', () => {
      this.emit('dom-ready', preventable())
      this.emit('did-finish-load', preventable())
    })
    page.on('crash', () => {
      this.emit('render-process-gone', preventable(), { reason: 'crashed', exitCode: 1 })
    })
    return this.#linked
  }

  async #answer(frame: Frame, message: PageMessage): Promise<unknown> {
    const event = { ...preventable(), sender: this, senderFrame: asSender(frame), type: 'frame' }
    switch (message[0]) {
      case 'invoke':
        return answerInvoke(message[1], event, message[2])
      case 'send':
        return ipcMain.emit(message[1], event, ...message[2])
      case 'open':
        this.askToOpen(message[1])
        return undefined
      case 'theme':
        nativeTheme.pageIs(message[1])
        return undefined
    }
  }

  get page(): Page | undefined {
    return this.#linked?.page
  }

  get targetId(): string | undefined {
    return this.#linked?.targetId
  }

  get mainFrame(): SenderFrame {
    const frame = this.#linked?.page.mainFrame()
    return frame ? asSender(frame) : { url: '', origin: 'null', parent: null }
  }

  async loadURL(url: string): Promise<void> {
    const { page, devtools } = await this.link
    const address = toPageAddress(url)
    await settlePermissions(devtools, new URL(address).origin)
    this.#loading = address
    try {
      await page.goto(address, { waitUntil: 'load' })
    } catch (error) {
      if (!this.#isDestroyed) throw error
    } finally {
      this.#loading = undefined
    }
  }

  /** Puts a navigation that did not begin in main to the app. */
  allowsNavigation(address: string): boolean {
    if (address === this.#loading) return true
    const url = toAppAddress(address)
    const event = Object.assign(preventable(), { url, isMainFrame: true, isSameDocument: false })
    this.emit('will-navigate', event, url)
    return !event.defaultPrevented
  }

  /** Asks the app about a second window. The host opens none: Breakwatt has one. */
  askToOpen(url: string): void {
    const { action } = this.#openHandler({
      url: toAppAddress(url),
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: { url: this.getURL(), policy: 'default' },
    })
    if (action === 'allow') throw new Error(`The Chromium host opens no second window: ${url}`)
  }

  /** Sends one after the other. What is under way while the page goes is lost, as in Electron. */
  send(channel: string, ...args: unknown[]): void {
    const text = codec.encode(args)
    this.#sent = this.#sent.then(async () => deliver(await this.link, channel, text)).catch(() => undefined)
  }

  async followTheme(): Promise<void> {
    const { themeSource } = nativeTheme
    await this.#linked?.page.emulateMedia({ colorScheme: themeSource === 'system' ? null : themeSource })
  }

  async printToPDF(): Promise<Buffer> {
    const { page } = await this.link
    return page.pdf({ printBackground: true })
  }

  getURL(): string {
    return this.mainFrame.url
  }

  reload(): void {
    void this.loadURL(this.getURL())
  }

  close(): void {
    this.#askToClose()
  }

  destroy(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    allContents.delete(this)
    this.emit('destroyed')
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler
  }
}

function asSender(frame: Frame): SenderFrame {
  const url = toAppAddress(frame.url())
  const { protocol, host } = new URL(url)
  const parent = frame.parentFrame()
  return { url, origin: host ? `${protocol}//${host}` : 'null', parent: parent && asSender(parent) }
}

nativeTheme.followers.push(() => {
  for (const contents of allContents) void contents.followTheme()
})

/** What Playwright asks Electron for, to close a page by way of its window. */
export const webContents = {
  getAllWebContents: () => [...allContents],
  fromId: (id: number) => [...allContents].find((contents) => contents.id === id),
  fromDevToolsTargetId: (targetId: string) =>
    [...allContents].find((contents) => contents.targetId === targetId),
}
