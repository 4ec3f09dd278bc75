import { enoughPairs, taskQuality, wilsonLow } from '../routing/quality.ts'
import type { WorkloadFacts } from '../routing/workload.ts'
import type { Triangle } from './answers.ts'
import type { GroundWorkload, Known } from './ground-facts.ts'
import { qualityHaircut } from './presets.ts'
import type { Quality } from './scenario.ts'

/** Local quality as a share of the API's: how far it may reach, and where that comes from. */
export type QualityRange = { readonly range: Triangle; readonly known: Omit<Known, 'value' | 'date'> }

/** Where nobody says what the work is: the ends of an article's ranges, and its 15 % loss between them. */
const unsaid: QualityRange = {
  range: [0.7, 1 - qualityHaircut.value, 0.95],
  known: {
    origin: 'preset',
    source: 'an article’s 15 % quality loss, not verified; measure your own in a parallel run',
  },
}

/** Measured pairs where there are enough, else what the user entered, else the preset of the task. */
export function qualityRange(facts: WorkloadFacts | null): QualityRange {
  if (facts === null) return unsaid
  const { measured, rhoRange, taskClass } = facts
  if (measured !== null && measured.n >= enoughPairs && measured.qApi > 0) {
    const { n, qLocal, qApi } = measured
    const low = wilsonLow(qLocal, n) / qApi
    const high = (1 - wilsonLow(1 - qLocal, n)) / qApi
    return {
      range: [low, qLocal / qApi, high],
      known: { origin: 'measured', source: `${n} pairs of your parallel run` },
    }
  }
  if (rhoRange !== null)
    return { range: middled(rhoRange), known: { origin: 'yours', source: 'entered by you' } }
  if (taskClass === null) return unsaid
  const { share, source } = taskQuality[taskClass]
  return {
    range: middled([share.low, share.high]),
    known: { origin: 'preset', source: `${taskClass}: ${source}` },
  }
}

const middled = ([low, high]: readonly [number, number]): Triangle => [low, (low + high) / 2, high]

/** As a scenario has it: the API's own answers are the measure. */
export const assumedQuality = ({ range }: QualityRange): Pick<Quality, 'qApi' | 'qLocal'> => ({
  qApi: 1,
  qLocal: range[1],
})

/** One range for all work, each by its spend; undefined where nothing is spent. */
export function overallQuality(workloads: readonly GroundWorkload[]): Triangle | undefined {
  const parts = workloads.flatMap(({ baseline, facts, accepted }) =>
    baseline.spend > 0 && accepted?.share !== 0
      ? [{ weight: baseline.spend, range: qualityRange(facts).range }]
      : [],
  )
  const all = parts.reduce((sum, { weight }) => sum + weight, 0)
  if (all <= 0) return undefined
  const mean = (end: 0 | 1 | 2): number =>
    parts.reduce((sum, { weight, range }) => sum + weight * range[end], 0) / all
  return [mean(0), mean(1), mean(2)]
}
