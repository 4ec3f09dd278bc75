import type { ActiveElement, Chart as ChartJs, ChartConfiguration, ChartEvent, Plugin } from 'chart.js'
import { useCallback, type ReactNode } from 'react'
import { toUnits, type Currency } from '../../core/money.ts'
import type { MonthOfSpend } from '../../core/spend.ts'
import { shownText } from '../../core/shown-text.ts'
import { monthLong, monthTick, shortMoney, units } from '../figures.ts'
import { totalOf, type CellOf } from '../monthly.ts'
import type { Column } from '../series.ts'
import { Chart, hatch, type Colour } from './Chart.tsx'
import { moneyAxis, tooltipLook } from './chartLook.ts'
import { Swatch } from './Marks.tsx'

/** Where the bar of a month ends upwards: credits hang below the axis. */
const topOf = (month: MonthOfSpend, currency: Currency): number =>
  month.amounts
    .filter((amount) => amount.currency === currency && amount.effective > 0n)
    .reduce((sum, amount) => sum + toUnits(amount.effective), 0)

/** The total above each bar where there is room, and above the tallest; a tick where a bill is missing. */
const totalsAbove = (months: readonly MonthOfSpend[], currency: Currency, colour: Colour): Plugin<'bar'> => ({
  id: 'totalsAbove',
  afterDatasetsDraw: ({ ctx, scales, chartArea }) => {
    const { x, y } = scales
    if (x === undefined || y === undefined) return
    const room = chartArea.width / months.length - 2
    const tallest = Math.max(...months.map((month) => topOf(month, currency)))
    ctx.save()
    ctx.textAlign = 'center'
    months.forEach((month, index) => {
      const at = x.getPixelForValue(index)
      const base = y.getPixelForValue(0)
      const total = totalOf(month, currency)
      if (month.state === 'missing') {
        ctx.strokeStyle = ctx.fillStyle = colour('--neutral-7')
        ctx.lineWidth = 1.5
        ctx.beginPath()
        ctx.moveTo(at, base - 5)
        ctx.lineTo(at, base + 5)
        ctx.stroke()
        if (total === null && ctx.measureText('missing').width <= room) ctx.fillText('missing', at, base - 12)
      }
      if (total === null) return
      const top = topOf(month, currency)
      const text = shortMoney(toUnits(total.effective), currency, true)
      ctx.fillStyle = colour('--neutral-9')
      if (top === tallest || ctx.measureText(text).width <= room)
        ctx.fillText(text, at, y.getPixelForValue(top) - 8)
    })
    ctx.restore()
  },
})

/** The part of a bar under the pointer. */
const barsAt = (event: ChartEvent, chart: ChartJs): readonly ActiveElement[] =>
  event.native === null
    ? []
    : chart.getElementsAtEventForMode(event.native, 'nearest', { intersect: true }, false)

function drawing(
  months: readonly MonthOfSpend[],
  columns: readonly Column[],
  currency: Currency,
  cells: CellOf,
  open: (month: MonthOfSpend, column: Column) => void,
  colour: Colour,
): ChartConfiguration<'bar'> {
  const ground = colour('--neutral-0')
  return {
    type: 'bar',
    data: {
      labels: months.map((month, index) => monthTick(month.month, index === 0)),
      datasets: columns.map((column) => {
        const solid = colour(column.colour)
        const hatched = hatch(solid, ground)
        return {
          label: column.name,
          data: months.map((month) => {
            const cell = cells(month, column.providers, currency)
            return cell.known ? toUnits(cell.effective) : null
          }),
          backgroundColor: months.map((month) => (month.state === 'complete' ? solid : hatched)),
          hoverBackgroundColor: months.map((month) => (month.state === 'complete' ? solid : hatched)),
          borderColor: months.map((month) => (month.state === 'complete' ? ground : solid)),
          borderWidth: months.map((month) => (month.state === 'complete' ? { top: 1 } : 1)),
          borderSkipped: false,
          maxBarThickness: 56,
          categoryPercentage: 0.78,
          barPercentage: 1,
        }
      }),
    },
    options: {
      layout: { padding: { top: 24 } },
      interaction: { mode: 'index', intersect: false },
      onClick: (event, _found, chart) => {
        const [bar] = barsAt(event, chart)
        const month = months[bar?.index ?? -1]
        const column = columns[bar?.datasetIndex ?? -1]
        if (month !== undefined && column !== undefined) open(month, column)
      },
      onHover: (event, _found, chart) => {
        chart.canvas.style.cursor = barsAt(event, chart).length > 0 ? 'pointer' : ''
      },
      scales: {
        x: {
          stacked: true,
          grid: { display: false },
          border: { color: colour('--neutral-5') },
          ticks: { color: colour('--neutral-8'), maxRotation: 0, autoSkipPadding: 8 },
        },
        y: {
          stacked: true,
          ...moneyAxis(colour, currency, 5),
        },
      },
      plugins: {
        tooltip: {
          ...tooltipLook(colour),
          callbacks: {
            title: ([first]) => {
              const month = months[first?.dataIndex ?? -1]
              return month === undefined ? '' : monthLong(month.month)
            },
            label: ({ dataset, raw }) =>
              `${dataset.label ?? ''}  ${typeof raw === 'number' ? units(raw, currency) : '–'}`,
            labelColor: ({ datasetIndex }) => {
              const paint = colour(columns[datasetIndex]?.colour ?? '--series-other')
              return { backgroundColor: paint, borderColor: paint }
            },
            footer: ([first]) => {
              const month = months[first?.dataIndex ?? -1]
              const total = month === undefined ? null : totalOf(month, currency)
              if (month === undefined || total === null) return ''
              const state = month.state === 'complete' ? '' : ' (not the whole month)'
              return `Total  ${units(toUnits(total.effective), currency)}${state}`
            },
          },
        },
      },
    },
    plugins: [totalsAbove(months, currency, colour)],
  }
}

/** Clicking a bar opens it; the table beneath does the same for the keyboard. */
export function SpendChart({
  months,
  columns,
  currency,
  cells,
  open,
  label,
}: {
  months: readonly MonthOfSpend[]
  columns: readonly Column[]
  currency: Currency
  cells: CellOf
  open: (month: MonthOfSpend, column: Column) => void
  label: string
}): ReactNode {
  const draw = useCallback(
    (colour: Colour) => drawing(months, columns, currency, cells, open, colour),
    [months, columns, currency, cells, open],
  )
  const unfinished = months.some((month) => month.state !== 'complete')
  return (
    <figure className="block">
      <ul className="legend" aria-label="Columns">
        {columns.map((column) => (
          <li key={column.name}>
            <Swatch colour={column.colour} />
            {shownText(column.name)}
          </li>
        ))}
        {unfinished ? (
          <li>
            <span className="swatch hatched" aria-hidden="true" />
            not the whole month
          </li>
        ) : null}
      </ul>
      <Chart draw={draw} label={label} height={320} />
    </figure>
  )
}
