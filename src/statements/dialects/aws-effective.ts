import { addTo, zeroSum, type Decimal } from '../../core/decimal.ts'
import type { Problem } from '../../core/problem.ts'
import { ok, refused, type Result } from '../../core/result.ts'
import type { Row } from '../csv.ts'
import { badCell, textOrNull, type Columns } from '../dialect.ts'

const nothing: Decimal = { digits: 0n, scale: 0 }

type Amount = (row: Row) => Result<Decimal, Problem>
type Effective = (row: Row, lineItemType: string, billed: Decimal) => Result<Decimal, Problem>

/**
 * Reads the amortised cost of a line item, by AWS's own rule. What a commitment covers costs its share of the
 * commitment; the commitment's fee costs only what of it was left unused; the upfront payment and the
 * negation of covered usage cost nothing more, because the shares hold that money already. Every other line
 * costs what is billed. A family of commitments (Savings Plans, reservations) is amortised only when the
 * file has all its columns, so that no share is counted beside the fee it is a share of.
 * Source: AWS Well-Architected Labs, CUR query library, `amortized_cost`.
 */
export function effectiveCosts(columns: Columns, named: (legacyName: string) => string): Effective {
  const amount = (legacyName: string, whereEmpty: Decimal | null): Amount | null => {
    const column = columns.find(named(legacyName))
    if (column === null) return null
    return (row) => {
      const value = textOrNull(row.text(column)) === null ? whereEmpty : row.amount(column)
      return value === null ? refused(badCell(row, columns, column, 'amount')) : ok(value)
    }
  }
  const coveredByPlan = amount('savingsPlan/SavingsPlanEffectiveCost', null)
  const planCommitted = amount('savingsPlan/TotalCommitmentToDate', null)
  const planUsed = amount('savingsPlan/UsedCommitment', null)
  const coveredByReservation = amount('reservation/EffectiveCost', null)
  const unusedUpfront = amount('reservation/UnusedAmortizedUpfrontFeeForBillingPeriod', nothing)
  const unusedRecurring = amount('reservation/UnusedRecurringFee', nothing)
  const reservation = columns.find(named('reservation/ReservationARN'))

  const byType = new Map<string, Amount>()
  if (coveredByPlan && planCommitted && planUsed) {
    byType.set('SavingsPlanCoveredUsage', coveredByPlan)
    byType.set('SavingsPlanRecurringFee', (row) => combined(planCommitted(row), planUsed(row), -1n))
    byType.set('SavingsPlanNegation', () => ok(nothing))
    byType.set('SavingsPlanUpfrontFee', () => ok(nothing))
  }
  if (coveredByReservation && unusedUpfront && unusedRecurring && reservation !== null) {
    byType.set('DiscountedUsage', coveredByReservation)
    byType.set('RIFee', (row) => combined(unusedUpfront(row), unusedRecurring(row), 1n))
  }
  const upfrontOfReservation = byType.has('RIFee') ? reservation : null

  return (row, lineItemType, billed) => {
    if (lineItemType === 'Fee' && upfrontOfReservation !== null)
      return ok(textOrNull(row.name(upfrontOfReservation)) === null ? billed : nothing)
    return byType.get(lineItemType)?.(row) ?? ok(billed)
  }
}

function combined(
  a: Result<Decimal, Problem>,
  b: Result<Decimal, Problem>,
  sign: bigint,
): Result<Decimal, Problem> {
  if (!a.ok) return a
  if (!b.ok) return b
  const sum = zeroSum()
  addTo(sum, a.value)
  addTo(sum, { digits: sign * b.value.digits, scale: b.value.scale })
  return ok(sum)
}
