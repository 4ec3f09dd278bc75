import type { Hash } from 'node:crypto'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Stage } from '../ledger/stage.ts'
import { Unreadable } from './file-problem.ts'
import { noBill } from './no-bill.ts'
import type { BillPart } from './open-bill.ts'
import { isParquet, parquetSlices, type Slices } from './parquet-file.ts'
import { isJson, jsonReader } from './read-json.ts'
import { readParquet } from './read-parquet.ts'
import { statementReader, type Reading, type ReadStatement, type StatementReader } from './read-statement.ts'

export type ReadPart = { readonly read: ReadStatement; readonly byteCount: number }

/** Parquet is read from its end: out of something packed it is held in memory, as far as this. */
const mostHeld = 64 * 1024 * 1024

/** Reads one file, or one part of a bill, into the stage: what it is, its first bytes tell. */
export async function readPart(
  part: BillPart,
  stage: Stage,
  hash: Hash | null,
  reading: Reading,
  tell: (rows: number) => void,
): Promise<Result<ReadPart, Problem>> {
  let reader: StatementReader | null = null
  let parquet: Holding | null = null
  let byteCount = 0
  for await (const chunk of part.chunks()) {
    if (byteCount === 0) {
      const problem = noBill(part.name, chunk)
      if (problem) return refused(problem)
      if (isParquet(chunk)) parquet = holding(part.name, await parquetSlices(part.slices))
      else reader = (isJson(chunk) ? jsonReader : statementReader)(part.name, stage, reading)
    }
    byteCount += chunk.length
    hash?.update(chunk)
    parquet?.take(chunk)
    const problem = reader?.push(chunk) ?? null
    if (problem) return refused(problem)
    tell(reader?.rows() ?? 0)
  }
  const read = parquet
    ? await readParquet(part.name, parquet.slices(), stage, reading, tell)
    : (reader?.end() ?? refused({ kind: 'file-empty', file: part.name }))
  return read.ok ? ok({ read: read.value, byteCount }) : read
}

/** Makes the bytes of a part readable at any place, once all of them have passed by. */
type Holding = { readonly take: (chunk: Uint8Array) => void; readonly slices: () => Slices }

function holding(name: string, slices: Slices | null): Holding {
  if (slices !== null) return { take: () => undefined, slices: () => slices }
  const held: Uint8Array[] = []
  let byteCount = 0
  return {
    take: (chunk) => {
      held.push(chunk.slice())
      byteCount += chunk.length
      if (byteCount > mostHeld) throw new Unreadable({ kind: 'container-unknown-method', file: name })
    },
    slices: () => {
      const whole = Buffer.concat(held)
      return {
        byteCount,
        slice: (position, length) => Promise.resolve(whole.subarray(position, position + length)),
        unchanged: () => Promise.resolve(true),
      }
    },
  }
}
