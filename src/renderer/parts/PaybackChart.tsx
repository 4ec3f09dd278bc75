import type { Chart as ChartJs, ChartConfiguration, Plugin } from 'chart.js'
import { useCallback, type ReactNode } from 'react'
import type { PaybackAnswer, PaybackMonth } from '../../core/payback.ts'
import { monthLong, monthShort, monthTick, units } from '../figures.ts'
import { paybackWords } from '../paybackWords.ts'
import { Chart, type Colour } from './Chart.tsx'
import { moneyAxis, tooltipLook } from './chartLook.ts'

const apiName = 'Stay on the API'
const rigName = 'With the rig'
const roomForNames = 116
const monthsBetweenTicks = 3
const gapToFlag = 6
const gapToName = 8
const lineHeight = 16

/** Names each line at its end, where the eye arrives, instead of in a legend. */
const namesAtEnd = (colour: string, font: string): Plugin<'line'> => ({
  id: 'namesAtEnd',
  afterDatasetsDraw: (chart) => {
    const { ctx } = chart
    const ends = chart.data.datasets.flatMap((dataset, index) => {
      const point = chart.getDatasetMeta(index).data.at(-1)
      return point === undefined ? [] : [{ name: dataset.label ?? '', x: point.x, y: point.y }]
    })
    ctx.save()
    ctx.font = font
    ctx.textBaseline = 'middle'
    ctx.fillStyle = colour
    let lowest = -Infinity
    for (const { name, x, y } of ends.toSorted((a, b) => a.y - b.y)) {
      lowest = Math.max(y, lowest + lineHeight)
      ctx.fillText(name, x + gapToName, lowest)
    }
    ctx.restore()
  },
})

const valueAt = (months: readonly PaybackMonth[], fraction: number): number => {
  const from = months[Math.floor(fraction)]
  const to = months[Math.ceil(fraction)]
  if (from === undefined || to === undefined) return 0
  return from.apiOnly + (to.apiOnly - from.apiOnly) * (fraction - Math.floor(fraction))
}

function crossingMark(answer: PaybackAnswer, colour: Colour): object {
  const { fraction, month, calendarMonth } = answer
  if (answer.status !== 'paid' || fraction === null || month === null || calendarMonth === null) return {}
  const late = fraction > (answer.months.at(-1)?.index ?? 0) / 2
  return {
    flag: {
      type: 'line',
      scaleID: 'x',
      value: fraction,
      borderColor: colour('--neutral-7'),
      borderWidth: 1,
      borderDash: [3, 3],
    },
    month: {
      type: 'label',
      xValue: fraction,
      yValue: ({ chart }: { chart: ChartJs }) => chart.scales['y']?.max ?? 0,
      position: { x: late ? 'end' : 'start', y: 'start' },
      xAdjust: late ? -gapToFlag : gapToFlag,
      content: [monthLong(calendarMonth), `month ${month}`],
      backgroundColor: colour('--neutral-10'),
      color: colour('--neutral-0'),
      font: { size: 12 },
      padding: { x: 8, y: 5 },
      borderRadius: 6,
    },
    crossing: {
      type: 'point',
      xValue: fraction,
      yValue: valueAt(answer.months, fraction),
      radius: 5,
      backgroundColor: colour('--neutral-0'),
      borderColor: colour('--neutral-10'),
      borderWidth: 2,
    },
  }
}

function drawing(answer: PaybackAnswer, colour: Colour): ChartConfiguration<'line'> {
  const { months, currency } = answer
  const api = colour('--neutral-7')
  const rig = colour('--series-3')
  const line = { borderWidth: 2.5, pointRadius: 0, pointHitRadius: 8, parsing: false as const }
  return {
    type: 'line',
    data: {
      datasets: [
        {
          ...line,
          label: apiName,
          data: months.map((month) => ({ x: month.index, y: month.apiOnly })),
          borderColor: api,
          borderDash: [6, 4],
        },
        {
          ...line,
          label: rigName,
          data: months.map((month) => ({ x: month.index, y: month.withRig })),
          borderColor: rig,
          fill: { target: 0, above: 'transparent', below: colour('--saving') },
        },
      ],
    },
    options: {
      layout: { padding: { right: roomForNames, top: 8 } },
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: months.at(-1)?.index ?? 1,
          grid: { display: false },
          border: { color: colour('--neutral-5') },
          ticks: {
            color: colour('--neutral-8'),
            stepSize: monthsBetweenTicks,
            maxRotation: 0,
            callback: (index) => {
              const month = months[Number(index)]
              return month === undefined ? '' : monthTick(month.month, month.index === 0, monthsBetweenTicks)
            },
          },
        },
        y: {
          beginAtZero: true,
          ...moneyAxis(colour, currency, 6),
        },
      },
      plugins: {
        annotation: { annotations: crossingMark(answer, colour) },
        tooltip: {
          ...tooltipLook(colour),
          callbacks: {
            title: ([first]) => {
              const month = months[first?.dataIndex ?? -1]
              return month === undefined ? '' : `${monthShort(month.month)}, month ${month.index}`
            },
            label: ({ dataset, parsed }) => `${dataset.label ?? ''}  ${units(parsed.y ?? 0, currency)}`,
            labelColor: ({ datasetIndex }) => {
              const paint = datasetIndex === 0 ? api : rig
              return { backgroundColor: paint, borderColor: paint }
            },
          },
        },
      },
    },
    plugins: [namesAtEnd(colour('--neutral-9'), `550 12px ${colour('--font')}`)],
  }
}

/** What it adds up to with and without the rig; the month in which the lines cross is flagged. */
export function PaybackChart({ answer }: { answer: PaybackAnswer }): ReactNode {
  const draw = useCallback((colour: Colour) => drawing(answer, colour), [answer])
  const last = answer.months.at(-1)
  const ends =
    last === undefined
      ? ''
      : ` By ${monthLong(last.month)} staying on the API adds up to ${units(last.apiOnly, answer.currency)}, the rig with what stays on the API to ${units(last.withRig, answer.currency)}.`
  return (
    <Chart
      draw={draw}
      label={`Two lines of cumulative cost, with and without the rig. ${paybackWords(answer)}${ends}`}
      height={340}
    />
  )
}
