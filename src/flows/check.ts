import { parseDecimal, toScale, type Decimal } from '../core/decimal.ts'
import { nanosText, type Nanos } from '../core/money.ts'
import type { Statement } from '../core/statement.ts'
import { filesOf, stateInArchive, type ArchiveState } from '../ledger/archive.ts'
import { coverageHolds, integrityOf, storedTotals, type StoredTotal } from '../ledger/check.ts'
import { moneyHolds } from '../ledger/money-months.ts'
import { monthsHold } from '../ledger/monthly.ts'
import type { Ledger } from '../ledger/open.ts'
import { restatedHolds } from '../ledger/restated.ts'
import { listStatements, notesOfStatements } from '../ledger/statements.ts'

export type CheckedStatement = {
  readonly id: number
  readonly file: string
  readonly tiesOut: boolean
  readonly archive: ArchiveState
  readonly totals: readonly {
    readonly currency: string
    readonly billed: string
    readonly effective: string
    readonly storedBilled: string
    readonly storedEffective: string
  }[]
}

export type Checked = {
  readonly ok: boolean
  /** `ok`, or what SQLite finds wrong. */
  readonly integrity: string
  /** The tables that are computed from the statements are what they should be. */
  readonly coverage: boolean
  readonly statements: readonly CheckedStatement[]
}

/**
 * Holds the ledger against itself and against the archive: the file's integrity, who speaks for which day,
 * every statement's cells against its exact total, every original against its SHA-256.
 */
export async function check(ledger: Ledger): Promise<Checked> {
  const integrity = integrityOf(ledger)
  const coverage = coverageHolds(ledger) && monthsHold(ledger) && moneyHolds(ledger) && restatedHolds(ledger)
  const notes = new Map(notesOfStatements(ledger).map((note) => [note.id, note]))
  const states = new Map<string, ArchiveState>()
  const statements: CheckedStatement[] = []
  for (const statement of listStatements(ledger)) {
    const stored = storedTotals(ledger, statement.id)
    const note = notes.get(statement.id)
    let archive: ArchiveState = 'intact'
    for (const file of note ? filesOf(note) : [statement.sha256]) {
      const state = states.get(file) ?? (await stateInArchive(ledger.archive, file))
      states.set(file, state)
      if (state !== 'intact') archive = state
    }
    statements.push({
      id: statement.id,
      file: statement.fileName,
      tiesOut: tiesOut(statement, stored),
      archive,
      totals: statement.totals.map((total) => {
        const found = stored.find(({ currency }) => currency === total.currency)
        const [storedBilled, storedEffective] = [
          nanosText(found?.billed ?? 0n),
          nanosText(found?.effective ?? 0n),
        ]
        return { ...total, storedBilled, storedEffective }
      }),
    })
  }
  const fine = statements.every((statement) => statement.tiesOut && statement.archive === 'intact')
  return { ok: integrity === 'ok' && coverage && fine, integrity, coverage, statements }
}

/** Cells are rounded, by half a nano for each of their rows at most. */
function tiesOut({ totals }: Statement, stored: readonly StoredTotal[]): boolean {
  if (totals.length !== stored.length) return false
  return totals.every(({ currency, billed, effective }) => {
    const cells = stored.find((total) => total.currency === currency)
    return (
      cells !== undefined &&
      isWithinRounding(billed, cells.billed, cells.rows) &&
      isWithinRounding(effective, cells.effective, cells.rows)
    )
  })
}

function isWithinRounding(exactText: string, stored: Nanos, rows: number): boolean {
  const exact: Decimal | null = parseDecimal(exactText)
  if (exact === null) return false
  const scale = Math.max(exact.scale, 10)
  const difference = toScale(exact, scale) - toScale({ digits: stored, scale: 9 }, scale)
  const magnitude = difference < 0n ? -difference : difference
  return magnitude * 2n <= BigInt(rows) * toScale({ digits: 1n, scale: 9 }, scale)
}
