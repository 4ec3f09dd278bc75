import { Notification } from 'electron'

/** Shown notifications, kept while they can be clicked: Electron forgets what nobody holds. */
const shown = new Set<Notification>()

/** Tells the person something outside the window; a click on it does `onClick`. */
export function notify(title: string, body: string, onClick: () => void): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title, body })
  shown.add(notification)
  notification.on('click', () => {
    shown.delete(notification)
    onClick()
  })
  notification.on('close', () => shown.delete(notification))
  // Unsigned programs may not notify on macOS. The alert stands in the window in any case.
  notification.on('failed', () => shown.delete(notification))
  notification.show()
}
