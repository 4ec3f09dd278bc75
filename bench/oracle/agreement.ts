import type { Ledger } from '../../src/ledger/open.ts'
import { expectationsOf, meaningOf, tablesOf, noRows, together } from './expectation.ts'
import { differences, heldOf } from './held.ts'
import type { KeptMapping } from './mapped-meaning.ts'
import { rowsSeen } from './rows-seen.ts'
import type { Table } from './table.ts'
import { partsOf } from './unpack.ts'

type StatementRow = {
  readonly dialect: string
  readonly sha256: string
  readonly importedAt: number
  readonly mapping: string | null
}

/** What was found out about a statement: what is wrong with it, and whether all of it could be looked at. */
export type Agreement = { readonly violations: readonly string[]; readonly isWhole: boolean }

const wrong = (...violations: readonly string[]): Agreement => ({ violations, isWhole: true })

/**
 * Holds a statement against the bytes that were dropped, read by others (csv-parse, `JSON.parse`, DuckDB) and added up
 * with an arithmetic of its own: rows, charges, currencies, billed and effective totals, cells, quantities. Nothing of
 * it comes from the app's own reading of bills.
 */
export async function agreement(ledger: Ledger, id: number, dropped: Buffer): Promise<Agreement> {
  const statement = ledger.db
    .prepare<[number], StatementRow>(
      `SELECT dialect, sha256, imported_at_ms AS importedAt, mapping_json AS mapping FROM statements WHERE id = ?`,
    )
    .get(id)
  if (!statement) return wrong(`statement ${id} is not in the ledger`)
  const { dialect, sha256, importedAt } = statement
  const mapping = statement.mapping === null ? null : (JSON.parse(statement.mapping) as KeptMapping)
  const meaning = meaningOf(dialect, mapping)
  if (meaning === null) return wrong(`the oracle does not know ${dialect}`)
  const parts = partsOf(dropped, sha256)
  if (parts === null) return wrong(`nothing in the file has the SHA-256 ${sha256} of its statement`)
  const asOf = new Date(importedAt).toISOString().slice(0, 10)
  let tables: readonly (readonly Table[])[] = [[]]
  let alternatives = [noRows]
  for (const part of parts) {
    const found = await tablesOf(part, meaning)
    if (found === null) return { violations: [], isWhole: false }
    tables = tables.flatMap((before) => found.map((table) => [...before, table]))
    const each = found.flatMap((table) => expectationsOf(table, meaning, asOf))
    alternatives = alternatives.flatMap((one) => each.map((other) => together(one, other)))
  }
  const held = heldOf(ledger, id)
  const [least] = alternatives
    .map((should) => differences(should, held))
    .toSorted((one, other) => one.length - other.length)
  if (least === undefined) return wrong(`others find no header of ${dialect} in it`)
  return wrong(...least, ...(await rowsSeen(ledger, id, tables)))
}
