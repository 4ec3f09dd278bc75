import {
  waits,
  willImport,
  type ImportPlan,
  type PlannedBill,
  type PlannedSource,
} from '../core/import-plan.ts'
import type { Currency, Nanos } from '../core/money.ts'
import type { Month } from '../core/period.ts'
import type { Restated } from '../core/restatement.ts'
import { onlyOne, type ImportOutcome, type Replaced } from '../core/statement.ts'
import { count, dayRange, money, monthLong, monthShort } from './figures.ts'
import { counted, listed } from './words.ts'

export type ReadyBill = Extract<PlannedBill, { readonly state: 'ready' }>

/** The answer of the plan: what importing these files will do. */
export function planWords({ bills, sameMoney }: ImportPlan): string {
  const inPlay = bills.filter((bill) => willImport(bill) || waits(bill))
  const of = (state: PlannedBill['state']): number => bills.filter((bill) => bill.state === state).length
  const rejected = of('rejected')
  const known = of('already-imported')
  const [only] = inPlay
  const sentences = [
    inPlay.length === 1 && only ? oneBill(only) : inPlay.length > 1 ? manyBills(inPlay) : '',
    sameMoney.some((use) => !use.counts && use.bills.length > 0) ? 'Not all of this money will count.' : '',
    inPlay.length === 0 && bills.some(isLeftOut) ? 'Every bill is left out.' : '',
    known > 0
      ? `${inPlay.length === 0 && rejected === 0 ? 'Nothing new: ' : ''}${counted(known, 'file')} ${known === 1 ? 'is' : 'are'} here already.`
      : '',
    rejected > 0 ? `${counted(rejected, 'file')} cannot be read.` : '',
  ]
  return sentences.filter((words) => words !== '').join(' ')
}

/** The user left it out. */
export const isLeftOut = (bill: PlannedBill): boolean =>
  bill.state === 'ready' && bill.answer?.kind === 'skip'

function oneBill(bill: PlannedBill): string {
  if (bill.state !== 'ready') return ''
  if (bill.broughtBack !== null && bill.replaced.length === 0)
    return '1 bill comes back: its import was undone.'
  const { firstDay, lastDay } = bill.statement
  const days = firstDay === null || lastDay === null ? 'without any days' : dayRange(firstDay, lastDay)
  if (bill.replaced.length === 0 && (waits(bill) || isBehind(bill)))
    return `1 bill of ${sellersOf([bill])} covers days that a newer one speaks for.`
  if (bill.replaced.length === 0) return `1 new bill of ${sellersOf([bill])}: ${moneyOr([bill], days)}.`
  const verb = waits(bill) ? 'would replace' : 'replaces'
  const change = changeWords(bill.replaced.flatMap(({ restated }) => restated))
  return `1 bill ${verb} ${replacedWords(bill.replaced)} of ${sellersOf([bill])}${change === '' ? '' : `: ${change}`}.`
}

function manyBills(inPlay: readonly PlannedBill[]): string {
  const ready = inPlay.filter((bill) => bill.state === 'ready')
  const [back, behind] = [ready.filter(isBack), ready.filter((bill) => !isBack(bill) && isBehind(bill))]
  const others = ready.filter((bill) => !isBack(bill) && !isBehind(bill))
  const fresh = others.filter((bill) => bill.replaced.length === 0 && !waits(bill))
  const asking = ready.filter(waits)
  const replacing = others.filter((bill) => bill.replaced.length > 0 && !waits(bill))
  const added = addedWords([...fresh, ...replacing])
  const parts = [
    fresh.length > 0 ? `${count(fresh.length)} new` : '',
    replacing.length > 0
      ? `${count(replacing.length)} ${replacing.length === 1 ? 'replaces' : 'replace'} ${replacedWords(replacing.flatMap(({ replaced }) => replaced))} of ${sellersOf(replacing)}`
      : '',
    asking.length > 0
      ? `${count(asking.length)} ${asking.length === 1 ? 'waits' : 'wait'} for your answer`
      : '',
    back.length > 0 ? `${count(back.length)} ${back.length === 1 ? 'comes' : 'come'} back` : '',
    behind.length > 0 ? `${count(behind.length)} for days that a newer one speaks for` : '',
    added,
  ]
  return `${counted(inPlay.length, 'bill')}: ${parts.filter((words) => words !== '').join(', ')}.`
}

