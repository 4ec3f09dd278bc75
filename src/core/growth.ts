import type { Growth } from './alert.ts'
import type { Currency, Nanos } from './money.ts'
import { monthsOfQuarter, quarterOfMonth, type Month, type Quarter } from './period.ts'
import type { SourceMonth } from './spend.ts'

/** Effective cost of one source's service in one month. */
export type SourceSpend = {
  readonly month: Month
  readonly serviceProviderName: string
  readonly billingAccountId: string
  readonly service: string
  readonly currency: Currency
  readonly effective: Nanos
}

/** An alert needs more than both: 20 percent, and 250 of the currency. */
export const alertPercent = 20n
export const alertRise: Nanos = 250n * 10n ** 9n

type SourceKey = Pick<SourceSpend, 'serviceProviderName' | 'billingAccountId'>
const keyOf = (source: SourceKey): string => `${source.serviceProviderName}\u0000${source.billingAccountId}`

/**
 * Quarter over quarter, like for like: for every two quarters in a row and every currency, the sources
 * whose six months are all complete. A source that lacks a month is left out of that pair and named.
 */
export function quarterGrowth(
  months: readonly SourceMonth[],
  spend: readonly SourceSpend[],
): readonly Growth[] {
  const complete = new Set(
    months
      .filter((source) => source.state === 'complete')
      .map((source) => `${keyOf(source)}\u0000${source.month}`),
  )
  const known = [...new Map(months.map((source) => [keyOf(source), source])).values()]
  const quarters = [...new Set(months.map((source) => quarterOfMonth(source.month)))].sort((a, b) => a - b)
  const currencies = [...new Set(spend.map((cell) => cell.currency))].sort()
  const whole = (source: SourceKey, quarter: Quarter): boolean =>
    monthsOfQuarter(quarter).every((month) => complete.has(`${keyOf(source)}\u0000${month}`))
  const present = (source: SourceKey, quarter: Quarter): boolean =>
    months.some((month) => keyOf(month) === keyOf(source) && quarterOfMonth(month.month) === quarter)

  return quarters.flatMap((quarter) => {
    const common = known.filter((source) => whole(source, quarter) && whole(source, quarter - 1))
    if (common.length === 0) return []
    const leftOut = known
      .filter(
        (source) => !common.includes(source) && (present(source, quarter) || present(source, quarter - 1)),
      )
      .map((source) => source.serviceProviderName)
    const keys = new Set(common.map(keyOf))
    const counted = spend.filter((cell) => keys.has(keyOf(cell)))
    return currencies.flatMap((currency) => {
      const cells = counted.filter((cell) => cell.currency === currency)
      const now = cells.filter((cell) => quarterOfMonth(cell.month) === quarter)
      const before = cells.filter((cell) => quarterOfMonth(cell.month) === quarter - 1)
      if (now.length === 0 && before.length === 0) return []
      return [
        { quarter, currency, before: total(before), now: total(now), drivers: drivers(before, now), leftOut },
      ]
    })
  })
}

/** More than 20 percent and more than 250 of the currency. From nothing, or from credit, no share can be told. */
export const isAlarming = ({ before, now }: Pick<Growth, 'before' | 'now'>): boolean =>
  before > 0n && (now - before) * 100n > before * alertPercent && now - before > alertRise

const total = (cells: readonly SourceSpend[]): Nanos => cells.reduce((sum, cell) => sum + cell.effective, 0n)

/** What an alert names at most. */
const namedDrivers = 3

function drivers(before: readonly SourceSpend[], now: readonly SourceSpend[]): Growth['drivers'] {
  const rises = new Map<string, Nanos>()
  const add = (cell: SourceSpend, amount: Nanos): void => {
    const name = `${cell.serviceProviderName}, ${cell.service}`
    rises.set(name, (rises.get(name) ?? 0n) + amount)
  }
  for (const cell of before) add(cell, -cell.effective)
  for (const cell of now) add(cell, cell.effective)
  return Array.from(rises, ([name, rise]) => ({ name, rise }))
    .filter(({ rise }) => rise > 0n)
    .sort((a, b) => (a.rise < b.rise ? 1 : a.rise > b.rise ? -1 : a.name < b.name ? -1 : 1))
    .slice(0, namedDrivers)
}
