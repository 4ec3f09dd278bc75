import type { Formula, Worked } from './formulas.ts'
import type { ProjectedMonth } from './projection.ts'
import type { Scenario } from './scenario.ts'
import { amountText, numberText, priceText, shareText } from './written.ts'

type LoadedMonth = { readonly month: ProjectedMonth } & Worked
type Filled = Omit<Formula, 'title'>

/** Whether two figures are one, so that a formula may be shown as what made it. */
const agrees = (made: number, shown: number): boolean =>
  Math.abs(made - shown) <= 1e-6 * Math.max(1, Math.abs(shown))

/** Nodes of the first rig that had come by month `m`, in whole units. */
const nodesBy = ({ rig, investments }: Scenario, m: number): number =>
  rig.nodes + investments.reduce((sum, { month, addsNodes }) => sum + (month <= m ? (addsNodes ?? 0) : 0), 0)

const liveIn = ({ live }: Scenario, m: number): number => live[Math.min(m, live.length - 1)] ?? 1

/** The electricity of a month. */
export function energyFilled({ month, scenario, currency }: LoadedMonth): Filled {
  const { rig, energy, hoursPerMonth } = scenario
  const onHours =
    nodesBy(scenario, month.m) * liveIn(scenario, month.m) * hoursPerMonth * (rig.onHoursPerDay / 24)
  const busyHours = month.busy / 3600
  const kwh = ((onHours * rig.idleW + busyHours * (rig.loadW - rig.idleW)) / 1000) * energy.pue
  const fixed = energy.fixedMonthly * liveIn(scenario, month.m)
  const isKnown = scenario.actuals.some((actual) => actual.month === month.m && actual.energyCost !== null)
  const perKwh = month.kwh > 0 ? (month.energy - fixed) / month.kwh : 0
  return {
    result: amountText(month.energy, currency),
    rule: 'kWh × price per kWh + fixed fee',
    lines: [
      month.kwhMeasured
        ? `${numberText(month.kwh, 1)} kWh were measured`
        : agrees(kwh, month.kwh)
          ? `(${numberText(onHours, 1)} h × ${numberText(rig.idleW)} W + ${numberText(busyHours, 1)} h busy × (${numberText(rig.loadW)} − ${numberText(rig.idleW)}) W) ÷ 1,000 × PUE ${numberText(energy.pue, 2)} = ${numberText(month.kwh, 1)} kWh`
          : `${numberText(month.kwh, 1)} kWh of all rigs together`,
      isKnown
        ? `At the tariffs of its days they cost ${amountText(month.energy, currency)}`
        : `${numberText(month.kwh, 1)} kWh × ${priceText(Number(perKwh.toPrecision(4)), currency)} + ${amountText(fixed, currency)} = ${amountText(month.energy, currency)}`,
    ],
    notes: [
      ...('bands' in energy.tariff ? ['The price is the mean of the tariff’s bands.'] : []),
      ...(energy.escalationAnnual === 0
        ? []
        : [`Electricity gets ${shareText(energy.escalationAnnual)} dearer a year.`]),
    ],
  }
}

/** How busy the rig is in a month, against the room it has. */
export function utilFilled({ month, scenario }: LoadedMonth): Filled {
  const { rig, hoursPerMonth } = scenario
  const nodes = nodesBy(scenario, month.m)
  const live = liveIn(scenario, month.m)
  const seconds =
    nodes * 3600 * hoursPerMonth * (rig.hoursPerDay / 24) * rig.availability * rig.maxUtil * live
  return {
    result: shareText(month.util),
    rule: 'hours of work ÷ hours it stood ready; it is filled up to a limit, so that nobody waits',
    lines: [
      Number.isFinite(month.capacity) && agrees(seconds, month.capacity)
        ? `Room: ${nodes} × ${numberText(hoursPerMonth)} h × ${numberText(rig.hoursPerDay, 1)} ÷ 24 × ${shareText(rig.availability)} up × ${shareText(rig.maxUtil)} at most${live === 1 ? '' : ` × ${shareText(live)} of the month`} = ${numberText(seconds / 3600, 1)} h`
        : `Room of all rigs together: ${numberText(month.capacity / 3600, 1)} h`,
      `Work: ${numberText(month.busy / 3600, 1)} h`,
      ...(month.util > 0
        ? [
            `${numberText(month.busy / 3600, 1)} ÷ ${numberText(month.busy / month.util / 3600, 1)} h ready = ${shareText(month.util)}`,
          ]
        : []),
    ],
    notes: month.basis === 'actual' ? ['How busy it was is reckoned from the bills, not measured.'] : [],
  }
}
