import type { Currency } from '../money.ts'
import { amountText, countedText, numberText, roundAmountText, shareText } from '../payback/written.ts'
import { assertNever } from '../result.ts'
import { limits, mustStay, sensitivityOf } from './decide.ts'
import { flipWords } from './flip-words.ts'
import { effectWords, type PaybackEffect } from './payback-effect.ts'
import { enoughPairs, qualityOf, taskQuality } from './quality.ts'
import type { Blocker, RoutedWork, Scorecard, TaskClass, TextPart } from './workload.ts'

/** `null` writes money as a bare number: a file of workloads names no currency. */
export type MoneyUnit = Currency | null

/** `$2,600`; below ten units the cents count. */
export function moneyWords(amount: number, currency: MoneyUnit): string {
  if (currency === null) return numberText(amount, Math.abs(amount) < 10 ? 2 : 0)
  return Math.abs(amount) < 10 ? amountText(amount, currency) : roundAmountText(amount, currency)
}

export const taskWords: Readonly<Record<TaskClass, string>> = {
  classification: 'classification',
  extraction: 'extraction from documents',
  summarisation: 'summaries',
  qa: 'questions and answers',
  coding: 'coding',
  reasoning: 'complex reasoning',
  other: 'work of any other kind',
}

/** Where it should run, as a sentence: `Run tickets on the rig.` */
export function decisionWords({ id, decision, mode }: Pick<Scorecard, 'id' | 'decision' | 'mode'>): string {
  switch (mode) {
    case 'all':
      return `Run ${id} on the rig.`
    case 'needs-better-model':
      return `Run ${id} on the rig, once it has a better local model; until then run it nowhere.`
    case 'needs-capacity':
      return `Run ${id} on the rig, once it has room for all of it.`
    case 'blocked':
      return `Keep ${id} on the API: the local model cannot do it.`
    case 'for-now':
      return `Keep ${id} on the API for now: there are too few bills to go by.`
    case 'no-operator':
      return `Keep ${id} on the API: nobody has the time to look after the rig.`
    case 'overflow':
      return `Run ${id} on both: on the rig as far as it has room, the rest on the API.`
    case 'cascade':
      return `Run ${id} on both: first on the rig, and on the API what the local model is unsure of.`
    case 'part':
      return `Run ${id} on both: a part of it on the rig, the rest on the API.`
    case 'no-saving':
      return `Keep ${id} on the API: the rig saves nothing on it.`
    case 'quality':
      return `Keep ${id} on the API: local answers are not good enough.`
    case 'small-saving':
      return `Keep ${id} on the API: the rig saves too little on it.`
    default:
      throw new Error(`No words for ${decision} ${String(mode satisfies never)}`)
  }
}

/** The rule that decided, with its number. */
function ruleWords({ rule, mode, scores, facts, work, blockers }: Scorecard): string {
  const { local, both } = limits
  const needed = sensitivityOf(work) === 'public' ? local.cost : local.costWhereStrict
  switch (rule) {
    case 'R1':
      return `Rule R1: regulated, and no agreement covers the API, so it never goes there.`
    case 'R2':
      return `Rule R2: ${countedText(blockers.length, 'thing')} the local model cannot do.`
    case 'R3':
      return `Rule R3: ${countedText(work.daysOfData ?? 0, 'day')} of bills, and ${limits.days} are needed.`
    case 'R4':
      return `Rule R4: looking after the rig takes ${countedText(work.operatorHoursNeeded ?? 0, 'hour')} a month, and there are ${numberText(work.operatorHoursAvailable ?? 0)}.`
    case 'S1':
      return `Rule S1: capability ${scores.capability} (${local.capability} needed), cost ${scores.cost} (${needed} needed), and ${work.capacityShare === null ? 'the work is taken to fit' : `${shareText(facts.capacityShare)} of the work fits`}.`
    case 'S2':
      return `Rule S2: ${shareText(facts.capacityShare)} of the work fits (${shareText(limits.capacity)} needed).`
    case 'S3':
      return `Rule S3: capability ${scores.capability} and cost ${scores.cost}; the rig alone would need ${local.capability} and ${needed}.`
    case 'S4':
      return mode === 'quality'
        ? `Rule S4: capability ${scores.capability}, and at least ${both.capability} is needed.`
        : mode === 'small-saving'
          ? `Rule S4: cost ${scores.cost}, and at least ${both.cost} is needed.`
          : 'Rule S4: only work that saves money moves.'
    default:
      return assertNever(rule)
  }
}

function costWords({ scores, facts, work }: Scorecard, currency: MoneyUnit): string {
  const { spend, netSaving } = work
  const start = `Cost ${scores.cost}:`
  const bill = `${moneyWords(spend, currency)} a month`
  if (facts.saving === null) return `${start} nothing is spent on it.`
  if (netSaving > 0)
    return `${start} moving it saves ${moneyWords(netSaving, currency)} of ${bill}, ${shareText(facts.saving)}.`
  return netSaving < 0
    ? `${start} moving it would cost ${moneyWords(-netSaving, currency)} more than its ${bill}.`
    : `${start} moving it saves nothing of ${bill}.`
}

