import type { ReactNode } from 'react'
import type { PlannedBill } from '../../core/import-plan.ts'
import type { Import } from '../useImport.ts'
import { ReadingBar, WaitingBar } from './ImportBar.tsx'
import { ImportPlan } from './ImportPlan.tsx'
import { ImportResult } from './ImportResult.tsx'
import { ProblemNotice } from './Screen.tsx'

/** The screen, with what came of the last import above it; in its place the plan that waits for an answer. */
export function ImportStage({
  imports,
  showStatements,
  mapColumns,
  children,
}: {
  imports: Import
  showStatements: () => void
  /** Opens the mapping of a file that is no known export. */
  mapColumns?: ((bill: PlannedBill) => void) | undefined
  children: ReactNode
}): ReactNode {
  const { importing, answer, commit, close, putAway } = imports
  const waiting = importing.state === 'planned' ? importing.waiting : null
  return (
    <>
      {importing.state === 'done' ? (
        <ImportResult
          outcomes={importing.outcomes}
          close={close}
          showStatements={() => {
            close()
            showStatements()
          }}
        />
      ) : null}
      {importing.state === 'refused' ? (
        <ProblemNotice problem={importing.problem}>
          <button type="button" className="button" onClick={close}>
            Put away
          </button>
        </ProblemNotice>
      ) : null}
      {waiting?.away === false ? (
        <ImportPlan
          waiting={waiting}
          answer={answer}
          commit={commit}
          cancel={close}
          mapColumns={mapColumns}
        />
      ) : (
        children
      )}
      {importing.state === 'reading' ? (
        <ReadingBar progress={importing.progress} pace={importing.pace} cancel={close} />
      ) : null}
      {waiting?.away === true ? (
        <WaitingBar
          bills={waiting.plan.bills.length}
          show={() => {
            putAway(false)
          }}
          cancel={close}
        />
      ) : null}
    </>
  )
}
