import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const header = 'usage_date_utc,model,workspace,token_type,cost_usd'

/** The first of the month `monthsAgo` months before the running one, UTC. */
export function monthStart(monthsAgo: number): Date {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - monthsAgo, 1))
}

/** `Oct 2026` and `October 2026`, as the window writes months. */
export const monthName = (monthsAgo: number, style: 'short' | 'long'): string =>
  new Intl.DateTimeFormat('en', { month: style, year: 'numeric', timeZone: 'UTC' }).format(
    monthStart(monthsAgo),
  )

export const daysOf = (monthsAgo: number): number => {
  const first = monthStart(monthsAgo)
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
}

/** `$310.00`. */
export const dollars = (amount: number): string =>
  new Intl.NumberFormat('en', { style: 'currency', currency: 'USD' }).format(amount)

/** `2026-10-01`; days beyond the last run into the next month. */
function dayOf(monthsAgo: number, day: number): string {
  const first = monthStart(monthsAgo)
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), day)).toISOString().slice(0, 10)
}

/** An Anthropic bill of one month, `perDay` dollars a day; `monthsAgo` 0 is the running one. */
export function monthBill(monthsAgo: number, perDay: string, workspace = 'Default'): string {
  const rows = Array.from(
    { length: daysOf(monthsAgo) },
    (_, day) => `${dayOf(monthsAgo, day + 1)},Claude Sonnet 4.5,${workspace},output,${perDay}`,
  )
  return [header, ...rows, ''].join('\n')
}

/** A FOCUS file of what Anthropic bills each of the accounts in one month, `perDay` dollars a day. */
export const focusBill = (monthsAgo: number, perDay: string, accounts: readonly string[]): string =>
  [
    'BilledCost,EffectiveCost,BillingCurrency,BillingAccountId,ChargeCategory,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd,ProviderName,ServiceName',
    ...accounts.flatMap((account) =>
      Array.from({ length: daysOf(monthsAgo) }, (_, at) => {
        const [from, to] = [dayOf(monthsAgo, at + 1), dayOf(monthsAgo, at + 2)]
        return `${perDay},${perDay},USD,${account},Usage,${from},${to},${dayOf(monthsAgo, 1)},${dayOf(monthsAgo - 1, 1)},Anthropic,Claude`
      }),
    ),
    '',
  ].join('\n')

/** Rows of an Anthropic bill as they stand in the file: the first is line 2. */
export const anthropicRows = (...rows: readonly string[]): string => [header, ...rows, ''].join('\n')

/** A folder of its own for a spec file's bills, and what writes them there. */
export function billFolder(): {
  readonly folder: string
  readonly file: (name: string, text: string) => string
  readonly remove: () => void
} {
  const folder = mkdtempSync(join(tmpdir(), 'breakwatt-bills-'))
  return {
    folder,
    file: (name, text) => {
      const path = join(folder, name)
      writeFileSync(path, text)
      return path
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
