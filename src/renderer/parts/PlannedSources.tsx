import type { ReactNode } from 'react'
import type { PlannedSource } from '../../core/import-plan.ts'
import { count } from '../figures.ts'
import { accountWords, daysWords, linesWords, sumWords } from '../planWords.ts'
import { Unknown } from './Marks.tsx'

/** Sources that are listed before the rest is folded away. */
const shown = 6

/** What a bill brings of each source, and what becomes of the days: a sentence for one, a table for several. */
export function PlannedSources({ sources }: { sources: readonly PlannedSource[] }): ReactNode {
  const [only, ...more] = sources
  if (only === undefined) return null
  if (more.length === 0)
    return (
      <p>
        {[accountWords(only), daysWords(only), linesWords(only)].filter((words) => words !== '').join(' · ')}
      </p>
    )
  return (
    <>
      <Table sources={sources.slice(0, shown)} />
      {sources.length > shown ? (
        <details>
          <summary>{count(sources.length - shown)} more</summary>
          <Table sources={sources.slice(shown)} />
        </details>
      ) : null}
    </>
  )
}

const Table = ({ sources }: { sources: readonly PlannedSource[] }): ReactNode => (
  <table className="table sources">
    <thead>
      <tr>
        <th scope="col">Source</th>
        <th scope="col">Days</th>
        <th scope="col" className="figure">
          Billed
        </th>
        <th scope="col">Lines</th>
      </tr>
    </thead>
    <tbody>
      {sources.map((source) => (
        <tr
          key={`${source.serviceProviderName} ${source.billingAccountId} ${source.dataset} ${source.exportName}`}
        >
          <th scope="row">{accountWords(source)}</th>
          <td>{daysWords(source)}</td>
          <td className="figure">
            {source.billed.length === 0 ? <Unknown why="it says no cost" /> : sumWords(source.billed)}
          </td>
          <td className="whole">{linesWords(source)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
