import { useCallback, useEffect, useRef, useState } from 'react'
import type { Answer, Progress } from '../contract/bridge.ts'
import { doubtedIn, type Doubted, type ImportPlan, type PlanAnswer } from '../core/import-plan.ts'
import type { Problem } from '../core/problem.ts'
import type { ImportOutcome } from '../core/statement.ts'
import { paced, type Pace } from '../core/time-left.ts'
import { bridge } from './bridge.ts'

/** A plan that waits for the user, and what was answered so far. */
export type WaitingPlan = {
  readonly plan: ImportPlan
  readonly answers: ReadonlyMap<number, PlanAnswer>
  /** What each bill was first asked about, by its number: the question stays when an answer settles it. */
  readonly doubted: ReadonlyMap<number, readonly Doubted[]>
  readonly deed: 'waiting' | 'answering' | 'committing'
  /** The ledger changed after the plan was made: this is another plan than the one that was to be imported. */
  readonly madeAnew: boolean
  /** Another screen is looked at meanwhile. */
  readonly away: boolean
}

export type Importing =
  | { readonly state: 'idle' }
  | { readonly state: 'reading'; readonly progress: Progress | null; readonly pace: Pace | null }
  | { readonly state: 'planned'; readonly waiting: WaitingPlan }
  | { readonly state: 'done'; readonly outcomes: readonly ImportOutcome[] }
  | { readonly state: 'refused'; readonly problem: Problem }

/** A file that was refused since the window opened and has not come in since. */
export type RefusedFile = { readonly file: string; readonly problem: Problem }

export type Import = {
  readonly importing: Importing
  readonly refused: readonly RefusedFile[]
  readonly drop: (files: readonly File[]) => void
  readonly choose: () => void
  /** Plans the import of what waits in the watched folder. */
  readonly review: () => void
  /** Reads the files of the waiting plan again: by now it may be known how. */
  readonly again: () => void
  /** Leaves the plan waiting behind another screen, or comes back to it. */
  readonly putAway: (away: boolean) => void
  /** Null takes an answer back. */
  readonly answer: (bill: number, answer: PlanAnswer | null) => void
  readonly commit: () => void
  /** Stops the reading, throws the plan away, or puts the result away. */
  readonly close: () => void
}

const idle: Importing = { state: 'idle' }

