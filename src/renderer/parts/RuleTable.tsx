import { useState, type ReactNode } from 'react'
import { assignFields, fieldWords, matchFields, type Rule, type RulesTried } from '../../core/rules.ts'
import { bridge } from '../bridge.ts'
import { dayShort } from '../figures.ts'
import { movedWords, unassignedWords } from '../ruleWords.ts'
import { useDeed } from '../useDeed.ts'
import { ProblemNotice } from './Screen.tsx'

const matchWords = ({ match }: Rule): string => {
  const parts = matchFields.flatMap((field) => {
    const pattern = match[field]
    return pattern === null ? [] : [pattern === '' ? `no ${field}` : `${field} ${pattern}`]
  })
  return parts.length === 0 ? 'every charge' : parts.join(', ')
}

const assignWords = ({ assign }: Rule): string =>
  assignFields
    .flatMap((field) => (assign[field] === null ? [] : [`${fieldWords[field]} ${assign[field]}`]))
    .join(', ')

/** The rules in their order. Removing one says first what it moves. */
export const RuleTable = ({
  rules,
  edit,
}: {
  rules: readonly Rule[]
  edit: (rule: Rule) => void
}): ReactNode => (
  <div className="scroller">
    <table className="table">
      <caption>In the order in which they are applied. A star in a pattern stands for any text.</caption>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Charges of</th>
          <th scope="col">Belong to</th>
          <th scope="col">From</th>
          <th scope="col">Until</th>
          <th scope="col">
            <span className="unseen">What can be done</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <RuleRow key={rule.id} rule={rule} edit={edit} />
        ))}
      </tbody>
    </table>
  </div>
)

function RuleRow({ rule, edit }: { rule: Rule; edit: (rule: Rule) => void }): ReactNode {
  const [tried, setTried] = useState<RulesTried | null>(null)
  const [deed, perform] = useDeed()
  return (
    <>
      <tr>
        <th scope="row" className="name">
          {rule.name}
        </th>
        <td>{matchWords(rule)}</td>
        <td>{assignWords(rule)}</td>
        <td className="whole">{dayShort(rule.effectiveFrom)}</td>
        <td className="whole">{rule.effectiveUntil === null ? 'no end' : dayShort(rule.effectiveUntil)}</td>
        <td className="figure">
          <span className="buttons">
            <button
              type="button"
              className="link"
              onClick={() => {
                edit(rule)
              }}
            >
              Edit<span className="unseen"> {rule.name}</span>
            </button>
            <button
              type="button"
              className="link"
              onClick={() => {
                perform(bridge.tryRemoval(rule.id), setTried)
              }}
            >
              Remove…<span className="unseen"> {rule.name}</span>
            </button>
          </span>
        </td>
      </tr>
      {tried === null && deed.state !== 'refused' ? null : (
        <tr className="asking">
          <td colSpan={6}>
            {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
            {tried === null ? null : (
              <div className="block" role="group" aria-label={`Remove ${rule.name}`}>
                <Tried tried={tried} nothing="Removing it moves no money." />
                <div className="buttons">
                  <button
                    type="button"
                    className="button"
                    autoFocus
                    onClick={() => {
                      perform(bridge.removeRule(rule.id))
                    }}
                  >
                    Remove {rule.name}
                  </button>
                  <button
                    type="button"
                    className="button"
                    onClick={() => {
                      setTried(null)
                    }}
                  >
                    Keep it
                  </button>
                </div>
              </div>
            )}
          </td>
        </tr>
      )}
    </>
  )
}

/** Lines of moves before they are only counted. */
const mostMoves = 8

/** What a change of the rules would move, in words. */
export function Tried({ tried, nothing }: { tried: RulesTried; nothing: string }): ReactNode {
  const moves = movedWords(tried)
  const more = moves.length - mostMoves
  return (
    <>
      <ul className="numbers">
        {moves.slice(0, mostMoves).map((words) => (
          <li key={words}>{words}</li>
        ))}
        {more > 0 ? <li>And {more} more.</li> : null}
        {moves.length === 0 ? <li>{nothing}</li> : null}
      </ul>
      <p className="quiet numbers">{unassignedWords(tried)}</p>
    </>
  )
}
