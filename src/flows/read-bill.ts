import type { Hash } from 'node:crypto'
import { isSameSource } from '../core/charge.ts'
import { addTo, decimalText, parseDecimal, zeroSum, type ExactSum } from '../core/decimal.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Coverage, StatementTotal } from '../core/statement.ts'
import type { Stage, StagedCell } from '../ledger/stage.ts'
import { dialects } from '../statements/dialects/index.ts'
import type { Bill } from './open-bill.ts'
import { readPart } from './read-part.ts'
import type { Reading, ReadStatement } from './read-statement.ts'

/** A bill that was read; its charges wait in the stage. */
export type ReadBill = {
  readonly read: ReadStatement
  readonly byteCount: number
  /** For each source as the stage counts them, its place in `read.coverage`: parts count their own. */
  readonly places: readonly number[]
}

/** Reads a bill's parts one after another as one statement. `hash` takes in the bytes that were read. */
export async function readBill(
  bill: Bill,
  stage: Stage,
  hash: Hash | null,
  reading: Reading,
  tell: (rows: number) => void = () => undefined,
): Promise<Result<ReadBill, Problem>> {
  const reads: ReadStatement[] = []
  let byteCount = 0
  let rowsBefore = 0
  for (const part of bill.parts) {
    const done = await readPart(part, stageOfPart(stage, reads), hash, reading, (rows) => {
      tell(rowsBefore + rows)
    })
    if (!done.ok) return done
    const { read } = done.value
    if (reads[0] && reads[0].dialect !== read.dialect)
      return refused({ kind: 'parts-differ', file: part.name, first: bill.parts[0]?.name ?? '' })
    byteCount += done.value.byteCount
    rowsBefore += read.rowCount
    reads.push(read)
  }
  if (bill.rowCount !== null && rowsBefore !== bill.rowCount)
    return refused({ kind: 'rows-differ', file: bill.name, expected: bill.rowCount, found: rowsBefore })
  const [first] = reads
  if (!first) throw new Error(`${bill.name} has no parts`)
  if (reads.length === 1)
    return ok({ read: first, byteCount, places: first.coverage.map((_, place) => place) })
  const parts = asTheyTurnedOut(first.dialect, reads)
  const coverage = joinedCoverage(parts)
  const read = {
    ...first,
    dataset: parts[0]?.dataset ?? first.dataset,
    rowCount: reads.reduce((sum, part) => sum + part.rowCount, 0),
    totals: grandTotals(reads),
    coverage,
    names: reads.flatMap((part) => part.names),
    // What a part says it adds up to says nothing of the whole.
    controlTotal: null,
  }
  return ok({ read, byteCount, places: placesIn(parts, coverage) })
}

/** Each part counts its names and sources from 0: its cells are staged behind those of the parts before it. */
function stageOfPart(stage: Stage, before: readonly ReadStatement[]): Stage {
  if (before.length === 0) return stage
  const names = before.reduce((sum, part) => sum + part.names.length, 0)
  const sources = before.reduce((sum, part) => sum + part.coverage.length, 0)
  function* behind(cells: Iterable<StagedCell>): Generator<StagedCell> {
    for (const cell of cells)
      yield {
        ...cell,
        source: cell.source + sources,
        service: cell.service + names,
        project: cell.project === null ? null : cell.project + names,
        sku: cell.sku === null ? null : cell.sku + names,
        unit: cell.unit === null ? null : cell.unit + names,
      }
  }
  return {
    ...stage,
    add: (cells) => {
      stage.add(behind(cells))
    },
  }
}

/** What the rows of one part show the file to be, the whole bill is. */
function asTheyTurnedOut(dialect: string, reads: readonly ReadStatement[]): readonly ReadStatement[] {
  const usual = dialects.find(({ name }) => name === dialect)?.exportName ?? dialect
  const told = reads.flatMap(({ coverage }) => coverage).find(({ exportName }) => exportName !== usual)
  if (told === undefined) return reads
  const { dataset, exportName } = told
  return reads.map((read) => ({
    ...read,
    dataset,
    coverage: read.coverage.map((covered) => ({ ...covered, dataset, exportName })),
  }))
}

/** Places of sources count through all parts; the statement names each source once. */
const placesIn = (reads: readonly ReadStatement[], coverage: readonly Coverage[]): readonly number[] =>
  reads.flatMap((part) =>
    part.coverage.map((covered) => coverage.findIndex((whole) => isSameSource(whole, covered))),
  )

function joinedCoverage(reads: readonly ReadStatement[]): readonly Coverage[] {
  const joined: Coverage[] = []
  for (const covered of reads.flatMap((part) => part.coverage)) {
    const at = joined.findIndex((whole) => isSameSource(whole, covered))
    const before = joined[at]
    if (!before) joined.push(covered)
    else
      joined[at] = {
        ...before,
        firstDay: Math.min(before.firstDay, covered.firstDay),
        lastDay: Math.max(before.lastDay, covered.lastDay),
        rows: before.rows + covered.rows,
        invoiced: bothInvoiced(before.invoiced, covered.invoiced),
      }
  }
  return joined
}

/** Not while one of them is not; a part without usage of the source does not say. */
const bothInvoiced = (a: boolean | null, b: boolean | null): boolean | null =>
  a === null ? b : b === null ? a : a && b

/** Exact sums over several statements or parts of one, by currency. */
export function grandTotals(
  all: readonly { readonly totals: readonly StatementTotal[] }[],
): readonly StatementTotal[] {
  const sums = new Map<string, { readonly billed: ExactSum; readonly effective: ExactSum }>()
  for (const { currency, billed, effective } of all.flatMap(({ totals }) => totals)) {
    let sum = sums.get(currency)
    if (!sum) sums.set(currency, (sum = { billed: zeroSum(), effective: zeroSum() }))
    addTo(sum.billed, parseDecimal(billed) ?? zeroSum())
    addTo(sum.effective, parseDecimal(effective) ?? zeroSum())
  }
  return Array.from(sums, ([currency, { billed, effective }]) => ({
    currency,
    billed: decimalText(billed),
    effective: decimalText(effective),
  })).sort((a, b) => (a.currency < b.currency ? -1 : 1))
}
