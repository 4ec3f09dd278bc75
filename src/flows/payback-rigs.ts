import { pricePerKwhOn } from '../core/energy.ts'
import { toUnits, type Currency } from '../core/money.ts'
import type { RigChoice } from '../core/payback/ground.ts'
import type { GroundPurchase, GroundRig, Known } from '../core/payback/ground-facts.ts'
import {
  boardOf,
  curve,
  figureOf,
  idleOr,
  modelOf,
  ofPreset,
  plannedRig,
  unknown,
  usualLife,
} from '../core/payback/preset-rig.ts'
import { tariffPresets } from '../core/payback/presets.ts'
import { dayOfInstant, dayText, daysIn, lastDayOf, monthOfDay, monthText } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { presetCurrency, presetNamed, type NodeFigure, type Rig } from '../core/rig.ts'
import type { Ledger } from '../ledger/open.ts'
import { listRigs } from '../ledger/rigs.ts'
import { measuredKwh } from './measured-kwh.ts'

/** The rigs of a question, and the terms they share. */
export type AskedRigs = {
  readonly own: readonly Rig[]
  readonly rigs: readonly [GroundRig, ...GroundRig[]]
  readonly currency: Currency
  readonly tariff: Known
}

/** Hours in an average month. */
const hoursPerMonth = 730

/**
 * The rigs of a question as the ledger and the presets know them; a preset counts with the cautious end of its range:
 * dear, hungry, slow. `now` in ms since 1970. Refused: no rig, one that is not there, rigs of several currencies.
 */
export function askedRigs(ledger: Ledger, choice: RigChoice, now: number): Result<AskedRigs, Problem> {
  const known = listRigs(ledger)
  const own: Rig[] = []
  for (const id of choice.ownRigIds) {
    const rig = known.find((one) => one.id === id)
    if (!rig) return refused({ kind: 'no-such-rig', name: `number ${id}` })
    own.push(rig)
  }
  const planned: GroundRig[] = []
  for (const one of choice.planned) {
    const rig = plannedRig(one, monthOfDay(dayOfInstant(now)))
    if (!rig.ok) return rig
    planned.push(rig.value)
  }
  const [first, ...others] = [...own.map((rig) => ownRig(ledger, rig, now)), ...planned]
  if (first === undefined)
    return refused({ kind: 'bad-input', field: 'rig', text: '', expected: 'at least one rig' })
  const currencies = [
    ...new Set([...own.map(({ price }) => price.currency), ...planned.map(() => presetCurrency)]),
  ]
  const [currency = presetCurrency] = currencies
  return currencies.length > 1
    ? refused({ kind: 'currencies-differ', currencies })
    : ok({ own, rigs: [first, ...others], currency, tariff: tariffOf(own[0] ?? null, now) })
}

/** The tariff in force, or the first that will be; a rig to be bought has the average of households. */
function tariffOf(rig: Rig | null, now: number): Known {
  const price =
    rig && (pricePerKwhOn(rig.tariffs, dayOfInstant(now)) ?? rig.tariffs.at(-1)?.pricePerKwh ?? null)
  if (rig && price) {
    const since = rig.tariffs.find(({ pricePerKwh }) => pricePerKwh.nanos === price.nanos)
    return {
      value: toUnits(price.nanos),
      origin: 'rig',
      source: `${rig.name}: the tariff in force`,
      date: since ? dayText(since.from) : null,
    }
  }
  const [usual] = tariffPresets
  return {
    value: usual?.perKwh ?? null,
    origin: 'preset',
    source: usual ? `${usual.region}: ${usual.source}` : 'not known',
    date: usual?.date ?? null,
  }
}

function ownRig(ledger: Ledger, rig: Rig, now: number): GroundRig {
  const preset = rig.presetId === null ? null : presetNamed(rig.presetId)
  const bought = purchasesOf(rig)
  const said = (value: number, what: string): Known => ({
    value,
    origin: 'rig',
    source: `${rig.name}: ${what}`,
    date: null,
  })
  const figure = (name: NodeFigure): Known => {
    const own = rig.figures[name]
    return own === null ? figureOf(preset, name) : said(own, 'entered by you')
  }
  const measured = measuredWatts(ledger, rig, now)
  const load = measured ?? figure('loadWatts')
  const [first] = bought
  const each = first.price.value === null ? null : first.price.value / first.nodes
  const usual = usualLife(preset, { ...first.price, value: each })
  const { warrantyMonths, failureRate, replacementCost, setupCost } = rig
  return {
    name: rig.name,
    figures: {
      decodeTps: figure('decodeTokensPerSecond'),
      prefillTps: figure('prefillTokensPerSecond'),
      loadW: load,
      idleW: measured ?? idleOr(figure('idleWatts'), load),
      memoryGb: figure('memoryGb'),
      bandwidthGbs: ofPreset(preset, preset?.bandwidthGbs ?? null, 'low'),
      // Another speed is that of another model.
      modelGb: modelOf(rig.figures.decodeTokensPerSecond === null ? preset : null),
    },
    boardW: boardOf(preset),
    purchases: bought,
    setupCost: setupCost === null ? unknown('not known') : said(toUnits(setupCost.nanos), 'making it ready'),
    ready: readyOf(rig),
    warrantyMonths: warrantyMonths === null ? usual.warrantyMonths : said(warrantyMonths, 'its warranty'),
    failureRate: failureRate === null ? usual.failureRate : said(failureRate, 'entered by you'),
    replacementCost:
      replacementCost === null
        ? usual.replacementCost
        : said(toUnits(replacementCost.nanos), 'entered by you'),
    resale: resaleOf(rig) ?? usual.resale,
  }
}

/** A rig's energy as it was measured goes before what it might draw: its mean power, day and night, of one node. */
function measuredWatts(ledger: Ledger, rig: Rig, now: number): Known | null {
  const { kwh, source, months } = measuredKwh(ledger, rig.id, now)
  const newest = months[0]
  return kwh === null
    ? null
    : {
        value: (kwh * 1_000) / hoursPerMonth / rig.nodes,
        origin: 'measured',
        source: `${source}; as power day and night`,
        date: newest ? monthText(newest.month) : null,
      }
}

function purchasesOf(rig: Rig): GroundRig['purchases'] {
  const [first, ...later] = rig.purchases.map(({ on, price, nodes }, at): GroundPurchase => ({
    month: monthOfDay(on ?? rig.inServiceOn),
    price: {
      value: toUnits(price.nanos),
      origin: 'rig',
      source: `${rig.name}: what you paid`,
      date: dayText(on ?? rig.inServiceOn),
    },
    nodes,
    note: at === 0 ? rig.name : `${rig.name}: ${nodes} more`,
  }))
  if (!first) throw new Error(`${rig.name} was never bought`)
  return [first, ...later]
}

function readyOf({ inServiceOn }: Rig): GroundRig['ready'] {
  const month = monthOfDay(inServiceOn)
  return { month, share: (lastDayOf(month) - inServiceOn + 1) / daysIn(month) }
}

function resaleOf({ resale, lifeMonths, purchases, name }: Rig): GroundRig['resale'] | null {
  if (resale === null) return null
  if (resale.kind === 'curve') return curve(resale.curve)
  const paid = toUnits(purchases.reduce((sum, { price }) => sum + price.nanos, 0n))
  const share = paid > 0 ? toUnits(resale.atEndOfLife.nanos) / paid : 0
  return {
    points: [
      [0, 1],
      [lifeMonths, share],
    ],
    source: `${name}: entered by you`,
    date: null,
  }
}
