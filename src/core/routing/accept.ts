import type { AcceptedDecision } from '../payback/accepted-decision.ts'
import type { Scenario, Workload } from '../payback/scenario.ts'
import { assertNever } from '../result.ts'
import type { Verdict } from './workload.ts'

/** Share of a cascade's work that stays on the rig: an article's “60% or more”, without a source there. */
export const cascadeShare = 0.6

/** What is accepted of a verdict. */
export type Taken = Pick<Verdict, 'decision' | 'mode' | 'rule'>

/** A verdict as it is stored once it is accepted; `workload` has its shares as they were entered. */
export const acceptanceOf = (
  workload: Pick<Workload, 'routableShare' | 'forcedLocal'>,
  { decision, mode, rule }: Taken,
  localShare = cascadeShare,
): Omit<AcceptedDecision, 'acceptedAt'> => ({
  decision,
  rule,
  mode,
  share: shareOf(workload.routableShare, { decision, mode, rule }, localShare),
  forcedLocal: decision !== 'cloud' && (workload.forcedLocal || rule === 'R1'),
})

function shareOf(entered: number, { decision, mode }: Taken, localShare: number): number {
  switch (decision) {
    case 'cloud':
      return 0
    case 'both':
      return mode === 'cascade' ? entered * localShare : entered
    case 'local':
      return entered
    default:
      return assertNever(decision)
  }
}

/**
 * The scenario with a decision accepted: nothing of the workload goes to the rig, or its entered share does, at a loss
 * too where rule R1 says so, or of a cascade the part that stays local.
 */
export const withDecision = (
  scenario: Scenario,
  workloadId: string,
  taken: Taken,
  localShare = cascadeShare,
): Scenario => ({
  ...scenario,
  workloads: scenario.workloads.map((workload) => {
    if (workload.id !== workloadId) return workload
    const { share, forcedLocal } = acceptanceOf(workload, taken, localShare)
    return { ...workload, routableShare: share, forcedLocal }
  }),
})
