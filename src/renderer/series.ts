import type { Currency } from '../core/money.ts'
import type { SpendView } from '../core/spend.ts'

const slots = 8

/** `--series-1` to `--series-8` by provider; who has no slot is drawn as Other. */
export type SeriesOf = ReadonlyMap<string, number>

/**
 * A colour for each of the eight largest providers, whatever the currency. Colours are given in the order of
 * the first bill (of one month: the largest first), so a new provider takes the next free one.
 */
export function seriesOf(spend: SpendView): SeriesOf {
  const sizes = new Map<string, bigint>()
  for (const month of spend.months)
    for (const { serviceProviderName, effective } of month.amounts) {
      const size = effective < 0n ? -effective : effective
      sizes.set(serviceProviderName, (sizes.get(serviceProviderName) ?? 0n) + size)
    }
  const first = [...sizes.keys()]
  const largest = new Set(
    first.toSorted((a, b) => Number((sizes.get(b) ?? 0n) - (sizes.get(a) ?? 0n))).slice(0, slots),
  )
  return new Map(first.filter((name) => largest.has(name)).map((name, index) => [name, index + 1]))
}

export const seriesColour = (series: SeriesOf, provider: string): string => {
  const slot = series.get(provider)
  return slot === undefined ? '--series-other' : `--series-${slot}`
}

const otherName = 'Other'

/** What is drawn and tabled for one currency: its providers, largest first, the small ones together. */
export type Column = { readonly name: string; readonly providers: readonly string[]; readonly colour: string }

export function columnsOf(spend: SpendView, currency: Currency, series: SeriesOf): readonly Column[] {
  const sizes = new Map<string, bigint>()
  for (const month of spend.months)
    for (const amount of month.amounts)
      if (amount.currency === currency)
        sizes.set(
          amount.serviceProviderName,
          (sizes.get(amount.serviceProviderName) ?? 0n) + amount.effective,
        )
  const names = [...sizes.keys()].toSorted((a, b) => ((sizes.get(b) ?? 0n) > (sizes.get(a) ?? 0n) ? 1 : -1))
  const others = names.filter((name) => !series.has(name))
  const columns = names
    .filter((name) => series.has(name))
    .map((name) => ({ name, providers: [name], colour: seriesColour(series, name) }))
  return others.length === 0
    ? columns
    : [...columns, { name: otherName, providers: others, colour: '--series-other' }]
}
