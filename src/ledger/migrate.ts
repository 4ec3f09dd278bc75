import type Database from 'better-sqlite3'
import { migration as statements } from './migrations/0001-statements.ts'
import { migration as rigs } from './migrations/0002-rigs.ts'
import { migration as alerts } from './migrations/0003-alerts.ts'
import { migration as containers } from './migrations/0004-containers.ts'
import { migration as undo } from './migrations/0005-undo.ts'

/** Frozen SQL under a number. A released migration is never edited. */
export type Migration = { readonly number: number; readonly name: string; readonly sql: string }

export const migrations: readonly Migration[] = [statements, rigs, alerts, containers, undo]

export const newestVersion = migrations.length

export const ledgerVersion = (db: Database.Database): number =>
  Number(db.pragma('user_version', { simple: true }))

/**
 * Brings the ledger to the newest format, each step in a transaction of its own that sets the version.
 * `target` is for tests that need a ledger in an older shape.
 */
export function migrate(db: Database.Database, target = newestVersion): void {
  for (const { number, sql } of migrations) {
    if (number > target) break
    db.transaction(() => {
      if (ledgerVersion(db) >= number) return
      db.exec(sql)
      db.pragma(`user_version = ${number}`)
    }).immediate()
  }
}
