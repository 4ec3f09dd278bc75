import { assertNever } from '../result.ts'
import { qualityOf, type QualityUsed } from './quality.ts'
import type {
  Blocker,
  Decision,
  Mode,
  RoutedWork,
  RoutingRule,
  Scores,
  Sensitivity,
  Verdict,
  WorkloadFacts,
} from './workload.ts'

/** The numbers of payback.md section 5. */
export const limits = {
  /** Net saving over spend that scores 100: the top of an article's 40 to 60 %. */
  fullSaving: 0.6,
  /** The ends of another article's quality ranges. */
  lowRho: 0.7,
  highRho: 0.95,
  capacity: 0.95,
  days: 30,
  agentSteps: 50,
  local: { capability: 60, cost: 50, costWhereStrict: 25 },
  both: { capability: 40, cost: 25 },
  /** For ordering only. */
  weights: { cost: 0.4, compliance: 0.3, capability: 0.3 },
} as const

/** Sums of floating point may miss a limit that they reach, and leave a trace of a saving where there is none. */
const trace = 1e-9
const reaches = (value: number, limit: number): boolean => value >= limit - trace

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

/** Where nothing was said it is taken as internal: what a company does is rarely meant for everybody. */
export const sensitivityOf = ({ sensitivity }: Pick<WorkloadFacts, 'sensitivity'>): Sensitivity =>
  sensitivity ?? 'internal'

/** Regulated, and no agreement is known to cover the API. */
export const mustStay = (facts: Pick<WorkloadFacts, 'sensitivity' | 'agreement'>): boolean =>
  sensitivityOf(facts) === 'regulated' && facts.agreement !== true

export const capacityOf = ({ capacityShare }: Pick<RoutedWork, 'capacityShare'>): number => capacityShare ?? 1

/** Everything a local model cannot do for this work, as far as it is known. */
export function blockersOf(facts: WorkloadFacts): readonly Blocker[] {
  const { contextP95, localContext, latencyTargetMs, localLatencyP95Ms } = facts
  const local = facts.localModalities ?? []
  const found: readonly (Blocker | false)[] = [
    contextP95 !== null && localContext !== null && contextP95 > localContext && 'CONTEXT',
    facts.frontier === true && 'FRONTIER',
    (facts.modalities ?? []).some((needed) => !local.includes(needed)) && 'MODALITY',
    (facts.agentSteps ?? 0) >= limits.agentSteps && 'AGENT_STEPS',
    latencyTargetMs !== null &&
      localLatencyP95Ms !== null &&
      localLatencyP95Ms > latencyTargetMs &&
      'LATENCY',
  ]
  return found.filter((blocker) => blocker !== false)
}

/** Looking after the rig takes more hours than there is somebody for; what is not known is no lack. */
const lacksOperator = ({ operatorHoursNeeded, operatorHoursAvailable }: WorkloadFacts): boolean =>
  operatorHoursAvailable !== null && (operatorHoursNeeded ?? 0) > operatorHoursAvailable

function complianceOf(facts: WorkloadFacts): number {
  const sensitivity = sensitivityOf(facts)
  switch (sensitivity) {
    case 'public':
      return 20
    case 'internal':
      return 60
    case 'regulated':
      return mustStay(facts) ? 100 : 80
    default:
      return assertNever(sensitivity)
  }
}

const savingOf = ({ spend, netSaving }: RoutedWork): number | null => (spend > 0 ? netSaving / spend : null)

/** The scores before rounding, which the thresholds look at. */
function scoresOf(work: RoutedWork, { rho }: QualityUsed): Scores {
  const cost = 100 * clamp((savingOf(work) ?? 0) / limits.fullSaving)
  const capability = 100 * clamp((rho - limits.lowRho) / (limits.highRho - limits.lowRho))
  const compliance = complianceOf(work)
  const { weights } = limits
  const fit = weights.cost * cost + weights.compliance * compliance + weights.capability * capability
  return { cost, compliance, capability, fit }
}

type Ruling = { readonly decision: Decision; readonly mode: Mode; readonly rule: RoutingRule }
const ruling = (rule: RoutingRule, decision: Decision, mode: Mode): Ruling => ({ rule, decision, mode })

/** The first rule that matches; payback.md section 5. */
function rulingOf(work: RoutedWork, scores: Scores, blockers: readonly Blocker[]): Ruling {
  const { cost, capability } = scores
  const { local, both } = limits
  const allFits = reaches(capacityOf(work), limits.capacity)
  const isStrict = sensitivityOf(work) !== 'public'
  if (mustStay(work)) {
    if (blockers.length > 0 || !reaches(capability, both.capability))
      return ruling('R1', 'local', 'needs-better-model')
    return ruling('R1', 'local', allFits ? 'all' : 'needs-capacity')
  }
  if (blockers.length > 0) return ruling('R2', 'cloud', 'blocked')
  if (work.daysOfData !== null && work.daysOfData < limits.days) return ruling('R3', 'cloud', 'for-now')
  if (lacksOperator(work)) return ruling('R4', 'cloud', 'no-operator')
  if (reaches(capability, local.capability) && reaches(cost, isStrict ? local.costWhereStrict : local.cost))
    return allFits ? ruling('S1', 'local', 'all') : ruling('S2', 'both', 'overflow')
  if (reaches(capability, both.capability) && (isStrict ? cost > trace : reaches(cost, both.cost)))
    return ruling('S3', 'both', reaches(capability, local.capability) ? 'part' : 'cascade')
  if (cost <= trace) return ruling('S4', 'cloud', 'no-saving')
  return ruling('S4', 'cloud', reaches(capability, both.capability) ? 'small-saving' : 'quality')
}

/** Where a workload should run, and by which rule. Money may be in any one currency: only its ratios decide. */
export function decide(work: RoutedWork): Verdict {
  const quality = qualityOf(work)
  const scores = scoresOf(work, quality)
  const blockers = blockersOf(work)
  return {
    id: work.id,
    ...rulingOf(work, scores, blockers),
    blockers,
    scores: {
      cost: Math.round(scores.cost),
      compliance: Math.round(scores.compliance),
      capability: Math.round(scores.capability),
      fit: Math.round(scores.fit),
    },
    facts: {
      saving: savingOf(work),
      rho: quality.rho,
      rhoSource: sourceText(work, quality),
      capacityShare: capacityOf(work),
    },
  }
}

function sourceText({ measured }: WorkloadFacts, { basis }: QualityUsed): string {
  switch (basis) {
    case 'measured':
      return `measured on ${measured?.n ?? 0} pairs, lower bound`
    case 'entered':
      return 'entered'
    case 'preset':
      return 'preset (seed 000 and defaults), low end'
    default:
      return assertNever(basis)
  }
}
