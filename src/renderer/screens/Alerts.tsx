import { useEffect, useState, type ReactNode } from 'react'
import type { Alert } from '../../core/alert.ts'
import { bridge } from '../bridge.ts'
import { instant, money } from '../figures.ts'
import { LookMark } from '../parts/Marks.tsx'
import { Empty, Screen } from '../parts/Screen.tsx'
import { alertWords, counted, listed } from '../words.ts'

/** What was worth telling, newest first. Opening the screen is seeing it. */
export function Alerts({ alerts }: { alerts: readonly Alert[] }): ReactNode {
  const [newOnOpening] = useState(() => new Set(alerts.filter(isUnseen).map((alert) => alert.id)))
  const unseen = alerts.filter(isUnseen).length
  useEffect(() => {
    if (unseen > 0) void bridge.markAlertsSeen()
  }, [unseen])
  const isNew = (alert: Alert): boolean => isUnseen(alert) || newOnOpening.has(alert.id)
  const fresh = alerts.filter(isNew).length
  if (alerts.length === 0)
    return (
      <Screen name="Alerts" answer="Nothing to tell.">
        <Empty>
          <p>
            When a quarter costs markedly more than the one before, it is told here and by a notification,
            with what drove it. It takes two complete quarters of bills.
          </p>
        </Empty>
      </Screen>
    )
  return (
    <Screen
      name="Alerts"
      answer={fresh > 0 ? `${counted(fresh, 'new alert')}.` : `${counted(alerts.length, 'alert')}, none new.`}
      rests="Quarter against quarter, over the providers whose bills are complete in both."
    >
      <ul className="alerts">
        {alerts
          .toSorted((a, b) => b.raisedAt - a.raisedAt)
          .map((alert) => (
            <li className="alert" key={alert.id}>
              <LookMark />
              <div className="screen-words">
                <p className="words">{alertWords(alert)}</p>
                {alert.drivers.length > 1 ? <p className="quiet">{driversWords(alert)}</p> : null}
                {alert.leftOut.length > 0 ? (
                  <p className="quiet">
                    Left out, because one of the two quarters lacks their bills: {listed(alert.leftOut)}.
                  </p>
                ) : null}
                <p className="quiet">Told {instant(alert.raisedAt)}</p>
              </div>
              <div>
                {isNew(alert) ? <span className="tag">New</span> : <span className="quiet">Seen</span>}
              </div>
            </li>
          ))}
      </ul>
    </Screen>
  )
}

const isUnseen = (alert: Alert): boolean => alert.seenAt === null

const driversWords = (alert: Alert): string =>
  `Largest rises: ${alert.drivers
    .slice(0, 3)
    .map((driver) => `${driver.name} by ${money(driver.rise, alert.currency)}`)
    .join('; ')}.`
