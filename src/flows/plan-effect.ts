import { isSameSource, type Source } from '../core/charge.ts'
import { newestOf, speakersOf, type CoveredRange, type Seniority } from '../core/coverage.ts'
import type { PlannedSource } from '../core/import-plan.ts'
import type { Day } from '../core/period.ts'
import { restatement, type DayMoney } from '../core/restatement.ts'
import type { Coverage, Replaced, Statement } from '../core/statement.ts'
import type { NewStatement } from '../ledger/commit.ts'
import { knownSourceId, rangesOf } from '../ledger/coverage.ts'
import type { Ledger } from '../ledger/open.ts'
import { dayMoney, stagedDayMoney } from '../ledger/restate.ts'
import type { StagedDay } from '../ledger/staged-days.ts'
import { statementOfId } from '../ledger/statements.ts'
import type { StagedBill } from './staged-bill.ts'

/** A staged bill and the statement it is to become. */
export type Planned = { readonly staged: StagedBill; readonly statement: NewStatement }

/** What comes before a bill in its plan: another planned bill, or a statement that was undone and comes back. */
export type Earlier = Planned | { readonly broughtBack: Statement }

/** Who speaks for a day: a statement of the ledger by its number, or a planned bill. */
export type Speaker = number | Planned

type Days = Pick<PlannedSource, 'newDays' | 'replacedDays' | 'outrankedDays'>

export type Effect = { readonly sources: readonly PlannedSource[] } & Passing

/** Statements whose days it takes, and those that keep theirs although it covers them. */
type Passing = { readonly replaced: readonly Replaced[]; readonly outrankedBy: readonly Replaced[] }

/** What importing a planned bill, after others of the same plan, does to the days it covers. */
export function effectOf(ledger: Ledger, planned: Planned, earlier: readonly Earlier[]): Effect {
  const staged = planned.staged.stage.days()
  const effects = planned.statement.coverage.map((covered, place) => {
    const places = stagePlaces(planned.staged, place)
    const own = staged.filter((sum) => places.includes(sum.place))
    const { days, ...passing } = effectOn(ledger, planned, covered, earlier)
    return { source: { ...covered, ...summed(own), ...days }, ...passing }
  })
  return {
    sources: effects.map(({ source }) => source),
    replaced: effects.flatMap(({ replaced }) => replaced),
    outrankedBy: effects.flatMap(({ outrankedBy }) => outrankedBy),
  }
}

/** As new as a bill has to be of each source to speak for all its days beside the statements that the ledger has. */
export const ranksAbove = (
  ledger: Ledger,
  coverage: readonly Coverage[],
): readonly (Source & { readonly rank: Seniority | null })[] =>
  coverage.map((covered) => {
    const beside = rangesBeside(ledger, covered, [])
    const rank = newestOf(
      beside.filter(({ firstDay, lastDay }) => firstDay <= covered.lastDay && lastDay >= covered.firstDay),
    )
    return { ...covered, rank }
  })

/** What covers days of a source: the statements of the ledger, and the bills that come before. */
export function rangesBeside(
  ledger: Ledger,
  source: Source,
  earlier: readonly Earlier[],
): readonly CoveredRange<Speaker>[] {
  const id = knownSourceId(ledger, source)
  return [
    ...(id === null ? [] : rangesOf(ledger, id)),
    ...earlier.flatMap((other) =>
      'broughtBack' in other
        ? rangesIn(other.broughtBack.id, other.broughtBack, source)
        : rangesIn(other, other.statement, source),
    ),
  ]
}

