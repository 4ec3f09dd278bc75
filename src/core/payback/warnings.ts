import type { Warning } from './answers.ts'
import { singleStreamLimit } from './model-memory.ts'
import { impliedWatts } from './power-cost.ts'
import { project } from './project.ts'
import type { Projection } from './projection.ts'
import type { EnergyTerms, RigFigures, Scenario } from './scenario.ts'

/** Beyond these a figure is asked about; payback.md section 2.12. */
const usual = {
  idleW: 150,
  /** Watts of the computer around its cards. */
  aroundCardsW: 300,
  perKwh: { low: 0.03, high: 0.8 },
  quality: 1.05,
  maxUtil: 0.95,
  /** Units of money for a GB of memory: rigs cost some 50 to 500; ten times off either end is a slip. */
  perGb: { low: 5, high: 5_000 },
  /** Hours of a month in which electricity is billed, whatever the rig works. */
  hours: 730,
} as const

type Kind = Warning['kind']
const doubt = (kind: Kind, value: number | null = null, limit: number | null = null): Warning => ({
  kind,
  value,
  limit,
})

/** What looks impossible or unusual among the inputs. Nothing is corrected. */
export function warningsOf(
  scenario: Scenario,
  projection: Projection = project(scenario),
): readonly Warning[] {
  const rigs = [scenario.rig, ...scenario.otherRigs]
  return [
    ...tokenWarnings(scenario, rigs),
    ...readingWarnings(scenario, rigs),
    ...rigs.flatMap(memoryWarnings),
    ...overflowWarnings(projection),
    ...rigs.flatMap(powerWarnings),
    ...energyWarnings(scenario),
    ...qualityWarnings(scenario),
    ...rigs.flatMap(utilisationWarnings),
    ...priceWarnings(scenario),
    ...(scenario.opex.engHoursPerMonth * scenario.opex.engRate === 0
      ? [doubt('engineering-not-counted', 0)]
      : []),
  ]
}

/** Spend of work without tokens in month 0, beside a rig whose speed is known: it would take no time at all. */
function tokenWarnings({ workloads }: Scenario, rigs: readonly RigFigures[]): readonly Warning[] {
  if (rigs.every(({ decodeTps, prefillTps }) => decodeTps === null && prefillTps === null)) return []
  const spend = workloads
    .filter(({ tokensIn, tokensOut }) => tokensIn + tokensOut === 0)
    .reduce((sum, work) => sum + work.spend * work.routableShare, 0)
  return spend > 0 ? [doubt('tokens-not-known', spend)] : []
}

/** Tokens that a rig reads in no time, in month 0. */
function readingWarnings({ workloads }: Scenario, rigs: readonly RigFigures[]): readonly Warning[] {
  if (rigs.every(({ prefillTps }) => prefillTps !== null)) return []
  const tokens = workloads.reduce((sum, { tokensIn, routableShare }) => sum + tokensIn * routableShare, 0)
  return tokens > 0 ? [doubt('input-reading-not-counted', tokens)] : []
}

function memoryWarnings({ memoryGb, bandwidthGbs, decodeTps, modelGb, activeGb }: RigFigures): Warning[] {
  const warnings: Warning[] = []
  if (memoryGb !== null && (modelGb ?? 0) > memoryGb)
    warnings.push(doubt('does-not-fit-memory', modelGb ?? null, memoryGb))
  const active = activeGb ?? modelGb ?? null
  if (bandwidthGbs !== null && decodeTps !== null && active !== null && active > 0) {
    const limit = singleStreamLimit(bandwidthGbs, active)
    if (decodeTps > limit) warnings.push(doubt('above-bandwidth', decodeTps, limit))
  }
  return warnings
}

/** The tokens without room in the fullest month. */
function overflowWarnings({ months, firstOverflow }: Projection): readonly Warning[] {
  if (firstOverflow === null) return []
  const fullest = months.map(({ workloads }) =>
    workloads.reduce((sum, { overflowTokens }) => sum + overflowTokens, 0),
  )
  return [doubt('overflow', Math.max(...fullest))]
}

function powerWarnings({ idleW, loadW, boardW }: RigFigures): Warning[] {
  const warnings: Warning[] = []
  if (idleW > usual.idleW) warnings.push(doubt('idle-power-high', idleW, usual.idleW))
  const most = boardW == null ? Infinity : boardW + usual.aroundCardsW
  if (loadW > most) warnings.push(doubt('load-power-high', loadW, most))
  return warnings
}

/** A tariff of zero is a bill without electricity, not a slip, as long as no power is named. */
function energyWarnings({ energy, rig, otherRigs }: Scenario): readonly Warning[] {
  const warnings: Warning[] = []
  const rates = ratesOf(energy.tariff)
  const drawn = rig.loadW * rig.nodes + otherRigs.reduce((sum, { loadW, nodes }) => sum + loadW * nodes, 0)
  for (const rate of rates) {
    if (rate === 0 && drawn === 0) continue
    if (rate < usual.perKwh.low) warnings.push(doubt('tariff-unusual', rate, usual.perKwh.low))
    else if (rate > usual.perKwh.high) warnings.push(doubt('tariff-unusual', rate, usual.perKwh.high))
  }
  const cheapest = Math.min(...rates.filter((rate) => rate > 0))
  if (energy.fixedMonthly > 0 && drawn > 0 && Number.isFinite(cheapest)) {
    const watts = impliedWatts(energy.fixedMonthly, usual.hours, cheapest)
    if (watts > drawn) warnings.push(doubt('implied-power-high', watts, drawn))
  }
  if (energy.pue < 1) warnings.push(doubt('pue-below-one', energy.pue, 1))
  return warnings
}

const ratesOf = (tariff: EnergyTerms['tariff']): readonly number[] =>
  'flat' in tariff ? [tariff.flat] : [...new Set(tariff.bands.map(({ rate }) => rate))]

/** The best of the workloads that are said to be better than the API. */
function qualityWarnings({ workloads }: Scenario): readonly Warning[] {
  const best = Math.max(0, ...workloads.map(({ quality }) => quality.qLocal / quality.qApi))
  return best > usual.quality ? [doubt('quality-above-api', best, usual.quality)] : []
}

/** A rig without a speed has no queue to leave room for. */
const utilisationWarnings = ({ maxUtil, decodeTps, prefillTps }: RigFigures): readonly Warning[] =>
  maxUtil > usual.maxUtil && (decodeTps !== null || prefillTps !== null)
    ? [doubt('utilisation-high', maxUtil, usual.maxUtil)]
    : []

/** Of the first purchase; with rigs of several kinds, which price is whose is not known. */
function priceWarnings({ investments, rig, otherRigs }: Scenario): readonly Warning[] {
  if (rig.memoryGb === null || otherRigs.length > 0) return []
  const price = investments.reduce(
    (sum, { month, kind, amount }) => (month === 0 && kind === 'capex' ? sum + amount : sum),
    0,
  )
  const perGb = price / (rig.memoryGb * rig.nodes)
  if (price === 0 || !Number.isFinite(perGb)) return []
  if (perGb < usual.perGb.low) return [doubt('price-per-memory-unusual', perGb, usual.perGb.low)]
  return perGb > usual.perGb.high ? [doubt('price-per-memory-unusual', perGb, usual.perGb.high)] : []
}
