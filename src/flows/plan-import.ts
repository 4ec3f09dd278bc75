import {
  doubtedIn,
  type Committed,
  type ImportPlan,
  type PlanAnswer,
  type PlannedBill,
  type PlannedStatement,
} from '../core/import-plan.ts'
import type { Mapping } from '../core/mapping.ts'
import { dayOfInstant, type Day } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Flag } from '../core/sanity.ts'
import type { Statement } from '../core/statement.ts'
import type { NewStatement } from '../ledger/commit.ts'
import type { Ledger } from '../ledger/open.ts'
import { isKept } from '../ledger/archive.ts'
import { listMappings } from '../ledger/mappings.ts'
import { statementOfHash } from '../ledger/statements.ts'
import { carryOut, isOriginalOf, labelFor } from './carry-out-plan.ts'
import { deliveries } from './dropped-files.ts'
import { fileProblem } from './file-problem.ts'
import { spanOf } from './import-rates.ts'
import type { BillFile } from './original.ts'
import { effectOf, ranksAbove, type Planned } from './plan-effect.ts'
import { plannedMoney, type Importing } from './plan-money.ts'
import { priceTable } from './price-table.ts'
import { sanityFlags } from './sanity-gate.ts'
import { stageBills, type BillRead, type ImportProgress, type StagingWants } from './stage-bills.ts'
import { ranked, statementOf, type StagedBill } from './staged-bill.ts'
import { unpackLimits, type UnpackLimits } from './unpack.ts'

/** Answers by the bill's number in the plan. */
export type PlanAnswers = ReadonlyMap<number, PlanAnswer>

/** Files that were read and wait to be imported: nothing of them is in the ledger yet. */
export type Planning = {
  /** What carrying the plan out would do now, by the answers given so far. */
  readonly plan: () => ImportPlan
  readonly answer: (answers: PlanAnswers) => ImportPlan
  /** The files that a bill of the plan came in. */
  readonly filesOf: (number: number) => readonly BillFile[]
  /**
   * Carries out the plan that was last shown, all of it in one transaction; nothing where the ledger has changed so
   * that it would do something else.
   */
  readonly commit: () => Result<Committed, Problem>
  /** Leaves nothing of it behind but what was committed. */
  readonly end: () => Promise<void>
}

export type PlanWants = {
  readonly id?: number
  readonly tell?: (progress: ImportProgress) => void
  readonly limits?: UnpackLimits
  /** Beside those that the ledger remembers; they outrank them, and are remembered once they were used. */
  readonly mappings?: readonly Mapping[]
  readonly signal?: AbortSignal
}

/**
 * Reads files and plans their import. `now` is milliseconds since 1970. When `signal` aborts, what was read is thrown
 * away and the signal's reason is thrown.
 */
export async function planImport(
  ledger: Ledger,
  files: readonly BillFile[],
  now: number,
  {
    id = 0,
    tell = () => undefined,
    limits = unpackLimits,
    mappings = [],
    signal = new AbortController().signal,
  }: PlanWants = {},
): Promise<Planning> {
  const reads: BillRead[] = []
  const end = async (): Promise<void> => {
    for (const read of reads) {
      if (read.state !== 'staged') continue
      read.staged.stage.clear()
      for (const keeping of read.keepings) await keeping.end()
    }
  }
  try {
    const remembered = listMappings(ledger).map(({ mapping }) => mapping)
    const dropped = await deliveries(files)
    for (const [at, delivery] of dropped.entries()) {
      signal.throwIfAborted()
      if (delivery.state === 'refused') {
        reads.push({ file: delivery.name, files: [], state: 'rejected', problem: delivery.problem })
        continue
      }
      const wants: StagingWants = {
        now,
        limits,
        mappings: [...remembered, ...mappings],
        signal,
        tell: (progress) => {
          tell({ ...progress, number: at + 1, of: dropped.length })
        },
      }
      reads.push(...(await stageBills(ledger, delivery, wants)))
    }
  } catch (thrown) {
    await end()
    throw thrown
  }
  let answers: PlanAnswers = new Map()
  const flagsOf = await flagging(ledger, reads, dayOfInstant(now))
  const show = (): ImportPlan => (shown = planOf(ledger, id, reads, answers, flagsOf))
  let shown = planOf(ledger, id, reads, answers, flagsOf)
  return {
    plan: show,
    answer: (given) => {
      answers = given
      return show()
    },
    filesOf: (number) => reads[number]?.files ?? [],
    commit: () => {
      const before = JSON.stringify(shown, exactly)
      try {
        const outcomes = carryOut(ledger, reads, () => {
          const plan = show()
          return JSON.stringify(plan, exactly) === before ? plan : null
        })
        return ok(outcomes === null ? { state: 'changed', plan: shown } : { state: 'committed', outcomes })
      } catch (thrown) {
        return refused(fileProblem(reads[0]?.file ?? '', thrown))
      }
    },
    end,
  }
}

