import { createHash, type Hash } from 'node:crypto'
import type { Problem } from '../core/problem.ts'
import { spanOf, type ImportOutcome } from '../core/statement.ts'
import { writeNote } from '../ledger/archive.ts'
import type { Ledger } from '../ledger/open.ts'
import { openStage } from '../ledger/stage.ts'
import { commitStatement, statementOfHash } from '../ledger/statements.ts'
import { redoStatement } from './undo-statement.ts'
import { fileProblem } from './file-problem.ts'
import { keepOriginal, type Keeping } from './keep-original.ts'
import { formOf, soleBill, zipBills, type Bill, type Form } from './open-bill.ts'
import { nameOf, openOriginal, type BillFile, type Original } from './original.ts'
import { readBill } from './read-bill.ts'
import { unpackLimits, type UnpackLimits } from './unpack.ts'

export { nameOf, type BillFile } from './original.ts'

export type ImportProgress = {
  readonly file: string
  readonly rows: number
  readonly bytesRead: number
  readonly byteCount: number
}

/**
 * Imports files one after another; each bill in them is written whole or not at all. A file has one outcome, an
 * archive one for each bill in it. `now` is milliseconds since 1970. A bill whose very bytes are already in the
 * ledger changes nothing.
 */
export async function importStatements(
  ledger: Ledger,
  files: readonly BillFile[],
  now: number,
  tell: (progress: ImportProgress) => void = () => undefined,
  limits: UnpackLimits = unpackLimits,
): Promise<readonly ImportOutcome[]> {
  const outcomes: ImportOutcome[] = []
  for (const file of files) outcomes.push(...(await importFile(ledger, file, now, tell, limits)))
  return outcomes
}

const refuse = (file: string, problem: Problem): ImportOutcome => ({ state: 'refused', file, problem })

async function importFile(
  ledger: Ledger,
  billFile: BillFile,
  now: number,
  tell: (progress: ImportProgress) => void,
  limits: UnpackLimits,
): Promise<readonly ImportOutcome[]> {
  const file = nameOf(billFile)
  const opened = await openOriginal(billFile)
  if (!opened.ok) return [refuse(file, opened.problem)]
  const original = opened.value
  const keeping = keepOriginal(ledger.archive, original)
  try {
    const outcomes: ImportOutcome[] = []
    const form = await formOf(original)
    for (const bill of await billsIn(original, form, keeping, limits)) {
      const hash = form === 'plain' ? null : createHash('sha256')
      outcomes.push(await importBill(ledger, bill, hash, keeping, now, tell))
    }
    return outcomes
  } catch (thrown) {
    return [refuse(file, fileProblem(file, thrown))]
  } finally {
    await keeping.end()
    await original.close()
  }
}

/** A ZIP archive is read from its end, so it is kept first; every other file is kept as it is read. */
async function billsIn(
  original: Original,
  form: Form,
  keeping: Keeping,
  limits: UnpackLimits,
): Promise<readonly Bill[]> {
  if (form !== 'zip') return [soleBill(original, keeping.passing(), limits)]
  const bills = await zipBills(original, limits)
  await keeping.sha256()
  return bills
}

/** `hash` is for a bill out of a container: its bytes have a SHA-256 of their own. */
async function importBill(
  ledger: Ledger,
  bill: Bill,
  hash: Hash | null,
  keeping: Keeping,
  now: number,
  tell: (progress: ImportProgress) => void,
): Promise<ImportOutcome> {
  const file = bill.name
  const stage = openStage(ledger)
  try {
    const done = await readBill(bill, stage, hash, now, (rows) => {
      tell({ file, rows, bytesRead: bill.bytesRead(), byteCount: bill.byteCount })
    })
    if (!done.ok) return refuse(file, done.problem)
    const original = await keeping.sha256()
    const sha256 = hash === null ? original : hash.digest('hex')
    const known = statementOfHash(ledger, sha256)
    if (known?.undoneAt === null) return { state: 'already-imported', file, statement: known }
    if (known) {
      redoStatement(ledger, known.id)
      return { state: 'imported', file, statement: { ...known, undoneAt: null }, replaced: [] }
    }
    keeping.keep()
    const { read, byteCount } = done.value
    const { members } = bill
    const written = commitStatement(ledger, done.value.stage, {
      ...read,
      fileName: file,
      sha256,
      original,
      members,
      byteCount,
      ...spanOf(read.coverage),
      importedAt: now,
      undoneAt: null,
    })
    if (written === null) {
      const same = statementOfHash(ledger, sha256)
      if (same === null) throw new Error(`Statement ${sha256} is neither new nor known`)
      return { state: 'already-imported', file, statement: same }
    }
    const { statement, replaced } = written
    const { id } = statement
    writeNote(ledger.archive, {
      id,
      fileName: file,
      importedAt: now,
      undoneAt: null,
      sha256,
      original,
      members,
    })
    return { state: 'imported', file, statement, replaced }
  } catch (thrown) {
    return refuse(file, fileProblem(file, thrown))
  } finally {
    stage.clear()
  }
}
