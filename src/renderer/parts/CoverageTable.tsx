import type { ReactNode } from 'react'
import { daysIn } from '../../core/period.ts'
import type { SourceMonth, SpendView } from '../../core/spend.ts'
import { count, monthShort } from '../figures.ts'
import { seriesColour, type SeriesOf } from '../series.ts'
import { sourceWords } from '../words.ts'
import { MonthStateMark, ReplacedMark, Swatch, Unknown } from './Marks.tsx'

const sourceKey = (source: SourceMonth): string => `${source.serviceProviderName}\n${source.billingAccountId}`

/** Which days of which source are known: months down, newest first, sources across. */
export function CoverageTable({ spend, series }: { spend: SpendView; series: SeriesOf }): ReactNode {
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
      {source.restated ? (
        <span className="restated-mark">
          <ReplacedMark />
          restated
        </span>
      ) : null}
    </td>
  )
}
