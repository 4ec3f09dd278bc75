import { Menu, nativeImage, Tray } from 'electron'
import { join } from 'node:path'
import type { Alert } from '../core/alert.ts'
import { toUnits } from '../core/money.ts'
import { firstDayOf, startOfDay } from '../core/period.ts'
import type { LivePower } from '../core/rig.ts'
import type { SpendView } from '../core/spend.ts'
import { alertNotice } from './notifications.ts'

export type TrayIcon = {
  /** The line on top of the menu, and the tooltip. */
  readonly summarize: (line: string) => void
}

/** The icon is kept here: Electron forgets a tray icon that nobody holds. */
let tray: Tray | undefined

/** Puts Breakwatt into the tray. Some Linux desktops show none, so everything here is in the window as well. */
export function openTray(resources: string, open: () => void, quit: () => void): TrayIcon {
  const icon = new Tray(trayImage(resources))
  tray = icon
  // Where a click opens the menu by itself, this event does not come.
  icon.on('click', open)
  const summarize = (line: string): void => {
    icon.setToolTip(line)
    // Linux shows a change only when the whole menu is set again.
    icon.setContextMenu(
      Menu.buildFromTemplate([
        { label: line, enabled: false },
        { type: 'separator' },
        { label: 'Open Breakwatt', click: open },
        { label: 'Quit', click: quit },
      ]),
    )
  }
  summarize('Breakwatt')
  return { summarize }
}

export function closeTray(): void {
  tray?.destroy()
  tray = undefined
}

const monthName = new Intl.DateTimeFormat(undefined, { month: 'short', year: 'numeric', timeZone: 'UTC' })

/** One line: what the running month has cost so far, what the rigs draw now, and growth nobody has seen yet. */
export function summaryOf(
  { months }: SpendView,
  live: readonly LivePower[],
  alerts: readonly Alert[],
): string {
  const running = months.find(({ state }) => state === 'running')
  const sums = Map.groupBy(running?.amounts ?? [], ({ currency }) => currency)
  const costs = Array.from(sums, ([currency, amounts]) =>
    new Intl.NumberFormat(undefined, { style: 'currency', currency }).format(
      toUnits(amounts.reduce((sum, { billed }) => sum + billed, 0n)),
    ),
  )
  const spend =
    running && costs.length > 0
      ? [`${costs.join(' + ')} in ${monthName.format(startOfDay(firstDayOf(running.month)))} so far`]
      : []
  const read = live.flatMap(({ watts }) => (watts === null ? [] : [watts]))
  const power = read.length > 0 ? [`${Math.round(read.reduce((sum, watts) => sum + watts, 0))} W now`] : []
  const [newest] = alerts.filter(({ seenAt }) => seenAt === null)
  const growth = newest ? [alertNotice(newest).title] : []
  return [...spend, ...power, ...growth].join(' · ') || 'Breakwatt'
}

/** The file named …@2x beside it is found by Electron; macOS draws a template in the menu bar's own colour. */
function trayImage(resources: string): Electron.NativeImage {
  const isMac = process.platform === 'darwin'
  const image = nativeImage.createFromPath(join(resources, isMac ? 'trayTemplate.png' : 'tray.png'))
  image.setTemplateImage(isMac)
  return image
}
