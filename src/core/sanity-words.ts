import { nanosText, type Currency } from './money.ts'
import { dayText, monthText, type Month } from './period.ts'
import { assertNever } from './result.ts'
import { shownText } from './shown-text.ts'
import type { Flag, PriceGuess } from './sanity.ts'

/** Writes an exact decimal text as money, as the terminal or the window does. */
type MoneyWords = (exact: string, currency: Currency) => string

/** What looks wrong, and why it may be right all the same. */
export const flagWords = (flag: Flag, money: MoneyWords): string => shownText(sentenceOf(flag, money))

function sentenceOf(flag: Flag, money: MoneyWords): string {
  switch (flag.kind) {
    case 'price': {
      const { low, high } = flag.listed
      const listed = low === high ? dollars(high) : `${dollars(low)} to ${dollars(high)}`
      const tokens = flag.tokensFrom === 'bill' ? 'the tokens beside it' : 'the tokens of the usage export'
      const times =
        flag.times > 1
          ? `${count(flag.times)} times what it should be`
          : `a ${count(1 / flag.times)}th of what it should be`
      return `${flag.service} in ${span(flag.months)} costs ${dollars(flag.paid)} for a million tokens by ${tokens}; the list price is ${listed}. That is ${times}. ${guesses[flag.guess]}`
    }
    case 'future-days':
      return `${flag.amounts.map(({ amount, currency }) => money(nanosText(amount), currency)).join(' and ')} ${flag.firstDay === flag.lastDay ? `is on ${dayText(flag.firstDay)}` : `stands between ${dayText(flag.firstDay)} and ${dayText(flag.lastDay)}`}, in the future. Check how the file writes its dates, and that it is no forecast.`
    case 'unusual-month': {
      const seller =
        flag.billingAccountId === ''
          ? flag.serviceProviderName
          : `${flag.serviceProviderName} ${flag.billingAccountId}`
      const [amount, mean] = [flag.amount, flag.mean].map((nanos) => money(nanosText(nanos), flag.currency))
      return `${seller} in ${monthText(flag.month)} is ${amount ?? ''}, the complete months beside it (${flag.neighbours.map(monthText).join(', ')}) are ${mean ?? ''} on average. ${flag.amount > flag.mean ? 'Check that nothing is in the file twice.' : 'Check that the file is whole and was not filtered.'}`
    }
    case 'unknown-currency':
      return `${flag.currency} is no currency of ISO 4217, and the file has ${nanosText(flag.amount)} of it. Check the column of the currency.`
    default:
      return assertNever(flag)
  }
}

const guesses: Readonly<Record<PriceGuess, string>> = {
  'cents-as-dollars': 'Are cents read as dollars?',
  'dollars-as-cents': 'Are dollars read as cents?',
  'too-dear': 'Check the unit of the amounts and of the tokens, and whether some of the tokens are missing.',
  'too-cheap': 'Check the unit of the amounts and of the tokens, and whether some of the money is missing.',
}

/** `2026-06`, or the first and the last of several months. */
const span = (months: readonly Month[]): string =>
  [...new Set([Math.min(...months), Math.max(...months)])].map(monthText).join(' to ')
/** Four digits that matter: `$0.0028`, `$1500`. */
const dollars = (amount: number): string => `$${Number(amount.toPrecision(4)).toString()}`
/** Two digits that matter: `100`, `9.5`. */
const count = (times: number): string => Number(times.toPrecision(2)).toString()
