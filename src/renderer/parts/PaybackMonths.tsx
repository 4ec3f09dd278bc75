import { memo, useState, type ReactNode } from 'react'
import type { Worked } from '../../core/payback/formulas.ts'
import { monthFigureWords, type MonthFigure } from '../../core/payback/month-formulas.ts'
import type { ProjectedMonth } from '../../core/payback/projection.ts'
import { calendarMonth } from '../../core/payback/written.ts'
import { monthShort, percent, units } from '../figures.ts'
import { loadOf } from './CapacityChart.tsx'
import { FormulaFigure } from './FormulaFigure.tsx'

const columns: readonly MonthFigure[] = [
  'apiOnly',
  'avoided',
  'opex',
  'energy',
  'invested',
  'net',
  'cumulative',
  'util',
  'overflow',
]

function written(month: ProjectedMonth, figure: MonthFigure, currency: Worked['currency']): string {
  switch (figure) {
    case 'util':
      return percent(month.util)
    case 'overflow':
      return units(loadOf(month).overflowSpend, currency)
    default:
      return units(month[figure], currency)
  }
}

/** The charts' twin: months down, what each is made of across. Every figure opens to its formula. */
export const PaybackMonths = memo(({ worked }: { worked: Worked }): ReactNode => {
  const [isOpen, setOpen] = useState(false)
  return (
    <details
      className="block"
      onToggle={(event) => {
        setOpen(event.currentTarget.open)
      }}
    >
      <summary>Month by month</summary>
      {isOpen ? <Months worked={worked} /> : null}
    </details>
  )
})
PaybackMonths.displayName = 'PaybackMonths'

const Months = ({ worked: { scenario, report, currency } }: { worked: Worked }): ReactNode => {
  const { months, payback } = report.projection
  return (
    <div className="scroller">
      <table className="table months">
        <caption>
          In {currency}. Month 0 is the month of the first purchase. A figure opens to how it was worked out.
        </caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">Basis</th>
            {columns.map((figure) => (
              <th scope="col" className="figure" key={figure}>
                {monthFigureWords[figure]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map((month) => (
            <tr
              key={month.m}
              className={[
                month.basis === 'forecast' ? 'forecast' : '',
                month.m === payback.month && payback.status === 'paid' ? 'flagged' : '',
              ]
                .join(' ')
                .trim()}
            >
              <th scope="row">
                {monthShort(calendarMonth(scenario.month0, month.m))}
                <span className="below">
                  month {month.m}
                  {month.m === payback.month && payback.status === 'paid' ? ', pays off' : ''}
                </span>
              </th>
              <td>{month.basis}</td>
              {columns.map((figure) => (
                <td className="figure" key={figure}>
                  <FormulaFigure figure={{ of: 'month', m: month.m, figure }}>
                    {written(month, figure, currency)}
                  </FormulaFigure>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
