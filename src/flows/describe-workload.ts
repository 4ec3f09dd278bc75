import type { AcceptedDecision } from '../core/payback/accepted-decision.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { WorkloadFacts } from '../core/routing/workload.ts'
import type { Ledger } from '../ledger/open.ts'
import { dropDecision, storeDecision, storeFacts } from '../ledger/workload-facts.ts'

/** Keeps what the user says of a workload, named as in a scenario. */
export function saveWorkloadFacts(
  ledger: Ledger,
  workload: string,
  facts: WorkloadFacts,
): Result<null, Problem> {
  if (workload.trim() === '') return unnamed(workload)
  storeFacts(ledger, workload, facts)
  return ok(null)
}

/** Keeps where a workload is to run; null takes the decision back. `now` is milliseconds since 1970. */
export function acceptDecision(
  ledger: Ledger,
  workload: string,
  decision: Omit<AcceptedDecision, 'acceptedAt'> | null,
  now: number,
): Result<null, Problem> {
  if (workload.trim() === '') return unnamed(workload)
  if (decision === null) dropDecision(ledger, workload)
  else storeDecision(ledger, workload, { ...decision, acceptedAt: now })
  return ok(null)
}

const unnamed = (text: string): Result<never, Problem> =>
  refused({ kind: 'bad-input', field: 'workload', text, expected: 'the name of a workload' })