/** Comes back and asks nothing. */
const isBack = (bill: ReadyBill): boolean => bill.broughtBack !== null && !waits(bill)

/** Asks nothing, and a newer statement goes on speaking for every one of its days. */
const isBehind = (bill: ReadyBill): boolean =>
  !waits(bill) &&
  bill.outrankedBy.length > 0 &&
  bill.sources.every(({ newDays, replacedDays }) => newDays + replacedDays === 0)

const sellersOf = (bills: readonly ReadyBill[]): string => {
  const sellers = [
    ...new Set(bills.flatMap(({ sources }) => sources.map(({ serviceProviderName }) => serviceProviderName))),
  ]
  return sellers.length > 3
    ? `${count(sellers.length)} sellers`
    : sellers.length === 0
      ? 'nobody'
      : listed(sellers)
}

/** `Oct 2026`, or how many days where they lie in many months or in none with money. */
export function replacedWords(replaced: readonly Replaced[]): string {
  const months = monthsOf(replaced)
  const days = replaced.reduce((sum, one) => sum + one.days, 0)
  return months.length === 0 || months.length > 3 ? counted(days, 'day') : listed(months.map(monthLong))
}

const monthsOf = (replaced: readonly Replaced[]): readonly Month[] =>
  [...new Set(replaced.flatMap(({ months }) => months.map(({ month }) => month)))].sort((a, b) => a - b)

/** `$310.00 → $31.00`, currency by currency. */
export const changeWords = (restated: readonly Restated[]): string =>
  [...Map.groupBy(restated, ({ currency }) => currency)]
    .map(([currency, own]) => {
      const sum = (side: 'before' | 'after'): Nanos => own.reduce((total, one) => total + one[side], 0n)
      return `${money(sum('before'), currency)} → ${money(sum('after'), currency)}`
    })
    .join(' and ')

/** The changes of each month: `Oct 2026: $310.00 → $31.00`. */
export const monthChanges = (replaced: readonly Replaced[]): readonly string[] =>
  [
    ...Map.groupBy(
      replaced.flatMap(({ months }) => months),
      ({ month }) => month,
    ),
  ]
    .sort(([one], [other]) => one - other)
    .map(([month, changes]) => `${monthShort(month)}: ${changeWords(changes)}`)

const moneyOr = (bills: readonly ReadyBill[], days: string): string => {
  const sums = billedOf(bills.flatMap(({ sources }) => sources))
  return sums === '' ? days : `${days}, ${sums}`
}

/** What cost sources bill, currency by currency; nothing for usage and estimates. */
const billedOf = (sources: readonly PlannedSource[]): string =>
  sumWords(sources.filter(({ dataset }) => dataset === 'cost').flatMap(({ billed }) => billed))

type Amount = { readonly currency: Currency; readonly billed: Nanos }

export const sumWords = (amounts: readonly Amount[]): string =>
  [...Map.groupBy(amounts, ({ currency }) => currency)]
    .map(([currency, own]) =>
      money(
        own.reduce((sum, { billed }) => sum + billed, 0n),
        currency,
      ),
    )
    .join(' and ')

/**
 * Money of days that no statement of the same source spoke for; whether it counts is decided with other exports of it. Where a newer statement goes on speaking for some of a bill's days, what
 * they cost is not known here: then the files' own money is told instead.
 */
