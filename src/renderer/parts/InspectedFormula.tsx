import type { ReactNode } from 'react'
import type { Formula } from '../../core/payback/formulas.ts'

/** How a figure of the payback answer was worked out: the rule, then the same with its numbers. */
export const InspectedFormula = ({ formula }: { formula: Formula }): ReactNode => (
  <>
    <header className="inspector-head">
      <h2 id="inspected">
        <span className="eyebrow">{formula.title}</span>
        {formula.result}
      </h2>
    </header>
    <p>{formula.rule.charAt(0).toUpperCase() + formula.rule.slice(1)}.</p>
    {formula.lines.length === 0 ? null : (
      <ol className="formula-lines numbers" aria-label="With the numbers filled in">
        {formula.lines.map((line, place) => (
          <li key={place}>{line}</li>
        ))}
      </ol>
    )}
    {formula.notes.map((note) => (
      <p className="quiet" key={note}>
        {note}
      </p>
    ))}
  </>
)
