import type { NativeTheme } from 'electron'
import { EventEmitter } from 'node:events'

type Members = Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'>

class HostTheme extends EventEmitter implements Members {
  #source: NativeTheme['themeSource'] = 'system'
  #pageIsDark = false
  /** Called when the app, not the system, changes the theme. */
  readonly followers: (() => void)[] = []

  get themeSource(): NativeTheme['themeSource'] {
    return this.#source
  }

  set themeSource(source: NativeTheme['themeSource']) {
    if (source === this.#source) return
    this.#source = source
    for (const follow of this.followers) follow()
    this.emit('updated')
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.#pageIsDark : this.#source === 'dark'
  }

  /** What the page sees is what the system is set to, or what a test emulates. */
  pageIs(dark: boolean): void {
    if (dark === this.#pageIsDark) return
    this.#pageIsDark = dark
    if (this.#source === 'system') this.emit('updated')
  }
}

export const nativeTheme = new HostTheme()
