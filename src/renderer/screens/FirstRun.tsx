import type { ReactNode } from 'react'
import { knownSellers } from '../../core/words.ts'
import { Empty, Screen } from '../parts/Screen.tsx'

/** Nothing imported yet: the one next step, and a look at made-up bills for who has none at hand. */
export const FirstRun = ({
  chooseFiles,
  openSamples,
}: {
  chooseFiles: () => void
  openSamples: (() => void) | null
}): ReactNode => (
  <Screen name="Spend" answer="Drop your AI bills here.">
    <Empty
      tall
      actions={
        <>
          <button type="button" className="button first" onClick={chooseFiles}>
            Choose files…
          </button>
          {openSamples === null ? null : (
            <button type="button" className="button" onClick={openSamples}>
              Look at sample bills
            </button>
          )}
        </>
      }
    >
      <h2>What you drop becomes one ledger of what AI costs you</h2>
      <p>
        Breakwatt reads the cost and usage exports of {knownSellers}, and FOCUS files. Several files at once
        are fine, and the same file twice counts once.
      </p>
      <p className="quiet">The sample bills are made up and leave no trace when you leave them.</p>
    </Empty>
  </Screen>
)
