import type { NotificationConstructorOptions, Tray } from 'electron'
import { EventEmitter } from 'node:events'
import type { HostImage } from './image.ts'
import type { HostMenu } from './menu.ts'

type Members = 'setToolTip' | 'setTitle' | 'getTitle' | 'destroy' | 'isDestroyed'

/** A tray icon that is kept, not shown: a test reads `Tray.all`. */
export class HostTray extends EventEmitter implements Pick<Tray, Members> {
  static readonly all: HostTray[] = []
  image: HostImage | string
  toolTip = ''
  menu: HostMenu | null = null
  #title = ''

  constructor(image: HostImage | string) {
    super()
    this.image = image
    HostTray.all.push(this)
  }

  setImage(image: HostImage | string): void {
    this.image = image
  }

  setToolTip(toolTip: string): void {
    this.toolTip = toolTip
  }

  setContextMenu(menu: HostMenu | null): void {
    this.menu = menu
  }

  setTitle(title: string): void {
    this.#title = title
  }

  getTitle(): string {
    return this.#title
  }

  destroy(): void {
    HostTray.all.splice(HostTray.all.indexOf(this), 1)
  }

  isDestroyed(): boolean {
    return !HostTray.all.includes(this)
  }
}

/** A notification that is kept, not shown: a test reads `Notification.shown`. */
export class HostNotification extends EventEmitter {
  static readonly shown: HostNotification[] = []
  readonly title: string
  readonly body: string

  constructor({ title = '', body = '' }: NotificationConstructorOptions = {}) {
    super()
    this.title = title
    this.body = body
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {
    HostNotification.shown.push(this)
    this.emit('show')
  }

  close(): void {
    this.emit('close')
  }
}
