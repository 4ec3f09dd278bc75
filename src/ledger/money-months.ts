import { newestOf, type Aged } from '../core/coverage.ts'
import {
  moneySources,
  partOfAccount,
  type MoneyMonth,
  type MoneyReason,
  type MoneySource,
  type MoneyUse,
} from '../core/money-sources.ts'
import type { DayRange, Month } from '../core/period.ts'
import { monthOf } from './monthly.ts'
import type { Ledger } from './open.ts'
import { sumIn, sumOf } from './sums.ts'

type Connection = Pick<Ledger, 'db'>

/** SQL: whether a source's money of a month counts: it is billed cost of the export in use. */
export const countsAsMoneyOf = (source: string, month: string): string => `EXISTS (
  SELECT 1 FROM money_months WHERE money_months.source_id = ${source} AND money_months.month = ${month}
    AND counts = 1)`

/**
 * SQL: whether a source's tokens of a month count, in a query that has its `sources`: a usage export's always do, those
 * beside the money in use only where the seller has no usage export for the month.
 */
export const countsAsTokensOf = (source: string, month: string): string => `(sources.dataset = 'usage' OR (
  ${countsAsMoneyOf(source, month)} AND NOT EXISTS (
    SELECT 1 FROM monthly_spend AS told JOIN sources AS teller ON teller.id = told.source_id
    WHERE teller.dataset = 'usage' AND teller.service_provider_name = sources.service_provider_name
      AND told.month = ${month})))`

/** SQL: both of a row of `monthly_spend`. */
export const countsAsTokens = countsAsTokensOf('monthly_spend.source_id', 'monthly_spend.month')
export const countsAsMoney = countsAsMoneyOf('monthly_spend.source_id', 'monthly_spend.month')

type Decision = MoneyUse & DayRange & { readonly month: Month; readonly coveredDays: number }

/**
 * Decides anew which exports give the months of a seller their money; to be called in the transaction that changed
 * what is known of them.
 */
export function decideMoney({ db }: Connection, seller: string): void {
  db.prepare(
    'DELETE FROM money_months WHERE source_id IN (SELECT id FROM sources WHERE service_provider_name = ?)',
  ).run(seller)
  const put = db.prepare('INSERT INTO money_months VALUES (?, ?, ?, ?, ?, ?, ?)')
  for (const { sourceId, month, counts, reason, coveredDays, firstDay, lastDay } of decisions({ db }, seller))
    put.run(sourceId, month, counts ? 1 : 0, reason, coveredDays, firstDay, lastDay)
}

function decisions({ db }: Connection, seller: string): readonly Decision[] {
  const choices = moneyChoices({ db }, seller)
  return [...moneyCandidates({ db }, seller)].flatMap(([month, sources]) => {
    const uses = new Map(
      moneySources(sources, choices.get(month) ?? null).map((use) => [use.sourceId, use] as const),
    )
    return sources.flatMap(({ sourceId, coveredDays, firstDay, lastDay }) => {
      const use = uses.get(sourceId)
      return use ? [{ ...use, month, coveredDays, firstDay, lastDay }] : []
    })
  })
}

/** Everybody who sells something billed. */
export const sellersOf = ({ db }: Connection): readonly string[] =>
  db
    .prepare<[], string>(
      `SELECT DISTINCT service_provider_name FROM sources WHERE dataset = 'cost' ORDER BY 1`,
    )
    .pluck()
    .all()

/** What the user chose, by the seller's month. */
export const moneyChoices = ({ db }: Connection, seller: string): ReadonlyMap<Month, string> =>
  new Map(
    db
      .prepare<[string], { month: Month; choice: string }>(
        'SELECT month, choice FROM money_choices WHERE service_provider_name = ?',
      )
      .all(seller)
      .map(({ month, choice }) => [month, choice]),
  )

type CandidateRow = Omit<MoneySource, 'billed' | 'projects' | 'keptApart' | 'statements' | 'newest'> & {
  readonly ages: string
  readonly month: Month
  readonly keptApart: number
  readonly statements: string
}

/**
 * What is known of each month of a seller's cost sources, once the days are given out; by project too where an export
 * of a part of an account is among them or is going to be.
 */
