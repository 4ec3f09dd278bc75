import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Problem } from '../core/problem.ts'
import { spanOf, type ImportOutcome } from '../core/statement.ts'
import { takeIn, writeNote } from '../ledger/archive.ts'
import type { Ledger } from '../ledger/open.ts'
import { openStage } from '../ledger/stage.ts'
import { commitStatement, statementOfHash } from '../ledger/statements.ts'
import { statementReader } from './read-statement.ts'

/** A file to import: by its path, or by its bytes where it has none. */
export type BillFile = { readonly path: string } | { readonly name: string; readonly bytes: Uint8Array }

export type ImportProgress = {
  readonly file: string
  readonly rows: number
  readonly bytesRead: number
  readonly byteCount: number
}

/** Bytes read at a time. */
const portion = 1024 * 1024

export const nameOf = (file: BillFile): string => ('path' in file ? basename(file.path) : file.name)

/**
 * Imports files one after another; each is written whole or not at all. `now` is milliseconds since 1970.
 * A file whose very bytes are already in the ledger changes nothing.
 */
export async function importStatements(
  ledger: Ledger,
  files: readonly BillFile[],
  now: number,
  tell: (progress: ImportProgress) => void = () => undefined,
): Promise<readonly ImportOutcome[]> {
  const outcomes: ImportOutcome[] = []
  for (const file of files) outcomes.push(await importStatement(ledger, file, now, tell))
  return outcomes
}

async function importStatement(
  ledger: Ledger,
  bill: BillFile,
  now: number,
  tell: (progress: ImportProgress) => void,
): Promise<ImportOutcome> {
  const file = nameOf(bill)
  const refuse = (problem: Problem): ImportOutcome => ({ state: 'refused', file, problem })
  const source = await openBill(bill)
  if ('problem' in source) return refuse(source.problem)
  const stage = openStage(ledger)
  const reader = statementReader(file, stage)
  const incoming = takeIn(ledger.archive)
  let committed = false
  let byteCount = 0
  try {
    for await (const chunk of source.chunks) {
      byteCount += chunk.length
      // The archive compresses on another thread while this one reads the rows.
      const kept = incoming.write(chunk)
      kept.catch(() => undefined)
      const problem = reader.push(chunk)
      if (problem) return refuse(problem)
      await kept
      tell({ file, rows: reader.rows(), bytesRead: byteCount, byteCount: source.byteCount })
    }
    const read = reader.end()
    if (!read.ok) return refuse(read.problem)
    const sha256 = await incoming.finish()
    const known = statementOfHash(ledger, sha256)
    if (known) return { state: 'already-imported', file, statement: known }
    incoming.keep()
    committed = true
    const written = commitStatement(ledger, stage, {
      ...read.value,
      fileName: file,
      sha256,
      byteCount,
      ...spanOf(read.value.coverage),
      importedAt: now,
    })
    if (written === null) {
      const same = statementOfHash(ledger, sha256)
      if (same === null) throw new Error(`Statement ${sha256} is neither new nor known`)
      return { state: 'already-imported', file, statement: same }
    }
    const { statement, replaced } = written
    writeNote(ledger.archive, sha256, { id: statement.id, fileName: file, importedAt: now })
    return { state: 'imported', file, statement, replaced }
  } catch (thrown) {
    return refuse(fileProblem(file, thrown))
  } finally {
    stage.clear()
    if (!committed) await incoming.discard()
  }
}

type OpenBill = {
  readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  readonly byteCount: number
}

async function openBill(bill: BillFile): Promise<OpenBill | { readonly problem: Problem }> {
  if ('bytes' in bill) return { chunks: [bill.bytes], byteCount: bill.bytes.length }
  try {
    const found = await stat(bill.path)
    if (!found.isFile())
      return { problem: { kind: 'file-unreadable', file: nameOf(bill), reason: 'it is not a file' } }
    return { chunks: createReadStream(bill.path, { highWaterMark: portion }), byteCount: found.size }
  } catch (thrown) {
    return { problem: fileProblem(nameOf(bill), thrown) }
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not open it',
  EPERM: 'you may not open it',
  EISDIR: 'it is a folder',
  EBUSY: 'another program holds it',
}
const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'SQLITE_FULL', 'SQLITE_READONLY', 'SQLITE_IOERR'])

/** What the system says, as a problem; anything it did not say is a bug and is thrown on. */
function fileProblem(file: string, thrown: unknown): Problem {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : null
  if (code === null || !(thrown instanceof Error)) throw thrown
  if (fullCodes.has(code))
    return { kind: 'no-room', file, reason: 'the disk is full or may not be written to' }
  if (code.startsWith('SQLITE_BUSY'))
    return { kind: 'no-room', file, reason: 'another program is writing to the ledger' }
  const reason = reasons[code]
  if (reason === undefined && !code.startsWith('E')) throw thrown
  return { kind: 'file-unreadable', file, reason: reason ?? thrown.message }
}
