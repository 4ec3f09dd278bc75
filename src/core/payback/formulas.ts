import type { Currency } from '../money.ts'
import { assertNever } from '../result.ts'
import type { OptionKind, PaybackReport } from './answers.ts'
import { monthFormula, type MonthFigure } from './month-formulas.ts'
import { optionFormula } from './option-formulas.ts'
import type { Scenario } from './scenario.ts'
import { totalFormula, type TotalFigure } from './total-formulas.ts'

/** A figure of the answer, as it can be opened: a total, a month's own, or the cost of another way. */
export type PaybackFigure =
  | { readonly of: 'total'; readonly figure: TotalFigure }
  | { readonly of: 'month'; readonly m: number; readonly figure: MonthFigure }
  | { readonly of: 'option'; readonly figure: OptionKind }

/** What a figure is made of, with the numbers filled in. */
export type Formula = {
  readonly title: string
  readonly result: string
  /** The rule in words, before any number. */
  readonly rule: string
  /** The same with this answer's numbers; the last line ends with the result. */
  readonly lines: readonly string[]
  readonly notes: readonly string[]
}

/** What formulas are filled in from. */
export type Worked = {
  readonly scenario: Scenario
  readonly report: PaybackReport
  readonly currency: Currency
}

/** How a figure was worked out; null where the answer has no such figure. */
export function formulaOf(figure: PaybackFigure, worked: Worked): Formula | null {
  switch (figure.of) {
    case 'total':
      return totalFormula(figure.figure, worked)
    case 'month':
      return monthFormula(figure.m, figure.figure, worked)
    case 'option':
      return optionFormula(figure.figure, worked)
    default:
      return assertNever(figure)
  }
}
