import { createHash, type Hash } from 'node:crypto'
import type { DayRate } from '../core/exchange.ts'
import type { Mapping } from '../core/mapping.ts'
import { dayOfInstant } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import type { ArchivedFile } from '../ledger/archive.ts'
import type { Ledger } from '../ledger/open.ts'
import { openStage } from '../ledger/stage.ts'
import { mappedBy, mappingNamed } from '../statements/mapped-dialect.ts'
import type { Delivery } from './dropped-files.ts'
import { fileProblem, Unreadable } from './file-problem.ts'
import { isRatesHeader, readRatesFile } from './import-rates.ts'
import { keepOriginal, type Keeping } from './keep-original.ts'
import { formOf, joinedBill, soleBill, zipBills, type Bill } from './open-bill.ts'
import { openOriginal, type BillFile, type Original } from './original.ts'
import { readBill } from './read-bill.ts'
import type { StagedBill } from './staged-bill.ts'
import type { UnpackLimits } from './unpack.ts'

export type ImportProgress = {
  readonly file: string
  readonly rows: number
  readonly bytesRead: number
  readonly byteCount: number
  /** Which of the dropped files it is in, from 1. */
  readonly number: number
  readonly of: number
}

/** What became of one bill in a delivery when it was read; `files` are those it came in. */
export type BillRead = { readonly file: string; readonly files: readonly BillFile[] } & (
  | { readonly state: 'staged'; readonly staged: StagedBill; readonly keepings: readonly Keeping[] }
  | { readonly state: 'rates'; readonly rates: readonly DayRate[] }
  | { readonly state: 'rejected'; readonly problem: Problem }
)

/** What the reading of dropped files needs to know and whom it tells. */
export type StagingWants = {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly limits: UnpackLimits
  /** How files of no known kind are to be read. */
  readonly mappings: readonly Mapping[]
  readonly tell: (progress: Omit<ImportProgress, 'number' | 'of'>) => void
  /** Cancels the reading: its reason is thrown. */
  readonly signal: AbortSignal
}

type Kept = { readonly original: Original; readonly keeping: Keeping }

/** Reads every bill of a delivery into the stage. */
export async function stageBills(
  ledger: Ledger,
  delivery: Extract<Delivery, { readonly state: 'found' }>,
  wants: StagingWants,
): Promise<readonly BillRead[]> {
  const { name: file, files } = delivery
  const kept: Kept[] = []
  const reads: BillRead[] = []
  try {
    for (const one of files) kept.push(await beginKeeping(ledger, one))
    for (const { bill, hash } of await billsIn(delivery, kept, wants.limits))
      reads.push(await stageBill(ledger, bill, hash, files, kept, wants))
    for (const { original } of kept)
      if (!(await original.unchanged())) throw new Unreadable({ kind: 'file-changed', file: original.name })
  } catch (thrown) {
    for (const read of reads) if (read.state === 'staged') read.staged.stage.clear()
    reads.splice(0)
    if (wants.signal.aborted) throw thrown
    reads.push({ file, files, state: 'rejected', problem: fileProblem(file, thrown) })
  } finally {
    const wanted = reads.some(({ state }) => state === 'staged')
    // What still reads an original is ended before the original is closed.
    if (!wanted) for (const { keeping } of kept) await keeping.end()
    for (const { original } of kept) await original.close()
  }
  if (reads.length > 0 && reads.every(isOfRates)) {
    const [only] = files
    const rates = only ? await readRatesFile(only) : null
    if (rates?.ok) reads.splice(0, reads.length, { file, files, state: 'rates', rates: rates.value })
  }
  return reads
}

async function beginKeeping({ archive }: Ledger, file: BillFile): Promise<Kept> {
  const opened = await openOriginal(file)
  if (!opened.ok) throw new Unreadable(opened.problem)
  const original = opened.value
  try {
    return { original, keeping: keepOriginal(archive, original, await formOf(original)) }
  } catch (thrown) {
    await original.close()
    throw thrown
  }
}

/** No dialect knows the header, but it is that of the ECB's exchange rates. */
const isOfRates = (read: BillRead): boolean =>
  read.state === 'rejected' && read.problem.kind === 'unknown-format' && isRatesHeader(read.problem.header)

/** A bill to be read; `hash` is for one whose bytes are not those of one file, which have a SHA-256 of their own. */
type Opened = { readonly bill: Bill; readonly hash: Hash | null }

/** A ZIP archive is read from its end, so it is kept first; every other file is kept as it is read. */
async function billsIn(
  { name, joined, writtenAt, rowCount }: Extract<Delivery, { readonly state: 'found' }>,
  kept: readonly Kept[],
  limits: UnpackLimits,
): Promise<readonly Opened[]> {
  if (joined) {
    const keepings = new Map(kept.map(({ original, keeping }) => [original, keeping]))
    const originals = kept.map(({ original }) => original)
    const chunksOf = (original: Original): ReturnType<Keeping['passing']> =>
      keepings.get(original)?.passing() ?? original.chunks()
    const bill = await joinedBill(name, originals, chunksOf, limits, { writtenAt, rowCount })
    return [{ bill, hash: createHash('sha256') }]
  }
  const [only] = kept
  if (!only) return []
  const { original, keeping } = only
  const form = await formOf(original)
  if (form === 'zip') {
    const bills = await zipBills(original, limits)
    await keeping.sha256()
    return bills.map((bill) => ({ bill, hash: createHash('sha256') }))
  }
  const file = { ...original, name }
  const bill = { ...soleBill(file, keeping.passing(), limits), writtenAt, rowCount }
  return [{ bill, hash: form === 'plain' ? null : createHash('sha256') }]
}

async function stageBill(
  ledger: Ledger,
  bill: Bill,
  hash: Hash | null,
  files: readonly BillFile[],
  kept: readonly Kept[],
  { now, mappings, tell, signal }: StagingWants,
): Promise<BillRead> {
  const file = bill.name
  const stage = openStage(ledger)
  try {
    const reading = { asOf: dayOfInstant(now), mapped: mappedBy(mappings) }
    const done = await readBill(bill, stage, hash, reading, (rows) => {
      signal.throwIfAborted()
      tell({ file, rows, bytesRead: bill.bytesRead(), byteCount: bill.byteCount })
    })
    if (!done.ok) {
      stage.clear()
      return { file, files, state: 'rejected', problem: done.problem }
    }
    const originals: ArchivedFile[] = []
    for (const { original, keeping } of kept)
      originals.push({ name: original.name, sha256: await keeping.sha256() })
    const original = originals[0]?.sha256 ?? ''
    const staged: StagedBill = {
      file,
      stage,
      bill: done.value,
      sha256: hash === null ? original : hash.digest('hex'),
      original,
      originals: originals.length > 1 ? originals : [],
      members: bill.members,
      mapping: mappingNamed(mappings, done.value.read.dialect),
      writtenAt: bill.writtenAt,
      importedAt: now,
    }
    return { file, files, state: 'staged', staged, keepings: kept.map(({ keeping }) => keeping) }
  } catch (thrown) {
    stage.clear()
    if (signal.aborted) throw thrown
    return { file, files, state: 'rejected', problem: fileProblem(file, thrown) }
  }
}
