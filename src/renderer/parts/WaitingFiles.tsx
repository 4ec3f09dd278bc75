import { useEffect, useState, type ReactNode } from 'react'
import { bridge } from '../bridge.ts'
import { shownTexts } from '../shownTexts.ts'
import { counted, listed } from '../words.ts'

/** Names in the banner; the plan has all. */
const mostNames = 3

/** Files that came into the watched folder: a quiet line, until the user looks at them or leaves them. */
export function WaitingFiles({ review }: { review: () => void }): ReactNode {
  const [names, setNames] = useState<readonly string[]>([])
  useEffect(() => {
    const stop = bridge.onNews('bills:waiting', (waiting) => {
      setNames(shownTexts(waiting))
    })
    void bridge.readWaiting().then((answer) => {
      if (answer.ok) setNames(answer.value)
    })
    return stop
  }, [])
  const more = names.length - mostNames
  const shown = more > 0 ? [...names.slice(0, mostNames), `${more} more`] : names
  return (
    <div role="status">
      {names.length === 0 ? null : (
        <div className="waiting-files">
          <span>
            {listed(shown)} {names.length === 1 ? 'is' : 'are'} new in the watched folder. Nothing is imported
            yet.
          </span>
          <span className="buttons">
            <button type="button" className="button" onClick={review}>
              Review {counted(names.length, 'file')}
            </button>
            <button
              type="button"
              className="link"
              onClick={() => {
                void bridge.leaveWaiting()
              }}
            >
              Leave {names.length === 1 ? 'it' : 'them'}
            </button>
          </span>
        </div>
      )}
    </div>
  )
}
