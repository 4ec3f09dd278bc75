import { useMemo, type ReactNode } from 'react'
import { daysIn } from '../../core/period.ts'
import type { SourceMonth, SpendView } from '../../core/spend.ts'
import type { Statement } from '../../core/statement.ts'
import { count, monthShort } from '../figures.ts'
import { seriesColour, seriesOf, type SeriesOf } from '../series.ts'
import { coverageWords } from '../spendWords.ts'
import { counted, sourceWords } from '../words.ts'
import { MonthStateMark, Swatch, Unknown } from '../parts/Marks.tsx'
import { Empty, ProblemNotice, Screen } from '../parts/Screen.tsx'
import type { RefusedFile } from '../useImport.ts'
import { StatementTable } from '../parts/StatementTable.tsx'

/** What was imported, and which days it covers. */
export function Statements({
  statements,
  spend,
  refused,
  chooseFiles,
}: {
  statements: readonly Statement[]
  spend: SpendView
  refused: readonly RefusedFile[]
  chooseFiles: () => void
}): ReactNode {
  const series = useMemo(() => seriesOf(spend), [spend])
  const choose = (
    <button type="button" className="button" onClick={chooseFiles}>
      Choose files…
    </button>
  )
  if (statements.length === 0)
    return (
      <Screen name="Statements" answer="No statement has been imported.">
        <Empty actions={choose}>
          <p>
            Every file you import will be listed here, with the days it covers and its exact total. Drop a
            bill anywhere in this window.
          </p>
        </Empty>
        <Refused files={refused} />
      </Screen>
    )
  const counting = statements.filter(({ undoneAt }) => undoneAt === null)
  const rows = counting.reduce((sum, statement) => sum + statement.rowCount, 0)
  return (
    <Screen
      name="Statements"
      answer={`${counted(counting.length, 'statement')}, ${counted(rows, 'row')}.`}
      second={`${coverageWords(spend)}.`}
      rests="Every file is kept as it was, so each total can be checked against it."
      actions={choose}
    >
      <Refused files={refused} />
      <StatementTable statements={statements} series={series} />
      <CoverageTable spend={spend} series={series} />
    </Screen>
  )
}

/** What did not come in since the window opened, each with what to do about it. */
const Refused = ({ files }: { files: readonly RefusedFile[] }): ReactNode =>
  files.length === 0 ? null : (
    <section className="block" aria-label="Not imported">
      <h2>{counted(files.length, 'file')} not imported</h2>
      {files.map(({ file, problem }) => (
        <ProblemNotice key={file} problem={problem} />
      ))}
    </section>
  )

const sourceKey = (source: SourceMonth): string => `${source.serviceProviderName}\n${source.billingAccountId}`

/** Which days of which source are known: months down, newest first, sources across. */
function CoverageTable({ spend, series }: { spend: SpendView; series: SeriesOf }): ReactNode {
  const sources = new Map<string, SourceMonth>()
  for (const month of spend.months) for (const source of month.sources) sources.set(sourceKey(source), source)
  return (
    <section className="block" aria-labelledby="coverage">
      <h2 id="coverage">Coverage</h2>
      <div className="scroller">
        <table className="table months">
          <caption>How many days of each month the statements of each source cover.</caption>
          <thead>
            <tr>
              <th scope="col">Month</th>
              {[...sources].map(([key, source]) => (
                <th scope="col" key={key}>
                  <Swatch colour={seriesColour(series, source.serviceProviderName)} />
                  {source.serviceProviderName}
                  {source.billingAccountId === '' ? null : (
                    <span className="below">{source.billingAccountId}</span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {spend.months.toReversed().map((month) => (
              <tr key={month.month}>
                <th scope="row">{monthShort(month.month)}</th>
                {[...sources.keys()].map((key) => (
                  <CoverageCell
                    key={key}
                    source={month.sources.find((source) => sourceKey(source) === key)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function CoverageCell({ source }: { source: SourceMonth | undefined }): ReactNode {
  if (source === undefined)
    return (
      <td>
        <Unknown why="outside the months of this source’s statements" />
      </td>
    )
  const days = `${count(source.coveredDays)} of ${daysIn(source.month)} days`
  const whole = source.state === 'complete' || source.state === 'missing'
  return (
    <td className={whole ? undefined : 'partly'} title={sourceWords(source)}>
      {whole ? <MonthStateMark state={source.state} /> : <MonthStateMark state={source.state} more={days} />}
    </td>
  )
}
