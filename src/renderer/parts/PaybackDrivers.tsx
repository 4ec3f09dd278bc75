import { memo, type ReactNode } from 'react'
import type { TornadoBar } from '../../core/payback/answers.ts'
import type { DriverEnd } from '../../core/payback/driver-formulas.ts'
import { driverWords } from '../../core/payback/driver-words.ts'
import { switchWords } from '../../core/payback/help-words.ts'
import { units } from '../figures.ts'
import type { Answer } from '../useWorked.ts'
import { FormulaFigure } from './FormulaFigure.tsx'
import { Unknown } from './Marks.tsx'
import { endWords, movingBars, TornadoChart } from './TornadoChart.tsx'

/** A figure of the table; its column says which, to those who see it. */
const EndFigure = ({
  bar: { driver },
  end,
  figure,
  children,
}: Pick<DriverEnd, 'end' | 'figure'> & { bar: TornadoBar; children: ReactNode }): ReactNode => (
  <FormulaFigure figure={{ of: 'driver', driver, end, figure }}>
    {children}
    <span className="unseen">
      , {driverWords[driver].label} at its {end}
    </span>
  </FormulaFigure>
)

/** What moves the answer most, and how far it may go before the rig no longer pays. */
export const PaybackDrivers = memo(({ report }: { report: Answer<'report'> }): ReactNode => {
  const { answer, question } = report
  const { scenario, currency } = question
  const bars = movingBars(answer.tornado)
  const [first] = bars
  return (
    <section className="block" aria-labelledby="drivers">
      <h2 id="drivers">
        {first === undefined
          ? 'Nothing moves the answer.'
          : `${driverWords[first.driver].label} moves it most.`}
      </h2>
      {first === undefined ? null : (
        <>
          <p className="quiet">
            Each alone at its low and at its high, all others as assumed; at the ends the month in which it
            pays then.
          </p>
          <ul className="legend" aria-hidden="true">
            <li>
              <span className="swatch" style={{ background: 'var(--series-2)' }} /> at its low
            </li>
            <li>
              <span className="swatch" style={{ background: 'var(--series-1)' }} /> at its high
            </li>
          </ul>
          <TornadoChart report={report} />
          <details className="block">
            <summary>What must hold</summary>
            <div className="scroller">
              <table className="table">
                <caption>
                  Net present value in {currency}. With the value of the second column alone it is nothing
                  over the horizon.
                </caption>
                <thead>
                  <tr>
                    <th scope="col">Driver</th>
                    <th scope="col">It comes out even with</th>
                    <th scope="col">From</th>
                    <th scope="col">To</th>
                    <th scope="col" className="figure">
                      Worth at the low
                    </th>
                    <th scope="col" className="figure">
                      Worth at the high
                    </th>
                    <th scope="col">Pays at the low, high</th>
                  </tr>
                </thead>
                <tbody>
                  {bars.map((bar) => {
                    const { label, reads } = driverWords[bar.driver]
                    const even = answer.switching.find(({ driver }) => driver === bar.driver)
                    return (
                      <tr key={bar.driver}>
                        <th scope="row">{label}</th>
                        <td>
                          {even?.value == null ? (
                            <Unknown why="no value in its reach does that" />
                          ) : (
                            <FormulaFigure figure={{ of: 'switching', driver: bar.driver }}>
                              {switchWords(even, scenario, currency)}
                            </FormulaFigure>
                          )}
                        </td>
                        <td className="whole">{reads(bar.range[0])}</td>
                        <td className="whole">{reads(bar.range[2])}</td>
                        <td className="figure">
                          <EndFigure bar={bar} end="low" figure="npv">
                            {units(bar.npvLow, currency)}
                          </EndFigure>
                        </td>
                        <td className="figure">
                          <EndFigure bar={bar} end="high" figure="npv">
                            {units(bar.npvHigh, currency)}
                          </EndFigure>
                        </td>
                        <td className="whole">
                          <EndFigure bar={bar} end="low" figure="payback">
                            {endWords(bar.paybackLow, scenario.month0)}
                          </EndFigure>
                          {', '}
                          <EndFigure bar={bar} end="high" figure="payback">
                            {endWords(bar.paybackHigh, scenario.month0)}
                          </EndFigure>
                        </td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </div>
          </details>
        </>
      )}
    </section>
  )
})
PaybackDrivers.displayName = 'PaybackDrivers'
