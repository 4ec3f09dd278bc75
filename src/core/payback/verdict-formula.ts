import type { Formula, Worked } from './formulas.ts'
import { meanMonth } from './payback-words.ts'
import { totalFormula } from './total-formulas.ts'
import { amountText, numberText } from './written.ts'

/** How the month of the headline was worked out; where it never pays, also what a mean month brings and costs. */
export function verdictFormula(worked: Worked): Formula | null {
  const { report, currency } = worked
  const formula = totalFormula('payback', worked)
  if (formula === null || report.never === null) return formula
  const { avoided, opex, count } = meanMonth(report.projection)
  const mean = (what: string, amount: number): string =>
    `${what}: ${amountText(amount * count, currency)} ÷ ${numberText(count)} months = ${amountText(amount, currency)} a month`
  return { ...formula, lines: [...formula.lines, mean('It saves', avoided), mean('Running it costs', opex)] }
}