/** The one import that is under way, and what became of the last one until it is put away. */
export function useImport(): Import {
  const [importing, setImporting] = useState<Importing>(idle)
  const [refused, setRefused] = useState<readonly RefusedFile[]>([])
  /** The number of the reading that is under way; null while there is none. An answer to another one is stale. */
  const reading = useRef<number | null>(null)
  const readings = useRef(0)

  useEffect(
    () =>
      bridge.onNews('import:progress', (progress) => {
        if (reading.current === null) return
        setImporting((before) => ({
          state: 'reading',
          progress,
          pace: paced(before.state === 'reading' ? before.pace : null, progress, performance.now()),
        }))
      }),
    [],
  )

  const follow = useCallback((asked: Promise<Answer<'planImport'>>) => {
    readings.current += 1
    const own = readings.current
    reading.current = own
    void asked.then((answer) => {
      if (reading.current !== own) {
        // Cancelled at the very end of the reading: the plan must not go on waiting.
        if (reading.current === null && answer.ok && answer.value !== null) void bridge.discardPlan()
        return
      }
      reading.current = null
      if (!answer.ok) setImporting({ state: 'refused', problem: answer.problem })
      else if (answer.value === null) setImporting((before) => (before.state === 'reading' ? idle : before))
      else {
        const plan = answer.value
        setImporting({ state: 'planned', waiting: firstAsked(plan) })
        setRefused((before) => withRefused(before, plan))
      }
    })
  }, [])

  const drop = useCallback(
    (files: readonly File[]) => {
      if (reading.current !== null) void bridge.cancelImport()
      setImporting({ state: 'reading', progress: null, pace: null })
      follow(bridge.planImport(files))
    },
    [follow],
  )

  const choose = useCallback(() => {
    if (reading.current !== null) return
    follow(bridge.chooseBills())
  }, [follow])
  useEffect(() => bridge.onNews('bills:choose', choose), [choose])

  const review = useCallback(() => {
    if (reading.current === null) follow(bridge.reviewWaiting())
  }, [follow])

  const onPlan = useCallback((use: (waiting: WaitingPlan) => WaitingPlan) => {
    setImporting((before) =>
      before.state === 'planned' ? { state: 'planned', waiting: use(before.waiting) } : before,
    )
  }, [])

  const putAway = useCallback(
    (away: boolean) => {
      onPlan((now) => (now.away === away ? now : { ...now, away }))
    },
    [onPlan],
  )

  const waiting = importing.state === 'planned' ? importing.waiting : null

  const answer = useCallback(
    (bill: number, given: PlanAnswer | null) => {
      if (waiting === null || waiting.deed === 'committing') return
      const answers = new Map(waiting.answers)
      if (given === null) answers.delete(bill)
      else answers.set(bill, given)
      onPlan((now) => ({ ...now, answers, deed: 'answering' }))
      void bridge.answerPlan(waiting.plan.id, [...answers]).then((planned) => {
        if (!planned.ok) setImporting({ state: 'refused', problem: planned.problem })
        else
          onPlan((now) =>
            now.answers === answers ? { ...withPlan(now, planned.value), deed: 'waiting' } : now,
          )
      })
    },
    [waiting, onPlan],
  )

  const again = useCallback(() => {
    if (waiting === null || reading.current !== null) return
    setImporting({ state: 'reading', progress: null, pace: null })
    follow(bridge.planAgain(waiting.plan.id))
  }, [waiting, follow])

  const commit = useCallback(() => {
    if (waiting?.deed !== 'waiting') return
    onPlan((now) => ({ ...now, deed: 'committing' }))
    void bridge.commitPlan(waiting.plan.id).then((done) => {
      if (!done.ok) {
        setImporting({ state: 'refused', problem: done.problem })
        return
      }
      const committed = done.value
      if (committed.state === 'changed')
        onPlan((now) => ({ ...withPlan(now, committed.plan), deed: 'waiting', madeAnew: true }))
      else setImporting({ state: 'done', outcomes: committed.outcomes })
    })
  }, [waiting, onPlan])

  const close = useCallback(() => {
    if (reading.current !== null) {
      reading.current = null
      void bridge.cancelImport()
    }
    if (waiting?.deed === 'committing') return
    if (waiting !== null) void bridge.discardPlan()
    setImporting(idle)
  }, [waiting])

  return { importing, refused, drop, choose, review, again, putAway, answer, commit, close }
}

const firstAsked = (plan: ImportPlan): WaitingPlan =>
  withPlan(
    { plan, answers: new Map(), doubted: new Map(), deed: 'waiting', madeAnew: false, away: false },
    plan,
  )

/** The same waiting with a newer plan. */
function withPlan(waiting: WaitingPlan, plan: ImportPlan): WaitingPlan {
  const doubted = new Map(waiting.doubted)
  for (const bill of plan.bills) {
    // The user’s word that it is the newer one answers what it raises: the days it then takes are asked about no more.
    if (bill.state !== 'ready' || bill.answer?.kind === 'outrank') continue
    const inDoubt = doubtedIn(bill)
    if (inDoubt.length > 0) doubted.set(bill.number, inDoubt)
  }
  return { ...waiting, plan, doubted }
}

function withRefused(before: readonly RefusedFile[], { bills }: ImportPlan): readonly RefusedFile[] {
  const rejected = bills.flatMap((bill) =>
    bill.state === 'rejected' ? [{ file: bill.file, problem: bill.problem }] : [],
  )
  return [...before.filter(({ file }) => bills.every((bill) => bill.file !== file)), ...rejected]
}
