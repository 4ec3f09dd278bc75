import { allContents } from './contents.ts'
import { offer } from './link.ts'

/* Electron's names. To give the host one more, add it here, with Electron's own type where it is written. */
export { app } from './app.ts'
export { webContents } from './contents.ts'
export {
  clipboard,
  dialog,
  HostClipboardItem as ClipboardItem,
  powerMonitor,
  safeStorage,
  screen,
  shell,
} from './desktop.ts'
export { nativeImage } from './image.ts'
export { ipcMain } from './ipc.ts'
export { HostMenu as Menu, HostMenuItem as MenuItem } from './menu.ts'
export { protocol } from './protocol.ts'
export { session } from './session.ts'
export { nativeTheme } from './theme.ts'
export { HostNotification as Notification, HostTray as Tray } from './tray.ts'
export { HostWindow as BrowserWindow } from './window.ts'

/** What only this host has. */
export const chromiumHost = {
  /** Lets webUtils.getPathForFile find these files when a test drops them. */
  offer: async (paths: readonly string[]): Promise<void> => {
    for (const contents of allContents) await offer(await contents.link, paths)
  },
}
