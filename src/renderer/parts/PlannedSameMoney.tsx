import type { ReactNode } from 'react'
import type { ImportPlan } from '../../core/import-plan.ts'
import { sameMoneyWords } from '../../core/same-money-words.ts'
import { exportWords } from '../exportWords.ts'
import { monthShort } from '../figures.ts'
import { LookMark } from './Marks.tsx'

/** Which exports of the plan show money that another one shows too, and which of them will count. */
export function PlannedSameMoney({ plan }: { plan: ImportPlan }): ReactNode {
  const sentences = sameMoneyWords(plan, { month: monthShort, exportName: exportWords })
  if (sentences.length === 0) return null
  return (
    <section className="block" aria-label="Same money in several exports">
      <h2>Same money in several exports</h2>
      {sentences.map((sentence) => (
        <p className="doubtful" key={sentence}>
          <LookMark />
          <span>{sentence}</span>
        </p>
      ))}
      <p className="quiet">What does not count is kept. On Statements you can choose what counts.</p>
    </section>
  )
}
