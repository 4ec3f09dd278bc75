import type Database from 'better-sqlite3'
import type { Nanos } from '../core/money.ts'
import type { Day } from '../core/period.ts'
import { isOfDisk } from './busy.ts'
import type { Ledger } from './open.ts'
import { stagedDays, type StagedDay } from './staged-days.ts'

/** A daily cell on its way into the ledger. Names are places in the file's own list of names. */
export type StagedCell = {
  readonly source: number
  readonly day: Day
  /** Place in `chargeCategories`. */
  readonly category: number
  readonly service: number
  readonly project: number | null
  readonly sku: number | null
  readonly currency: string | null
  readonly billed: Nanos | null
  readonly effective: Nanos | null
  readonly quantity: number | null
  readonly unit: number | null
  readonly rows: number
  readonly firstLine: number
  readonly lastLine: number
}

/**
 * Where an import's cells wait, outside the ledger proper, so that a large file needs little memory and
 * the ledger is locked only for the moment of the commit. Belongs to the connection; a killed program
 * leaves nothing of it.
 */
export type Stage = {
  /** Tells several bills that wait at once apart. */
  readonly bill: number
  readonly add: (cells: Iterable<StagedCell>) => void
  /** What was added, by the day. */
  readonly days: () => readonly StagedDay[]
  /**
   * Moves the cells into the ledger; to be called inside the commit's transaction. `sourceIds` are the ledger's, by
   * the stage's places.
   */
  readonly commit: (statementId: number, sourceIds: readonly number[], names: readonly string[]) => void
  /** What a full disk does not let go stays under a number that is not used again, until the connection is closed. */
  readonly clear: () => void
}

/** Cells that came in several portions, as one each; takes the bill. */
const merged = `(
  SELECT source, day, category, service, project, sku, currency, sum(billed) AS billed,
    sum(effective) AS effective, sum(quantity) AS quantity, unit, sum(row_count) AS row_count,
    min(first_line) AS first_line, max(last_line) AS last_line
  FROM staged WHERE bill = ? GROUP BY source, day, category, service, project, sku, currency, unit
)`

/** For a reading that keeps nothing. */
export const noStage: Stage = {
  bill: -1,
  add: () => undefined,
  days: () => [],
  commit: () => undefined,
  clear: () => undefined,
}

/**
 * Cells written at a time: many in one order to SQLite cost half of each in its own, and a third less again where their
 * values are handed over one by one and not as an array.
 */
const atATime = 16
const oneCell = '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'

const plain = '(SELECT * FROM staged WHERE bill = ?)'

export function openStage({ db }: Ledger): Stage {
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS staged (
      bill INTEGER, source INTEGER, day INTEGER, category INTEGER, service INTEGER, project INTEGER, sku INTEGER,
      currency TEXT, billed INTEGER, effective INTEGER, quantity REAL, unit INTEGER,
      row_count INTEGER, first_line INTEGER, last_line INTEGER
    ) STRICT;
    CREATE TEMP TABLE IF NOT EXISTS staged_bills (bill INTEGER PRIMARY KEY AUTOINCREMENT) STRICT;
    CREATE TEMP TABLE IF NOT EXISTS staged_names (place INTEGER PRIMARY KEY, id INTEGER) STRICT;
    CREATE TEMP TABLE IF NOT EXISTS staged_sources (place INTEGER PRIMARY KEY, id INTEGER) STRICT;
  `)
  const bill = Number(db.prepare('INSERT INTO staged_bills DEFAULT VALUES').run().lastInsertRowid)
  const insertOf = (cells: number): Database.Statement =>
    db.prepare(`INSERT INTO staged VALUES ${Array.from({ length: cells }, () => oneCell).join(', ')}`)
  const insertOne = insertOf(1)
  const insertMany = insertOf(atATime)
  const clear = (): void => {
    db.prepare('DELETE FROM staged_bills WHERE bill = ?').run(bill)
    // Where no other bill waits, all goes: SQLite does not look at each cell then.
    if (db.prepare('SELECT 1 FROM staged_bills').get() === undefined) db.exec('DELETE FROM staged')
    else db.prepare('DELETE FROM staged WHERE bill = ?').run(bill)
  }
  const { add: sum, days } = stagedDays()
  let portions = 0
  return {
    bill,
    add: db.transaction((cells: Iterable<StagedCell>) => {
      portions += 1
      let waiting: StagedCell[] = []
      for (const cell of cells) {
        sum(cell)
        waiting.push(cell)
        if (waiting.length < atATime) continue
        insertMany.run(...valuesOf(bill, waiting))
        waiting = []
      }
      for (const cell of waiting) insertOne.run(...valuesOf(bill, [cell]))
    }),
    days,
    commit: (statementId, sourceIds, names) => {
      db.exec('DELETE FROM staged_names; DELETE FROM staged_sources')
      const name = db.prepare('INSERT INTO names (text) VALUES (?) ON CONFLICT DO NOTHING')
      const placeName = db.prepare('INSERT INTO staged_names SELECT ?, id FROM names WHERE text = ?')
      for (const [place, text] of names.entries()) {
        name.run(text)
        placeName.run(place, text)
      }
      const placeSource = db.prepare('INSERT INTO staged_sources VALUES (?, ?)')
      for (const [place, id] of sourceIds.entries()) placeSource.run(place, id)
      db.prepare(
        `INSERT INTO charges (statement_id, source_id, charge_day, charge_category, service_id, project_id, sku_id,
           billing_currency, billed_cost_nanos, effective_cost_nanos, consumed_quantity, consumed_unit_id,
           row_count, first_line, last_line)
         SELECT ?, source.id, day, category, service.id, project.id, sku.id,
           currency, billed, effective, quantity, unit.id, row_count, first_line, last_line
         FROM ${portions > 1 ? merged : plain} AS cell
         JOIN staged_sources AS source ON source.place = cell.source
         JOIN staged_names AS service ON service.place = cell.service
         LEFT JOIN staged_names AS project ON project.place = cell.project
         LEFT JOIN staged_names AS sku ON sku.place = cell.sku
         LEFT JOIN staged_names AS unit ON unit.place = cell.unit`,
      ).run(statementId, bill)
      clear()
    },
    clear: () => {
      try {
        clear()
      } catch (thrown) {
        if (!isOfDisk(thrown)) throw thrown
      }
    },
  }
}

function valuesOf(bill: number, cells: readonly StagedCell[]): unknown[] {
  const values: unknown[] = []
  for (const cell of cells) {
    values.push(
      bill,
      cell.source,
      cell.day,
      cell.category,
      cell.service,
      cell.project,
      cell.sku,
      cell.currency,
    )
    values.push(
      cell.billed,
      cell.effective,
      cell.quantity,
      cell.unit,
      cell.rows,
      cell.firstLine,
      cell.lastLine,
    )
  }
  return values
}
