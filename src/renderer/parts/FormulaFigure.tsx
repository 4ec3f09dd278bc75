import { createContext, useContext, type ReactNode } from 'react'
import { formulaOf, type PaybackFigure, type Worked } from '../../core/payback/formulas.ts'
import { formulaId, useInspecting } from '../inspecting.ts'

/** The answer on screen, from which formulas are filled in. */
export const WorkedContext = createContext<Worked | null>(null)

/** A figure of the payback answer that opens to how it was worked out. */
export function FormulaFigure({
  figure,
  children,
}: {
  figure: PaybackFigure
  children: ReactNode
}): ReactNode {
  const { openId, open } = useInspecting()
  const worked = useContext(WorkedContext)
  const id = formulaId(figure)
  return (
    <button
      type="button"
      className="opens"
      id={id}
      aria-expanded={openId === id}
      onClick={() => {
        const formula = worked === null ? null : formulaOf(figure, worked)
        if (formula !== null) open({ kind: 'formula', figure, formula })
      }}
    >
      {children}
    </button>
  )
}
