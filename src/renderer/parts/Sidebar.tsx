import type { ReactNode } from 'react'
import type { News } from '../../contract/bridge.ts'
import { counted } from '../words.ts'
import { BrandMark } from './Marks.tsx'

export type ScreenName = News['screen:show'][0]

export const screenTitles: Readonly<Record<ScreenName, string>> = {
  spend: 'Spend',
  payback: 'Payback',
  routing: 'Routing',
  rig: 'Rig',
  alerts: 'Alerts',
  statements: 'Statements',
  rules: 'Rules',
  settings: 'Settings',
}
const screens: readonly ScreenName[] = [
  'spend',
  'payback',
  'routing',
  'rig',
  'alerts',
  'statements',
  'rules',
  'settings',
]

export const Sidebar = ({
  shown,
  show,
  unseenAlerts,
}: {
  shown: ScreenName
  show: (screen: ScreenName) => void
  unseenAlerts: number
}): ReactNode => (
  <nav className="sidebar" aria-label="Screens">
    <p className="brand">
      <BrandMark />
      Breakwatt
    </p>
    <ul>
      {screens.map((screen) => (
        <li key={screen}>
          <button
            type="button"
            aria-current={screen === shown ? 'page' : undefined}
            onClick={() => {
              show(screen)
            }}
          >
            {screenTitles[screen]}
            {screen === 'alerts' && unseenAlerts > 0 ? (
              <span className="badge">
                <span aria-hidden="true">{unseenAlerts}</span>
                <span className="unseen">{counted(unseenAlerts, 'new alert')}</span>
              </span>
            ) : null}
          </button>
        </li>
      ))}
    </ul>
    <p className="sidebar-foot">Bills stay on this computer.</p>
  </nav>
)
