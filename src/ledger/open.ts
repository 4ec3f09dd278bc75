import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { isBusy, isOfDisk } from './busy.ts'
import { ledgerVersion, migrate, newestVersion } from './migrate.ts'
import { recompute } from './recompute.ts'

/** The open ledger: a SQLite file, and the folder beside it that keeps the original bills. */
export type Ledger = {
  readonly db: Database.Database
  readonly file: string
  /** Folder of the original files, compressed, named by their SHA-256. */
  readonly archive: string
  readonly close: () => void
}

/** "BWat": tells a ledger from another program's SQLite file. */
const applicationId = 0x42576174

/** Milliseconds a writer waits for another write to finish, where nobody is kept waiting by it. */
const patience = 10_000

export const archiveOf = (file: string): string => `${file}.archive`

/**
 * Opens the ledger, making it where there is none. Refused: a damaged file, another program's file, a
 * ledger written by a newer version. Before an older ledger is brought to today's format it is copied to
 * `<file>.before-format-N`. `timeout` is how many milliseconds a writer waits for another write to finish.
 */
export function openLedger(file: string, timeout = patience): Result<Ledger, Problem> {
  let db: Database.Database | null = null
  try {
    mkdirSync(dirname(file), { recursive: true })
    db = new Database(file, { timeout })
    const problem = prepare(db, file)
    if (problem) {
      db.close()
      return refused(problem)
    }
    const opened = db
    return ok({ db: opened, file, archive: archiveOf(file), close: () => opened.close() })
  } catch (thrown) {
    db?.close()
    return refused(openingProblem(file, thrown))
  }
}

function prepare(db: Database.Database, file: string): Problem | null {
  const version = ledgerVersion(db)
  const isOurs = Number(db.pragma('application_id', { simple: true })) === applicationId
  const isEmpty = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
  if (!isOurs && !isEmpty)
    return { kind: 'ledger-unusable', file, detail: 'it is a SQLite file of another program' }
  if (version > newestVersion) return { kind: 'ledger-from-future', file, version, newest: newestVersion }
  const damage = db.pragma('quick_check(1)', { simple: true })
  if (damage !== 'ok') return { kind: 'ledger-damaged', file, detail: String(damage) }
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = OFF')
  if (version < newestVersion) {
    if (version > 0) backup(db, file, version)
    if (isEmpty) db.pragma(`application_id = ${applicationId}`)
    migrate(db)
    if (version > 0) recompute({ db })
  }
  db.pragma('foreign_keys = ON')
  return null
}

/** A copy of the whole ledger as it was, written log included. */
function backup(db: Database.Database, file: string, version: number): void {
  const copy = `${file}.before-format-${newestVersion}`
  const draft = `${copy}.${process.pid}`
  rmSync(draft, { force: true })
  db.prepare('VACUUM INTO ?').run(draft)
  const kept = new Database(draft, { readonly: true })
  const found = kept.pragma('quick_check(1)', { simple: true }) === 'ok' ? ledgerVersion(kept) : null
  kept.close()
  if (found === version) renameSync(draft, copy)
  else rmSync(draft)
  // A newer one: another program that was started with this one has copied the ledger and changed it by now.
  if (found !== version && found !== newestVersion)
    throw new Error('the backup taken before the change of format could not be verified')
}

const damageCodes = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT'])

/** What the disk did to a ledger that is open, as a problem; null for what is a bug. */
export function ledgerProblem(file: string, thrown: unknown): Problem | null {
  if (isBusy(thrown)) return { kind: 'ledger-busy' }
  return isOfDisk(thrown) ? openingProblem(file, thrown) : null
}

function openingProblem(file: string, thrown: unknown): Problem {
  const code = thrown instanceof Database.SqliteError ? thrown.code : ''
  const detail = thrown instanceof Error ? thrown.message : String(thrown)
  if (damageCodes.has(code.split('_').slice(0, 2).join('_'))) return { kind: 'ledger-damaged', file, detail }
  if (existsSync(file) && statSync(file).isDirectory())
    return { kind: 'ledger-unusable', file, detail: 'it is a folder' }
  return { kind: 'ledger-unusable', file, detail }
}
