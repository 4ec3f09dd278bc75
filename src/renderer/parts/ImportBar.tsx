import type { ReactNode } from 'react'
import type { Progress } from '../../contract/bridge.ts'
import { shownText } from '../../core/shown-text.ts'
import { timeLeftWords, type Pace } from '../../core/time-left.ts'
import { count, percent } from '../figures.ts'
import { counted } from '../words.ts'

/** How far the reading is, floating above the screen: it moves nothing, and shows only after 300 ms. */
export function ReadingBar({
  progress,
  pace,
  cancel,
}: {
  progress: Progress | null
  pace: Pace | null
  cancel: () => void
}): ReactNode {
  const share = progress === null || progress.byteCount === 0 ? 0 : progress.bytesRead / progress.byteCount
  const secondsLeft = pace?.secondsLeft ?? null
  const several = progress !== null && progress.of > 1
  return (
    <section className="import-bar late" aria-label="Reading">
      <div className="import-bar-words">
        <p className="file" role="status">
          {progress === null
            ? 'Reading the files…'
            : `Reading ${several ? `file ${count(progress.number)} of ${count(progress.of)}: ` : ''}${shownText(progress.file)}`}
        </p>
        <progress max={1} value={Math.min(1, share)} aria-label="Share of the file that is read" />
        <p className="quiet numbers">
          {progress === null
            ? ''
            : [
                counted(progress.rows, 'row'),
                percent(Math.floor(share * 100) / 100),
                secondsLeft === null ? '' : `${timeLeftWords(secondsLeft)}${several ? ' in this file' : ''}`,
              ]
                .filter((words) => words !== '')
                .join(' · ')}
        </p>
      </div>
      <button type="button" className="button" onClick={cancel}>
        Cancel
      </button>
    </section>
  )
}

/** A plan waits while another screen is looked at. */
export const WaitingBar = ({
  bills,
  show,
  cancel,
}: {
  bills: number
  show: () => void
  cancel: () => void
}): ReactNode => (
  <section className="import-bar" aria-label="Waiting plan">
    <p className="import-bar-words" role="status">
      {counted(bills, 'bill')} read and not imported yet.
    </p>
    <button type="button" className="button first" onClick={show}>
      Show the plan
    </button>
    <button type="button" className="button" onClick={cancel}>
      Cancel
    </button>
  </section>
)
