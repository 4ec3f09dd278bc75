import { counted } from './counted.ts'
import type { ChargeCategory } from './charge.ts'
import type { Currency } from './money.ts'
import { monthText } from './period.ts'
import { assertNever } from './result.ts'
import { shownText } from './shown-text.ts'
import type { Candidate } from './tie-out-candidates.ts'
import type { TieOut } from './tie-out.ts'

/** Writes an exact decimal text as money, as the terminal or the window does. */
type MoneyWords = (exact: string, currency: Currency) => string

/** The sentence on how a statement stands to its invoice, and one for each thing that may make up the difference. */
export function tieOutWords(
  tieOut: TieOut,
  money: MoneyWords,
): { readonly headline: string; readonly candidates: readonly string[] } {
  const alone = (headline: string) => ({ headline, candidates: [] })
  switch (tieOut.state) {
    case 'no-control':
      return alone(
        'The invoice total is not known. Type it to see whether this statement adds up to the invoice.',
      )
    case 'ties-out': {
      const { total } = tieOut
      return alone(`Ties out: ${whose(total.saidBy)} says ${money(total.billed, total.currency)}.`)
    }
    case 'differs': {
      const { total, billed, difference } = tieOut
      const isMore = !difference.startsWith('-')
      const amount = (text: string): string => money(text, total.currency)
      const size = amount(isMore ? difference : difference.slice(1))
      return {
        headline:
          `Does not tie out: ${whose(total.saidBy)} says ${amount(total.billed)}, the charges add up to ` +
          `${amount(billed)}. The invoice is ${size} ${isMore ? 'higher' : 'lower'}.`,
        candidates: tieOut.candidates.map(
          (one) => `${fitWords[one.fit]} ${candidateWords(one, amount, money)}`,
        ),
      }
    }
    case 'other-currency': {
      const { total, totals, rate } = tieOut
      const billed = totals.map((sum) => money(sum.billed, sum.currency)).join(' and ')
      const [only] = totals
      const asRate =
        rate === null || only === undefined
          ? ''
          : ` That would be ${decimals(rate, 6)} ${total.currency} for 1 ${only.currency}: compare it with the rate on the invoice.`
      return alone(
        `Cannot be compared: ${whose(total.saidBy)} says ${money(total.billed, total.currency)}, the charges are ${billed}.${asRate}`,
      )
    }
    default:
      return assertNever(tieOut)
  }
}

const whose = (saidBy: 'file' | 'user'): string => (saidBy === 'user' ? 'the invoice' : 'the file itself')

const fitWords: Readonly<Record<Candidate['fit'], string>> = {
  exact: 'To the cent:',
  likely: 'Likely:',
  possible: 'Possible:',
}

const rowsOf: Readonly<Record<Exclude<ChargeCategory, 'Usage'>, string>> = {
  Purchase: 'purchases',
  Tax: 'tax',
  Credit: 'credits',
  Adjustment: 'adjustments',
}

function candidateWords(one: Candidate, amount: (exact: string) => string, money: MoneyWords): string {
  switch (one.kind) {
    case 'left-out':
      return `${rowsOf[one.category]}. The file has ${counted(one.rows, 'row')} of ${rowsOf[one.category]}, ${amount(one.billed)} together, which the invoice total leaves out.`
    case 'tax-on-top':
      return `tax. The file has no tax; the difference is ${decimals(one.rate * 100, 2)} % of its ${amount(one.net)}.`
    case 'credits-on-invoice':
      return 'credits or a discount that the invoice takes off and the file does not show.'
    case 'rounding':
      return `rounding. ${counted(one.rows, 'row')}, each rounded by half a unit at most, can make up ${amount(one.bound)}.`
    case 'missing-days':
      return `missing days. ${one.missing.map(({ month, days }) => `${counted(days, 'day')} of ${monthText(month)}`).join(' and ')} ${one.missing.length === 1 && one.missing[0]?.days === 1 ? 'is' : 'are'} not in the file; at its mean of ${amount(one.meanDay)} a day that would add ${amount(one.wouldAdd)}.`
    case 'one-month':
      return `one month only. The file spans several months, and ${monthText(one.month)} alone is ${amount(one.billed)}.`
    case 'currency':
      return `another currency. The file also bills ${money(one.billed, one.currency)}; the difference would be ${decimals(one.rate, 6)} for 1 ${one.currency}.`
    case 'other-statements':
      return `other statements. ${shownText(one.files.join(', '))} ${one.files.length === 1 ? 'has' : 'have'} ${amount(one.billed)} of the same seller and time: the invoice may add up several accounts.`
    case 'never-exported':
      return `what this export never has. ${one.what.join(' and ')} are billed, and are not in it.`
    default:
      return assertNever(one)
  }
}

/** Without zeros at the end: `19`, `0.9215`. */
const decimals = (value: number, digits: number): string => Number(value.toFixed(digits)).toString()
