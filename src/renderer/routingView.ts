import type { KnownWorkload } from '../contract/payback-calls.ts'
import type { Currency } from '../core/money.ts'
import type { AcceptedDecision } from '../core/payback/accepted-decision.ts'
import { workloadPath } from '../core/payback/edits.ts'
import type { Edits, EnteredShare, PaybackGround } from '../core/payback/ground.ts'
import type { Projection } from '../core/payback/projection.ts'
import type { Scenario } from '../core/payback/scenario.ts'
import { daysIn } from '../core/period.ts'
import { acceptanceOf, withDecision } from '../core/routing/accept.ts'
import { decide } from '../core/routing/decide.ts'
import { flipsOf } from '../core/routing/flips.ts'
import { routedWorks } from '../core/routing/from-projection.ts'
import { effectOf, type PaybackEffect } from '../core/routing/payback-effect.ts'
import type { RoutedWork, Scorecard, Verdict, WorkloadFacts } from '../core/routing/workload.ts'
import { projectionOf } from './askedScenario.ts'
import type { RoutedTotals } from './routingWords.ts'

type Ready = Extract<PaybackGround, { state: 'ready' }>

/** A workload of the list: where it should run, and what was accepted. */
export type RoutedLine = {
  readonly verdict: Verdict
  readonly work: RoutedWork
  readonly facts: WorkloadFacts | null
  readonly accepted: AcceptedDecision | null
}

export type RoutingView = {
  /** The best fit for the rig first. */
  readonly lines: readonly RoutedLine[]
  /** Workloads of which no month of the horizon can be scored. */
  readonly unscored: readonly string[]
  readonly currency: Currency
  /** As Payback works it out: with the accepted decisions. */
  readonly current: Scenario
  /** As it would be without any of them: what the scorecards go by. */
  readonly entered: Scenario
}

/** The scenario with the shares of some workloads as they were before a decision. */
function withEntered(scenario: Scenario, entered: Readonly<Record<string, EnteredShare>>): Scenario {
  return {
    ...scenario,
    workloads: scenario.workloads.map((workload) => ({ ...workload, ...entered[workload.id] })),
  }
}

/** The workloads of a scenario and where they should run. `scenario` is the ground's with the user's edits in it. */
export function routingOf(
  { entered, currency, completeMonths }: Pick<Ready, 'entered' | 'currency' | 'completeMonths'>,
  scenario: Scenario,
  known: readonly KnownWorkload[],
): RoutingView {
  const byId = new Map(known.map((one) => [one.workload, one]))
  const before = withEntered(scenario, entered)
  const facts = new Map(
    known.flatMap(({ workload, facts: said }) => (said === null ? [] : [[workload, said] as const])),
  )
  const days = completeMonths.reduce((sum, month) => sum + daysIn(month), 0)
  const works = routedWorks(before, projectionOf(before), facts, days)
  const lines = works
    .map((work): RoutedLine => ({
      verdict: decide(work),
      work,
      facts: byId.get(work.id)?.facts ?? null,
      accepted: byId.get(work.id)?.accepted ?? null,
    }))
    .toSorted(
      (a, b) =>
        b.verdict.scores.fit - a.verdict.scores.fit ||
        b.work.spend - a.work.spend ||
        a.work.id.localeCompare(b.work.id, 'en'),
    )
  const scored = new Set(works.map(({ id }) => id))
  return {
    lines,
    unscored: scenario.workloads.map(({ id }) => id).filter((id) => !scored.has(id)),
    currency,
    current: scenario,
    entered: before,
  }
}

const isMovable = ({ verdict }: RoutedLine): boolean => verdict.decision !== 'cloud'

/** How much of the work, and of the bill, can run on the rig. */
export function totalsOf(lines: readonly RoutedLine[]): RoutedTotals {
  const spend = (of: readonly RoutedLine[]): number => of.reduce((sum, { work }) => sum + work.spend, 0)
  const movable = lines.filter(isMovable)
  const all = spend(lines)
  return {
    workloads: lines.length,
    movable: movable.length,
    inPart: movable.filter(({ verdict }) => verdict.decision === 'both').length,
    share: all > 0 ? spend(movable) / all : null,
  }
}

/** A line with what would flip it. */
export const cardOf = ({ verdict, work }: RoutedLine): Scorecard => ({
  ...verdict,
  work,
  flips: flipsOf(work),
})

const without = (view: RoutingView, id: string): Scenario => {
  const before = view.entered.workloads.find((workload) => workload.id === id)
  return before === undefined
    ? view.current
    : withEntered(view.current, {
        [id]: { routableShare: before.routableShare, forcedLocal: before.forcedLocal },
      })
}

/** What a decision on one workload does to the payback month, all others as they are. */
export type DecisionEffects = {
  /** From no decision on it to the accepted one or, without one, to what the scorecard says. */
  readonly decided: PaybackEffect
  /** From how it stands now to what the scorecard says. */
  readonly accepting: PaybackEffect
}

export function effectsOf(view: RoutingView, { verdict, work, accepted }: RoutedLine): DecisionEffects {
  const none = without(view, work.id)
  const { month0 } = view.current
  const now = projectionOf(view.current)
  const then = projectionOf(withDecision(none, work.id, verdict))
  return {
    decided: effectOf(month0, projectionOf(none), accepted === null ? then : now),
    accepting: effectOf(month0, now, then),
  }
}

/** What is stored when a verdict is accepted; null where the workload is not in the scenario. */
export function acceptanceIn(
  view: RoutingView,
  { verdict, work }: RoutedLine,
): Omit<AcceptedDecision, 'acceptedAt'> | null {
  const workload = view.entered.workloads.find(({ id }) => id === work.id)
  return workload === undefined ? null : acceptanceOf(workload, verdict)
}

/** The payback with the accepted decisions, and without any. */
export const paybackOf = ({
  entered,
  current,
}: RoutingView): { readonly before: Projection; readonly after: Projection } => ({
  before: projectionOf(entered),
  after: projectionOf(current),
})

/** The user's own value for a workload's share: a decision that is accepted takes its place. */
export const editsWithout = (edits: Edits, id: string): Edits =>
  Object.fromEntries(Object.entries(edits).filter(([path]) => path !== workloadPath(id, 'routableShare')))
