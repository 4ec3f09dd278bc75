import { createContext, useContext } from 'react'
import type { SpendFigure } from '../core/drill-down.ts'
import type { Formula, PaybackFigure } from '../core/payback/formulas.ts'
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
  /** A figure of the payback answer, and how it was worked out. */
  | { readonly kind: 'formula'; readonly figure: PaybackFigure; readonly formula: Formula }

/** The id of its button, to which the focus returns. */
export function idOf(opened: Opened): string {
  switch (opened.kind) {
    case 'reported':
      return `reported-${opened.month}`
    case 'formula':
      return formulaId(opened.figure)
    case 'figure':
      return [
        'figure',
        opened.figure.month,
        opened.figure.currency ?? '',
        opened.shown,
        ...opened.figure.providers,
        ...(opened.figure.filed?.under ?? []).map((name) => name ?? ''),
      ].join('-')
  }
}

export function formulaId(figure: PaybackFigure): string {
  switch (figure.of) {
    case 'verdict':
      return 'payback-verdict'
    case 'total':
    case 'option':
      return `payback-${figure.figure}`
    case 'month':
      return `payback-${figure.figure}-${figure.m}`
    case 'option-month':
      return `payback-${figure.figure}-last`
    case 'driver':
      return `payback-${figure.driver}-${figure.end}-${figure.figure}`
    case 'switching':
      return `payback-${figure.driver}-even`
  }
}

/** The screen on which it can be opened. */
export const screenOf = ({ kind }: Opened): 'spend' | 'payback' => (kind === 'formula' ? 'payback' : 'spend')

export type Inspecting = {
  readonly opened: Opened | null
  /** `idOf` what is open. */
  readonly openId: string | null
  readonly open: (opened: Opened) => void
}

/** Given by the window, so that any figure on a screen can be opened. */
export const InspectingContext = createContext<Inspecting>({
  opened: null,
  openId: null,
  open: () => undefined,
})

export const useInspecting = (): Inspecting => useContext(InspectingContext)
