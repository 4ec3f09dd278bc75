import type { Currency } from '../money.ts'
import { assertNever } from '../result.ts'
import type { PaybackRange, PaybackReport } from './answers.ts'
import { whyNeverWords } from './payback-words.ts'
import type { Projection } from './projection.ts'
import { countedText, longMonthText, shareText } from './written.ts'

const horizonOf = ({ months }: Projection): number => Math.max(0, months.length - 1)

/** The answer, with what of it opens to its formula in the middle. */
export type Verdict = { readonly before: string; readonly figure: string; readonly after: string }

/** `Pays off in`, `March 2027, month 14`; `Never within 36 months`, `: the rig can serve only 28% of the tokens`. */
export function verdictOf(report: PaybackReport, month0: string, currency: Currency): Verdict {
  const { payback } = report.projection
  switch (payback.status) {
    case 'paid':
      return {
        before: 'Pays off in ',
        figure: `${longMonthText(month0, payback.month)}, month ${payback.month}`,
        after: '',
      }
    case 'nothing-to-recover':
      return {
        before: '',
        figure: 'Nothing to recover',
        after: ': nothing was invested, and nothing is lost',
      }
    case 'never':
      return {
        before: '',
        figure: `Never within ${horizonOf(report.projection)} months`,
        after: report.never === null ? '' : `: ${whyNeverWords(report.never, report.projection, currency)}`,
      }
    default:
      return assertNever(payback)
  }
}

/** `Pays off in March 2027, month 14`; `Never within 36 months: the rig can serve only 28% of the tokens`. */
export function verdictWords(report: PaybackReport, month0: string, currency: Currency): string {
  const { before, figure, after } = verdictOf(report, month0, currency)
  return `${before}${figure}${after}`
}

/** Never written as certain while one run pays. */
const neverText = ({ shareNever }: PaybackRange): string =>
  shareNever > 0.99 ? 'more than 99%' : shareText(shareNever)

/** `1 in 10 chance by November 2026, 9 in 10 by February 2028`; null where there is no month to speak of. */
export function chanceWords(range: PaybackRange, projection: Projection, month0: string): string | null {
  if (projection.payback.status === 'nothing-to-recover') return null
  const within = `within ${horizonOf(projection)} months`
  if (range.p10 === null)
    return range.shareNever === 1
      ? `in none of ${countedText(range.n, 'run')} does it pay ${within}`
      : `${neverText(range)} chance of never ${within}`
  const early = `1 in 10 chance by ${longMonthText(month0, range.p10)}`
  if (range.p90 !== null) return `${early}, 9 in 10 by ${longMonthText(month0, range.p90)}`
  return range.p50 === null
    ? `${early}, ${neverText(range)} chance of never ${within}`
    : `${early}, 1 in 2 by ${longMonthText(month0, range.p50)}, ${neverText(range)} chance of never ${within}`
}

/** The answer as one sentence; `range` is null while it is not known. */
export function headlineOf(
  report: PaybackReport,
  range: PaybackRange | null,
  month0: string,
  currency: Currency,
): string {
  const chance = range === null ? null : chanceWords(range, report.projection, month0)
  return `${verdictWords(report, month0, currency)}${chance === null ? '' : ` (${chance})`}.`
}
