import type { ReactNode } from 'react'
import { mappingRoles, type MappingRole } from '../../core/mapping.ts'
import { roleWords } from '../mappingWords.ts'
import type { Mapped } from '../useMapping.ts'

/** Which column is what, and what speaks for it. */
export function MappingColumns({
  mapped,
  choose,
}: {
  mapped: Mapped
  choose: (role: MappingRole, column: string | null) => void
}): ReactNode {
  const { draft, missing } = mapped
  return (
    <div className="scroller">
      <table className="table mapping-columns">
        <caption>Which column is what. Change what was guessed wrong.</caption>
        <thead>
          <tr>
            <th scope="col">It is</th>
            <th scope="col">Column</th>
            <th scope="col">Because</th>
          </tr>
        </thead>
        <tbody>
          {mappingRoles.map((role) => {
            const isMissing = missing.some((field) => field === `columns.${role}`)
            return (
              <tr key={role}>
                <th scope="row" id={`role-${role}`}>
                  {roleWords[role]}
                </th>
                <td>
                  <select
                    className="control"
                    aria-labelledby={`role-${role}`}
                    aria-describedby={`because-${role}`}
                    aria-invalid={isMissing}
                    value={draft.columns[role] ?? ''}
                    onChange={(event) => {
                      choose(role, event.target.value === '' ? null : event.target.value)
                    }}
                  >
                    <option value="">{isMissing ? 'Choose…' : 'no column'}</option>
                    {offered(mapped, role).map((column) => (
                      <option key={column}>{column}</option>
                    ))}
                  </select>
                </td>
                <td className="quiet" id={`because-${role}`}>
                  {becauseWords(mapped, role, isMissing)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** The likely ones first. */
function offered({ guess, sample }: Mapped, role: MappingRole): readonly string[] {
  const likely = guess.candidates[role].map(({ column }) => column)
  const named = sample.header.filter((name) => name.trim() !== '')
  return [...new Set([...likely, ...named])]
}

function becauseWords({ guess, draft }: Mapped, role: MappingRole, isMissing: boolean): string {
  const column = draft.columns[role]
  const candidates = guess.candidates[role]
  if (column !== null)
    return candidates.find((candidate) => candidate.column === column)?.reason ?? 'You chose it.'
  const [first, second] = candidates
  if (first === undefined)
    return isMissing ? 'No column looks like it: please choose.' : 'No column looks like it.'
  if (!isMissing) return ''
  return second === undefined
    ? `Perhaps ${first.column}: ${first.reason}. Please choose.`
    : `${first.column} or ${second.column} may be it: please choose.`
}
