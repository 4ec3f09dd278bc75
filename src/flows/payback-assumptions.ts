import { presetCurrency, type Range, type RigPreset } from '../core/rig.ts'
import type { Assumption, PaybackQuestion } from '../core/payback.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'

/** What the program assumes where nobody says otherwise; every one is listed with the answer. */
export const defaults = {
  pricePerKwh: { value: 0.1648, source: 'US residential average 2024, EIA' },
  routableShare: { value: 0.6, source: 'a source article’s “60 % or more” of requests; put in your own' },
  keep: { value: 0.85, source: 'a source article’s 15 % quality loss; measure your own in a parallel run' },
  maintenance: { value: 0.03, source: 'assumption: 3 % of the price a year' },
  horizonMonths: { value: 36, source: 'assumption: 36 months of service' },
} as const

/** The rig of a question, every figure settled. */
export type SettledRig = {
  readonly price: number
  readonly loadWatts: number | null
  readonly pricePerKwh: number
  readonly routableShare: number
  readonly decodePerSecond: number | null
  readonly prefillPerSecond: number | null
  readonly assumptions: readonly Assumption[]
}

/**
 * Settles price, power and the rest of a question: what the user gave, else the preset, taken from the
 * cautious end of its range (dear, hungry, slow). `needsPower` is false where the energy was measured.
 */
export function settle(
  question: PaybackQuestion,
  preset: RigPreset,
  needsPower: boolean,
): Result<SettledRig, Problem> {
  const price = question.price ?? preset.price?.high ?? null
  const loadWatts = question.loadWatts ?? preset.loadWatts?.high ?? null
  const missing = [
    ...(price === null ? ['its price'] : []),
    ...(loadWatts === null && needsPower ? ['its power under load'] : []),
  ]
  if (price === null || missing.length > 0)
    return refused({ kind: 'preset-incomplete', name: preset.name, missing })
  const pricePerKwh = question.pricePerKwh ?? defaults.pricePerKwh.value
  const routableShare = question.routableShare ?? defaults.routableShare.value
  const given = 'given by you'
  const scope = preset.scope === 'card' ? '; the card alone, without the computer around it' : ''
  const assumptions: readonly Assumption[] = [
    {
      name: 'price',
      label: 'Price of the rig',
      value: price,
      unit: presetCurrency,
      source:
        question.price === undefined ? `${fromRange(preset.price, 'dear')}${preset.source}${scope}` : given,
    },
    ...(needsPower
      ? [
          {
            name: 'loadWatts',
            label: 'Power, under load around the clock',
            value: loadWatts,
            unit: 'W',
            source:
              question.loadWatts === undefined
                ? `${fromRange(preset.loadWatts, 'hungry')}${preset.source}`
                : given,
          },
        ]
      : []),
    {
      name: 'pricePerKwh',
      label: 'Price of electricity',
      value: pricePerKwh,
      unit: 'per kWh',
      source: question.pricePerKwh === undefined ? defaults.pricePerKwh.source : given,
    },
    {
      name: 'routableShare',
      label: 'Share of the bill a local model may take',
      value: routableShare,
      unit: 'of 1',
      source: question.routableShare === undefined ? defaults.routableShare.source : given,
    },
  ]
  return ok({
    price,
    loadWatts,
    pricePerKwh,
    routableShare,
    decodePerSecond: preset.decodeTokensPerSecond?.low ?? null,
    prefillPerSecond: preset.prefillTokensPerSecond?.low ?? null,
    assumptions,
  })
}

function fromRange(range: Range | null, end: 'dear' | 'hungry'): string {
  if (range === null || range.low === range.high) return ''
  return `the ${end} end of ${range.low} to ${range.high}; `
}
