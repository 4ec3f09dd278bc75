import type { Currency } from '../money.ts'
import { assertNever } from '../result.ts'
import type { Alternatives, Driver, OptionKind, PaybackReport } from './answers.ts'
import { driverEndFormula, switchingFormula, type DriverEnd } from './driver-formulas.ts'
import { monthFormula, type MonthFigure } from './month-formulas.ts'
import { optionFormula } from './option-formulas.ts'
import { optionMonthFormula } from './option-month-formulas.ts'
import type { Scenario } from './scenario.ts'
import { totalFormula, type TotalFigure } from './total-formulas.ts'
import { verdictFormula } from './verdict-formula.ts'

/**
 * A figure of the answer, as it can be opened: the headline's, a total, a month's own, the cost of another way over the
 * horizon or in its last month, an end of a driver, or the value of a driver at which it comes out even.
 */
export type PaybackFigure =
  | { readonly of: 'verdict' }
  | { readonly of: 'total'; readonly figure: TotalFigure }
  | { readonly of: 'month'; readonly m: number; readonly figure: MonthFigure }
  | { readonly of: 'option'; readonly figure: OptionKind }
  | { readonly of: 'option-month'; readonly figure: OptionKind }
  | ({ readonly of: 'driver' } & DriverEnd)
  | { readonly of: 'switching'; readonly driver: Driver }

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
  /** What it was compared with. */
  readonly alternatives: Alternatives
  readonly currency: Currency
}

/** How a figure was worked out; null where the answer has no such figure. */
export function formulaOf(figure: PaybackFigure, worked: Worked): Formula | null {
  switch (figure.of) {
    case 'verdict':
      return verdictFormula(worked)
    case 'total':
      return totalFormula(figure.figure, worked)
    case 'month':
      return monthFormula(figure.m, figure.figure, worked)
    case 'option':
      return optionFormula(figure.figure, worked)
    case 'option-month':
      return optionMonthFormula(figure.figure, worked)
    case 'driver':
      return driverEndFormula(figure, worked)
    case 'switching':
      return switchingFormula(figure.driver, worked)
    default:
      return assertNever(figure)
  }
}
