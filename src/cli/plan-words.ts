import { counted } from '../core/counted.ts'
import { doubtWords, outrankedWords } from '../core/doubt-words.ts'
import {
  doubtedIn,
  willImport,
  type ImportPlan,
  type PlannedBill,
  type PlannedSource,
} from '../core/import-plan.ts'
import { nanosText } from '../core/money.ts'
import { dayText, monthText } from '../core/period.ts'
import type { Replaced } from '../core/statement.ts'
import { sameMoneyWords } from '../core/same-money-words.ts'
import { flagWords } from '../core/sanity-words.ts'
import { shownText } from '../core/shown-text.ts'
import { orNull, replacedJson, replacedWords, readJson, spanWords, totalWords } from './import-words.ts'
import { amountWords, problemJson, type Output } from './output.ts'
import { sourceJson } from './sources.ts'

/** `import --dry-run`: what importing would do; nothing is written. */
export const planOutput = (plan: ImportPlan): Output => ({
  json: { plan: { bills: plan.bills.map(billJson), sameMoney: sameMoneyJson(plan) } },
  words: [
    ...plan.bills.filter(({ state }) => state !== 'rejected').map(billWords),
    ...sameMoneySaid(plan),
  ].join('\n'),
  problems: plan.bills.flatMap((bill) => (bill.state === 'rejected' ? [bill.problem] : [])),
})

/** Exports whose money another export shows too, month by month, and which of them count. */
export const sameMoneyJson = ({ bills, sameMoney }: ImportPlan) =>
  sameMoney.map((use) => ({
    ...sourceJson(use),
    files: use.bills.map((number) => bills[number]?.file ?? ''),
  }))

export const sameMoneySaid = (plan: ImportPlan): readonly string[] =>
  sameMoneyWords(plan, { month: monthText, exportName: (name) => name })

/** One bill as docs/cli.md describes it. */
function billJson(bill: PlannedBill) {
  const { file } = bill
  switch (bill.state) {
    case 'rejected':
      return { file, state: 'rejected', problem: problemJson(bill.problem) }
    case 'already-imported':
      return { file, state: 'already-seen', sameAs: bill.sameAs, statement: bill.statement?.id ?? null }
    case 'rates': {
      const { days, firstDay, lastDay } = bill.rates
      return { file, state: 'rates', days, firstDay: dayText(firstDay), lastDay: dayText(lastDay) }
    }
    case 'ready': {
      const { statement, broughtBack, sources, replaced } = bill
      return {
        file,
        state: broughtBack !== null ? 'brings-back' : replaced.length > 0 ? 'replaces' : 'new',
        statement: broughtBack === null ? null : broughtBack.id,
        ...readJson(statement),
        sources: sources.map(plannedJson),
        replaced: replaced.map(replacedJson),
        doubts: doubtedIn(bill).flatMap(({ doubts, stays }) =>
          doubts.map((doubt) => ({
            kind: doubt.kind,
            message: stays ? outrankedWords(doubt) : doubtWords(doubt),
          })),
        ),
        ...besidesJson(bill),
        imports: willImport(bill),
      }
    }
  }
}

const kindOf = ({ broughtBack, replaced }: Extract<PlannedBill, { readonly state: 'ready' }>): string =>
  broughtBack !== null ? 'was imported and undone and comes back' : replaced.length > 0 ? 'replaces' : 'new'

/** What is to be known of a bill beside what it says, once it is imported too. */
export const besidesJson = (bill: PlannedBill) => ({
  outrankedBy: bill.state === 'ready' ? bill.outrankedBy.map(outrankedJson) : [],
  flags:
    bill.state === 'ready'
      ? bill.flags.map((flag) => ({ kind: flag.kind, message: flagWords(flag, amountWords) }))
      : [],
})

export function besidesWords(bill: PlannedBill): string {
  if (bill.state !== 'ready') return ''
  const stay = bill.outrankedBy.map(
    ({ days, fileName }) =>
      ` Nothing of it counts on ${counted(days, 'day')}, for which ${shownText(fileName)} goes on speaking.`,
  )
  return `${stay.join('')}${looks(bill)}`
}

const looks = ({ flags }: Extract<PlannedBill, { readonly state: 'ready' }>): string =>
  flags.map((flag) => `\n  Look: ${flagWords(flag, amountWords)}`).join('')

const outrankedJson = ({ statementId, fileName, days }: Replaced) => ({
  statement: statementId,
  file: fileName,
  days,
})

const plannedJson = (source: PlannedSource) => ({
  serviceProvider: source.serviceProviderName,
  account: orNull(source.billingAccountId),
  export: source.exportName,
  firstDay: dayText(source.firstDay),
  lastDay: dayText(source.lastDay),
  rows: source.rows,
  billed: source.billed.map(({ currency, billed }) => ({ currency, billed: nanosText(billed) })),
  firstLine: source.firstLine,
  lastLine: source.lastLine,
  newDays: source.newDays,
  replacedDays: source.replacedDays,
  outrankedDays: source.outrankedDays,
})

function billWords(bill: PlannedBill): string {
  const { file } = bill
  switch (bill.state) {
    case 'rejected':
      return ''
    case 'already-imported':
      return shownText(`${file}: already seen, the same as ${bill.sameAs}.`)
    case 'rates':
      return `${shownText(file)}: exchange rates of ${counted(bill.rates.days, 'day')}, ${dayText(bill.rates.firstDay)} to ${dayText(bill.rates.lastDay)}.`
    case 'ready': {
      const { statement, replaced, sources } = bill
      const count = (days: (source: PlannedSource) => number): number =>
        sources.reduce((sum, source) => sum + days(source), 0)
      const parts = [
        `${file}: ${kindOf(bill)}, ${counted(statement.rowCount, 'row')}, ${spanWords(statement)}, ${totalWords(statement)}`,
        counted(
          count(({ newDays }) => newDays),
          'new day',
        ),
        ...replaced.map(replacedWords),
        ...(count(({ outrankedDays }) => outrankedDays) > 0
          ? [
              `a newer statement goes on speaking for ${counted(
                count(({ outrankedDays }) => outrankedDays),
                'day',
              )}`,
            ]
          : []),
      ]
      const doubts = doubtedIn(bill).flatMap(({ doubts: own, stays, days, fileName }) =>
        own.map((doubt) =>
          stays
            ? `\n  Asks: nothing of it would count on ${counted(days, 'day')}, for which ${shownText(fileName)} goes on speaking, and ${outrankedWords(doubt)}`
            : `\n  Asks: ${doubtWords(doubt)}`,
        ),
      )
      return `${shownText(parts.join('; '))}.${doubts.join('')}${looks(bill)}`
    }
  }
}
