import type { PowerIncrement } from '../core/energy.ts'
import { isBusy } from '../ledger/busy.ts'
import { addPower } from '../ledger/power.ts'
import type { Ledger } from '../ledger/open.ts'

/**
 * Books what a sampler read; false when the ledger is busy and nothing was booked: offer it again.
 * Busy is a transaction of our own that is still open (to be undone it must not hold foreign rows) or
 * another program's.
 */
export function recordPower(ledger: Ledger, rigId: number, increments: readonly PowerIncrement[]): boolean {
  if (ledger.db.inTransaction) return false
  try {
    addPower(ledger, rigId, increments)
    return true
  } catch (thrown) {
    if (isBusy(thrown)) return false
    throw thrown
  }
}
