import type { ChartConfiguration, Plugin } from 'chart.js'
import { useCallback, type ReactNode } from 'react'
import type { PaybackRange } from '../../core/payback/answers.ts'
import { verdictWords } from '../../core/payback/verdict-words.ts'
import { calendarMonth } from '../../core/payback/written.ts'
import { monthShort, monthTick, units } from '../figures.ts'
import { chartWords } from '../paybackWords.ts'
import type { Answer } from '../useWorked.ts'
import { Chart, type Colour } from './Chart.tsx'
import { moneyAxis, tooltipLook } from './chartLook.ts'
import { costMarks, costPoints } from './paybackMarks.ts'

const apiName = 'Stay on the API'
const rigName = 'With the rig'
const roomForNames = 116
const gapToName = 8
const lineHeight = 16

/** Names the two lines at their ends, where the eye arrives, instead of in a legend. */
const namesAtEnd = (colour: string, font: string): Plugin<'line'> => ({
  id: 'namesAtEnd',
  afterDatasetsDraw: (chart) => {
    const { ctx } = chart
    const ends = chart.data.datasets.flatMap((dataset, index) => {
      const point = chart.getDatasetMeta(index).data.at(-1)
      return point === undefined || (dataset.label !== apiName && dataset.label !== rigName)
        ? []
        : [{ name: dataset.label, x: point.x, y: point.y }]
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

const ticksEvery = (months: number): number => (months > 72 ? 12 : months > 40 ? 6 : 3)

function drawing(
  { question, answer }: Answer<'report'>,
  range: PaybackRange | null,
  isStale: boolean,
  colour: Colour,
): ChartConfiguration<'line'> {
  const { currency, scenario } = question
  const { projection } = answer
  const points = costPoints(projection)
  const api = colour('--neutral-7')
  const rig = colour('--series-3')
  const line = { borderWidth: 2.5, pointRadius: 0, pointHitRadius: 8, parsing: false as const }
  const edge = { ...line, borderWidth: 0, pointHitRadius: 0 }
  const bound = (cumulated: readonly number[]): { x: number; y: number }[] =>
    points.flatMap(({ m, apiOnly }) => {
      const net = cumulated[m]
      return net === undefined ? [] : [{ x: m, y: apiOnly - net }]
    })
  const last = points.at(-1)?.m ?? 1
  const every = ticksEvery(last)
  return {
    type: 'line',
    data: {
      datasets: [
        {
          ...line,
          label: apiName,
          data: points.map(({ m, apiOnly }) => ({ x: m, y: apiOnly })),
          borderColor: api,
          borderDash: [6, 4],
          order: 1,
        },
        {
          ...line,
          label: rigName,
          data: points.map(({ m, withRig }) => ({ x: m, y: withRig })),
          borderColor: rig,
          fill: { target: 0, above: 'transparent', below: colour('--saving') },
          order: 0,
        },
        ...(range === null
          ? []
          : [
              { ...edge, label: 'dear', data: bound(range.band.low), order: 3 },
              {
                ...edge,
                label: 'cheap',
                data: bound(range.band.high),
                fill: {
                  target: 2,
                  above: colour(isStale ? '--band-stale' : '--band'),
                  below: colour(isStale ? '--band-stale' : '--band'),
                },
                order: 3,
              },
            ]),
      ],
    },
    options: {
      layout: { padding: { right: roomForNames, top: 8 } },
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: {
          type: 'linear',
          min: 0,
          max: last,
          grid: { display: false },
          border: { color: colour('--neutral-5') },
          ticks: {
            color: colour('--neutral-8'),
            stepSize: every,
            maxRotation: 0,
            callback: (m) => monthTick(calendarMonth(scenario.month0, Number(m)), Number(m) === 0, every),
          },
        },
        y: { beginAtZero: true, ...moneyAxis(colour, currency, 6) },
      },
      plugins: {
        annotation: {
          clip: false,
          annotations: costMarks(points, projection, { month0: scenario.month0, currency }, colour),
        },
        tooltip: {
          ...tooltipLook(colour),
          filter: ({ datasetIndex }) => datasetIndex < 2,
          callbacks: {
            title: ([first]) => {
              const m = first?.parsed.x ?? 0
              return `${monthShort(calendarMonth(scenario.month0, m))}, month ${m}`
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

/** What it adds up to with and without the rig, in how wide a band, and the month in which the lines cross. */
export function PaybackChart({
  report,
  range,
  isStale,
}: {
  report: Answer<'report'>
  range: PaybackRange | null
  /** The band is of a question before this one. */
  isStale: boolean
}): ReactNode {
  const draw = useCallback(
    (colour: Colour) => drawing(report, range, isStale, colour),
    [report, range, isStale],
  )
  const { question, answer } = report
  return (
    <Chart
      draw={draw}
      label={chartWords(
        verdictWords(answer, question.scenario.month0, question.currency),
        answer.projection.months,
        question.currency,
      )}
      height={340}
    />
  )
}
