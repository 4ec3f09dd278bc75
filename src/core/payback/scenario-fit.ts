import { monthIndex, type ScenarioFile, type WorkloadFile } from './complete-scenario.ts'
import { firstFault, wrong, type ShapeFault } from './json-shape.ts'
import type { RigFigures } from './scenario.ts'

/** What is wrong between the fields of a scenario file whose fields are each right by themselves. */
export const fitFault = (file: ScenarioFile): ShapeFault | null =>
  firstFault([
    () => idsFault(file),
    () => stepsFault(file),
    ...(file.workloads ?? []).map((workload, index) => () => growthFault(file, workload, index)),
    () => powerFault(file.rig ?? {}, 'rig'),
    ...(file.otherRigs ?? []).map((rig, index) => () => powerFault(rig, `otherRigs[${index}]`)),
    () => tariffFault(file),
    () => measuredFault(file),
    () => curveFault(file),
    () => actualsFault(file),
  ])

function idsFault({ workloads = [] }: ScenarioFile): ShapeFault | null {
  const seen = new Set<string>()
  for (const [index, { id }] of workloads.entries()) {
    if (id === undefined) continue
    if (seen.has(id)) return wrong(`workloads[${index}].id`, id, 'a name that no workload before it has')
    seen.add(id)
  }
  return null
}

function stepsFault({ priceSteps = [], workloads = [] }: ScenarioFile): ShapeFault | null {
  for (const [index, { workload }] of priceSteps.entries())
    if (workload !== undefined && !workloads.some(({ id }) => id === workload))
      return wrong(`priceSteps[${index}].workload`, workload, 'the id of one of the workloads')
  return null
}

/** Above it a spend has left the numbers that can be added to others. */
const largestSpend = 1e30

function growthFault(
  { horizonMonths = 36 }: ScenarioFile,
  { growthMonthly = 0, growthMonths, apiPriceChangeMonthly = 0, priceMonths, spend = 0 }: WorkloadFile,
  index: number,
): ShapeFault | null {
  const grown = (1 + growthMonthly) ** Math.min(horizonMonths, growthMonths ?? Infinity)
  const priced = (1 + apiPriceChangeMonthly) ** Math.min(horizonMonths, priceMonths ?? Infinity)
  if (Math.max(1, spend) * Math.max(1, grown) * Math.max(1, priced) < largestSpend) return null
  return grown >= priced
    ? wrong(`workloads[${index}].growthMonthly`, growthMonthly, 'a growth that ends, with growthMonths')
    : wrong(
        `workloads[${index}].apiPriceChangeMonthly`,
        apiPriceChangeMonthly,
        'a change that ends, with priceMonths',
      )
}

function powerFault({ loadW, idleW = 0 }: Partial<RigFigures>, path: string): ShapeFault | null {
  return loadW === undefined || loadW >= idleW
    ? null
    : wrong(`${path}.loadW`, loadW, `at least the ${idleW} W it draws when idle`)
}

/** Shares of bands make one whole, or their hours one day. */
function tariffFault({ energy = {} }: ScenarioFile): ShapeFault | null {
  const path = 'energy.tariff'
  const { tariff, escalationAnnual } = energy
  if (tariff === undefined) return null
  if (escalationAnnual !== undefined && tariff.escalationAnnual !== undefined)
    return wrong(
      `${path}.escalationAnnual`,
      tariff.escalationAnnual,
      'said once, here or at energy.escalationAnnual',
    )
  if ('flat' in tariff === 'bands' in tariff) return wrong(path, tariff, 'either "flat" or "bands"')
  if ('flat' in tariff) return null
  const { bands } = tariff
  const unit = bands[0]?.share === undefined ? 'hours' : 'share'
  const whole = unit === 'share' ? 1 : 24
  let sum = 0
  for (const [index, { share, hours }] of bands.entries()) {
    if ((share === undefined) === (hours === undefined) || (unit === 'share') !== (share !== undefined))
      return wrong(
        `${path}.bands[${index}]`,
        bands[index],
        'either a share in every band, or hours in every band',
      )
    sum += share ?? hours ?? 0
  }
  return Math.abs(sum - whole) <= whole * 1e-3
    ? null
    : wrong(
        `${path}.bands`,
        sum,
        unit === 'share' ? 'shares that sum to 1' : 'hours that sum to the 24 of a day',
      )
}

function measuredFault({ energy = {}, month0 }: ScenarioFile): ShapeFault | null {
  const seen = new Set<number>()
  for (const key of Object.keys(energy.measuredKwh ?? {})) {
    const path = `energy.measuredKwh.${key}`
    if (month0 === undefined && !/^\d+$/.test(key))
      return wrong(path, key, 'a month counted from 0, unless month0 says which calendar month that is')
    const month = monthIndex(key, month0 ?? '')
    if (month === null || seen.has(month))
      return wrong(path, key, 'a month counted from 0, or one such as "2026-11" from month0 on, each once')
    seen.add(month)
  }
  return null
}

function curveFault({ residualCurve = [] }: ScenarioFile): ShapeFault | null {
  for (const [index, [age]] of residualCurve.entries()) {
    const before = residualCurve[index - 1]
    if (before !== undefined && age <= before[0])
      return wrong(`residualCurve[${index}][0]`, age, `an age above the ${before[0]} months before it`)
  }
  return null
}

function actualsFault({ actuals = [] }: ScenarioFile): ShapeFault | null {
  const seen = new Set<number>()
  for (const [index, { month }] of actuals.entries()) {
    if (seen.has(month))
      return wrong(`actuals[${index}].month`, month, 'a month that no other of the list has')
    seen.add(month)
  }
  return null
}
