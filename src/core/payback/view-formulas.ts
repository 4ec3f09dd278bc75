import type { Formula } from './formulas.ts'
import { viewsOf } from './payback-views.ts'
import { pointFilled, type Projected } from './projection-formulas.ts'
import { amountText, shareText } from './written.ts'

export const viewFigures = ['cashView', 'amortisedView', 'thresholdView'] as const
export type ViewFigure = (typeof viewFigures)[number]

/** What a view is called, and what it asks. */
export const viewWords: Readonly<Record<ViewFigure, { readonly name: string; readonly asks: string }>> = {
  cashView: { name: 'Cash', asks: 'When is the money back?' },
  amortisedView: {
    name: 'Amortised',
    asks: 'Does a mean month, the price of the rig spread over the horizon, cost less than it avoids?',
  },
  thresholdView: {
    name: 'Threshold',
    asks: 'From what bill a year does the rig cost less than it replaces?',
  },
}

type Filled = Omit<Formula, 'title'>

/** How the figure of a view was worked out. */
export const viewFilled: Readonly<Record<ViewFigure, (projected: Projected) => Filled>> = {
  cashView: (projected) => pointFilled(projected, 'cumulative'),
  amortisedView: ({ projection, currency }) => {
    const { months, invested, residual } = projection
    const { cost, avoided } = viewsOf(projection).amortised
    const horizon = Math.max(1, months.length - 1)
    const running = months.reduce((sum, { opex }) => sum + opex, 0)
    const money = (amount: number): string => amountText(amount, currency)
    return {
      result: `${money(cost)} a month, ${money(avoided)} avoided`,
      rule: '(invested − resale at the end + running cost of all months) ÷ months of the horizon',
      lines: [
        `(${money(invested)} − ${money(residual)} + ${money(running)}) ÷ ${horizon} = ${money(cost)}`,
        `Avoided: ${money(avoided * horizon)} ÷ ${horizon} = ${money(avoided)}`,
      ],
      notes: ['It spreads the price over months in which the rig may be gone, and knows no interest.'],
    }
  },
  thresholdView: ({ projection, currency }) => {
    const { cost, bill, billNeeded } = viewsOf(projection).threshold
    const avoided = 12 * viewsOf(projection).amortised.avoided
    const money = (amount: number): string => amountText(amount, currency)
    const rule = 'cost of the rig in a mean year ÷ share of the bill that it avoids'
    return billNeeded === null
      ? { result: 'no bill is enough', rule, lines: ['Nothing of the bill is avoided.'], notes: [] }
      : {
          result: `${money(billNeeded)} a year, the bill is ${money(bill)}`,
          rule,
          lines: [
            `12 × ${money(cost / 12)} = ${money(cost)} a year`,
            `Avoided: ${money(avoided)} ÷ ${money(bill)} = ${shareText(avoided / bill)} of the bill`,
            `${money(cost)} × ${money(bill)} ÷ ${money(avoided)} = ${money(billNeeded)}`,
          ],
          notes: [
            'It takes the share that is avoided as it is: whether the rig has room for a larger bill, the break-even bill says.',
          ],
        }
  },
}
