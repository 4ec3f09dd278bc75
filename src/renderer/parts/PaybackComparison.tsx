import type { ReactNode } from 'react'
import type { Comparison } from '../../core/payback/answers.ts'
import type { Currency } from '../../core/money.ts'
import { optionWords, winnerWords } from '../../core/payback/payback-words.ts'
import { count, units } from '../figures.ts'
import { FormulaFigure } from './FormulaFigure.tsx'
import { Unknown } from './Marks.tsx'

/** Other ways to have the same work done, and whether one of them is clearly the cheapest. */
export function PaybackComparison({
  comparison,
  currency,
  horizonMonths,
}: {
  comparison: Comparison
  currency: Currency
  horizonMonths: number
}): ReactNode {
  const options = comparison.options.toSorted((a, b) => a.presentValue - b.presentValue)
  return (
    <section className="block" aria-labelledby="compared">
      <h2 id="compared">Against other ways</h2>
      <p>{winnerWords(comparison)}</p>
      <div className="scroller">
        <table className="table">
          <caption>
            All cost over {count(horizonMonths)} months in {currency} at today’s value, the cheapest first.
            Ways whose figures are not set are left out: set them among the inputs.
          </caption>
          <thead>
            <tr>
              <th scope="col">Way</th>
              <th scope="col" className="figure">
                At today’s value
              </th>
              <th scope="col" className="figure">
                In the last month
              </th>
              <th scope="col" className="figure">
                Machines
              </th>
            </tr>
          </thead>
          <tbody>
            {options.map((option) => (
              <tr key={option.kind} className={option.kind === comparison.winner ? 'flagged' : undefined}>
                <th scope="row">
                  {optionWords(option.kind)}
                  {option.kind === comparison.winner ? (
                    <span className="below">clearly the cheapest</span>
                  ) : null}
                </th>
                <td className="figure">
                  <FormulaFigure figure={{ of: 'option', figure: option.kind }}>
                    {units(option.presentValue, currency)}
                  </FormulaFigure>
                </td>
                <td className="figure">
                  <FormulaFigure figure={{ of: 'option-month', figure: option.kind }}>
                    {units(option.monthly, currency)}
                  </FormulaFigure>
                </td>
                <td className="figure">
                  {option.machines === null ? (
                    <Unknown why="it needs none of its own" />
                  ) : (
                    count(option.machines)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
