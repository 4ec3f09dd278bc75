import { memo, type ReactNode } from 'react'
import { formulaOf, type Worked } from '../../core/payback/formulas.ts'
import { viewFigures, viewWords } from '../../core/payback/view-formulas.ts'
import { FormulaFigure } from './FormulaFigure.tsx'

/** The three questions that payback may mean, each with its own answer to the same figures. */
export const PaybackViews = memo(({ worked }: { worked: Worked }): ReactNode => (
  <section className="block" aria-labelledby="views">
    <h2 id="views">Three views of payback</h2>
    <dl className="facts">
      {viewFigures.map((figure) => (
        <div key={figure}>
          <dt>{viewWords[figure].name}</dt>
          <dd>
            <FormulaFigure figure={{ of: 'total', figure }}>
              {formulaOf({ of: 'total', figure }, worked)?.result ?? '–'}
            </FormulaFigure>
            <span className="below">{viewWords[figure].asks}</span>
          </dd>
        </div>
      ))}
    </dl>
  </section>
))
PaybackViews.displayName = 'PaybackViews'