function complianceWords({ scores, work }: Scorecard): string {
  const start = `Compliance ${scores.compliance}:`
  if (work.sensitivity === null) return `${start} taken as internal, as nothing was said.`
  if (work.sensitivity !== 'regulated') return `${start} ${work.sensitivity}.`
  return `${start} regulated, ${mustStay(work) ? 'and no agreement covers the API' : 'and an agreement covers the API'}.`
}

function capabilityWords({ scores, facts, work }: Scorecard): string {
  const { basis } = qualityOf(work)
  const start = `Capability ${scores.capability}: local answers are at least ${shareText(facts.rho)} as good as the API’s`
  switch (basis) {
    case 'measured':
      return `${start}, measured on ${countedText(work.measured?.n ?? 0, 'pair')} (9 chances in 10).`
    case 'entered':
      return `${start}, as entered.`
    case 'preset':
      return `${start}, the low end for ${taskWords[work.taskClass ?? 'other']} (${taskQuality[work.taskClass ?? 'other'].source}).`
    default:
      return assertNever(basis)
  }
}

const capacityWords = ({ facts, work }: Scorecard): string =>
  work.capacityShare === null
    ? 'Whether the rig has room for it is not known, and taken as given.'
    : `The rig has room for ${shareText(facts.capacityShare)} of it.`

function blockerWords(blocker: Blocker, work: RoutedWork): string {
  switch (blocker) {
    case 'CONTEXT':
      return `Its requests take up to ${countedText(work.contextP95 ?? 0, 'token')} of context, and the local model takes ${numberText(work.localContext ?? 0)}.`
    case 'FRONTIER':
      return 'It needs the best model there is.'
    case 'MODALITY': {
      const lacking = (work.modalities ?? []).filter((one) => !(work.localModalities ?? []).includes(one))
      return `It needs ${lacking.join(' and ')}, which the local model does not do.`
    }
    case 'AGENT_STEPS':
      return `A task takes ${countedText(work.agentSteps ?? 0, 'step')} on its own, and local models lose the thread from ${limits.agentSteps}.`
    case 'LATENCY':
      return `Answers may take ${numberText(work.latencyTargetMs ?? 0)} ms, and locally take ${numberText(work.localLatencyP95Ms ?? 0)} ms.`
    default:
      return assertNever(blocker)
  }
}

function confidenceWords({ work }: Scorecard): string {
  const days =
    work.daysOfData === null
      ? 'It is not known how many days of bills this rests on'
      : `Rests on ${countedText(work.daysOfData, 'day')} of bills`
  const pairs = work.measured?.n ?? 0
  if (qualityOf(work).basis === 'measured') return `${days}, and on ${countedText(pairs, 'measured pair')}.`
  return `${days}; quality is ${pairs === 0 ? 'not measured' : `measured on ${countedText(pairs, 'pair')} only`}: ${enoughPairs} pairs of a parallel run would tell.`
}

/** Rigs are idle while nobody asks, and asked by all at once. */
function burstWords({ peakToMean, activeDayShare }: RoutedWork): readonly string[] {
  const idle =
    activeDayShare !== null && activeDayShare < 0.3
      ? [`It is used on few days: idle ${shareText(1 - activeDayShare)} of the time.`]
      : []
  const peak =
    peakToMean !== null && peakToMean > 1
      ? [
          `Its busiest hour is ${numberText(peakToMean, 1)} times the mean: size the rig by busy hours, not by the mean.`,
        ]
      : []
  return [...idle, ...peak]
}

/** What others found; a line to weigh the answer by. */
const referenceWords = ({ mode }: Scorecard): string =>
  mode === 'cascade'
    ? 'Elsewhere: RouteLLM kept 95% of GPT-4’s quality at up to 85% less cost on one benchmark, 45% and 35% on two others (arXiv 2406.18665).'
    : 'Elsewhere: one article puts local quality at 70 to 95% of the API’s, by task and without a source, another the saving at 40 to 60%.'

/**
 * The explanation of a scorecard, sentence by sentence, all from its numbers. `effect` is what accepting it does to
 * the payback month; null where that was not worked out.
 */
export function explain(
  card: Scorecard,
  currency: MoneyUnit,
  effect: PaybackEffect | null = null,
): readonly TextPart[] {
  const flips = card.flips.map((flip) => flipWords(flip, (amount) => moneyWords(amount, currency)))
  const none = 'Neither its quality, its bill nor the room on the rig would change that alone.'
  const part = (kind: TextPart['kind'], ...texts: readonly string[]): readonly TextPart[] =>
    texts.map((text) => ({ kind, text }))
  return [
    ...part('decision', decisionWords(card)),
    ...part('rule', ruleWords(card)),
    ...part('blocker', ...card.blockers.map((blocker) => blockerWords(blocker, card.work))),
    ...part('cost', costWords(card, currency)),
    ...part('compliance', complianceWords(card)),
    ...part('capability', capabilityWords(card)),
    ...part('capacity', capacityWords(card)),
    ...part('payback', ...(effect === null ? [] : [effectWords(effect)])),
    ...part('flip', ...(flips.length === 0 ? [none] : flips)),
    ...part('burst', ...burstWords(card.work)),
    ...part('confidence', confidenceWords(card)),
    ...part('reference', referenceWords(card)),
  ]
}
