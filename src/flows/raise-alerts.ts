import type { Alert } from '../core/alert.ts'
import { sourceMonths } from '../core/completeness.ts'
import { isAlarming, quarterGrowth } from '../core/growth.ts'
import { dayOfInstant } from '../core/period.ts'
import { listAlerts, raiseGrowth } from '../ledger/alerts.ts'
import { coveredMonths, sourceCosts } from '../ledger/charges.ts'
import type { Ledger } from '../ledger/open.ts'

/**
 * Looks for growth worth telling among the complete quarters at `now` (milliseconds since 1970), raises
 * what was not raised before, and answers with the alerts that nobody has been notified of yet.
 */
export function raiseAlerts(ledger: Ledger, now: number): readonly Alert[] {
  const months = sourceMonths(coveredMonths(ledger), dayOfInstant(now))
  const growths = quarterGrowth(months, sourceCosts(ledger)).filter(isAlarming)
  if (growths.length > 0) raiseGrowth(ledger, growths, now)
  return alertsToTell(ledger)
}

/** Alerts that nobody has been notified of yet. */
export const alertsToTell = (ledger: Ledger): readonly Alert[] =>
  listAlerts(ledger).filter((alert) => alert.notifiedAt === null && alert.seenAt === null)
