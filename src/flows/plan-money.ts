import { isSameSource } from '../core/charge.ts'
import { newestOf, speakersOf } from '../core/coverage.ts'
import {
  alternativeOf,
  moneySources,
  partOfAccount,
  type MoneySource,
  type PlannedMoney,
} from '../core/money-sources.ts'
import { monthOfDay, type Month } from '../core/period.ts'
import type { DayMoney } from '../core/restatement.ts'
import type { Coverage, Statement } from '../core/statement.ts'
import { knownSourceId } from '../ledger/coverage.ts'
import { moneyCandidates, moneyChoices } from '../ledger/money-months.ts'
import type { Ledger } from '../ledger/open.ts'
import { statementOfId } from '../ledger/statements.ts'
import { moneyOf, rangesBeside, type Earlier, type Speaker } from './plan-effect.ts'

/** A bill that the plan will import, by its number there. */
export type Importing = { readonly number: number; readonly bill: Earlier }

/** A source's money in a month as it will be, and the bills of the plan that speak for it then. */
type WillBe = MoneySource & { readonly month: Month; readonly bills: readonly number[] }

/**
 * Months of which several exports show the money once these bills are in the ledger, where one of the bills is among
 * them: which will count and why. The same rule decides again when the plan is carried out.
 */
export function plannedMoney(ledger: Ledger, importing: readonly Importing[]): readonly PlannedMoney[] {
  const covered = importing.flatMap(({ bill }) => statementIn(bill).coverage).filter(isCost)
  const sellers = new Set(covered.map(({ serviceProviderName }) => serviceProviderName))
  return [...sellers].flatMap((seller) => moneyOfSeller(ledger, seller, importing))
}

function moneyOfSeller(
  ledger: Ledger,
  seller: string,
  importing: readonly Importing[],
): readonly PlannedMoney[] {
  const planned = sourcesOf(importing, seller)
  const isPart = planned.some(({ exportName }) => exportName === partOfAccount)
  const known = moneyCandidates(ledger, seller, isPart)
  const exports = [...[...known.values()].flat(), ...planned]
  if (new Set(exports.map(alternativeOf)).size < 2) return []
  const willBe = Map.groupBy(
    planned.flatMap((source, place) => monthsOf(ledger, source, -1 - place, importing)),
    ({ month }) => month,
  )
  const choices = moneyChoices(ledger, seller)
  return [...willBe].flatMap(([month, changed]) => {
    const ids = new Set(changed.map(({ sourceId }) => sourceId))
    const others = (known.get(month) ?? []).filter(({ sourceId }) => !ids.has(sourceId))
    const sources: readonly WillBe[] = [...others.map((one) => ({ ...one, month, bills: [] })), ...changed]
    const choice = choices.get(month) ?? null
    const uses = moneySources(sources, choice).filter(({ reason }) => reason !== 'alone')
    const shown = uses.flatMap((use) => {
      const source = sources.find(({ sourceId }) => sourceId === use.sourceId)
      return source ? [{ ...source, ...use, serviceProviderName: seller, choice }] : []
    })
    return shown.some(({ bills }) => bills.length > 0) ? shown : []
  })
}

const isCost = ({ dataset }: Coverage): boolean => dataset === 'cost'

const statementIn = (bill: Earlier): Pick<Statement, 'coverage' | 'accountLabel' | 'importedAt'> =>
  'broughtBack' in bill ? bill.broughtBack : bill.statement

/** The seller's sources of money that the bills cover, each once. */
function sourcesOf(importing: readonly Importing[], seller: string): readonly Coverage[] {
  const sources: Coverage[] = []
  for (const covered of importing.flatMap(({ bill }) => statementIn(bill).coverage))
    if (
      isCost(covered) &&
      covered.serviceProviderName === seller &&
      !sources.some((known) => isSameSource(known, covered))
    )
      sources.push(covered)
  return sources
}

/** What the months of a source will be, by whoever speaks for its days then. */
function monthsOf(
  ledger: Ledger,
  source: Coverage,
  newId: number,
  importing: readonly Importing[],
): readonly WillBe[] {
  const bills = importing.map(({ bill }) => bill)
  const ranges = rangesBeside(ledger, source, bills)
  const speakers = speakersOf(ranges)
  const sourceId = knownSourceId(ledger, source) ?? newId
  const { billingAccountId, exportName } = source
  return [...Map.groupBy(speakers, ([day]) => monthOfDay(day))].map(([month, own]) => {
    const days = own.map(([day]) => day)
    const bySpeaker = Map.groupBy(own, ([, speaker]) => speaker)
    const money = [...bySpeaker].flatMap(([speaker, spoken]) =>
      moneyOf(
        ledger,
        speaker,
        source,
        spoken.map(([day]) => day),
      ),
    )
    const statements = [...bySpeaker.keys()].map((speaker) => told(ledger, speaker, importing))
    return {
      sourceId,
      month,
      billingAccountId,
      exportName,
      coveredDays: days.length,
      firstDay: Math.min(...days),
      lastDay: Math.max(...days),
      billed: sumsOf(money),
      projects: projectsOf(money),
      statements: statements.map(({ id }) => id),
      bills: statements.flatMap(({ bill }) => bill),
      keptApart: statements.some(({ keptApart }) => keptApart),
      newest: newestOf(ranges.filter(({ by }) => bySpeaker.has(by))),
      importedAt: Math.max(...statements.map(({ importedAt }) => importedAt)),
    }
  })
}

type Told = Pick<MoneySource, 'keptApart' | 'importedAt'> & {
  readonly id: number
  readonly bill: readonly number[]
}

/** Numbers of statements that are only planned: after all that are there, in their order. */
const firstNew = 2 ** 40

/** A speaker as a statement. */
function told(ledger: Ledger, speaker: Speaker, importing: readonly Importing[]): Told {
  const planned = importing.find(({ bill }) =>
    'broughtBack' in bill ? bill.broughtBack.id === speaker : bill === speaker,
  )
  const statement = planned
    ? statementIn(planned.bill)
    : statementOfId(ledger, typeof speaker === 'number' ? speaker : 0)
  if (statement === null) throw new Error('A statement speaks for days and is not in the ledger')
  return {
    id: typeof speaker === 'number' ? speaker : firstNew + (planned?.number ?? 0),
    bill: planned ? [planned.number] : [],
    keptApart: statement.accountLabel !== null,
    importedAt: statement.importedAt,
  }
}

const sumsOf = (money: readonly DayMoney[]): MoneySource['billed'] =>
  Array.from(
    Map.groupBy(money, ({ currency }) => currency),
    ([currency, own]) => ({ currency, billed: own.reduce((sum, { billed }) => sum + billed, 0n) }),
  ).sort((a, b) => (a.currency < b.currency ? -1 : 1))

const projectsOf = (money: readonly DayMoney[]): MoneySource['projects'] =>
  [...Map.groupBy(money, ({ project }) => project)].flatMap(([project, own]) =>
    project === null ? [] : [{ project, billed: sumsOf(own) }],
  )
