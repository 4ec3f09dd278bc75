import type { Mapping } from '../core/mapping.ts'
import { readMapping } from '../core/parse-mapping.ts'
import { dayOfInstant } from '../core/period.ts'
import { readArchived, withOriginal, type ArchivedFile, type ArchiveNote } from '../ledger/archive.ts'
import type { Ledger } from '../ledger/open.ts'
import { mappedBy } from '../statements/mapped-dialect.ts'
import { Unreadable } from './file-problem.ts'
import { joinedBill, soleBill, startsAsParquet, zipBillOf, type Bill } from './open-bill.ts'
import { openOriginal, type Original } from './original.ts'
import type { Reading } from './read-statement.ts'
import { noLimits } from './unpack.ts'

/** How the user said that a statement is to be read; null for a file of a known kind. */
export function mappingOf({ mapping }: ArchiveNote): Mapping | null {
  if (mapping === null) return null
  const read = readMapping(mapping)
  if (!read.ok) throw new Unreadable(read.problem)
  return read.value
}

/** How a statement was read when it was imported. */
export function readingOf(note: ArchiveNote): Reading {
  const mapping = mappingOf(note)
  return { asOf: dayOfInstant(note.importedAt), mapped: mappedBy(mapping === null ? [] : [mapping]) }
}

/** The bill a note speaks of, for as long as it is read. What is not read from front to end needs a file. */
export async function withArchivedBill<T>(
  { archive }: Ledger,
  { fileName: name, original, originals, members, writtenAt }: ArchiveNote,
  read: (bill: Bill) => Promise<T>,
): Promise<T> {
  if (originals.length > 0)
    return withOriginals(archive, originals, [], async (opened) =>
      read(await joinedBill(name, opened, (one) => one.chunks(), noLimits, { writtenAt, rowCount: null })),
    )
  const plain = members.length === 0
  if (plain && !(await startsAsParquet(readArchived(archive, original))))
    return read({ ...soleBill({ name, byteCount: 0 }, readArchived(archive, original), noLimits), writtenAt })
  return withOriginals(archive, [{ name, sha256: original }], [], async ([opened]) => {
    if (!opened) throw new Error(`${name} was opened and is not there`)
    const bill = plain
      ? soleBill({ ...opened, name }, opened.chunks(), noLimits)
      : await zipBillOf(opened, name, members)
    return read({ ...bill, writtenAt })
  })
}

/** Archived files as they were dropped, open for as long as `use` takes. */
async function withOriginals<T>(
  archive: string,
  [next, ...rest]: readonly ArchivedFile[],
  before: readonly Original[],
  use: (originals: readonly Original[]) => Promise<T>,
): Promise<T> {
  if (!next) return use(before)
  return withOriginal(archive, next.sha256, async (path) => {
    const opened = await openOriginal({ path })
    if (!opened.ok) throw new Unreadable(opened.problem)
    try {
      const { value } = opened
      return await withOriginals(archive, rest, [...before, { ...value, name: next.name }], use)
    } finally {
      await opened.value.close()
    }
  })
}
