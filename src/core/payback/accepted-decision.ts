import type { Decision, Mode, RoutingRule } from '../routing/workload.ts'

/** Where the user decided that a workload should run, and what that means for payback. */
export type AcceptedDecision = {
  readonly decision: Decision
  /** How the scorecard came to it at that time. */
  readonly rule: RoutingRule
  readonly mode: Mode
  /** Share of the workload that goes to the rig, 0 to 1: its `routableShare` from then on. */
  readonly share: number
  /** It goes to the rig even at a loss. */
  readonly forcedLocal: boolean
  /** Milliseconds since 1970, UTC. */
  readonly acceptedAt: number
}
