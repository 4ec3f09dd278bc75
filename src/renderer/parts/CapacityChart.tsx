import type { ChartConfiguration } from 'chart.js'
import { useCallback, type ReactNode } from 'react'
import type { ProjectedMonth } from '../../core/payback/projection.ts'
import { calendarMonth } from '../../core/payback/written.ts'
import { monthShort, monthTick, percent, tokens, units } from '../figures.ts'
import type { Answer } from '../useWorked.ts'
import { Chart, hatch, type Colour } from './Chart.tsx'
import { tooltipLook } from './chartLook.ts'

/** What the rig did of a month's movable work, and what found no room. */
export type Load = {
  readonly m: number
  readonly served: number
  readonly overflow: number
  readonly overflowSpend: number
  readonly util: number
}

export const loadOf = ({ m, workloads, util }: ProjectedMonth): Load => ({
  m,
  util,
  served: workloads.reduce((sum, work) => sum + work.routableTokens * work.served, 0),
  overflow: workloads.reduce((sum, work) => sum + work.overflowTokens, 0),
  overflowSpend: workloads.reduce((sum, work) => sum + work.overflowSpend, 0),
})

function drawing({ question, answer }: Answer<'report'>, colour: Colour): ChartConfiguration<'bar'> {
  const { scenario, currency } = question
  const loads = answer.projection.months.map(loadOf)
  const done = colour('--series-3')
  const left = colour('--series-4')
  return {
    type: 'bar',
    data: {
      labels: loads.map(({ m }) => m),
      datasets: [
        {
          label: 'on the rig',
          data: loads.map(({ served }) => served),
          backgroundColor: done,
        },
        {
          label: 'no room, stays on the API',
          data: loads.map(({ overflow }) => overflow),
          backgroundColor: hatch(left, colour('--neutral-0')),
          borderColor: left,
          borderWidth: 1,
        },
      ],
    },
    options: {
      interaction: { mode: 'index', intersect: false },
      datasets: { bar: { categoryPercentage: 0.86, barPercentage: 1 } },
      scales: {
        x: {
          stacked: true,
          grid: { display: false },
          border: { color: colour('--neutral-5') },
          ticks: {
            color: colour('--neutral-8'),
            maxRotation: 0,
            autoSkip: false,
            callback: (place) =>
              Number(place) % 3 === 0
                ? monthTick(calendarMonth(scenario.month0, Number(place)), Number(place) === 0, 3)
                : null,
          },
        },
        y: {
          stacked: true,
          beginAtZero: true,
          border: { display: false },
          grid: { color: colour('--neutral-3') },
          ticks: {
            color: colour('--neutral-7'),
            maxTicksLimit: 4,
            callback: (value) => tokens(Number(value)),
          },
        },
      },
      plugins: {
        tooltip: {
          ...tooltipLook(colour),
          callbacks: {
            title: ([first]) => monthShort(calendarMonth(scenario.month0, first?.dataIndex ?? 0)),
            label: ({ dataset, parsed }) => `${dataset.label ?? ''}  ${tokens(parsed.y ?? 0)} tokens`,
            labelColor: ({ datasetIndex }) => {
              const paint = datasetIndex === 0 ? done : left
              return { backgroundColor: paint, borderColor: paint }
            },
            footer: ([first]) => {
              const load = loads[first?.dataIndex ?? -1]
              if (load === undefined) return ''
              return `busy ${percent(load.util)}${load.overflowSpend > 0 ? `, ${units(load.overflowSpend, currency)} finds no room` : ''}`
            },
          },
        },
      },
    },
  }
}

/** Month by month what the rig serves of the work that may move, and what it has no time for. */
export function CapacityChart({ report }: { report: Answer<'report'> }): ReactNode {
  const draw = useCallback((colour: Colour) => drawing(report, colour), [report])
  const { firstOverflow } = report.answer.projection
  return (
    <Chart
      draw={draw}
      label={`Bars by month: tokens the rig serves${firstOverflow === null ? '; it has room for all of them.' : ', and tokens it has no time for.'}`}
      height={180}
    />
  )
}
