import { expect, test } from 'vitest'
import { monthsOfPlan, phasePath, phases, weeksOf } from '../../../src/core/payback/migration-plan.ts'

const none = { audit: 0, select: 0, setUp: 0, parallel: 0, migrate: 0 }
/** Weeks of a month: 365.25 days of a year over 7 and 12. */
const month = 365.25 / 84

test('without a plan all the work moves in the first month after the purchase', () => {
  expect(monthsOfPlan(none)).toEqual({ ramp: [0, 1], shadow: [0, 0] })
})

test('two months of preparation save nothing, then everything', () => {
  expect(monthsOfPlan({ ...none, setUp: 2 * month })).toEqual({ ramp: [0, 0, 0, 1], shadow: [0, 0, 0, 0] })
})

test('a month beside the API is mirrored whole and saves nothing', () => {
  expect(monthsOfPlan({ ...none, parallel: month })).toEqual({ ramp: [0, 0, 1], shadow: [0, 1, 0] })
})

test('work that moves evenly over a month counts half in that month', () => {
  expect(monthsOfPlan({ ...none, migrate: month }).ramp).toEqual([0, 0.5, 1])
})

test('a phase that ends within a month gives that month its share', () => {
  const { ramp, shadow } = monthsOfPlan({ ...none, parallel: month / 4 })
  expect(ramp).toEqual([0, 0.75, 1])
  expect(shadow).toEqual([0, 0.25, 0])
})

test('the article’s fifteen weeks leave three months without a saving and a fifth part of the fourth', () => {
  const { ramp, shadow } = monthsOfPlan(weeksOf({}))
  expect(ramp.slice(0, 3)).toEqual([0, 0, 0])
  expect(ramp.at(-1)).toBe(1)
  // Weeks 13 to 15 are moved: months 2.990 to 3.450, so month 3 has almost nothing and month 4 0.780.
  expect(ramp[3]).toBeCloseTo(0.0001, 3)
  expect(ramp[4]).toBeCloseTo(1 - (13 / month + 1 / month - 3), 2)
  // Weeks 9 to 13 run beside the API: months 2.070 to 2.990.
  expect(shadow[3]).toBeCloseTo(4 / month, 2)
})

test('edited weeks take the place of the article’s, and no phase is shorter than nothing', () => {
  const weeks = weeksOf({ [phasePath('setUp')]: 4, [phasePath('migrate')]: -3 })
  expect(weeks).toEqual({ audit: 2, select: 1, setUp: 4, parallel: 4, migrate: 0 })
  expect(phases.map(({ weeks: usual }) => usual)).toEqual([2, 1, 6, 4, 2])
})
