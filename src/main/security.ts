import { app, session, type WebFrameMain } from 'electron'
import { pageAddress, pageOrigin } from './protocol.ts'

/** The development server's origin, which only an unpackaged app trusts. */
const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
const trustedOrigins = [pageOrigin, ...(devServer === undefined ? [] : [new URL(devServer).origin])]

/** What the window opens. */
export const startAddress = devServer ?? pageAddress

/** Whether a message comes from our own page's top frame. A frame that has gone is not. */
export function isOurPage(frame: Pick<WebFrameMain, 'origin' | 'parent'> | null): boolean {
  return frame?.parent === null && trustedOrigins.includes(frame.origin)
}

/** The page gets no permission, goes nowhere, opens nothing and embeds nothing. Call when the app is ready. */
export function lockDown(): void {
  // Electron grants every permission that nobody refuses.
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false)
  })
  session.defaultSession.setPermissionCheckHandler(() => false)

  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => {
      if (!trustedOrigins.some((origin) => event.url.startsWith(`${origin}/`))) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => {
      event.preventDefault()
    })
  })
}
