import type { PaybackPoint } from '../core/payback/projection.ts'
import { shortMonthText } from '../core/payback/written.ts'
import type { Decision, Mode, Scorecard, Sensitivity, TextPart } from '../core/routing/workload.ts'
import { percent } from './figures.ts'
import { counted } from './words.ts'

export const sensitivityWords: Readonly<Record<Sensitivity, string>> = {
  public: 'public',
  internal: 'internal',
  regulated: 'regulated',
}

/** Where work runs, as short as a cell. */
export const placeWords: Readonly<Record<Decision, string>> = {
  local: 'On the rig',
  both: 'On both',
  cloud: 'On the API',
}

/** Why, as short as a cell; an empty text where there is nothing to add. */
export const modeWords: Readonly<Record<Mode, string>> = {
  all: '',
  'needs-better-model': 'needs a better local model',
  'needs-capacity': 'needs more room',
  blocked: 'the local model cannot do it',
  'for-now': 'too few bills yet',
  'no-operator': 'nobody to look after the rig',
  overflow: 'the rest overflows to the API',
  cascade: 'rig first, API where unsure',
  part: 'a part of it',
  'no-saving': 'no saving',
  quality: 'answers not good enough',
  'small-saving': 'small saving',
}

/** What the button says that accepts a decision. */
export const acceptWords: Readonly<Record<Decision, string>> = {
  local: 'Accept: run it on the rig',
  both: 'Accept: run it on both',
  cloud: 'Accept: keep it on the API',
}

/** How much of the work can run on the rig. */
export type RoutedTotals = {
  readonly workloads: number
  /** Those of which all or a part can. */
  readonly movable: number
  /** Those of which only a part can. */
  readonly inPart: number
  /** Share of the bill that the movable ones are; null where nothing is spent. */
  readonly share: number | null
}

const allOf = (workloads: number): string =>
  workloads === 1
    ? 'The one workload there is'
    : workloads === 2
      ? 'Both workloads'
      : `All ${String(workloads)} workloads`

/** `3 of 5 workloads, 62% of the bill, can run on the rig.` */
export function routingAnswer({ workloads, movable, inPart, share }: RoutedTotals): string {
  if (movable === 0)
    return workloads === 1
      ? 'The one workload there is should stay on the API.'
      : `None of ${counted(workloads, 'workload')} should move to the rig.`
  const which =
    movable === workloads ? allOf(workloads) : `${String(movable)} of ${counted(workloads, 'workload')}`
  const bill = share === null || movable === workloads ? '' : `, ${percent(share)} of the bill,`
  const part = inPart === 0 ? '' : inPart === movable ? ' in part' : `, ${String(inPart)} of them in part`
  return `${which}${bill} can run on the rig${part}.`
}

const pays = (point: PaybackPoint, month0: string): string => {
  switch (point.status) {
    case 'paid':
      return `pays off in ${shortMonthText(month0, point.month)}`
    case 'nothing-to-recover':
      return 'has nothing to pay off'
    case 'never':
      return 'never pays off within the horizon'
  }
}

/** What the accepted decisions do to the payback month. */
export function acceptedWords(
  accepted: number,
  before: PaybackPoint,
  after: PaybackPoint,
  month0: string,
): string {
  if (accepted === 0) return `No decision is accepted yet; as it stands, the rig ${pays(after, month0)}.`
  const first = `${counted(accepted, 'decision')} accepted: the rig ${pays(after, month0)}`
  if (before.status === after.status && before.month === after.month) return `${first}, as it does without.`
  const without = pays(before, month0)
  return before.status === 'paid' && after.status === 'paid'
    ? `${first} instead of ${shortMonthText(month0, before.month)}.`
    : `${first}; without, it ${without}.`
}

/** The sentences of an explanation that tell one kind of thing. */
export const told = (parts: readonly TextPart[], kind: TextPart['kind']): readonly string[] =>
  parts.filter((part) => part.kind === kind).map(({ text }) => text)

/** A score's sentence without the score, which stands beside it. */
export function withoutScore(sentence: string): string {
  const words = sentence.replace(/^\w+ \d+: /, '')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** Where a workload is to run by the decision that was accepted, where the scorecard now says otherwise. */
export const differs = (
  card: Pick<Scorecard, 'decision' | 'mode'>,
  accepted: { readonly decision: Decision; readonly mode: Mode },
): boolean => card.decision !== accepted.decision || card.mode !== accepted.mode
