import type { Driver } from './answers.ts'
import { driverWords } from './driver-words.ts'
import { applyDriver, baseOf } from './drivers.ts'
import type { Formula, Worked } from './formulas.ts'
import { switchWords } from './help-words.ts'
import { project } from './project.ts'
import { npvFilled, pointFilled, type Projected } from './projection-formulas.ts'
import { amountText, numberText } from './written.ts'

/** A driver alone at its low or its high: what the rig is worth then, or when it pays. */
export type DriverEnd = {
  readonly driver: Driver
  readonly end: 'low' | 'high'
  readonly figure: 'npv' | 'payback'
}

const endWords = { npv: 'net present value', payback: 'payback' } as const

/** How an end of a driver was worked out; null where the driver does not vary. */
export function driverEndFormula({ driver, end, figure }: DriverEnd, worked: Worked): Formula | null {
  const bar = worked.report.tornado.find((one) => one.driver === driver)
  if (bar === undefined) return null
  const value = bar.range[end === 'low' ? 0 : 2]
  const projected = projectedAt(driver, value, worked)
  const filled = figure === 'npv' ? npvFilled(projected, true) : pointFilled(projected, 'cumulative')
  const { npv } = worked.report.projection
  const { label, reads } = driverWords[driver]
  return {
    ...filled,
    title: `${label} at ${reads(value)}: ${endWords[figure]}`,
    rule: `all else as assumed: ${filled.rule}`,
    lines: [...changeLine(driver, value, worked), ...filled.lines],
    notes: [
      ...(figure === 'npv' ? [`As assumed it is ${amountText(npv, worked.currency)}.`] : []),
      ...filled.notes,
    ],
  }
}

/** How the value of a driver at which nothing is won or lost was found; null where there is none. */
export function switchingFormula(driver: Driver, worked: Worked): Formula | null {
  const even = worked.report.switching.find((one) => one.driver === driver)
  if (even === undefined || even.value === null) return null
  const { scenario, currency } = worked
  const { label, reads } = driverWords[driver]
  const words = switchWords(even, scenario, currency)
  const projected = projectedAt(driver, even.value, worked)
  const filled = npvFilled(projected, true)
  const exact = isInPoints(driver)
    ? `${numberText(even.value * 100, 6)} points a month`
    : numberText(even.value, 8)
  return {
    title: `${label}, where it comes out even`,
    result: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    rule: 'the value at which the net present value over the horizon is zero, all else as assumed',
    lines: filled.lines,
    notes: [
      `Found by trying: ${exact}; assumed is ${reads(even.base)}. The rig pays ${even.holds ?? 'at'} that value.`,
      ...(Math.abs(projected.projection.npv) < halfCent
        ? []
        : ['It jumps over zero there: a little to one side it is above, to the other below.']),
      ...filled.notes,
    ],
  }
}

const halfCent = 0.005

const isInPoints = (driver: Driver): boolean => driver === 'growth' || driver === 'apiPriceChange'

function projectedAt(driver: Driver, value: number, { scenario, currency }: Worked): Projected {
  const changed = applyDriver(scenario, driver, value)
  return { projection: project(changed), scenario: changed, currency }
}

/** What the value comes to in this scenario. */
function changeLine(driver: Driver, value: number, { scenario, currency }: Worked): readonly string[] {
  const base = baseOf(scenario, driver)
  if (value === base) return []
  return [`With ${switchWords({ driver, base, value, holds: null }, scenario, currency)}:`]
}
