import { Fragment, useState, type ReactNode } from 'react'
import type { StatementView } from '../../contract/bridge.ts'
import { onlyOne, type Coverage, type Statement } from '../../core/statement.ts'
import { undoWords } from '../../core/undo-words.ts'
import { tieOutWords } from '../../core/tie-out-words.ts'
import { bridge } from '../bridge.ts'
import { exportWords } from '../exportWords.ts'
import { count, dayOnClock, dayRange, exactText, instant } from '../figures.ts'
import { seriesColour, type SeriesOf } from '../series.ts'
import { useDeed } from '../useDeed.ts'
import { counted, listed } from '../words.ts'
import { InvoiceTotal } from './InvoiceTotal.tsx'
import { Swatch, Unknown } from './Marks.tsx'
import { ProblemNotice } from './Screen.tsx'
import { StatementTotals } from './StatementTotals.tsx'

const columns = 7

/** Every imported file; an undone one stays, so that it can be brought back. */
export function StatementTable({
  statements,
  series,
}: {
  statements: readonly StatementView[]
  series: SeriesOf
}): ReactNode {
  const [told, tell] = useState<Told | null>(null)
  return (
    <div className="scroller">
      <table className="table statements">
        <caption>
          Imported files, what each was read as, and when it was imported; totals as the file’s own cells add
          up, to the last digit.
        </caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Provider, account</th>
            <th scope="col">Days</th>
            <th scope="col" className="figure">
              Rows
            </th>
            <th scope="col" className="figure">
              Total billed
            </th>
            <th scope="col" className="figure invoice">
              Invoice total
            </th>
            <th scope="col">
              <span className="unseen">Undo</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {statements.map((statement) => (
            <Fragment key={statement.id}>
              <tr className={statement.undoneAt === null ? undefined : 'undone'}>
                <th scope="row" className="name">
                  {statement.fileName}
                  <span className="below" title={`Imported ${instant(statement.importedAt)}`}>
                    {exportWords(statement.dialect)} · {dayOnClock(statement.importedAt)}
                  </span>
                </th>
                <td>
                  <Providers coverage={statement.coverage} series={series} />
                  <Account coverage={statement.coverage} />
                </td>
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
                <td className="figure">
                  <InvoiceTotal statement={statement} />
                </td>
                <td className="whole">
                  <UndoOrRedo statement={statement} tell={tell} />
                </td>
              </tr>
              {told?.id === statement.id ? <ToldRow words={told.words} /> : null}
              <DifferenceRow statement={statement} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What undoing an import, or bringing it back, did. */
type Told = { readonly id: number; readonly words: string }

const ToldRow = ({ words }: { words: string }): ReactNode => (
  <tr className="difference">
    <td colSpan={columns}>
      <p role="status">{words}</p>
    </td>
  </tr>
)

/** Where a statement and its invoice differ: by how much, and what may make it up. */
function DifferenceRow({ statement }: { statement: StatementView }): ReactNode {
  const { tieOut, undoneAt } = statement
  if (undoneAt !== null || tieOut.state === 'no-control' || tieOut.state === 'ties-out') return null
  const { headline, candidates } = tieOutWords(tieOut, exactText)
  return (
    <tr className="difference">
      <td colSpan={columns}>
        <p>{headline}</p>
        {candidates.length === 0 ? null : (
          <ul aria-label={`What may make up the difference of ${statement.fileName}`}>
            {candidates.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  )
}

/** One click and no question: what it does can be taken back in the same place. */
function UndoOrRedo({ statement, tell }: { statement: Statement; tell: (told: Told) => void }): ReactNode {
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
          perform(
            isUndone ? bridge.redoStatement(statement.id) : bridge.undoStatement(statement.id),
            (done) => {
              tell({ id: statement.id, words: undoWords(done, instant) })
            },
          )
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
    <span className="below" title={listed(accounts)}>
      {onlyOne(accounts) ?? counted(accounts.length, 'account')}
    </span>
  )
}
