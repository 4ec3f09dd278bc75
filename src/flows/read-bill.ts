import type { Hash } from 'node:crypto'
import { addTo, decimalText, parseDecimal, zeroSum, type ExactSum } from '../core/decimal.ts'
import { dayOfInstant } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Coverage, StatementTotal } from '../core/statement.ts'
import type { Stage, StagedCell } from '../ledger/stage.ts'
import type { Bill } from './open-bill.ts'
import { isJson, jsonReader } from './read-json.ts'
import { statementReader, type ReadStatement, type StatementReader } from './read-statement.ts'

/** A bill that was read; its charges wait in the stage. */
export type ReadBill = { readonly read: ReadStatement; readonly stage: Stage; readonly byteCount: number }

/**
 * Reads a bill's parts one after another as one statement. `hash` takes in the bytes that were read; `importedAt`
 * (milliseconds since 1970) tells charges from forecasts.
 */
export async function readBill(
  bill: Bill,
  stage: Stage,
  hash: Hash | null,
  importedAt: number,
  tell: (rows: number) => void = () => undefined,
): Promise<Result<ReadBill, Problem>> {
  const reads: ReadStatement[] = []
  let byteCount = 0
  let rowsBefore = 0
  for (const part of bill.parts) {
    const asOf = dayOfInstant(importedAt)
    let reader: StatementReader | null = null
    for await (const chunk of part.chunks()) {
      reader ??= readerFor(chunk)(part.name, stageOfPart(stage, reads), asOf)
      byteCount += chunk.length
      hash?.update(chunk)
      const problem = reader.push(chunk)
      if (problem) return refused(problem)
      tell(rowsBefore + reader.rows())
    }
    if (reader === null) return refused({ kind: 'file-empty', file: part.name })
    const read = reader.end()
    if (!read.ok) return read
    rowsBefore += reader.rows()
    reads.push(read.value)
  }
  const [first] = reads
  if (!first) throw new Error(`${bill.name} has no parts`)
  if (reads.length === 1) return ok({ read: first, stage, byteCount })
  const coverage = joinedCoverage(reads)
  const read = {
    ...first,
    rowCount: reads.reduce((sum, part) => sum + part.rowCount, 0),
    totals: grandTotals(reads),
    coverage,
    names: reads.flatMap((part) => part.names),
    // What a part says it adds up to says nothing of the whole.
    controlTotal: null,
  }
  return ok({ read, stage: stageOfAll(stage, reads, coverage), byteCount })
}

const readerFor = (first: Uint8Array): typeof jsonReader => (isJson(first) ? jsonReader : statementReader)

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

/** Places of sources count through all parts; the statement names each source once. */
function stageOfAll(stage: Stage, reads: readonly ReadStatement[], coverage: readonly Coverage[]): Stage {
  const places = reads.flatMap((part) =>
    part.coverage.map((covered) => coverage.findIndex((whole) => isSameSource(whole, covered))),
  )
  return {
    ...stage,
    commit: (statementId, sourceIds, names) => {
      stage.commit(
        statementId,
        places.map((place) => sourceIds[place] ?? 0),
        names,
      )
    },
  }
}

const isSameSource = (a: Coverage, b: Coverage): boolean =>
  a.serviceProviderName === b.serviceProviderName &&
  a.billingAccountId === b.billingAccountId &&
  a.dataset === b.dataset

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
      }
  }
  return joined
}

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
