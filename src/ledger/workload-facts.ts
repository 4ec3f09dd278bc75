import type { AcceptedDecision } from '../core/payback/accepted-decision.ts'
import { noFacts, type WorkloadFacts } from '../core/routing/workload.ts'
import type { Ledger } from './open.ts'

/** What is known of a workload beside its bills; null where nothing was said, or nothing accepted. */
export type StoredWorkload = {
  readonly workload: string
  readonly facts: WorkloadFacts | null
  readonly accepted: AcceptedDecision | null
}

/** Every workload of which something was said or accepted, by name. */
export const listWorkloadFacts = ({ db }: Ledger): readonly StoredWorkload[] =>
  db
    .prepare<
      [],
      { readonly workload: string; readonly facts: string | null; readonly accepted: string | null }
    >('SELECT workload, facts, accepted FROM workload_facts ORDER BY workload')
    .all()
    .map(({ workload, facts, accepted }) => ({
      workload,
      // A fact that is asked for since it was stored is not known.
      facts: facts === null ? null : { ...noFacts, ...(JSON.parse(facts) as Partial<WorkloadFacts>) },
      accepted: accepted === null ? null : (JSON.parse(accepted) as AcceptedDecision),
    }))

/** Puts what is said of a workload in the place of what was said before. */
export function storeFacts({ db }: Ledger, workload: string, facts: WorkloadFacts): void {
  db.prepare(
    `INSERT INTO workload_facts (workload, facts) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET facts = excluded.facts`,
  ).run(workload, JSON.stringify(facts))
}

/** Keeps where the user decided that a workload runs. */
export function storeDecision({ db }: Ledger, workload: string, accepted: AcceptedDecision): void {
  db.prepare(
    `INSERT INTO workload_facts (workload, accepted) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET accepted = excluded.accepted`,
  ).run(workload, JSON.stringify(accepted))
}

/** Takes a decision back; what was said of the workload stays. */
export const dropDecision = ({ db }: Ledger, workload: string): void => {
  db.transaction(() => {
    db.prepare('DELETE FROM workload_facts WHERE workload = ? AND facts IS NULL').run(workload)
    db.prepare('UPDATE workload_facts SET accepted = NULL WHERE workload = ?').run(workload)
  }).immediate()
}
