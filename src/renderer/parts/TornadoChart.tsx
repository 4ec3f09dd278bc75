import type { ChartConfiguration } from 'chart.js'
import type { AnnotationOptions } from 'chartjs-plugin-annotation'
import { useCallback, type ReactNode } from 'react'
import type { TornadoBar } from '../../core/payback/answers.ts'
import { driverWords } from '../../core/payback/driver-words.ts'
import { shortMonthText } from '../../core/payback/written.ts'
import { shortMoney, units } from '../figures.ts'
import type { Answer } from '../useWorked.ts'
import { Chart, type Colour } from './Chart.tsx'
import { moneyAxis, tooltipLook } from './chartLook.ts'

const rowHeight = 34
const room = 56
/** A swing below this share of the widest is not worth a row. */
const least = 0.005

/** The drivers that move the answer, the strongest first. */
export function movingBars(bars: readonly TornadoBar[]): readonly TornadoBar[] {
  const widest = bars[0]?.swing ?? 0
  return bars.filter(({ swing }) => swing > widest * least)
}

/** The month of an end, or that it never pays there. */
export const endWords = (month: number | null, month0: string): string =>
  month === null ? 'never' : shortMonthText(month0, month)

function drawing({ question, answer }: Answer<'report'>, colour: Colour): ChartConfiguration<'bar'> {
  const { currency, scenario } = question
  const bars = movingBars(answer.tornado)
  const base = answer.projection.npv
  const low = colour('--series-2')
  const high = colour('--series-1')
  const end = (bar: TornadoBar, row: number, which: 'low' | 'high'): AnnotationOptions => {
    const npv = which === 'low' ? bar.npvLow : bar.npvHigh
    const isLeft = which === 'low' ? bar.npvLow <= bar.npvHigh : bar.npvHigh < bar.npvLow
    return {
      type: 'label',
      xValue: npv,
      yValue: row,
      position: { x: isLeft ? 'end' : 'start', y: 'center' },
      xAdjust: isLeft ? -3 : 3,
      content: endWords(which === 'low' ? bar.paybackLow : bar.paybackHigh, scenario.month0),
      color: colour('--neutral-8'),
      font: { size: 12 },
      padding: 2,
    }
  }
  const shared = { grouped: false, barThickness: 14 } as const
  return {
    type: 'bar',
    data: {
      labels: bars.map(({ driver }) => driverWords[driver].label),
      datasets: [
        {
          ...shared,
          label: 'at its low',
          data: bars.map(
            ({ npvLow }) => [Math.min(base, npvLow), Math.max(base, npvLow)] as [number, number],
          ),
          backgroundColor: low,
        },
        {
          ...shared,
          label: 'at its high',
          data: bars.map(
            ({ npvHigh }) => [Math.min(base, npvHigh), Math.max(base, npvHigh)] as [number, number],
          ),
          backgroundColor: high,
        },
      ],
    },
    options: {
      indexAxis: 'y',
      layout: { padding: { right: 8 } },
      interaction: { mode: 'nearest', axis: 'y', intersect: false },
      scales: {
        x: {
          ...moneyAxis(colour, currency, 6),
          beginAtZero: false,
          grace: '18%',
          title: { display: true, text: 'Net present value', color: colour('--neutral-7') },
        },
        y: {
          grid: { display: false },
          border: { display: false },
          ticks: { color: colour('--neutral-9') },
        },
      },
      plugins: {
        annotation: {
          annotations: {
            base: {
              type: 'line',
              scaleID: 'x',
              value: base,
              borderColor: colour('--neutral-9'),
              borderWidth: 1,
            },
            ...Object.fromEntries(
              bars.flatMap((bar, row) => [
                [`low${row}`, end(bar, row, 'low')],
                [`high${row}`, end(bar, row, 'high')],
              ]),
            ),
          },
        },
        tooltip: {
          ...tooltipLook(colour),
          callbacks: {
            label: ({ datasetIndex, dataIndex }) => {
              const bar = bars[dataIndex]
              if (bar === undefined) return ''
              const isLow = datasetIndex === 0
              return `${driverWords[bar.driver].reads(bar.range[isLow ? 0 : 2])}: ${units(isLow ? bar.npvLow : bar.npvHigh, currency)}`
            },
            labelColor: ({ datasetIndex }) => {
              const paint = datasetIndex === 0 ? low : high
              return { backgroundColor: paint, borderColor: paint }
            },
          },
        },
      },
    },
  }
}

/** Each driver alone at its low and its high: how far the net present value moves, and when it pays then. */
export function TornadoChart({ report }: { report: Answer<'report'> }): ReactNode {
  const draw = useCallback((colour: Colour) => drawing(report, colour), [report])
  const bars = movingBars(report.answer.tornado)
  const [first] = bars
  return (
    <Chart
      draw={draw}
      label={`Bars from the net present value as assumed, ${shortMoney(report.answer.projection.npv, report.question.currency)}, to what it is with one thing at its low or its high.${first === undefined ? '' : ` ${driverWords[first.driver].label} moves it most.`}`}
      height={bars.length * rowHeight + room}
    />
  )
}
