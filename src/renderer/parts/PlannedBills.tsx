import { useState, type ReactNode } from 'react'
import {
  waits,
  type ImportPlan,
  type PlanAnswer,
  type PlannedBill as Planned,
} from '../../core/import-plan.ts'
import { count } from '../figures.ts'
import type { WaitingPlan } from '../useImport.ts'
import { PlannedBill } from './PlannedBill.tsx'

type Asking = {
  readonly waiting: WaitingPlan
  readonly answer: (bill: number, answer: PlanAnswer | null) => void
  readonly mapColumns: ((bill: Planned) => void) | undefined
}

/** The bills of a plan, those that need somebody first. */
export const PlannedBills = ({ waiting, answer, mapColumns }: Asking): ReactNode =>
  groupsOf(waiting).map(({ title, bills }) => (
    <section className="block" key={title} aria-label={title}>
      {waiting.plan.bills.length === 1 ? null : <h2>{title}</h2>}
      <Group bills={bills} waiting={waiting} answer={answer} mapColumns={mapColumns} />
    </section>
  ))

/** Bills of a group that are drawn at once: a thousand would keep the page busy for longer than a frame. */
const unfolded = 25

function Group({ bills, waiting, answer, mapColumns }: Asking & { bills: readonly Planned[] }): ReactNode {
  const [shown, show] = useState(unfolded)
  return (
    <>
      <ul className="bills">
        {bills.slice(0, shown).map((bill) => (
          <PlannedBill
            key={bill.number}
            bill={bill}
            doubted={waiting.doubted.get(bill.number) ?? []}
            given={waiting.answers.get(bill.number) ?? null}
            answer={(given) => {
              answer(bill.number, given)
            }}
            mapColumns={mapColumns}
          />
        ))}
      </ul>
      {bills.length > shown ? (
        <p>
          <button
            type="button"
            className="button"
            onClick={() => {
              show(shown + 4 * unfolded)
            }}
          >
            Show more ({count(bills.length - shown)})
          </button>
        </p>
      ) : null}
    </>
  )
}

/** What asks stays where it is when it is answered; what is here already comes last. */
function groupsOf({
  plan: { bills },
  doubted,
}: WaitingPlan): readonly { readonly title: string; readonly bills: ImportPlan['bills'] }[] {
  const titleOf = (bill: Planned): string => {
    if (bill.state === 'rejected') return titles.rejected
    if (bill.state === 'already-imported') return titles.known
    if (waits(bill) || doubted.has(bill.number)) return titles.asking
    return bill.state === 'ready' && bill.flags.length > 0 ? titles.flagged : titles.clean
  }
  const grouped = Map.groupBy(bills, titleOf)
  return Object.values(titles).flatMap((title) => {
    const own = grouped.get(title)
    return own ? [{ title, bills: own }] : []
  })
}

/** In the order in which they stand. */
const titles = {
  asking: 'Needs your answer',
  rejected: 'Cannot be read',
  flagged: 'Worth a look',
  clean: 'To import',
  known: 'Here already',
} as const
