import type { MenuItemConstructorOptions } from 'electron'
import { EventEmitter } from 'node:events'
import { app } from './app.ts'

/** One entry of a menu; a test clicks it by `click()`. */
export class HostMenuItem {
  readonly id: string | undefined
  readonly label: string
  readonly role: MenuItemConstructorOptions['role']
  readonly type: NonNullable<MenuItemConstructorOptions['type']>
  readonly accelerator: string | undefined
  readonly submenu: HostMenu | undefined
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly click: () => void

  constructor(options: MenuItemConstructorOptions) {
    const {
      id,
      label,
      role,
      type,
      accelerator,
      submenu,
      enabled = true,
      visible = true,
      checked = false,
    } = options
    this.id = id
    this.label = label ?? role ?? ''
    this.role = role
    this.type = type ?? (submenu ? 'submenu' : 'normal')
    this.accelerator = accelerator ?? undefined
    this.submenu = Array.isArray(submenu) ? HostMenu.buildFromTemplate(submenu) : undefined
    this.enabled = enabled
    this.visible = visible
    this.checked = checked
    this.click = () => {
      if (role === 'quit') app.quit()
      else (options.click as ((item: HostMenuItem) => void) | undefined)?.(this)
    }
  }
}

export class HostMenu extends EventEmitter {
  static #application: HostMenu | null = null
  readonly items: HostMenuItem[] = []

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): HostMenu {
    const menu = new HostMenu()
    menu.items.push(...template.map((options) => new HostMenuItem(options)))
    return menu
  }

  static setApplicationMenu(menu: HostMenu | null): void {
    HostMenu.#application = menu
  }

  static getApplicationMenu(): HostMenu | null {
    return HostMenu.#application
  }

  append(item: HostMenuItem): void {
    this.items.push(item)
  }

  getMenuItemById(id: string): HostMenuItem | null {
    const here = this.items.find((item) => item.id === id)
    return here ?? this.items.map((item) => item.submenu?.getMenuItemById(id)).find(Boolean) ?? null
  }

  popup(): void {
    this.emit('menu-will-show')
  }
}
