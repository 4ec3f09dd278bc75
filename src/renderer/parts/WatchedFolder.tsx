import type { ReactNode } from 'react'
import type { Settings } from '../../contract/bridge.ts'
import { bridge } from '../bridge.ts'
import { useDeed } from '../useDeed.ts'
import { LookMark } from './Marks.tsx'
import { ProblemNotice } from './Screen.tsx'

/** Off unless the user picks a folder; what lands in it is only ever offered. */
export function WatchedFolder({ watched }: { watched: Settings['watchedFolder'] }): ReactNode {
  const [deed, perform] = useDeed()
  return (
    <section className="setting" aria-labelledby="watched">
      <h2 id="watched">Watched folder</h2>
      <div className="setting-body">
        <p>
          New exports that land in the folder are offered for review. Nothing is ever imported without you.
        </p>
        {watched === null ? (
          <p className="quiet">No folder is watched.</p>
        ) : (
          <>
            <p className="place">{watched.path}</p>
            {watched.found ? null : (
              <p className="doubtful">
                <LookMark />
                The folder cannot be read now. Breakwatt looks again every minute.
              </p>
            )}
          </>
        )}
        <div className="buttons">
          <button
            type="button"
            className="button"
            disabled={deed.state === 'doing'}
            onClick={() => {
              perform(bridge.chooseWatchedFolder())
            }}
          >
            {watched === null ? 'Watch a folder…' : 'Watch another folder…'}
          </button>
          {watched === null ? null : (
            <button
              type="button"
              className="button"
              onClick={() => {
                perform(bridge.stopWatching())
              }}
            >
              Stop watching
            </button>
          )}
        </div>
        {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
      </div>
    </section>
  )
}
