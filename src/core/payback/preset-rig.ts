import { parseMonth, type Month } from '../period.ts'
import type { Problem } from '../problem.ts'
import { ok, refused, type Result } from '../result.ts'
import { presetNamed, rigPresets, type NodeFigure, type Range, type RigPreset } from '../rig.ts'
import type { PlannedRig } from './ground.ts'
import type { GroundRig, Known } from './ground-facts.ts'
import { bitsPerWeight, weightsGb } from './model-memory.ts'
import { failureRates, residualCurveOf, type ResidualCurveId } from './presets.ts'

type End = keyof Range
const cautious: Readonly<Record<NodeFigure, End>> = {
  memoryGb: 'low',
  loadWatts: 'high',
  idleWatts: 'high',
  decodeTokensPerSecond: 'low',
  prefillTokensPerSecond: 'low',
}

/** A figure of a preset, from one end of its range. */
export function ofPreset(preset: RigPreset | null, range: Range | null, end: End): Known {
  if (preset === null || range === null)
    return { value: null, origin: 'assumption', source: 'not known', date: null }
  const which = range.low === range.high ? '' : `the cautious end of ${range.low} to ${range.high}; `
  return { value: range[end], origin: 'preset', source: `${which}${preset.source}`, date: preset.date }
}

/** A figure of a node at its cautious end: dear, hungry, slow. */
export const figureOf = (preset: RigPreset | null, name: NodeFigure): Known =>
  ofPreset(preset, preset?.[name] ?? null, cautious[name])

/** A power when idle that is not known is taken as the power under load. */
export const idleOr = (idle: Known, load: Known): Known =>
  idle.value === null && load.value !== null
    ? { ...load, origin: 'assumption', source: `not known, so taken as under load (${load.source})` }
    : idle

/** A rig to be bought. `thisMonth` is when, where it does not say. Refused: a preset, month or count that is none. */
export function plannedRig(
  { presetId, count, month }: PlannedRig,
  thisMonth: Month,
): Result<GroundRig, Problem> {
  const preset = presetNamed(presetId)
  if (preset === null)
    return refused({ kind: 'unknown-preset', name: presetId, known: rigPresets.map(({ id }) => id) })
  const bought = month === null ? thisMonth : parseMonth(month)
  if (bought === null)
    return refused({
      kind: 'bad-input',
      field: 'month',
      text: month ?? '',
      expected: 'a month such as 2027-03',
    })
  if (!Number.isInteger(count) || count < 1)
    return refused({
      kind: 'bad-input',
      field: 'count',
      text: String(count),
      expected: 'a whole number from 1',
    })
  const each = ofPreset(preset, preset.price, 'high')
  const card = preset.scope === 'card' ? '; the card alone, without the computer around it' : ''
  const price = {
    ...each,
    value: each.value === null ? null : each.value * count,
    source: `${count > 1 ? `${count} of them; ` : ''}${each.source}${card}`,
  }
  const load = figureOf(preset, 'loadWatts')
  return ok({
    name: preset.name,
    figures: {
      decodeTps: figureOf(preset, 'decodeTokensPerSecond'),
      prefillTps: figureOf(preset, 'prefillTokensPerSecond'),
      loadW: load,
      idleW: idleOr(figureOf(preset, 'idleWatts'), load),
      memoryGb: figureOf(preset, 'memoryGb'),
      bandwidthGbs: ofPreset(preset, preset.bandwidthGbs, 'low'),
      modelGb: modelOf(preset),
    },
    boardW: boardOf(preset),
    purchases: [{ month: bought, price, nodes: count, note: preset.name }],
    setupCost: unknown('not known'),
    ready: { month: bought, share: 0 },
    ...usualLife(preset, each),
  })
}

/** The power a card is made for, where the preset is of cards. */
export const boardOf = (preset: RigPreset | null): number | null =>
  preset?.scope === 'card' ? (preset.loadWatts?.high ?? null) : null

/** GB of the model that the preset's speed was told of; nobody says what context it had. */
export function modelOf(preset: RigPreset | null): Known {
  const weights = preset?.weights ?? null
  if (preset === null || weights === null)
    return unknown('not known: enter it to see whether it fits the rig')
  const { model, source, date } = preset
  return {
    value: weightsGb(weights.billions, bitsPerWeight[weights.bits]),
    origin: 'preset',
    source: `weights alone of ${model ?? 'its model'}; ${source}`,
    date,
  }
}

export const unknown = (source: string): Known => ({ value: null, origin: 'assumption', source, date: null })

/** What a rig's life is like where nobody said; `price` is that of one node. */
export function usualLife(
  preset: RigPreset | null,
  price: Known,
): Pick<GroundRig, 'warrantyMonths' | 'failureRate' | 'replacementCost' | 'resale'> {
  const isServer = /^(?:h100|h200|a100|l40s)/.test(preset?.id ?? '')
  const failure = failureRates.find(({ id }) => id === (isServer ? 'datacentre-permanent' : 'consumer'))
  return {
    warrantyMonths: {
      value: 12,
      origin: 'assumption',
      source: 'assumption: a year, the least that hardware is usually sold with',
      date: null,
    },
    failureRate: {
      value: failure?.likely ?? null,
      origin: 'preset',
      source: failure ? `${failure.name}: ${failure.source}` : 'not known',
      date: failure?.date ?? null,
    },
    replacementCost: { ...price, source: `what it was bought for (${price.source})` },
    resale: curve(isServer ? 'h100-pcie' : 'consumer'),
  }
}

export function curve(id: ResidualCurveId): GroundRig['resale'] {
  const { points, name, source, date } = residualCurveOf(id)
  return { points, source: `${name}: ${source}`, date }
}
