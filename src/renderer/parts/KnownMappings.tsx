import { useState, type ReactNode } from 'react'
import type { SavedMapping } from '../../core/mapping.ts'
import { bridge } from '../bridge.ts'
import { dayOnClock } from '../figures.ts'
import { useAnswer } from '../useAnswer.ts'
import { useDeed } from '../useDeed.ts'
import { Answered, ProblemNotice } from './Screen.tsx'

/** What the user said about files that are no known export. */
export function KnownMappings(): ReactNode {
  const asked = useAnswer(bridge.readMappings)
  return (
    <section className="setting" aria-labelledby="mappings">
      <h2 id="mappings">Column mappings</h2>
      <div className="setting-body">
        <p>
          What you said the columns of other files mean. A file with the same columns is read by it from then
          on.
        </p>
        <Answered asked={asked}>
          {(saved) =>
            saved.length === 0 ? (
              <p className="quiet">None yet. Drop a file that Breakwatt does not know to make one.</p>
            ) : (
              <Table saved={saved} />
            )
          }
        </Answered>
      </div>
    </section>
  )
}

function Table({ saved }: { saved: readonly SavedMapping[] }): ReactNode {
  const [deed, perform] = useDeed()
  const [told, tell] = useState<string | null>(null)
  return (
    <>
      <div className="scroller">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Seller</th>
              <th scope="col">Saved</th>
              <th scope="col">
                <span className="unseen">What can be done</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {saved.map(({ mapping, savedAt }) => (
              <tr key={mapping.fingerprint}>
                <th scope="row" className="name">
                  {mapping.title}
                </th>
                <td>{mapping.serviceProviderName}</td>
                <td className="whole">{dayOnClock(savedAt)}</td>
                <td className="figure">
                  <span className="buttons">
                    <button
                      type="button"
                      className="link"
                      onClick={() => {
                        perform(bridge.exportMapping(mapping), tell)
                      }}
                    >
                      Export…<span className="unseen"> {mapping.title}</span>
                    </button>
                    <button
                      type="button"
                      className="link"
                      onClick={() => {
                        perform(bridge.removeMapping(mapping.fingerprint))
                      }}
                    >
                      Forget<span className="unseen"> {mapping.title}</span>
                    </button>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p role="status">{told === null ? '' : `Saved as ${told}.`}</p>
      {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
    </>
  )
}
