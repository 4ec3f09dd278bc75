import { qualityPresets, type QualityPreset } from '../payback/presets.ts'
import type { MeasuredPairs, TaskClass, WorkloadFacts } from './workload.ts'

/** The one-sided 90 % point of the normal distribution. */
const z90 = 1.2815515655446004
/** Fewer pairs say too little to outrank a preset. */
export const enoughPairs = 30

/** Local quality as a share of the API's, lowest and highest, and who says so. */
export type TaskQuality = Pick<QualityPreset, 'share' | 'source'>

const stated = (id: string): TaskQuality => {
  const preset = qualityPresets.find((known) => known.id === id)
  if (preset === undefined) throw new Error(`No quality preset ${id}`)
  return preset
}
const assumed = (low: number, high: number): TaskQuality => ({
  share: { low, high },
  source: 'assumption of Breakwatt',
})

/** What local models reach where nobody measured; only the low end decides. */
export const taskQuality: Readonly<Record<TaskClass, TaskQuality>> = {
  classification: assumed(0.9, 0.95),
  extraction: stated('extraction'),
  summarisation: assumed(0.88, 0.95),
  qa: assumed(0.85, 0.92),
  coding: stated('coding'),
  reasoning: stated('reasoning'),
  other: stated('parity'),
}

/** The quality that the scorecard goes by. */
export type QualityUsed = {
  /** Lower bound of local quality as a share of the API's. */
  readonly rho: number
  readonly basis: 'measured' | 'entered' | 'preset'
}

/** The lower end of the one-sided 90 % Wilson interval of a share seen in `n` trials; 0 where there was none. */
export function wilsonLow(share: number, n: number): number {
  if (n <= 0) return 0
  const square = z90 ** 2
  const spread = z90 * Math.sqrt((share * (1 - share)) / n + square / (4 * n ** 2))
  return Math.max(0, (share + square / (2 * n) - spread) / (1 + square / n))
}

const isEnough = (measured: MeasuredPairs | null): measured is MeasuredPairs =>
  measured !== null && measured.n >= enoughPairs && measured.qApi > 0

/** Measured where there are pairs enough, else the low end of what was entered, else of the task's preset. */
export function qualityOf({
  measured,
  rhoRange,
  taskClass,
}: Pick<WorkloadFacts, 'measured' | 'rhoRange' | 'taskClass'>): QualityUsed {
  if (isEnough(measured))
    return { rho: wilsonLow(measured.qLocal, measured.n) / measured.qApi, basis: 'measured' }
  if (rhoRange !== null) return { rho: rhoRange[0], basis: 'entered' }
  return { rho: taskQuality[taskClass ?? 'other'].share.low, basis: 'preset' }
}
