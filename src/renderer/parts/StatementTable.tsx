import type { ReactNode } from 'react'
import type { DatasetKind } from '../../core/charge.ts'
import { onlyOne, type Coverage, type Statement } from '../../core/statement.ts'
import { bridge } from '../bridge.ts'
import { count, dayOnClock, dayRange, instant } from '../figures.ts'
import { seriesColour, type SeriesOf } from '../series.ts'
import { useDeed } from '../useDeed.ts'
import { counted, listed } from '../words.ts'
import { Swatch, Unknown } from './Marks.tsx'
import { ProblemNotice } from './Screen.tsx'
import { StatementTotals } from './StatementTotals.tsx'

const datasetWords: Readonly<Record<DatasetKind, string>> = {
  cost: 'cost',
  usage: 'usage',
  estimate: 'estimate',
}

/** Every imported file; an undone one stays, so that it can be brought back. */
export const StatementTable = ({
  statements,
  series,
}: {
  statements: readonly Statement[]
  series: SeriesOf
}): ReactNode => (
  <div className="scroller">
    <table className="table">
      <caption>Imported files; totals as the file’s own cells add up, to the last digit.</caption>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">Provider, account</th>
          <th scope="col">Kind</th>
          <th scope="col">Days</th>
          <th scope="col" className="figure">
            Rows
          </th>
          <th scope="col" className="figure">
            Total billed
          </th>
          <th scope="col">Imported</th>
          <th scope="col">
            <span className="unseen">Undo</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {statements.map((statement) => (
          <tr key={statement.id} className={statement.undoneAt === null ? undefined : 'undone'}>
            <th scope="row" className="name">
              {statement.fileName}
            </th>
            <td>
              <Providers coverage={statement.coverage} series={series} />
              <Account coverage={statement.coverage} />
            </td>
            <td>{datasetWords[statement.dataset]}</td>
            <td className="whole">
              {statement.firstDay === null || statement.lastDay === null ? (
                <Unknown why="the file has a header and no rows" />
              ) : (
                dayRange(statement.firstDay, statement.lastDay)
              )}
            </td>
            <td className="figure">{count(statement.rowCount)}</td>
            <td className="figure">
              {statement.totals.length === 0 ? (
                <Unknown why="a usage export counts tokens and says no cost" />
              ) : (
                <StatementTotals totals={statement.totals} />
              )}
            </td>
            <td className="whole" title={instant(statement.importedAt)}>
              {dayOnClock(statement.importedAt)}
            </td>
            <td className="whole">
              <UndoOrRedo statement={statement} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** One click and no question: what it does can be taken back in the same place. */
function UndoOrRedo({ statement }: { statement: Statement }): ReactNode {
  const [deed, perform] = useDeed()
  const isUndone = statement.undoneAt !== null
  return (
    <>
      <button
        type="button"
        className="link"
        disabled={deed.state === 'doing'}
        aria-label={`${isUndone ? 'Bring back' : 'Undo import of'} ${statement.fileName}`}
        onClick={() => {
          perform(isUndone ? bridge.redoStatement(statement.id) : bridge.undoStatement(statement.id))
        }}
      >
        {isUndone ? 'Bring back' : 'Undo'}
      </button>
      {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
    </>
  )
}

const Providers = ({ coverage, series }: { coverage: readonly Coverage[]; series: SeriesOf }): ReactNode =>
  coverage.length === 0 ? (
    <Unknown why="the file has a header and no rows" />
  ) : (
    [...new Set(coverage.map((covered) => covered.serviceProviderName))].map((provider) => (
      <span className="month-state" key={provider}>
        <span>
          <Swatch colour={seriesColour(series, provider)} />
          {provider}
        </span>
      </span>
    ))
  )

/** The account under its provider; nothing where the export does not name one. */
function Account({ coverage }: { coverage: readonly Coverage[] }): ReactNode {
  const accounts = [...new Set(coverage.map((covered) => covered.billingAccountId))].filter((id) => id !== '')
  if (accounts.length === 0) return null
  return (
    <span className="month-state quiet name" title={listed(accounts)}>
      {onlyOne(accounts) ?? counted(accounts.length, 'account')}
    </span>
  )
}
