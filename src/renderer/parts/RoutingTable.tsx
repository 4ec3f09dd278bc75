import { useId, useState, type ReactNode } from 'react'
import type { Edits } from '../../core/payback/ground.ts'
import { units } from '../figures.ts'
import type { RoutedLine, RoutingView } from '../routingView.ts'
import { differs, modeWords, placeWords } from '../routingWords.ts'
import { DoneMark, LookMark, PlaceMark } from './Marks.tsx'
import { Scorecard } from './Scorecard.tsx'

/** The workloads by how well they fit the rig; each opens to its scorecard. */
export function RoutingTable({
  view,
  edits,
  changeEdits,
}: {
  view: RoutingView
  edits: Edits
  changeEdits: (edits: Edits) => void
}): ReactNode {
  const [opened, open] = useState<string | null>(view.lines[0]?.work.id ?? null)
  return (
    <div className="scroller">
      <table className="table routing">
        <caption>
          The best fit for the rig first. Fit orders the list and decides nothing: the rules of the scorecard
          do.
        </caption>
        <thead>
          <tr>
            <th scope="col">Workload</th>
            <th scope="col">Should run</th>
            <th scope="col" className="figure">
              Fit, 0 to 100
            </th>
            <th scope="col" className="figure">
              Bill a month
            </th>
            <th scope="col" className="figure">
              Net saving a month
            </th>
            <th scope="col">Your decision</th>
          </tr>
        </thead>
        <tbody>
          {view.lines.map((line) => (
            <Line
              key={line.work.id}
              line={line}
              view={view}
              isOpen={line.work.id === opened}
              open={() => {
                open(line.work.id === opened ? null : line.work.id)
              }}
              edits={edits}
              changeEdits={changeEdits}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line({
  line,
  view,
  isOpen,
  open,
  edits,
  changeEdits,
}: {
  line: RoutedLine
  view: RoutingView
  isOpen: boolean
  open: () => void
  edits: Edits
  changeEdits: (edits: Edits) => void
}): ReactNode {
  const panel = useId()
  const { work, verdict } = line
  return (
    <>
      <tr className={isOpen ? 'opened' : undefined}>
        <th scope="row" className="name">
          <button
            type="button"
            className="disclosure"
            aria-expanded={isOpen}
            aria-controls={panel}
            onClick={open}
          >
            {work.id}
          </button>
        </th>
        <td>
          <span className="place">
            <PlaceMark decision={verdict.decision} />
            {placeWords[verdict.decision]}
          </span>
          {modeWords[verdict.mode] === '' ? null : <span className="below">{modeWords[verdict.mode]}</span>}
        </td>
        <td className="figure">{verdict.scores.fit}</td>
        <td className="figure">{units(work.spend, view.currency)}</td>
        <td className="figure">{units(work.netSaving, view.currency)}</td>
        <td>
          <Accepted line={line} />
        </td>
      </tr>
      <tr className="opening" id={panel} hidden={!isOpen}>
        <td colSpan={6}>
          {isOpen ? <Scorecard line={line} view={view} edits={edits} changeEdits={changeEdits} /> : null}
        </td>
      </tr>
    </>
  )
}

function Accepted({ line: { accepted, verdict } }: { line: RoutedLine }): ReactNode {
  if (accepted === null) return <span className="quiet">none yet</span>
  const isOther = differs(verdict, accepted)
  return (
    <>
      <span className={isOther ? 'doubtful' : 'place'}>
        {isOther ? <LookMark /> : <DoneMark />}
        {placeWords[accepted.decision]}
      </span>
      {isOther ? <span className="below">the scorecard now says otherwise</span> : null}
    </>
  )
}
