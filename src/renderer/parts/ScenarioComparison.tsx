import type { ReactNode } from 'react'
import type { PaybackRange } from '../../core/payback/answers.ts'
import type { Scenario } from '../../core/payback/scenario.ts'
import { projectionOf } from '../askedScenario.ts'
import { differencesOf } from '../scenarioDifferences.ts'
import {
  figureLabels,
  figureRows,
  figuresOf,
  rangeFigure,
  type ComparedFigure,
  type FigureRow,
} from '../scenarioFigures.ts'
import type { ReadyEntry } from '../useComparison.ts'
import { Unknown } from './Marks.tsx'

/** A figure of a comparison. */
export const ComparedCell = ({ figure }: { figure: ComparedFigure }): ReactNode =>
  figure.state === 'unknown' ? (
    <Unknown why={figure.why} />
  ) : (
    <>
      {figure.text}
      {figure.below === null ? null : <span className="below">{figure.below}</span>}
    </>
  )

type Figures = { readonly id: number; readonly of: Readonly<Record<FigureRow, ComparedFigure>> }

const FigureLine = ({ row, figures }: { row: FigureRow; figures: readonly Figures[] }): ReactNode => (
  <tr>
    <th scope="row">{figureLabels[row]}</th>
    {figures.map(({ id, of }) => (
      <td key={id} className="figure">
        <ComparedCell figure={of[row]} />
      </td>
    ))}
  </tr>
)

/** Scenarios side by side: what they come to, and the inputs in which they differ. */
export function ScenarioComparison({
  compared,
  ranges,
}: {
  compared: readonly ReadyEntry[]
  ranges: ReadonlyMap<Scenario, PaybackRange>
}): ReactNode {
  const figures = compared.map(({ id, asked: { scenario, currency } }) => ({
    id,
    of: figuresOf(projectionOf(scenario), scenario, currency),
  }))
  const differences = differencesOf(
    compared.map(({ id, name, asked: { scenario, currency } }) => ({ id, name, scenario, currency })),
  )
  return (
    <div className="scroller">
      <table className="table side-by-side">
        <caption>Side by side</caption>
        <thead>
          <tr>
            <td />
            {compared.map(({ id, name }) => (
              <th key={id} scope="col" className="figure">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <FigureLine row="payback" figures={figures} />
          <tr>
            <th scope="row">
              Its range
              <span className="below">1 in 10 chance by the first month, 9 in 10 by the last</span>
            </th>
            {compared.map(({ id, asked: { scenario } }) => {
              const range = ranges.get(scenario)
              return (
                <td key={id} className="figure">
                  {range === undefined ? (
                    <span className="quiet">working it out…</span>
                  ) : (
                    <ComparedCell figure={rangeFigure(range, scenario.month0)} />
                  )}
                </td>
              )
            })}
          </tr>
          {figureRows.slice(1).map((row) => (
            <FigureLine key={row} row={row} figures={figures} />
          ))}
        </tbody>
        <tbody>
          <tr>
            <th scope="rowgroup" colSpan={compared.length + 1} className="part-head">
              {differences.length === 0 ? 'They assume the same.' : 'What they assume otherwise'}
            </th>
          </tr>
          {differences.map(({ label, written }) => (
            <tr key={label}>
              <th scope="row" className="name">
                {label}
              </th>
              {written.map((text, at) => (
                <td key={compared[at]?.id} className="figure name">
                  {text ?? <Unknown why="not part of this scenario" />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
