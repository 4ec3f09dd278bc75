import { readingOf, withArchivedBill } from '../../src/flows/archived-bill.ts'
import { Unreadable } from '../../src/flows/file-problem.ts'
import { readBill } from '../../src/flows/read-bill.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { noStage } from '../../src/ledger/stage.ts'
import { notesOfStatements } from '../../src/ledger/statements.ts'
import type { Table } from './table.ts'

type Seen = { readonly line: number; readonly cells: readonly string[] }

/**
 * Reads what the archive kept of a statement once more: it is accepted again, with the same totals, and each row that
 * brings a charge is, cell by cell and in this order, a row that others found in the file. `readings` are the tables of its
 * parts, once for each way to take them.
 */
export async function rowsSeen(
  ledger: Ledger,
  id: number,
  readings: readonly (readonly Table[])[],
): Promise<readonly string[]> {
  const note = notesOfStatements(ledger).find((one) => one.id === id)
  if (!note) return [`no note of statement ${id}`]
  const seen: Seen[] = []
  let last = ''
  const read = await unlessDamaged(() =>
    withArchivedBill(ledger, note, (bill) =>
      readBill(bill, noStage, null, {
        ...readingOf(note),
        watch: (_charge, row, header) => {
          const { file, line } = row.place(0)
          if (last !== `${file} ${line}`) seen.push({ line, cells: header.map((_, at) => row.text(at)) })
          last = `${file} ${line}`
        },
      }),
    ),
  )
  if (read === null) return []
  if (!read.ok) return [`read again it is refused: ${JSON.stringify(read.problem)}`]
  if (readings.flat().every(({ separator }) => separator === null)) return []
  const crooked = readings.map((tables) =>
    outOfStep(
      seen,
      tables.flatMap(({ rows }) => rows),
    ),
  )
  return crooked.includes(null) ? [] : (crooked[0]?.slice(0, 1) ?? [])
}

/** The first row seen that is not among those of the table, behind the one before it; null where all are. */
function outOfStep(seen: readonly Seen[], rows: readonly (readonly string[])[]): readonly string[] | null {
  let next = 0
  for (const { line, cells } of seen) {
    while (next < rows.length && !isSame(rows[next] ?? [], cells)) next += 1
    if (next === rows.length) return [`the cells of line ${line} are others when csv-parse splits them`]
    next += 1
  }
  return null
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && other.every((cell, at) => cell === one[at])

/** Null where a column of a Parquet file is damaged that the import had no need of: to be shown, all are read. */
async function unlessDamaged<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (thrown) {
    if (thrown instanceof Unreadable && thrown.problem.kind === 'container-broken') return null
    throw thrown
  }
}
