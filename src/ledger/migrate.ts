import type Database from 'better-sqlite3'
import { migration as statements } from './migrations/0001-statements.ts'
import { migration as rigs } from './migrations/0002-rigs.ts'
import { migration as alerts } from './migrations/0003-alerts.ts'
import { migration as containers } from './migrations/0004-containers.ts'
import { migration as undo } from './migrations/0005-undo.ts'
import { migration as plan } from './migrations/0006-plan.ts'
import { migration as mappings } from './migrations/0007-mappings.ts'
import { migration as rates } from './migrations/0008-rates.ts'
import { migration as rules } from './migrations/0009-rules.ts'
import { migration as monthTotals } from './migrations/0010-month-totals.ts'
import { migration as scenarios } from './migrations/0011-scenarios.ts'
import { migration as workloadFacts } from './migrations/0012-workload-facts.ts'
import { migration as rigTerms } from './migrations/0013-rig-terms.ts'
import { migration as ranks } from './migrations/0014-ranks.ts'

/** Frozen SQL under a number. A released migration is never edited. */
export type Migration = { readonly number: number; readonly name: string; readonly sql: string }

export const migrations: readonly Migration[] = [
  statements,
  rigs,
  alerts,
  containers,
  undo,
  plan,
  mappings,
  rates,
  rules,
  monthTotals,
  scenarios,
  workloadFacts,
  rigTerms,
  ranks,
]

export const newestVersion = migrations.length

export const ledgerVersion = (db: Database.Database): number =>
  Number(db.pragma('user_version', { simple: true }))

/**
 * Brings the ledger to the newest format, all steps in one transaction: another program sees the old one or the new.
 * To be called with foreign keys off: a step may make a table anew. `target` is for tests that need a ledger in an
 * older shape.
 */
export function migrate(db: Database.Database, target = newestVersion): void {
  db.transaction(() => {
    const version = ledgerVersion(db)
    for (const { number, sql } of migrations) {
      if (number <= version || number > target) continue
      db.exec(sql)
      db.pragma(`user_version = ${number}`)
    }
  }).immediate()
}