export function moneyCandidates(
  { db }: Connection,
  seller: string,
  besidePart = false,
): ReadonlyMap<Month, readonly MoneySource[]> {
  const rows = db
    .prepare<[string], CandidateRow>(
      `SELECT source_id AS sourceId, billing_account_id AS billingAccountId, export_name AS exportName,
         ${monthOf('day')} AS month, count(*) AS coveredDays, min(day) AS firstDay, max(day) AS lastDay,
         max(imported_at_ms) AS importedAt, json_group_array(DISTINCT statement_id) AS statements,
         max(account_label IS NOT NULL) AS keptApart, json_group_array(DISTINCT json_object(
           'invoiced', json(iif(invoiced, 'true', 'false')), 'lastDay', coverage.last_day,
           'writtenAt', written_at_ms, 'rank', json(rank_json))) AS ages
       FROM covered_days
       JOIN sources ON sources.id = source_id
       JOIN statements ON statements.id = statement_id
       JOIN coverage USING (statement_id, source_id)
       WHERE service_provider_name = ? AND sources.dataset = 'cost' GROUP BY 1, 4 ORDER BY 4, 1`,
    )
    .all(seller)
  const sums = db
    .prepare<[string], Record<'source' | 'month', bigint> & { readonly currency: string }>(
      `SELECT source_id AS source, month, billing_currency AS currency, ${sumOf('billed')}
       FROM monthly_spend JOIN sources ON sources.id = source_id
       WHERE service_provider_name = ? AND dataset = 'cost' AND billing_currency IS NOT NULL GROUP BY 1, 2, 3`,
    )
    .safeIntegers()
    .all(seller)
  const billed = Map.groupBy(sums, ({ source, month }) => `${source} ${month}`)
  const byProject =
    besidePart || rows.some(({ exportName }) => exportName === partOfAccount)
      ? projectsBilled({ db }, seller)
      : new Map<string, MoneySource['projects']>()
  const withMoney = rows.map(({ ages, ...row }) => ({
    ...row,
    keptApart: row.keptApart === 1,
    newest: newestOf(JSON.parse(ages) as readonly Aged[]),
    statements: JSON.parse(row.statements) as readonly number[],
    billed: (billed.get(`${row.sourceId} ${row.month}`) ?? []).map((sum) => ({
      currency: sum.currency,
      billed: sumIn(sum, 'billed'),
    })),
    projects: byProject.get(`${row.sourceId} ${row.month}`) ?? [],
  }))
  return Map.groupBy(withMoney, ({ month }) => month)
}

/** What each project of a seller's cost sources was billed, by source and month. */
function projectsBilled({ db }: Connection, seller: string): ReadonlyMap<string, MoneySource['projects']> {
  type Row = Record<'source' | 'month', bigint> & { readonly project: string; readonly currency: string }
  const rows = db
    .prepare<[string], Row>(
      `SELECT source_id AS source, month, text AS project, billing_currency AS currency, ${sumOf('billed')}
       FROM monthly_spend JOIN sources ON sources.id = source_id JOIN names ON names.id = project_id
       WHERE service_provider_name = ? AND dataset = 'cost' AND billing_currency IS NOT NULL GROUP BY 1, 2, 3, 4`,
    )
    .safeIntegers()
    .all(seller)
  const bySource = Map.groupBy(rows, ({ source, month }) => `${source} ${month}`)
  return new Map(
    Array.from(bySource, ([source, own]) => [
      source,
      Array.from(
        Map.groupBy(own, ({ project }) => project),
        ([project, sums]) => ({
          project,
          billed: sums.map((sum) => ({ currency: sum.currency, billed: sumIn(sum, 'billed') })),
        }),
      ),
    ]),
  )
}

/** The user's choice for a seller's month: an alternative's name, `addAll`, or null to leave it to the rule. */
export function chooseMoney({ db }: Ledger, seller: string, month: Month, choice: string | null): void {
  db.transaction(() => {
    if (choice === null)
      db.prepare('DELETE FROM money_choices WHERE service_provider_name = ? AND month = ?').run(seller, month)
    else
      db.prepare(
        `INSERT INTO money_choices VALUES (?, ?, ?)
         ON CONFLICT (service_provider_name, month) DO UPDATE SET choice = excluded.choice`,
      ).run(seller, month, choice)
    decideMoney({ db }, seller)
  }).immediate()
}

/** The months of every seller in which more than one export shows the money, newest month first. */
export function contestedMonths(ledger: Ledger): readonly MoneyMonth[] {
  const { db } = ledger
  type Use = { sourceId: number; month: Month; counts: number; reason: MoneyReason; seller: string }
  const uses = db
    .prepare<[], Use>(
      `SELECT source_id AS sourceId, month, counts, reason, service_provider_name AS seller
       FROM money_months JOIN sources ON sources.id = source_id
       WHERE (service_provider_name, month) IN (
         SELECT service_provider_name, month FROM money_months JOIN sources ON sources.id = source_id
         WHERE reason <> 'alone')
       ORDER BY month DESC, seller, counts DESC, source_id`,
    )
    .all()
  const sellers = new Map(
    [...new Set(uses.map(({ seller }) => seller))].map((seller) => [
      seller,
      { sources: moneyCandidates(ledger, seller), choices: moneyChoices(ledger, seller) },
    ]),
  )
  return uses.flatMap(({ seller, sourceId, month, counts, reason }) => {
    const known = sellers.get(seller)
    const source = known?.sources.get(month)?.find((one) => one.sourceId === sourceId)
    if (!known || !source) return []
    const choice = known.choices.get(month) ?? null
    return [{ ...source, serviceProviderName: seller, month, counts: counts === 1, reason, choice }]
  })
}

/** Whether the table of what counts is what the statements and the choices say. */
export function moneyHolds({ db }: Ledger): boolean {
  const kept = db
    .prepare<[], Omit<Decision, 'counts'> & { readonly counts: number }>(
      `SELECT source_id AS sourceId, month, counts, reason, covered_days AS coveredDays, first_day AS firstDay,
         last_day AS lastDay
       FROM money_months`,
    )
    .all()
    .map((row) => ({ ...row, counts: row.counts === 1 }))
  const should = sellersOf({ db }).flatMap((seller) => decisions({ db }, seller))
  return inOrder(kept) === inOrder(should)
}

const inOrder = (decided: readonly Decision[]): string =>
  decided
    .map(({ sourceId, month, counts, reason, coveredDays, firstDay, lastDay }) =>
      JSON.stringify([sourceId, month, counts, reason, coveredDays, firstDay, lastDay]),
    )
    .sort()
    .join('\n')
