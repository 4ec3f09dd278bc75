import { useCallback, useEffect, useEffectEvent, useRef, type ReactNode } from 'react'
import { formulaOf } from '../../core/payback/formulas.ts'
import { warningWords } from '../../core/payback/payback-words.ts'
import { count } from '../figures.ts'
import { useInspecting } from '../inspecting.ts'
import { rangeRuns } from '../paybackParts.ts'
import { withEdit, type PaybackForm } from '../paybackQuestion.ts'
import { inputsOf } from '../scenarioInputs.ts'
import type { ReadyPayback } from '../usePayback.ts'
import { LookMark } from './Marks.tsx'
import { PaybackCapacity } from './PaybackCapacity.tsx'
import { PaybackChart } from './PaybackChart.tsx'
import { PaybackComparison } from './PaybackComparison.tsx'
import { PaybackDrivers } from './PaybackDrivers.tsx'
import { PaybackInputs } from './PaybackInputs.tsx'
import { PaybackMonths } from './PaybackMonths.tsx'
import { PaybackTotals } from './PaybackTotals.tsx'
import { PaybackViews } from './PaybackViews.tsx'

/** The answer drawn and in figures, with every input beside it. */
export function PaybackAnswered({
  payback,
  form,
  change,
  rigFields,
}: {
  payback: ReadyPayback
  form: PaybackForm
  change: (form: PaybackForm) => void
  rigFields: ReactNode
}): ReactNode {
  const { report, range, isRangeStale, worked, question, ground } = payback
  const { answer } = report
  const latest = useRef(form)
  useEffect(() => {
    latest.current = form
  })
  const edit = useCallback(
    (path: string, value: number | undefined) => {
      change(withEdit(latest.current, path, value))
    },
    [change],
  )
  useFollowingFormula(payback)
  const comparison = range === null || isRangeStale ? answer.comparison : range.answer.comparison
  return (
    <div className="payback">
      <div className="payback-answer">
        <figure className="block">
          <PaybackChart report={report} range={range?.answer.range ?? null} isStale={isRangeStale} />
          <ul className="legend">
            <li>
              <span className="swatch" style={{ background: 'var(--saving)' }} aria-hidden="true" />
              what the rig is ahead by
            </li>
            <li>
              <span className="swatch" style={{ background: 'var(--band)' }} aria-hidden="true" />8 of 10 of{' '}
              {count(rangeRuns.count)} runs, each with other prices, work and speeds
            </li>
            <li>
              <span className="swatch triangle" aria-hidden="true" />
              bought
            </li>
          </ul>
        </figure>
        {answer.warnings.length === 0 ? null : (
          <ul className="notices" aria-label="Doubts">
            {answer.warnings.map((warning, place) => (
              <li key={place}>
                <LookMark />
                <p>{warningWords(warning, question.currency)}</p>
              </li>
            ))}
          </ul>
        )}
        <PaybackTotals worked={worked} />
        <PaybackViews worked={worked} />
        <PaybackMonths worked={worked} />
        <PaybackDrivers report={report} />
        <PaybackCapacity report={report} />
        <PaybackComparison
          comparison={comparison}
          currency={question.currency}
          horizonMonths={question.scenario.horizonMonths}
        />
      </div>
      <aside className="payback-inputs" aria-label="Inputs">
        {ground === null ? (
          <dl className="fixed-inputs">
            {inputsOf(question.scenario, question.currency).map(({ label, written }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{written}</dd>
              </div>
            ))}
          </dl>
        ) : (
          <>
            {rigFields}
            <PaybackInputs
              inputs={ground.inputs}
              workloads={ground.scenario.workloads}
              alternatives={ground.alternatives}
              currency={ground.currency}
              edits={form.edits}
              change={edit}
            />
          </>
        )}
      </aside>
    </div>
  )
}

/** A formula that is open goes on with the answer. */
function useFollowingFormula({ worked }: ReadyPayback): void {
  const { opened, open } = useInspecting()
  const follow = useEffectEvent((now: ReadyPayback['worked']) => {
    if (opened?.kind !== 'formula') return
    const formula = formulaOf(opened.figure, now)
    if (formula !== null) open({ ...opened, formula })
  })
  useEffect(() => {
    follow(worked)
  }, [worked])
}
