import type { Chart as ChartJs } from 'chart.js'
import type { AnnotationOptions } from 'chartjs-plugin-annotation'
import type { Currency } from '../../core/money.ts'
import { longMonthText } from '../../core/payback/written.ts'
import type { Projection } from '../../core/payback/projection.ts'
import { units } from '../figures.ts'
import type { Colour } from './Chart.tsx'

/** A point of the two lines: cumulative cost with and without the rig. */
export type CostPoint = {
  readonly m: number
  readonly apiOnly: number
  readonly withRig: number
  readonly invested: number
}

/** Month 0 is the purchase: its bill is the same with and without the rig, and both lines begin with the outlay. */
export function costPoints({ months }: Pick<Projection, 'months'>): readonly CostPoint[] {
  let apiOnly = 0
  return months.map(({ m, apiOnly: bill, cumulative, invested }) => {
    if (m > 0) apiOnly += bill
    return { m, apiOnly, withRig: apiOnly - cumulative, invested }
  })
}

const gap = 6
/** The flag stands beneath the words at the boundary. */
const belowBoundary = 22
/** Share of the chart left of the boundary from which on the word fits there. */
const roomForActual = 0.12

const valueAt = (points: readonly CostPoint[], fraction: number): number => {
  const from = points[Math.floor(fraction)]
  const to = points[Math.ceil(fraction)]
  if (from === undefined || to === undefined) return 0
  return from.apiOnly + (to.apiOnly - from.apiOnly) * (fraction - Math.floor(fraction))
}

const top = ({ chart }: { chart: ChartJs }): number => chart.scales['y']?.max ?? 0

const flagLook = (colour: Colour) => ({
  backgroundColor: colour('--neutral-10'),
  color: colour('--neutral-0'),
  font: { size: 12 },
  padding: { x: 8, y: 5 },
  borderRadius: 6,
})

type Annotations = Record<string, AnnotationOptions>

/** The month in which the lines cross. */
function crossing(
  points: readonly CostPoint[],
  { payback }: Projection,
  month0: string,
  colour: Colour,
): Annotations {
  if (payback.status !== 'paid') return {}
  const { fraction, month } = payback
  const late = fraction > (points.at(-1)?.m ?? 0) / 2
  return {
    crossingLine: {
      type: 'line',
      scaleID: 'x',
      value: fraction,
      borderColor: colour('--neutral-7'),
      borderWidth: 1,
      borderDash: [3, 3],
    },
    crossingFlag: {
      type: 'label',
      xValue: fraction,
      yValue: top,
      position: { x: late ? 'end' : 'start', y: 'start' },
      xAdjust: late ? -gap : gap,
      yAdjust: belowBoundary,
      content: [longMonthText(month0, month), `month ${month}`],
      ...flagLook(colour),
    },
    crossing: {
      type: 'point',
      xValue: fraction,
      yValue: valueAt(points, fraction),
      radius: 5,
      backgroundColor: colour('--neutral-0'),
      borderColor: colour('--neutral-10'),
      borderWidth: 2,
    },
  }
}

/** Where what is known ends and the forecast begins. */
function boundary({ months }: Projection, colour: Colour): Annotations {
  const known = months.findLast(({ basis }) => basis === 'actual')
  if (known === undefined || known.m === months.at(-1)?.m) return {}
  const label = (words: string, side: 'start' | 'end'): AnnotationOptions => ({
    type: 'label',
    xValue: known.m,
    yValue: top,
    position: { x: side, y: 'start' },
    xAdjust: side === 'end' ? -2 : 2,
    content: words,
    color: colour('--neutral-8'),
    font: { size: 12 },
    padding: 2,
  })
  return {
    boundary: {
      type: 'line',
      scaleID: 'x',
      value: known.m,
      borderColor: colour('--neutral-6'),
      borderWidth: 1,
    },
    ...(known.m < (months.at(-1)?.m ?? 0) * roomForActual ? {} : { actual: label('actual', 'end') }),
    forecast: label('forecast →', 'start'),
  }
}

/** What was or will be bought, where the line steps up; the first is where the line begins. */
function purchases(points: readonly CostPoint[], currency: Currency, colour: Colour): Annotations {
  const bought = points.filter(({ invested }) => invested > 0)
  const marks = bought.map(({ m, withRig }): readonly [string, AnnotationOptions] => [
    `bought${m}`,
    {
      type: 'point',
      xValue: m,
      yValue: withRig,
      radius: 5,
      pointStyle: 'triangle',
      backgroundColor: colour('--series-3'),
      borderColor: colour('--neutral-0'),
      borderWidth: 1,
    },
  ])
  const amounts = bought
    .filter(({ m }) => m > 0)
    .map(({ m, withRig, invested }): readonly [string, AnnotationOptions] => [
      `boughtFor${m}`,
      {
        type: 'label',
        xValue: m,
        yValue: withRig,
        position: { x: 'start', y: 'end' },
        xAdjust: 4,
        yAdjust: -4,
        content: units(invested, currency),
        color: colour('--neutral-8'),
        font: { size: 12 },
        padding: 2,
      },
    ])
  return Object.fromEntries([...marks, ...amounts])
}

/** Everything that is marked on the chart of cumulative cost. */
export const costMarks = (
  points: readonly CostPoint[],
  projection: Projection,
  { month0, currency }: { readonly month0: string; readonly currency: Currency },
  colour: Colour,
): Annotations => ({
  ...boundary(projection, colour),
  ...purchases(points, currency, colour),
  ...crossing(points, projection, month0, colour),
})
