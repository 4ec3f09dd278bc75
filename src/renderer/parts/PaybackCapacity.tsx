import { memo, useState, type ReactNode } from 'react'
import { calendarMonth } from '../../core/payback/written.ts'
import { monthLong, monthShort, percent, tokens, units } from '../figures.ts'
import type { Answer } from '../useWorked.ts'
import { CapacityChart, loadOf, type Load } from './CapacityChart.tsx'

/** Whether the rig has room for the work that may move, month by month. */
export const PaybackCapacity = memo(({ report }: { report: Answer<'report'> }): ReactNode => {
  const { answer, question } = report
  const { scenario, currency } = question
  const { firstOverflow, months } = answer.projection
  const loads = months.map(loadOf)
  const isKnown = loads.some(({ served, overflow }) => served + overflow > 0)
  return (
    <section className="block" aria-labelledby="capacity">
      <h2 id="capacity">
        {!isKnown
          ? 'Whether it has room is not known.'
          : firstOverflow === null
            ? 'It has room for all the work that may move.'
            : `From ${monthLong(calendarMonth(scenario.month0, firstOverflow.m))} it has no room for all of it.`}
      </h2>
      {!isKnown ? (
        <p>
          The bills tell no tokens of the work that may move, so how long the rig would take for it cannot be
          reckoned. Drop the usage exports of the same months, or put the tokens in beside this.
        </p>
      ) : (
        <>
          {firstOverflow === null ? null : (
            <p>
              {tokens(firstOverflow.tokens)} tokens, {units(firstOverflow.spend, currency)} of the bill, stay
              on the API in that month.
            </p>
          )}
          <ul className="legend" aria-hidden="true">
            <li>
              <span className="swatch" style={{ background: 'var(--series-3)' }} /> tokens on the rig
            </li>
            <li>
              <span className="swatch hatched" /> no room, stay on the API
            </li>
          </ul>
          <CapacityChart report={report} />
          <Loads loads={loads} report={report} />
        </>
      )}
    </section>
  )
})
PaybackCapacity.displayName = 'PaybackCapacity'

/** The chart's twin. */
function Loads({ loads, report }: { loads: readonly Load[]; report: Answer<'report'> }): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const { scenario, currency } = report.question
  return (
    <details
      onToggle={(event) => {
        setOpen(event.currentTarget.open)
      }}
    >
      <summary>Room month by month</summary>
      {isOpen ? (
        <div className="scroller">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Month</th>
                <th scope="col" className="figure">
                  Busy
                </th>
                <th scope="col" className="figure">
                  Tokens on the rig
                </th>
                <th scope="col" className="figure">
                  Tokens without room
                </th>
                <th scope="col" className="figure">
                  Their part of the bill ({currency})
                </th>
              </tr>
            </thead>
            <tbody>
              {loads.map(({ m, util, served, overflow, overflowSpend }) => (
                <tr key={m}>
                  <th scope="row">{monthShort(calendarMonth(scenario.month0, m))}</th>
                  <td className="figure">{percent(util)}</td>
                  <td className="figure">{tokens(served)}</td>
                  <td className="figure">{tokens(overflow)}</td>
                  <td className="figure">{units(overflowSpend, currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </details>
  )
}