function addedWords(bills: readonly ReadyBill[]): string {
  const sources = bills.flatMap((bill) => bill.sources).filter(({ dataset }) => dataset === 'cost')
  if (sources.every(({ billed }) => billed.length === 0)) return ''
  if (sources.some(({ outrankedDays }) => outrankedDays > 0)) return `${billedOf(sources)} in the files`
  const replaced = bills
    .flatMap((bill) => bill.replaced)
    .filter(({ dataset }) => dataset === 'cost')
    .flatMap(({ restated }) => restated.map(({ currency, after }) => ({ currency, billed: -after })))
  const added = [...sources.flatMap(({ billed }) => billed), ...replaced]
  const isNothing = [...Map.groupBy(added, ({ currency }) => currency).values()].every(
    (own) => own.reduce((sum, { billed }) => sum + billed, 0n) === 0n,
  )
  return isNothing ? '' : `${sumWords(added)} on new days`
}

/** What becomes of a source's days: `31 new days`, `30 days replaced`. */
export function daysWords({ newDays, replacedDays, outrankedDays }: PlannedSource): string {
  return [
    newDays > 0 ? counted(newDays, 'new day') : '',
    replacedDays > 0 ? `${counted(replacedDays, 'day')} replaced` : '',
    outrankedDays > 0 ? `${counted(outrankedDays, 'day')} left to a newer statement` : '',
  ]
    .filter((words) => words !== '')
    .join(', ')
}

export const linesWords = ({ firstLine, lastLine }: PlannedSource): string =>
  firstLine === null || lastLine === null
    ? ''
    : firstLine === lastLine
      ? `line ${count(firstLine)}`
      : `lines ${count(firstLine)} to ${count(lastLine)}`

export const accountWords = ({
  serviceProviderName,
  billingAccountId,
}: Pick<PlannedSource, 'serviceProviderName' | 'billingAccountId'>): string =>
  billingAccountId === '' ? serviceProviderName : `${serviceProviderName} ${billingAccountId}`

/** What the button does, and why it cannot where it cannot. */
export function commitWords({ bills }: ImportPlan): {
  readonly label: string
  readonly why: string | null
  /** What the keys do where it can. */
  readonly enter: string
} {
  const importing = bills.filter(willImport).length
  const leftOut = bills.filter(isLeftOut).length
  const waiting = bills.filter(waits)
  const back = bills.filter(putsBack).length
  if (back > 0 && importing === 0 && waiting.length === 0)
    return {
      label: `Put ${counted(back, 'original file')} back`,
      why: null,
      enter: `Enter puts ${back === 1 ? 'it' : 'them'} back, Esc cancels. No money changes.`,
    }
  const label =
    importing === 0
      ? 'Import nothing'
      : `Import ${counted(importing, 'bill')}${leftOut > 0 ? `, leave out ${count(leftOut)}` : ''}`
  const file = onlyOne(waiting.map((bill) => bill.file))
  return {
    label: waiting.length > 0 && importing === 0 ? `Import ${counted(waiting.length, 'bill')}` : label,
    why:
      waiting.length > 0
        ? file === null
          ? `${count(waiting.length)} bills wait for your answer.`
          : `${file} waits for your answer.`
        : importing === 0
          ? 'Every bill is left out.'
          : null,
    enter: 'Enter imports, Esc cancels. An import can be undone.',
  }
}

/** Whether a plan has anything to carry out. */
export const canImport = ({ bills }: ImportPlan): boolean =>
  bills.some((bill) => bill.state === 'ready' || bill.state === 'rates' || putsBack(bill))

const putsBack = (bill: PlannedBill): boolean => bill.state === 'already-imported' && bill.putsBack

/** What became of the files of an import. */
export function outcomeWords(outcomes: readonly ImportOutcome[]): string {
  const of = (state: ImportOutcome['state']): number =>
    outcomes.filter((outcome) => outcome.state === state).length
  const back = outcomes.filter((outcome) => outcome.state === 'already-imported' && outcome.putBack).length
  const known = of('already-imported') - back
  const parts = [
    of('imported') > 0 ? `${counted(of('imported'), 'statement')} imported` : '',
    of('skipped') > 0 ? `${count(of('skipped'))} left out` : '',
    known > 0 ? `${count(known)} already here` : '',
    back > 0 ? `${counted(back, 'original file')} put back` : '',
    of('refused') > 0 ? `${count(of('refused'))} refused` : '',
  ]
  return parts.filter((words) => words !== '').join(', ')
}
