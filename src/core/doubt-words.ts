import { decimalText, toScale } from './decimal.ts'
import type { Currency, Nanos } from './money.ts'
import { dayText, type Day } from './period.ts'
import type { Doubt } from './restatement.ts'
import { assertNever } from './result.ts'
import { shownText } from './shown-text.ts'

/** How amounts and days are written: the window has its own way. */
export type DoubtFigures = {
  readonly money: (nanos: Nanos, currency: Currency) => string
  readonly day: (day: Day) => string
}

/** Why days had better not be replaced without asking, as the end of a sentence and what it may mean. */
export function doubtWords(doubt: Doubt, { money, day }: DoubtFigures = plain): string {
  switch (doubt.kind) {
    case 'shrinks':
      return `${day(doubt.day)} falls from ${money(doubt.before, doubt.currency)} to ${money(doubt.after, doubt.currency)}: it may be only a part of the bill.`
    case 'loses-credit':
      return `a credit of ${money(-doubt.before, doubt.currency)} would no longer count: it may be a credit note, which belongs beside the bill as another account.`
    case 'other-account':
      return `they have no project in common (${some(doubt.before)} there, ${some(doubt.after)} here): it may be the bill of another account.`
    case 'other-amounts': {
      const [own, is] = [money(doubt.before, doubt.currency), money(doubt.after, doubt.currency)]
      return `${amountsDiffer(doubt)}, most of all ${day(doubt.day)}${doubt.project === null ? '' : `, ${doubt.project}`}: ${own} there, ${is} here. It may be the bill of another account.`
    }
    case 'part-of-day':
      return 'the seller writes several files a day: it may be the next part of them. Parts that are dropped together add up; so do those imported as another account.'
    case 'filtered':
      return `${some(doubt.missing)} ${doubt.missing.length === 1 ? 'is' : 'are'} missing: the export may have been filtered.`
    default:
      return assertNever(doubt)
  }
}

/** The same of days that stay with a newer statement: `before` is what this file says of them, `after` what that one does. */
export function outrankedWords(doubt: Doubt, figures: DoubtFigures = plain): string {
  switch (doubt.kind) {
    case 'shrinks': {
      const { money, day } = figures
      const [own, other] = [money(doubt.before, doubt.currency), money(doubt.after, doubt.currency)]
      return `${day(doubt.day)} is ${own} here and ${other} there: that one may be only a part of the bill.`
    }
    case 'loses-credit':
      return `its credit of ${figures.money(-doubt.before, doubt.currency)} would not count: it may be a credit note, which belongs beside the bill as another account.`
    case 'other-account':
      return doubtWords({ ...doubt, before: doubt.after, after: doubt.before }, figures)
    case 'other-amounts':
      return doubtWords({ ...doubt, before: doubt.after, after: doubt.before }, figures)
    case 'filtered':
      return `${some(doubt.missing)} ${doubt.missing.length === 1 ? 'is' : 'are'} in this file alone: the newer export may have been filtered.`
    case 'part-of-day':
      return doubtWords(doubt, figures)
    default:
      return assertNever(doubt)
  }
}

const amountsDiffer = ({ differ, of }: Extract<Doubt, { readonly kind: 'other-amounts' }>): string =>
  of === 1
    ? 'a day that was over has another amount'
    : `${differ} of ${of} amounts of days that were over are others`

/** `120.50 USD`: exact to the cent. */
const cents = (nanos: Nanos, currency: Currency): string => {
  const hundredths = toScale({ digits: nanos, scale: 9 }, 2)
  const [units = '0', rest = ''] = decimalText({ digits: hundredths, scale: 2 }).split('.')
  return `${units}.${rest.padEnd(2, '0')} ${currency}`
}

const plain: DoubtFigures = { money: cents, day: dayText }

const shown = 3
const some = (names: readonly string[]): string =>
  shownText(
    names.length > shown
      ? `${names.slice(0, shown).join(', ')} and ${names.length - shown} more`
      : names.join(', '),
  )
