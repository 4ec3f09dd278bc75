import { chargeCategories } from '../../src/core/charge.ts'
import { nanosText } from '../../src/core/money.ts'
import { dayText } from '../../src/core/period.ts'
import type { ImportOutcome } from '../../src/core/statement.ts'
import type { Ledger } from '../../src/ledger/open.ts'

/** What a bill became: the statement, and its cells one to a line. */
export function whatBecame(ledger: Ledger, outcome: ImportOutcome): unknown {
  if (outcome.state !== 'imported') return outcome
  const { dialect, dataset, rowCount, firstDay, lastDay, totals } = outcome.statement
  const cells = ledger.db
    .prepare(
      `SELECT charge_day, charge_category, service_provider_name, billing_account_id, service.text, project.text,
         sku.text, billing_currency, billed_cost_nanos, effective_cost_nanos, consumed_quantity, unit.text,
         first_line, last_line
       FROM charges JOIN sources ON sources.id = source_id JOIN names AS service ON service.id = service_id
       LEFT JOIN names AS project ON project.id = project_id LEFT JOIN names AS sku ON sku.id = sku_id
       LEFT JOIN names AS unit ON unit.id = consumed_unit_id ORDER BY charge_day, first_line, sku.text`,
    )
    .raw()
    .safeIntegers()
    .all() as (string | number | bigint | null)[][]
  return {
    dialect,
    dataset,
    rows: rowCount,
    days: firstDay === null || lastDay === null ? null : `${dayText(firstDay)} to ${dayText(lastDay)}`,
    totals,
    charges: cells.map(
      ([day, category, provider, account, service, project, sku, currency, billed, effective, ...rest]) =>
        [
          dayText(Number(day)),
          chargeCategories[Number(category)],
          provider,
          account,
          service,
          project,
          sku,
          currency,
          billed === null ? null : nanosText(billed as bigint),
          effective === null ? null : nanosText(effective as bigint),
          ...rest,
        ]
          .map((value) => (value === null ? '–' : String(value)))
          .join(' | '),
    ),
  }
}
