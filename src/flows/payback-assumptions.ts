import type { Currency } from '../core/money.ts'
import { paybackDefaults } from '../core/payback-defaults.ts'
import type { Assumption, PaybackQuestion, SteadyRig } from '../core/payback.ts'
import { monthText } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Range, RigPreset } from '../core/rig.ts'
import type { History } from './payback-history.ts'

/** What is known of the rig that was asked about: a preset, or a rig of the user's own. */
export type RigFacts = Pick<
  RigPreset,
  'name' | 'price' | 'scope' | 'loadWatts' | 'decodeTokensPerSecond' | 'prefillTokensPerSecond' | 'source'
>

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
  preset: RigFacts,
  needsPower: boolean,
  currency: Currency,
): Result<SettledRig, Problem> {
  const price = question.price ?? preset.price?.high ?? null
  const loadWatts = question.loadWatts ?? preset.loadWatts?.high ?? null
  const missing = [
    ...(price === null ? ['its price'] : []),
    ...(loadWatts === null && needsPower ? ['its power under load'] : []),
  ]
  if (price === null || missing.length > 0)
    return refused({ kind: 'preset-incomplete', name: preset.name, missing })
  const pricePerKwh = question.pricePerKwh ?? paybackDefaults.pricePerKwh.value
  const routableShare = question.routableShare ?? paybackDefaults.routableShare.value
  const given = 'given by you'
  const scope = preset.scope === 'card' ? '; the card alone, without the computer around it' : ''
  const assumptions: readonly Assumption[] = [
    {
      name: 'price',
      label: 'Price of the rig',
      value: price,
      unit: currency,
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
      unit: `${currency} per kWh`,
      source: question.pricePerKwh === undefined ? paybackDefaults.pricePerKwh.source : given,
    },
    {
      name: 'routableShare',
      label: 'Share of the bill a local model may take',
      value: routableShare,
      unit: 'of 1',
      source: question.routableShare === undefined ? paybackDefaults.routableShare.source : given,
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

/** How much of the work fits, or why that could not be checked. */
export function servedAssumption(
  rig: SettledRig,
  preset: RigFacts,
  history: History,
  served: number | null,
): Assumption {
  const label = 'Share of that work the rig has time for'
  if (served !== null)
    return {
      name: 'servedShare',
      label,
      value: served,
      unit: 'of 1',
      source: `${rig.decodePerSecond ?? 0} tokens a second (${preset.source})${
        rig.prefillPerSecond === null ? '; reading the input is not counted, which flatters the rig' : ''
      }`,
    }
  const why =
    rig.decodePerSecond === null
      ? 'the speed of this rig is not known'
      : `no usage export for ${history.withoutTokens.join(', ') || 'these months'} says how many tokens there were`
  return {
    name: 'servedShare',
    label,
    value: null,
    unit: 'of 1',
    source: `not checked: ${why}; all of it is assumed`,
  }
}

/** What the bills say, and that they are taken to stay so. */
export const billAssumptions = (
  history: History,
  currency: Currency,
  monthly: number,
): readonly Assumption[] => [
  {
    name: 'apiMonthly',
    label: 'API bill a month',
    value: monthly,
    unit: currency,
    source: `mean of ${history.months.map(monthText).join(', ')}, as billed${
      history.spend.length > 1 ? `; bills in other currencies are left out` : ''
    }`,
  },
  {
    name: 'growthMonthly',
    label: 'Growth of the bill',
    value: 0,
    unit: 'a month',
    source: 'assumption: the bill stays as it is',
  },
]

/** What is the same for every rig. */
export const fixedAssumptions = (rig: SteadyRig, currency: Currency): readonly Assumption[] => [
  {
    name: 'keep',
    label: 'Share of the moved work that stays saved',
    value: rig.keep,
    unit: 'of 1',
    source: paybackDefaults.keep.source,
  },
  {
    name: 'maintenanceMonthly',
    label: 'Maintenance a month',
    value: rig.maintenance,
    unit: currency,
    source: paybackDefaults.maintenance.source,
  },
  {
    name: 'engineeringMonthly',
    label: 'Engineering a month',
    value: rig.engineering,
    unit: currency,
    source: 'not counted: nobody’s hours were given',
  },
  {
    name: 'horizonMonths',
    label: 'Months looked ahead',
    value: rig.horizonMonths,
    unit: 'months',
    source: paybackDefaults.horizonMonths.source,
  },
]
