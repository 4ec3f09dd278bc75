import { memo, type ReactNode } from 'react'
import { formulaOf, type Worked } from '../../core/payback/formulas.ts'
import { totalFigures, totalFigureWords, type TotalFigure } from '../../core/payback/total-formulas.ts'
import { FormulaFigure } from './FormulaFigure.tsx'

const below: Readonly<Partial<Record<TotalFigure, string>>> = {
  npv: 'what it is worth today, resale included',
  walkAway: 'from then on selling loses nothing',
  breakEvenSpend: 'pays back within the horizon',
  breakEvenTokens: 'pays back within the horizon',
  amortised: 'of the tokens the rig serves',
}

/** The figures of the answer; each opens to how it was worked out. */
export const PaybackTotals = memo(({ worked }: { worked: Worked }): ReactNode => (
  <section className="block" aria-labelledby="totals">
    <h2 id="totals">In figures</h2>
    <dl className="facts payback-facts">
      {totalFigures.map((figure) => (
        <div key={figure}>
          <dt>{totalFigureWords[figure]}</dt>
          <dd>
            <FormulaFigure figure={{ of: 'total', figure }}>
              {formulaOf({ of: 'total', figure }, worked)?.result ?? '–'}
            </FormulaFigure>
            {below[figure] === undefined ? null : <span className="below">{below[figure]}</span>}
          </dd>
        </div>
      ))}
    </dl>
  </section>
))
PaybackTotals.displayName = 'PaybackTotals'
