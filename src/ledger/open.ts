import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, isAbsolute, relative } from 'node:path'
import Database from 'better-sqlite3'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { isBusy, isOfDisk } from './busy.ts'
import { mayWrite, takeSnapshot } from './read-only.ts'
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
 * ledger written by a newer version, one that may only be read. Before an older ledger is brought to today's format it is copied to
 * `<file>.before-format-N`. `timeout` is how many milliseconds a writer waits for another write to finish.
 */
export function openLedger(file: string, timeout = patience): Result<Ledger, Problem> {
  if (existsSync(file) && !mayWrite(file)) return refused({ kind: 'ledger-read-only', file })
  return opened(file, file, timeout)
}

/**
 * A ledger that may only be read, as it is now: a copy of it that is gone when it is closed. SQLite would leave files of
 * its own beside the original, or could not read it at all. Whatever writes to it throws, see `ledgerProblem`.
 */
export function openToRead(file: string): Result<Ledger, Problem> {
  const snapshot = takeSnapshot(file)
  if (snapshot === 'unreadable')
    return refused({ kind: 'ledger-unusable', file, detail: 'you may not read it' })
  if (snapshot === 'changing') return refused({ kind: 'ledger-busy' })
  const copy = opened(file, snapshot.file, patience)
  if (!copy.ok) {
    snapshot.discard()
    return copy
  }
  const { db, close } = copy.value
  db.pragma('query_only = ON')
  return ok({
    ...copy.value,
    close: () => {
      close()
      snapshot.discard()
    },
  })
}

/** `place` is where the ledger of `file` is opened. */
function opened(file: string, place: string, timeout: number): Result<Ledger, Problem> {
  let db: Database.Database | null = null
  try {
    mkdirSync(dirname(place), { recursive: true })
    db = new Database(place, { timeout })
    const problem = prepare(db, file)
    if (problem) {
      db.close()
      return refused(problem)
    }
    const ready = db
    return ok({ db: ready, file, archive: archiveOf(file), close: () => ready.close() })
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

/** What the disk did to a ledger that is open, or to its archive, as a problem; null for what is a bug. */
export function ledgerProblem(file: string, thrown: unknown): Problem | null {
  if (isBusy(thrown)) return { kind: 'ledger-busy' }
  return isOfDisk(thrown) || isOfArchive(file, thrown) ? openingProblem(file, thrown) : null
}

function isOfArchive(file: string, thrown: unknown): boolean {
  if (!(thrown instanceof Error && 'path' in thrown && typeof thrown.path === 'string')) return false
  const inside = relative(archiveOf(file), thrown.path)
  return !inside.startsWith('..') && !isAbsolute(inside)
}

const forbidden = /^(?:SQLITE_READONLY|EACCES|EPERM|EROFS)/
const full = /^(?:SQLITE_FULL|ENOSPC|EDQUOT)/

function openingProblem(file: string, thrown: unknown): Problem {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  const unusable = (detail: string): Problem => ({ kind: 'ledger-unusable', file, detail })
  if (damageCodes.has(code.split('_').slice(0, 2).join('_')))
    return { kind: 'ledger-damaged', file, detail: thrown instanceof Error ? thrown.message : code }
  if (existsSync(file) && statSync(file).isDirectory()) return unusable('it is a folder')
  if (full.test(code)) return unusable('the disk is full')
  if (forbidden.test(code))
    return existsSync(file)
      ? { kind: 'ledger-read-only', file }
      : unusable('its folder may not be written to')
  if (code.startsWith('SQLITE_CANTOPEN')) return unusable('it could not be opened')
  return unusable(thrown instanceof Error ? thrown.message : String(thrown))
}
