import { chargeCategories, tokenUnit, type DatasetKind } from '../core/charge.ts'
import {
  mostCharges,
  type OpenedCharge,
  type OpenedFigure,
  type OpenedStatement,
  type SpendFigure,
} from '../core/drill-down.ts'
import type { Nanos } from '../core/money.ts'
import { firstDayOf, lastDayOf, type Day } from '../core/period.ts'
import { ruler } from '../core/rules.ts'
import { countsAsMoneyOf, countsAsTokensOf } from './money-months.ts'
import type { Ledger } from './open.ts'
import { listRules } from './rules.ts'
import { sumIn, sumOfNanos } from './sums.ts'

/** Nulls stay null: a usage export brings no money. */
type Sum = { readonly known: bigint } & Readonly<Record<string, unknown>>
const sumOrNull = (row: Sum, name: string): Nanos | null => (row.known === 0n ? null : sumIn(row, name))

type Counts = Record<'statementId' | 'sourceId' | 'days' | 'firstDay' | 'lastDay' | 'chargeCount', bigint>
type StatementRow = Sum &
  Counts & {
    readonly fileName: string
    readonly serviceProviderName: string
    readonly billingAccountId: string
    readonly dataset: DatasetKind
  }

/** The cells that a figure adds up: of the statement that speaks for their day, and of the money in use. */
const behind = (figure: SpendFigure): string => `
  FROM charges
  JOIN covered_days ON covered_days.source_id = charges.source_id AND covered_days.day = charge_day
    AND covered_days.statement_id = charges.statement_id
  JOIN sources ON sources.id = charges.source_id
  WHERE charge_day BETWEEN @firstDay AND @lastDay
    AND (json_array_length(@providers) = 0
      OR service_provider_name IN (SELECT value FROM json_each(@providers)))
    AND ${
      figure.currency === null
        ? `consumed_unit_id = (SELECT id FROM names WHERE text = '${tokenUnit}')
            AND ${countsAsTokensOf('charges.source_id', '@month')}`
        : `billing_currency = @currency AND ${countsAsMoneyOf('charges.source_id', '@month')}`
    }
    ${
      figure.filed === undefined
        ? ''
        : `AND EXISTS (SELECT 1 FROM json_each(@under) WHERE value IS filed_under(service_provider_name,
            billing_account_id, (SELECT text FROM names WHERE id = project_id),
            (SELECT text FROM names WHERE id = service_id), charge_day))`
    }`

/** Lets SQL ask what the rules in force say of a charge. */
function tellRules(ledger: Ledger, by: 'costCentre' | 'workload'): void {
  const apply = ruler(listRules(ledger))
  ledger.db.function(
    'filed_under',
    (provider: string, account: string, project: string | null, service: string, day: Day) =>
      apply({ provider, account, project, service }, day)?.[by] ?? null,
  )
}

const askedBy = ({ month, providers, currency, filed }: SpendFigure): Readonly<Record<string, unknown>> => ({
  month,
  firstDay: firstDayOf(month),
  lastDay: lastDayOf(month),
  providers: JSON.stringify(providers),
  currency,
  under: JSON.stringify(filed?.under ?? []),
})

/** What a figure of the Spend screen is made of; its statements add up to it exactly. */
export function openFigure(ledger: Ledger, figure: SpendFigure): OpenedFigure {
  if (figure.filed !== undefined) tellRules(ledger, figure.filed.by)
  const rows = ledger.db
    .prepare<unknown[], StatementRow>(
      `SELECT charges.statement_id AS statementId, charges.source_id AS sourceId,
         service_provider_name AS serviceProviderName, billing_account_id AS billingAccountId, dataset,
         count(DISTINCT charge_day) AS days, min(charge_day) AS firstDay, max(charge_day) AS lastDay,
         count(*) AS chargeCount, count(billed_cost_nanos) AS known,
         (SELECT file_name FROM statements WHERE id = charges.statement_id) AS fileName,
         ${sumOfNanos('billed_cost_nanos', 'billed')}, ${sumOfNanos('effective_cost_nanos', 'effective')}
       ${behind(figure)} GROUP BY 1, 2`,
    )
    .safeIntegers()
    .all(askedBy(figure))
  const statements = rows
    .map((row): OpenedStatement => {
      const { fileName, serviceProviderName, billingAccountId, dataset } = row
      return {
        statementId: Number(row.statementId),
        fileName,
        serviceProviderName,
        billingAccountId,
        dataset,
        days: Number(row.days),
        firstDay: Number(row.firstDay),
        lastDay: Number(row.lastDay),
        billed: sumOrNull(row, 'billed'),
        effective: sumOrNull(row, 'effective'),
        charges: chargesBehind(ledger, figure, Number(row.statementId), Number(row.sourceId)),
        chargeCount: Number(row.chargeCount),
      }
    })
    .sort((a, b) => Number((b.effective ?? 0n) - (a.effective ?? 0n)))
  return {
    figure,
    billed: total(statements, 'billed'),
    effective: total(statements, 'effective'),
    statements,
  }
}

const total = (statements: readonly OpenedStatement[], name: 'billed' | 'effective'): Nanos | null =>
  statements.reduce<Nanos | null>((sum, statement) => {
    const money = statement[name]
    return money === null ? sum : (sum ?? 0n) + money
  }, null)

type ChargeRow = Pick<OpenedCharge, 'serviceName' | 'project' | 'sku' | 'consumedUnit'> & {
  readonly quantity: number | null
  readonly billed: Nanos | null
  readonly effective: Nanos | null
} & Record<'day' | 'category' | 'rows' | 'firstLine' | 'lastLine', bigint>

function chargesBehind(
  { db }: Ledger,
  figure: SpendFigure,
  statement: number,
  source: number,
): readonly OpenedCharge[] {
  return db
    .prepare<unknown[], ChargeRow>(
      `SELECT charge_day AS day, charge_category AS category, billed_cost_nanos AS billed,
         effective_cost_nanos AS effective, consumed_quantity AS quantity, row_count AS rows,
         first_line AS firstLine, last_line AS lastLine,
         (SELECT text FROM names WHERE id = service_id) AS serviceName,
         (SELECT text FROM names WHERE id = project_id) AS project,
         (SELECT text FROM names WHERE id = sku_id) AS sku,
         (SELECT text FROM names WHERE id = consumed_unit_id) AS consumedUnit
       ${behind(figure)} AND charges.statement_id = @statement AND charges.source_id = @source
       ORDER BY abs(effective_cost_nanos) DESC, charge_day, charges.rowid LIMIT ${mostCharges}`,
    )
    .safeIntegers()
    .all({ ...askedBy(figure), statement, source })
    .map(({ category, quantity, ...row }) => ({
      ...row,
      day: Number(row.day),
      chargeCategory: chargeCategories[Number(category)] ?? 'Usage',
      consumedQuantity: quantity,
      rows: Number(row.rows),
      firstLine: Number(row.firstLine),
      lastLine: Number(row.lastLine),
    }))
}
