import { createContext, useContext } from 'react'
import type { SpendFigure } from '../core/drill-down.ts'
import type { Month } from '../core/period.ts'

/** A figure that can be opened: what is behind it, and which of its sums was on screen. */
export type Opened =
  | {
      readonly kind: 'figure'
      readonly figure: SpendFigure
      readonly shown: 'effective' | 'billed' | 'tokens'
    }
  /** A month in the reporting currency. */
  | { readonly kind: 'reported'; readonly month: Month }

/** The id of its button, to which the focus returns. */
export const idOf = (opened: Opened): string =>
  opened.kind === 'reported'
    ? `reported-${opened.month}`
    : [
        'figure',
        opened.figure.month,
        opened.figure.currency ?? '',
        opened.shown,
        ...opened.figure.providers,
        ...(opened.figure.filed?.under ?? []).map((name) => name ?? ''),
      ].join('-')

export type Inspecting = {
  /** `idOf` what is open. */
  readonly openId: string | null
  readonly open: (opened: Opened) => void
}

/** Given by the window, so that any figure on a screen can be opened. */
export const InspectingContext = createContext<Inspecting>({ openId: null, open: () => undefined })

export const useInspecting = (): Inspecting => useContext(InspectingContext)
