import type { ReactNode } from 'react'
import type { Decision } from '../../core/routing/workload.ts'
import type { MonthState } from '../../core/spend.ts'
import { monthStateWords } from '../words.ts'

const icon = (drawing: ReactNode): ReactNode => (
  <svg
    className="mark"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    aria-hidden="true"
  >
    {drawing}
  </svg>
)

/** Act: something is wrong. */
export const ActMark = (): ReactNode =>
  icon(<path d="M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5zM8 4.5v4.2M8 10.6v1.2" />)
/** Look: something is worth a look. */
export const LookMark = (): ReactNode =>
  icon(<path d="M8 2 14.5 13.5h-13zM8 6.2v3.6M8 11.2v1" strokeLinejoin="round" />)
export const DoneMark = (): ReactNode => icon(<path d="m3 8.5 3.4 3.4L13 4.6" />)
export const SameMark = (): ReactNode => icon(<path d="M3 6h10M3 10h10" />)
/** One thing in place of another. */
export const ReplacedMark = (): ReactNode =>
  icon(<path d="M2.5 5.5h10L10 3M13.5 10.5h-10L6 13" strokeLinejoin="round" />)
/** Two cost lines that cross. */
export const BrandMark = (): ReactNode => icon(<path d="M1.5 14.5 14.5 2M1.5 7.5l13 2.5" strokeWidth="2" />)

const places: Readonly<Record<Decision, ReactNode>> = {
  local: <path d="M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01" strokeLinejoin="round" />,
  both: <path d="M2.5 9h11v4h-11zM5 11h.01M8 7.2V2.5M5.8 4.6 8 2.4l2.2 2.2" strokeLinejoin="round" />,
  cloud: (
    <path d="M4.5 12.5a2.8 2.8 0 0 1-.3-5.6 3.9 3.9 0 0 1 7.5-.4 3 3 0 0 1-.2 6z" strokeLinejoin="round" />
  ),
}

/** Where work runs: two units of a rig, a cloud, or a unit that sends the rest up. */
export const PlaceMark = ({ decision }: { decision: Decision }): ReactNode => icon(places[decision])

const shapes: Readonly<Record<MonthState, ReactNode>> = {
  complete: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  partial: (
    <>
      <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" />
      <path d="M6 1.5a4.5 4.5 0 0 0 0 9z" fill="currentColor" />
    </>
  ),
  running: (
    <>
      <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" />
      <path d="M2.2 7.8 7.8 2.2M4.2 9.8l5.6-5.6M1.8 5l3-3M7 10.2 10.2 7" stroke="currentColor" />
    </>
  ),
  missing: <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeDasharray="2 2" />,
}

/** How much of a month is known: a shape and a word. */
export const MonthStateMark = ({ state, more }: { state: MonthState; more?: string }): ReactNode => (
  <span className="month-state">
    <svg viewBox="0 0 12 12" aria-hidden="true">
      {shapes[state]}
    </svg>
    {monthStateWords[state]}
    {more === undefined ? null : <span className="quiet">{more}</span>}
  </span>
)

/** What is not known, and why: never a zero. */
export const Unknown = ({ why }: { why: string }): ReactNode => (
  <span className="unknown" title={why}>
    <span aria-hidden="true">–</span>
    <span className="unseen">not known: {why}</span>
  </span>
)

export const Swatch = ({ colour }: { colour: string }): ReactNode => (
  <span className="swatch" style={{ background: `var(${colour})` }} aria-hidden="true" />
)
