import { defaultRanges } from '../../src/core/payback/drivers.ts'
import { monteCarlo } from '../../src/core/payback/monte-carlo.ts'
import type { Driver } from '../../src/core/payback/answers.ts'
import { switchingValues } from '../../src/core/payback/switching.ts'
import type { Scenario } from '../../src/core/payback/scenario.ts'
import { fullRig, smallRig } from './examples.ts'

/** Growth and prices that stop after a year, as in a question that the app makes of bills. */
const doubtful: Scenario = {
  ...fullRig,
  workloads: fullRig.workloads.map((work) => ({ ...work, growthMonths: 12, priceMonths: 12 })),
}
const quality = [0.7, 0.9, 0.95] as const
const ranges = defaultRanges(doubtful, quality)
const range = monteCarlo(doubtful, ranges)

const percents = (driver: Driver): readonly number[] => {
  const [low, , high] = ranges[driver] ?? [Number.NaN, 0, Number.NaN]
  return [Math.abs(low * 100), Math.abs(high * 100)]
}
const qualityAtZero =
  switchingValues(smallRig, { quality: [0.3, 1, 1] }).find(({ driver }) => driver === 'quality')?.value ??
  Number.NaN

export const rangeLines: readonly (readonly [string, readonly number[]])[] = [
  ['Nobody knows', [range.n]],
  ['- Prices of the API vary', [...percents('apiPrice'), ...percents('apiPriceChange')]],
  ['- Volume grows', percents('growth').slice(1)],
  ['- The share that may move', [...percents('routableShare'), ...percents('decodeSpeed')]],
  ['- The price of the rig', [...percents('capex'), ...percents('tariff'), ...percents('engineeringHours')]],
  ['- The resale value', percents('residual')],
  ['“1 in 10 chance', [1, 10, 9, 10]],
  ['- The third example', [quality[0] * 100, quality[2] * 100, 12, 1, 10, range.p10 ?? Number.NaN]],
  ['- 1 in 2', [1, 2, range.p50 ?? Number.NaN, range.shareNever * 100, doubtful.horizonMonths]],
  ['- In the first example', [qualityAtZero * 100, smallRig.horizonMonths]],
]
