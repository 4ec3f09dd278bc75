import { createHash } from 'node:crypto'
import { fileProblem } from '../src/flows/file-problem.ts'
import { soleBill, type Bill } from '../src/flows/open-bill.ts'
import { openOriginal, type BillFile } from '../src/flows/original.ts'
import { readBill, type ReadBill } from '../src/flows/read-bill.ts'
import { unpackLimits } from '../src/flows/unpack.ts'
import { dayOfInstant } from '../src/core/period.ts'
import type { Problem } from '../src/core/problem.ts'
import { refused, type Result } from '../src/core/result.ts'
import type { Ledger } from '../src/ledger/open.ts'
import { openStage } from '../src/ledger/stage.ts'
import { aLedger, noon } from './make.ts'

/** What came of reading a bill: what it holds, the cells that wait in the stage, and its own SHA-256. */
export type BillSeen = ReadBill & { readonly cells: readonly unknown[]; readonly sha256: string }

/** Reads a bill as far as the stage, without importing it. */
export async function readWhole(bill: Bill, ledger: Ledger = aLedger()): Promise<Result<BillSeen, Problem>> {
  const stage = openStage(ledger)
  const hash = createHash('sha256')
  try {
    const reading = { asOf: dayOfInstant(noon), mapped: () => null }
    const done = await readBill(bill, stage, hash, reading)
    if (!done.ok) return done
    const cells = ledger.db.prepare('SELECT * FROM staged ORDER BY rowid').all()
    return { ok: true, value: { ...done.value, cells, sha256: hash.digest('hex') } }
  } catch (thrown) {
    return refused(fileProblem(bill.name, thrown))
  } finally {
    stage.clear()
  }
}

/** Reads the one bill of a file that is no archive. */
export async function readFile(
  file: BillFile,
  ledger: Ledger = aLedger(),
): Promise<Result<BillSeen, Problem>> {
  const opened = await openOriginal(file)
  if (!opened.ok) return opened
  try {
    return await readWhole(soleBill(opened.value, opened.value.chunks(), unpackLimits), ledger)
  } finally {
    await opened.value.close()
  }
}
