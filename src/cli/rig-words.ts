import { nanosText, type Money } from '../core/money.ts'
import { dayText, monthText, type Month } from '../core/period.ts'
import type { Rig, RigMonth } from '../core/rig.ts'
import { shownText } from '../core/shown-text.ts'

export const notKnown = '–'

/** Columns side by side. */
export function table(cells: readonly (readonly string[])[]): string {
  const rows = cells.map((row) => row.map(shownText))
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export const moneyWords = (money: Money): string => `${nanosText(money.nanos)} ${money.currency}`

/** To the mWh: what lies beyond is the noise of binary fractions. */
const roundKwh = (kwh: number): number => Number(kwh.toFixed(6))
const roundHours = (hours: number): number => Number(hours.toFixed(4))
/** Rounded down: 99.9 % is not all, and a little is not nothing. */
const percent = (share: number): string =>
  share > 0 && share < 0.01 ? '<1 %' : `${Math.floor(share * 100)} %`
const roundShare = (share: number): number => Number(share.toFixed(6))

const moneyJson = (money: Money) => ({ currency: money.currency, amount: nanosText(money.nanos) })

const knownMoney = (money: Money | null) => (money === null ? null : moneyJson(money))

export const rigJson = (rig: Rig) => ({
  id: rig.id,
  name: rig.name,
  preset: rig.presetId,
  price: moneyJson(rig.price),
  inService: dayText(rig.inServiceOn),
  meter: rig.metered ? 'nvidia-smi' : 'none',
  tariffs: rig.tariffs.map(({ from, pricePerKwh }) => ({
    from: dayText(from),
    pricePerKwh: moneyJson(pricePerKwh),
  })),
  nodes: rig.nodes,
  purchases: rig.purchases.map(({ on, price, nodes }) => ({
    on: on === null ? null : dayText(on),
    price: moneyJson(price),
    nodes,
  })),
  parts: rig.parts.map(({ name, price, note }) => ({ name, price: knownMoney(price), note })),
  lifeMonths: rig.lifeMonths,
  warrantyMonths: rig.warrantyMonths,
  resale: resaleJson(rig.resale),
  setupCost: knownMoney(rig.setupCost),
  replacementCost: knownMoney(rig.replacementCost),
  failureRate: rig.failureRate,
  ...rig.figures,
})

const resaleJson = (resale: Rig['resale']) => {
  if (resale === null) return null
  return resale.kind === 'own' ? { atEndOfLife: moneyJson(resale.atEndOfLife) } : { curve: resale.curve }
}

export function rigWords(rigs: readonly Rig[]): string {
  if (rigs.length === 0) return 'There is no rig yet.'
  const rows = rigs.map((rig) => [
    rig.name,
    rig.presetId ?? notKnown,
    moneyWords(rig.price),
    dayText(rig.inServiceOn),
    rig.tariffs[0] ? moneyWords(rig.tariffs[0].pricePerKwh) : notKnown,
    rig.metered ? 'nvidia-smi' : 'none',
  ])
  return table([['Rig', 'Preset', 'Price', 'In service', 'Per kWh', 'Meter'], ...rows])
}

export const energyJson = (month: Month, months: readonly RigMonth[]) => ({
  month: monthText(month),
  rigs: months.map(({ rigName, kwh, uptimeHours, coverage, method, energyCost }) => ({
    rig: rigName,
    kwh: kwh === null ? null : roundKwh(kwh),
    uptimeHours: uptimeHours === null ? null : roundHours(uptimeHours),
    coverage: roundShare(coverage),
    method,
    cost: energyCost === null ? null : moneyJson(energyCost),
  })),
})

export function energyWords(month: Month, months: readonly RigMonth[]): string {
  if (months.length === 0) return 'There is no rig yet.'
  const rows = months.map(({ rigName, kwh, uptimeHours, coverage, method, energyCost }) => [
    rigName,
    kwh === null ? notKnown : roundKwh(kwh).toString(),
    uptimeHours === null ? notKnown : uptimeHours.toFixed(1),
    percent(coverage),
    method === null ? notKnown : method === 'manual' ? 'entered' : 'GPU boards, by nvidia-smi',
    energyCost === null ? notKnown : moneyWords(energyCost),
  ])
  return `${monthText(month)}\n${table([['Rig', 'kWh', 'Hours up', 'Known', 'Method', 'Cost'], ...rows])}`
}
