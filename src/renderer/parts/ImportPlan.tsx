import { useEffect, useEffectEvent, useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import {
  type ImportPlan as Plan,
  type PlanAnswer,
  type PlannedBill as Planned,
} from '../../core/import-plan.ts'
import { canImport, commitWords, planWords } from '../planWords.ts'
import type { WaitingPlan } from '../useImport.ts'
import { counted } from '../words.ts'
import { LookMark } from './Marks.tsx'
import { PlannedBills } from './PlannedBills.tsx'
import { PlannedSameMoney } from './PlannedSameMoney.tsx'

/** What importing the files will do. Importing does exactly that; Esc throws it away. */
export function ImportPlan({
  waiting,
  answer,
  commit,
  cancel,
  mapColumns,
}: {
  waiting: WaitingPlan
  answer: (bill: number, answer: PlanAnswer | null) => void
  commit: () => void
  cancel: () => void
  /** Opens the mapping of a file that is no known export. */
  mapColumns?: ((bill: Planned) => void) | undefined
}): ReactNode {
  const { plan, deed, madeAnew } = waiting
  const heading = useRef<HTMLHeadingElement>(null)
  const why = useId()
  const words = commitWords(plan)
  const importable = canImport(plan)
  const stop = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) cancel()
  })
  useEffect(() => {
    window.addEventListener('keydown', stop)
    return () => {
      window.removeEventListener('keydown', stop)
    }
  }, [])
  useEffect(() => {
    heading.current?.focus()
    heading.current?.scrollIntoView({ block: 'nearest' })
  }, [plan.id, madeAnew])
  const onEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return
    if (!importable) cancel()
    else if (words.why === null) commit()
  }
  return (
    <section className="screen plan" aria-labelledby="plan" aria-busy={deed === 'committing'}>
      <header className="screen-words">
        <h1 id="plan" ref={heading} tabIndex={-1} onKeyDown={onEnter}>
          <span className="eyebrow">
            Import<span className="unseen">: </span>
          </span>
          {planWords(plan)}
        </h1>
        {madeAnew ? (
          <p className="doubtful second" role="alert">
            <LookMark />
            The ledger changed since these files were read, so importing them now does something else. Nothing
            was imported yet: this is what it does now.
          </p>
        ) : (
          <p className="second">{restsOn(plan)}</p>
        )}
      </header>
      <PlannedSameMoney plan={plan} />
      <PlannedBills waiting={waiting} answer={answer} mapColumns={mapColumns} />
      <div className="plan-foot">
        {importable ? (
          <>
            <button
              type="button"
              className="button first"
              disabled={words.why !== null || deed === 'committing'}
              aria-describedby={why}
              onClick={commit}
            >
              {deed === 'committing' ? 'Importing…' : words.label}
            </button>
            <button type="button" className="button" disabled={deed === 'committing'} onClick={cancel}>
              Cancel
            </button>
            <p className="quiet" id={why}>
              {words.why ?? words.enter}
            </p>
          </>
        ) : (
          <button type="button" className="button first" onClick={cancel}>
            Close
          </button>
        )}
      </div>
    </section>
  )
}

const restsOn = (plan: Plan): string => {
  const { bills } = plan
  const files = counted(new Set(bills.map(({ file }) => file)).size, 'file')
  if (!canImport(plan)) return `${files} looked at. Nothing was imported.`
  const flagged = bills.filter((bill) => bill.state === 'ready' && bill.flags.length > 0).length
  const look =
    flagged === 0 ? '' : ` ${counted(flagged, 'bill')} ${flagged === 1 ? 'is' : 'are'} worth a look.`
  return `${files} read.${look} Nothing is imported yet.`
}