function effectOn(
  ledger: Ledger,
  planned: Planned,
  covered: Coverage,
  earlier: readonly Earlier[],
): { readonly days: Days } & Passing {
  const ranges = rangesBeside(ledger, covered, earlier)
  const was = speakersOf(ranges)
  const is = speakersOf([...ranges, ...rangesIn(planned, planned.statement, covered)])
  const covers = Array.from(
    { length: covered.lastDay - covered.firstDay + 1 },
    (_, at) => covered.firstDay + at,
  )
  const taken = covers.filter((day) => is.get(day) === planned)
  const passed = bySpeaker(taken, was)
  const kept = bySpeaker(
    covers.filter((day) => is.get(day) !== planned),
    is,
  )
  const money = (speaker: Speaker, days: readonly Day[]): readonly DayMoney[] =>
    moneyOf(ledger, speaker, covered, days)
  const { serviceProviderName, billingAccountId, dataset, exportName } = covered
  const beside = (speaker: Speaker, days: readonly Day[], before: Speaker, after: Speaker): Replaced => ({
    serviceProviderName,
    billingAccountId,
    dataset,
    exportName,
    days: days.length,
    ...nameOf(ledger, speaker),
    ...restatement(money(before, days), money(after, days), covered),
  })
  const replacedDays = countDays(passed)
  return {
    days: { newDays: taken.length - replacedDays, replacedDays, outrankedDays: countDays(kept) },
    replaced: [...passed].map(([from, days]) => beside(from, days, from, planned)),
    // As if it had come first and they had replaced it: what would be asked then is asked now.
    outrankedBy: [...kept].map(([by, days]) => beside(by, days, planned, by)),
  }
}

const countDays = (bySpeakers: ReadonlyMap<Speaker, readonly Day[]>): number =>
  [...bySpeakers.values()].reduce((sum, days) => sum + days.length, 0)

/** Days by who speaks for them; those that nobody speaks for are left out. */
function bySpeaker(
  days: readonly Day[],
  speakers: ReadonlyMap<Day, Speaker>,
): ReadonlyMap<Speaker, readonly Day[]> {
  const groups = Map.groupBy(days, (day) => speakers.get(day))
  return new Map(
    [...groups].flatMap(([speaker, own]) => (speaker === undefined ? [] : [[speaker, own] as const])),
  )
}

const summed = (sums: readonly StagedDay[]): Pick<PlannedSource, 'billed' | 'firstLine' | 'lastLine'> => ({
  billed: [...Map.groupBy(sums, ({ currency }) => currency)].flatMap(([currency, own]) =>
    currency === null ? [] : [{ currency, billed: own.reduce((sum, { billed }) => sum + billed, 0n) }],
  ),
  firstLine: sums.length === 0 ? null : Math.min(...sums.map(({ firstLine }) => firstLine)),
  lastLine: sums.length === 0 ? null : Math.max(...sums.map(({ lastLine }) => lastLine)),
})

/** What a speaker says that some days of a source were billed. */
export function moneyOf(
  ledger: Ledger,
  speaker: Speaker,
  source: Source,
  days: readonly Day[],
): readonly DayMoney[] {
  if (typeof speaker === 'number') return dayMoney(ledger, speaker, knownSourceId(ledger, source) ?? 0, days)
  const { staged, statement } = speaker
  const place = statement.coverage.findIndex((one) => isSameSource(one, source))
  return stagedDayMoney(ledger, staged.stage.bill, stagePlaces(staged, place), statement.names, days)
}

/** Where the stage has a source of the statement: once for each part of a bill in several. */
const stagePlaces = ({ bill }: StagedBill, place: number): readonly number[] =>
  bill.places.flatMap((of, staged) => (of === place ? [staged] : []))

const nameOf = (ledger: Ledger, speaker: Speaker): Pick<Replaced, 'statementId' | 'fileName'> =>
  typeof speaker === 'number'
    ? { statementId: speaker, fileName: statementOfId(ledger, speaker)?.fileName ?? '' }
    : { statementId: null, fileName: speaker.staged.file }

/** What a statement covers of a source, spoken for by itself. */
const rangesIn = (
  by: Speaker,
  { coverage, writtenAt, importedAt }: Pick<NewStatement, 'coverage' | 'writtenAt' | 'importedAt'>,
  source: Source,
): readonly CoveredRange<Speaker>[] =>
  coverage
    .filter((covered) => isSameSource(covered, source))
    .map(({ firstDay, lastDay, invoiced, rank }) => ({
      by,
      firstDay,
      lastDay,
      invoiced: invoiced === true,
      writtenAt,
      rank,
      importedAt,
    }))
