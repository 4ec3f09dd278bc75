import type { Currency } from '../core/money.ts'
import type { AcceptedDecision } from '../core/payback/accepted-decision.ts'
import type { Edits, PaybackGround, RigChoice, SavedScenario } from '../core/payback/ground.ts'
import type { Scenario } from '../core/payback/scenario.ts'
import type { WorkloadFacts } from '../core/routing/workload.ts'

/** What is known of a workload beside its bills. Null: nothing was said, or nothing accepted yet. */
export type KnownWorkload = {
  /** The workload's id, as in a scenario. */
  readonly workload: string
  readonly facts: WorkloadFacts | null
  readonly accepted: AcceptedDecision | null
}

/** Every question about payback, saved scenarios and workloads: its arguments and its answer. */
export type PaybackCalls = {
  /** What a payback question about these rigs rests on. Edits are not in it: `core/payback/edits` applies them. */
  readPaybackGround: { ask: [choice: RigChoice]; answer: PaybackGround }
  /** Saved scenarios, the newest first. */
  listScenarios: { ask: []; answer: readonly SavedScenario[] }
  /** Saves the rigs and the edits of a question under a name; one of that name which follows the ledger is replaced. */
  saveScenario: { ask: [name: string, choice: RigChoice, edits: Edits]; answer: SavedScenario }
  renameScenario: { ask: [id: number, name: string]; answer: SavedScenario }
  /** A copy under a name of its own: `… (copy)`, `… (copy 2)`. */
  duplicateScenario: { ask: [id: number]; answer: SavedScenario }
  /** Out of every list; `restoreScenario` brings it back as it was. */
  removeScenario: { ask: [id: number]; answer: null }
  restoreScenario: { ask: [id: number]; answer: SavedScenario }
  /**
   * Opens the save dialog and writes the scenario as the terminal reads it; the file's name, or null when the user
   * closes it.
   */
  exportScenario: { ask: [name: string, scenario: Scenario, currency: Currency]; answer: string | null }
  /**
   * Opens the file dialog and saves what is picked as a fixed scenario, named after the file; null when the user
   * closes it. `currency` is what its money is in where the file does not say.
   */
  importScenario: { ask: [currency: Currency]; answer: SavedScenario | null }
  /** Workloads of which something was said or accepted. */
  readWorkloadFacts: { ask: []; answer: readonly KnownWorkload[] }
  saveWorkloadFacts: { ask: [workload: string, facts: WorkloadFacts]; answer: null }
  /** From then on the ground uses the decision's share; null takes it back. */
  acceptDecision: {
    ask: [workload: string, decision: Omit<AcceptedDecision, 'acceptedAt'> | null]
    answer: null
  }
  /** What the rig read and wrote in a month (YYYY-MM), as whole numbers in text; two empty texts take it back. */
  enterServedTokens: {
    ask: [rigId: number, month: string, tokensIn: string, tokensOut: string]
    answer: null
  }
}
