import type { Problem } from '../core/problem.ts'
import { ok, type Result } from '../core/result.ts'
import { openSampleLedger, type SampleLedger } from '../flows/sample-ledger.ts'
import { openLedger, type Ledger } from '../ledger/open.ts'

/** The user's ledger, and in its place, while they are shown, the sample bills. */
export type Ledgers = {
  readonly file: string
  /** The user's own, or why it could not be opened. */
  readonly own: Result<Ledger, Problem>
  readonly shown: () => Result<Ledger, Problem>
  readonly showingSamples: () => boolean
  readonly openSamples: (now: number) => Promise<Result<null, Problem>>
  readonly closeSamples: () => void
  readonly close: () => void
}

/** Milliseconds the window may stand still while the import thread writes; then the call is refused. */
const patience = 100

/** Opens `file`. The sample bills go to a ledger of their own that leaves no trace. */
export function openLedgers(file: string): Ledgers {
  const own = openLedger(file, patience)
  let sample: SampleLedger | null = null

  const closeSamples = (): void => {
    sample?.discard()
    sample = null
  }

  const openSamples = async (now: number): Promise<Result<null, Problem>> => {
    closeSamples()
    const opened = await openSampleLedger(now)
    if (!opened.ok) return opened
    sample = opened.value
    return ok(null)
  }

  return {
    file,
    own,
    shown: () => (sample === null ? own : ok(sample.ledger)),
    showingSamples: () => sample !== null,
    openSamples,
    closeSamples,
    close: () => {
      closeSamples()
      if (own.ok) own.value.close()
    },
  }
}