const exactly = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value)

type Flagging = (planned: Planned) => readonly Flag[]

/**
 * The price table is read only where there is something to hold against it. What looks wrong is found once: it is
 * told and decides nothing.
 */
async function flagging(ledger: Ledger, reads: readonly BillRead[], asOf: Day): Promise<Flagging> {
  if (reads.every(({ state }) => state !== 'staged')) return () => []
  const prices = await priceTable()
  const bills = reads.flatMap((read) => (read.state === 'staged' ? [read.staged] : []))
  const known = new Map<string, readonly Flag[]>()
  return ({ staged, statement }) => {
    const key = `${staged.stage.bill} ${statement.accountLabel ?? ''}`
    const beside = bills.flatMap((other) =>
      other === staged ? [] : [{ stage: other.stage, statement: statementOf(other, statement.accountLabel) }],
    )
    const own = { stage: staged.stage, statement }
    const flags = known.get(key) ?? sanityFlags(ledger, own, asOf, prices, beside)
    known.set(key, flags)
    return flags
  }
}

/** Each bill's effect is what it does after those before it. */
function planOf(
  ledger: Ledger,
  id: number,
  reads: readonly BillRead[],
  answers: PlanAnswers,
  flagsOf: Flagging,
): ImportPlan {
  const importing: Importing[] = []
  const seen = new Map<string, string>()
  const bills = reads.map((read, number): PlannedBill => {
    const { file } = read
    if (read.state === 'rejected') return { number, file, state: 'rejected', problem: read.problem }
    const given = answers.get(number)
    if (read.state === 'rates')
      return { number, file, state: 'rates', rates: spanOf(read.rates), answer: given ?? { kind: 'import' } }
    const { staged } = read
    const known = statementOfHash(ledger, staged.sha256)
    const sameAs = seen.get(staged.sha256)
    if (known?.undoneAt === null || sameAs !== undefined)
      return {
        number,
        file,
        state: 'already-imported',
        statement: known,
        sameAs: sameAs ?? known?.fileName ?? '',
        putsBack: sameAs === undefined && isAway(ledger, staged),
      }
    seen.set(staged.sha256, file)
    const label = labelFor(given, known)
    const broughtBack = given?.kind !== 'outrank' && label === known?.accountLabel ? known : null
    const own = broughtBack ? asItWas(staged, broughtBack) : statementOf(staged, label)
    const ranks = given?.kind === 'outrank' ? ranksAbove(ledger, own.coverage) : []
    const planned = { staged, statement: ranked(own, ranks) }
    const effect = effectOf(
      ledger,
      planned,
      importing.map(({ bill }) => bill),
    )
    const answer = given ?? (doubtedIn(effect).length > 0 ? null : { kind: 'import' })
    if (answer !== null && answer.kind !== 'skip')
      importing.push({ number, bill: broughtBack ? { broughtBack } : planned })
    const statement = shownOf(planned.statement)
    const flags = flagsOf(planned)
    return { number, file, state: 'ready', statement, broughtBack, ...effect, flags, answer }
  })
  return { id, bills, sameMoney: plannedMoney(ledger, importing) }
}

/** The archive no longer has what a statement was read from, and this is it. */
const isAway = (ledger: Ledger, staged: StagedBill): boolean =>
  isOriginalOf(ledger, staged) &&
  [staged.original, ...staged.originals.map(({ sha256 }) => sha256)].some(
    (sha256) => !isKept(ledger.archive, sha256),
  )

/** A statement that was undone, of the bytes that were read again: its account and its age stay what they were. */
const asItWas = (
  staged: StagedBill,
  { accountLabel, importedAt, writtenAt, coverage }: Statement,
): NewStatement => ({
  ...ranked(statementOf(staged, accountLabel), coverage),
  importedAt,
  writtenAt,
})

/** What is shown of a statement to be. */
function shownOf(statement: NewStatement): PlannedStatement {
  const { fileName, sha256, byteCount, dialect, dialectVersion, dataset, writtenAt } = statement
  const { controlTotals, firstDay, lastDay, rowCount, importedAt, totals, coverage } = statement
  return {
    fileName,
    sha256,
    byteCount,
    dialect,
    dialectVersion,
    dataset,
    writtenAt,
    controlTotals,
    firstDay,
    lastDay,
    rowCount,
    importedAt,
    totals,
    coverage,
  }
}
