import {
  cashBreakEvenSpend,
  cashMonths,
  thresholdGain,
  tokensInHours,
} from '../core/payback/article-arithmetic.ts'
import { nodesWithoutOverflow } from '../../src/core/payback/enough-nodes.ts'
import { viewsOf } from '../../src/core/payback/payback-views.ts'
import { project } from '../../src/core/payback/project.ts'
import { fractionOf, monthOne, slowRig, smallRig, withBill, workOf } from './examples.ts'

const { npv, roi, payback, invested } = project(smallRig)
const bill = workOf(smallRig).spend
const power = smallRig.energy.fixedMonthly
const { horizonMonths } = smallRig
const month = monthOne(smallRig)
const lowBills = [100, 50] as const
const target = 12

const isNever = (spend: number): boolean => project(withBill(smallRig, spend)).payback.status === 'never'

const views = viewsOf(project(smallRig))
const amortised = views.amortised.cost
const year = views.threshold.billNeeded ?? Number.NaN
const betweenBill = 80

const slow = project(slowRig)
const slowMonth = monthOne(slowRig)
const slowBill = workOf(slowRig).spend
const speed = slowRig.rig.decodeTps ?? Number.NaN
const share = slowMonth.avoided / slowBill
const rigs = nodesWithoutOverflow(slowRig) ?? Number.NaN

export const simpleRigLines: readonly (readonly [string, readonly number[]])[] = [
  ['is paid in month 0', [0]],
  ['The program walks', [0]],
  ['A rig of $2,000 replaces', [invested, bill, power]],
  ['- Net of a month: $200', [bill, power, month.net]],
  ['- Payback: $2,000 / $180', [invested, month.net, fractionOf(smallRig), payback.month ?? Number.NaN]],
  ['- Sum after', [horizonMonths, horizonMonths, month.net, invested, npv, (roi ?? Number.NaN) * 100]],
  [
    '- A bill of $100',
    [
      lowBills[0],
      fractionOf(withBill(smallRig, lowBills[0])),
      lowBills[1],
      cashMonths(invested, lowBills[1], power) ?? Number.NaN,
      horizonMonths,
    ],
  ],
  [
    '- To have it back',
    [
      target,
      cashBreakEvenSpend({ outlay: invested, fixedMonthly: power, routableShare: 1, keep: 1 }, target) ??
        Number.NaN,
    ],
  ],
  ['- **Cash**', [views.cash.months ?? Number.NaN]],
  ['- **Amortised**', [invested, horizonMonths, power, amortised]],
  ['- **Threshold**', [12, amortised, year]],
  ['A bill of $80', [betweenBill, betweenBill - amortised]],
  ['out for', [fractionOf(withBill(smallRig, betweenBill))]],
  ['A rig of $2,000 writes', [slow.invested, speed, workOf(slowRig).tokensOut / 1e6, slowBill]],
  ['Power is $8', [slowRig.energy.fixedMonthly, slowRig.hoursPerMonth]],
  [
    '- In a month it can write',
    [speed, 3600, slowRig.hoursPerMonth, tokensInHours(speed, slowRig.hoursPerMonth) / 1e6, share * 100],
  ],
  ['- Saved: 41.5%', [share * 100, slowBill, slowMonth.avoided, slowMonth.residualApi]],
  [
    '- Payback: $2,000 / ($248.83',
    [slow.invested, slowMonth.avoided, slowMonth.opex, fractionOf(slowRig), slow.payback.month ?? Number.NaN],
  ],
  ['- Without looking', [cashMonths(slow.invested, slowBill, slowMonth.opex) ?? Number.NaN]],
  [
    '- For all of the work',
    [
      rigs,
      rigs * slow.invested,
      cashMonths(rigs * slow.invested, slowBill, rigs * slowMonth.opex) ?? Number.NaN,
      rigs,
    ],
  ],
]

/** What the page says of them in words, and whether it is so. */
export const simpleRigWords: readonly (readonly [string, boolean])[] = [
  ['amortised the rig wins by', amortised < betweenBill],
  ['and by threshold', thresholdGain(12 * betweenBill, 1, 1, 12 * amortised) > 0],
  ['longer than the 36 months looked at: never', isNever(lowBills[1])],
]
