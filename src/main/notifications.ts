import { Notification } from 'electron'
import type { Alert } from '../core/alert.ts'
import { toUnits } from '../core/money.ts'
import { quarterText } from '../core/period.ts'

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

/** What the desktop shows of an alert: how much, when, and the largest reason. */
export function alertNotice(alert: Alert): { readonly title: string; readonly body: string } {
  const money = new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency: alert.currency,
    maximumFractionDigits: 0,
  })
  const rise = Math.round((Number(alert.now - alert.before) / Number(alert.before)) * 100)
  const [year, quarter] = quarterText(alert.quarter).split('-')
  const [driver] = alert.drivers
  const because = driver ? ` Most of it: ${driver.name}.` : ''
  return {
    title: `AI spend grew ${rise}% in ${quarter} ${year}`,
    body: `${money.format(toUnits(alert.before))} became ${money.format(toUnits(alert.now))}.${because}`,
  }
}
