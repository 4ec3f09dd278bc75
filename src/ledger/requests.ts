import { requestUnit } from '../core/charge.ts'
import { firstDayOf, type Month } from '../core/period.ts'
import type { RuleSubject } from '../core/rules.ts'
import { countsAsTokensOf } from './money-months.ts'
import { monthOf } from './monthly.ts'
import type { Ledger } from './open.ts'

/** Requests to a model in a month, as far apart as rules may tell them. */
export type RequestCell = RuleSubject & { readonly month: Month; readonly requests: number }

/** Requests from a month on, where exports count them; what a model searched on the web is no request of its own. */
export const requestCells = ({ db }: Ledger, from: Month): readonly RequestCell[] =>
  db
    .prepare<[number], RequestCell>(
      `SELECT ${monthOf('charge_day')} AS month, service_provider_name AS provider, billing_account_id AS account,
         project.text AS project, service.text AS service, sum(consumed_quantity) AS requests
       FROM charges
       CROSS JOIN covered_days ON covered_days.source_id = charges.source_id AND covered_days.day = charge_day
         AND covered_days.statement_id = charges.statement_id
       JOIN sources ON sources.id = charges.source_id
       JOIN names AS service ON service.id = service_id
       LEFT JOIN names AS project ON project.id = project_id
       LEFT JOIN names AS sku ON sku.id = sku_id
       WHERE consumed_unit_id = (SELECT id FROM names WHERE text = '${requestUnit}') AND charge_day >= ?
         AND sku.text IS NOT 'webSearches' AND ${countsAsTokensOf('charges.source_id', monthOf('charge_day'))}
       GROUP BY 1, 2, 3, 4, 5`,
    )
    .all(firstDayOf(from))
