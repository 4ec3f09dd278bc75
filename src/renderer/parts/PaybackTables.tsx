import type { ReactNode } from 'react'
import type { Assumption, PaybackAnswer } from '../../core/payback.ts'
import { decimal, monthShort, percent, unitPrice, units } from '../figures.ts'
import { Unknown } from './Marks.tsx'

function valueWords({ value, unit }: Assumption, answer: PaybackAnswer): string {
  if (typeof value !== 'number') return [value, unit].filter((word) => word !== '' && word !== null).join(' ')
  if (unit === 'of 1') return percent(value)
  if (unit === 'a month') return `${percent(value)} a month`
  if (unit === 'per kWh') return `${unitPrice(value, answer.currency)} per kWh`
  if (/^[A-Z]{3}$/.test(unit)) return units(value, unit)
  return `${decimal(value, 2)} ${unit}`.trim()
}

/** Everything the answer rests on, and where each figure comes from. */
export const Assumptions = ({ answer }: { answer: PaybackAnswer }): ReactNode => (
  <section className="block" aria-labelledby="assumptions">
    <h2 id="assumptions">What it assumes</h2>
    <div className="scroller">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Assumption</th>
            <th scope="col" className="figure">
              Value
            </th>
            <th scope="col">Where it comes from</th>
          </tr>
        </thead>
        <tbody>
          {answer.assumptions.map((assumption) => (
            <tr key={assumption.name}>
              <th scope="row">{assumption.label}</th>
              <td className="figure">
                {assumption.value === null ? (
                  <Unknown why={assumption.source} />
                ) : (
                  valueWords(assumption, answer)
                )}
              </td>
              <td>{assumption.source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
)

/** The chart's twin. */
export const MonthByMonth = ({ answer }: { answer: PaybackAnswer }): ReactNode => (
  <details className="block">
    <summary>Month by month</summary>
    <div className="scroller">
      <table className="table">
        <caption>Cumulative cost in {answer.currency}; month 0 is the month of the purchase.</caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col" className="figure">
              After
            </th>
            <th scope="col" className="figure">
              Stay on the API
            </th>
            <th scope="col" className="figure">
              With the rig
            </th>
            <th scope="col" className="figure">
              Ahead by
            </th>
          </tr>
        </thead>
        <tbody>
          {answer.months.map((month) => (
            <tr key={month.index} className={month.index === answer.month ? 'flagged' : undefined}>
              <th scope="row">
                {monthShort(month.month)}
                {month.index === answer.month ? ', pays off' : ''}
              </th>
              <td className="figure">{month.index}</td>
              <td className="figure">{units(month.apiOnly, answer.currency)}</td>
              <td className="figure">{units(month.withRig, answer.currency)}</td>
              <td className="figure">{units(month.apiOnly - month.withRig, answer.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
)
