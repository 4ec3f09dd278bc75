/** What the work is; the quality of a local model is known by it where nobody measured. */
export const taskClasses = [
  'classification',
  'extraction',
  'summarisation',
  'qa',
  'coding',
  'reasoning',
  'other',
] as const
export type TaskClass = (typeof taskClasses)[number]

/** What may happen to the content; each is stricter than the one before. */
export const sensitivities = ['public', 'internal', 'regulated'] as const
export type Sensitivity = (typeof sensitivities)[number]

/** What a model has to take in or give out beside text. */
export const modalities = ['image', 'audio', 'video'] as const
export type Modality = (typeof modalities)[number]

/** Pairs of answers to the same request, as the parallel run judged them. Shares of useful answers are 0 to 1. */
export type MeasuredPairs = { readonly n: number; readonly qLocal: number; readonly qApi: number }

/** What the user says of one workload for its scorecard. Null is not known. */
export type WorkloadFacts = {
  readonly taskClass: TaskClass | null
  readonly sensitivity: Sensitivity | null
  /** Whether an agreement (BAA, DPA, enterprise terms) covers sending it to the API. */
  readonly agreement: boolean | null
  /** Tokens of context that 95 of 100 requests stay within, and the most that the local model takes. */
  readonly contextP95: number | null
  readonly localContext: number | null
  /** Milliseconds: what 95 of 100 answers have to come within, and what they take locally. */
  readonly latencyTargetMs: number | null
  readonly localLatencyP95Ms: number | null
  /** Needs the best model there is. */
  readonly frontier: boolean | null
  /** What it needs beside text, and what the local model does beside text; where that is not known, nothing. */
  readonly modalities: readonly Modality[] | null
  readonly localModalities: readonly Modality[] | null
  /** Steps that one task takes when a model works on its own. */
  readonly agentSteps: number | null
  /** Hours a month: what looking after the rig takes, and what there is somebody for. */
  readonly operatorHoursNeeded: number | null
  readonly operatorHoursAvailable: number | null
  readonly measured: MeasuredPairs | null
  /** Lowest and highest local quality as a share of the API's, in place of the preset of the task class. */
  readonly rhoRange: readonly [low: number, high: number] | null
  /** Requests of the busiest hour over those of the mean hour; share of days with any request, 0 to 1. */
  readonly peakToMean: number | null
  readonly activeDayShare: number | null
}

/** A workload of which nothing was said. */
export const noFacts: WorkloadFacts = {
  taskClass: null,
  sensitivity: null,
  agreement: null,
  contextP95: null,
  localContext: null,
  latencyTargetMs: null,
  localLatencyP95Ms: null,
  frontier: null,
  modalities: null,
  localModalities: null,
  agentSteps: null,
  operatorHoursNeeded: null,
  operatorHoursAvailable: null,
  measured: null,
  rhoRange: null,
  peakToMean: null,
  activeDayShare: null,
}

/** One workload as the scorecard takes it: the facts, its money and its room on the rig. Money is per month. */
export type RoutedWork = WorkloadFacts & {
  readonly id: string
  /** What it costs on the API. */
  readonly spend: number
  /**
   * What running it locally saves: avoided cost less its marginal energy, its bad answers and its share, by rig
   * seconds, of the fixed running cost. The price of the hardware is not in it.
   */
  readonly netSaving: number
  /** Days of bills that these figures rest on; null is not known, and taken as enough. */
  readonly daysOfData: number | null
  /** Share of its routable work that the rig has time for, 0 to 1; null is not known, and taken as all of it. */
  readonly capacityShare: number | null
  /** What of the spend is avoided; null is not known, and flips then take what quality and capacity let through. */
  readonly avoided: number | null
  /** What moving all of it gains before fixed cost; null is not known, and flips then hold `netSaving`. */
  readonly gain: number | null
  /** Nodes the rig has, and the share of this work that one more would have time for. */
  readonly nodes: number | null
  readonly nodeShare: number | null
}

export type Decision = 'local' | 'cloud' | 'both'
export type RoutingRule = 'R1' | 'R2' | 'R3' | 'R4' | 'S1' | 'S2' | 'S3' | 'S4'
export type Mode =
  | 'all'
  | 'needs-better-model'
  | 'needs-capacity'
  | 'blocked'
  | 'for-now'
  | 'no-operator'
  | 'overflow'
  | 'cascade'
  | 'part'
  | 'no-saving'
  | 'quality'
  | 'small-saving'

/** What a local model cannot do for it. */
export type Blocker = 'CONTEXT' | 'FRONTIER' | 'MODALITY' | 'AGENT_STEPS' | 'LATENCY'

/** Whole points, 0 to 100. `fit` orders a list and decides nothing. */
export type Scores = {
  readonly cost: number
  readonly compliance: number
  readonly capability: number
  readonly fit: number
}

/** The numbers behind the scores. */
export type ScoreFacts = {
  /** Net saving as a share of the spend; null where nothing is spent. */
  readonly saving: number | null
  /** The lower bound of local quality as a share of the API's. */
  readonly rho: number
  readonly rhoSource: string
  readonly capacityShare: number
}

export type Verdict = {
  readonly id: string
  readonly decision: Decision
  readonly mode: Mode
  readonly rule: RoutingRule
  readonly blockers: readonly Blocker[]
  readonly scores: Scores
  readonly facts: ScoreFacts
}

/** What a flip turns. */
export type Lever = 'quality' | 'spend' | 'capacity' | 'days' | 'operator-hours' | 'context'

/** One value at which the answer becomes another, all else as it is. */
export type Flip = {
  readonly lever: Lever
  /** The new answer holds from `at` on, or below `at`. */
  readonly side: 'from' | 'below'
  readonly at: number
  /** What it is today. */
  readonly today: number
  /** Lever `capacity`: the nodes it takes; null where that is not known or no number of nodes does it. */
  readonly nodes: number | null
  readonly decision: Decision
  readonly mode: Mode
}

/** One sentence of the explanation, and what it tells. */
export type TextPart = {
  readonly kind:
    | 'decision'
    | 'rule'
    | 'cost'
    | 'compliance'
    | 'capability'
    | 'capacity'
    | 'blocker'
    | 'payback'
    | 'flip'
    | 'confidence'
    | 'burst'
    | 'reference'
  readonly text: string
}

/** A verdict and what would change it. */
export type Scorecard = Verdict & { readonly work: RoutedWork; readonly flips: readonly Flip[] }
