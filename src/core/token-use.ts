import type { Source, TokenKind } from './charge.ts'
import { tokenKindOf, tokensIn } from './model-names.ts'
import { toUnits, type Currency, type Nanos } from './money.ts'
import { monthOfDay, type Day, type DayRange, type Month } from './period.ts'

/** Usage of one day, service and SKU of a source: money, a quantity, or both. */
export type UseCell = {
  readonly day: Day
  readonly service: string
  readonly sku: string | null
  readonly currency: Currency | null
  readonly effective: Nanos | null
  readonly quantity: number | null
  readonly unit: string | null
  readonly rows: number
}

/** A source's cells of usage, and the days of it that are known. */
export type SourceUse = {
  readonly source: Source
  readonly days: ReadonlySet<Day>
  readonly cells: readonly UseCell[]
}

/** Tokens by kind; `untold` are those of which it is not said what they were. */
export type CountedTokens = Readonly<Record<TokenKind | 'untold', number>>

/** What a month of a model cost in one currency, and the tokens that it bought. */
export type TokenUse = {
  readonly serviceProviderName: string
  /** The seller's name for it on the bill. */
  readonly service: string
  /** The price table's name for it. */
  readonly model: string
  readonly month: Month
  readonly days: DayRange
  readonly currency: Currency
  /** Currency units. */
  readonly cost: number
  readonly tokens: CountedTokens
  /** Rows of the bill: each may have been rounded to a cent. */
  readonly rows: number
  /** Whether the tokens stand beside the money or in the seller's usage export. */
  readonly tokensFrom: 'bill' | 'usage'
}

/** Which model of a price table a seller's name means; null where that is not certain. */
export type ModelOf = (serviceProviderName: string, service: string) => string | null

/** Money of rows that count their own tokens, by month and model. */
export const ownTokenUses = (costs: readonly SourceUse[], modelOf: ModelOf): readonly TokenUse[] =>
  costs.flatMap(({ source, cells }) => {
    const counting = cells.filter(({ effective, unit }) => effective !== null && tokensIn(unit) !== null)
    return [...byModel(source, counting, modelOf).values()].flatMap((group) =>
      [...Map.groupBy(group.cells, ({ currency }) => currency).values()].flatMap((cells) =>
        useOf(source, { ...group, cells }, cells, 'bill'),
      ),
    )
  })

/**
 * Money of rows that count nothing beside the tokens of the same seller's usage export, by month and model, on the
 * days that both know.
 */
export const joinedTokenUses = (
  costs: readonly SourceUse[],
  usages: readonly SourceUse[],
  modelOf: ModelOf,
): readonly TokenUse[] =>
  costs.flatMap((cost) => {
    const usage = counterpartOf(cost, costs, usages)
    if (usage === null) return []
    const isKnown = ({ day }: UseCell): boolean => cost.days.has(day) && usage.days.has(day)
    const money = cost.cells.filter((cell) => cell.effective !== null && cell.quantity === null)
    const tokens = byModel(usage.source, usage.cells.filter(isKnown), modelOf)
    return [...byModel(cost.source, money.filter(isKnown), modelOf)].flatMap(([key, group]) =>
      useOf(cost.source, group, tokens.get(key)?.cells ?? [], 'usage'),
    )
  })

/**
 * The usage export of the same account; where the two do not name accounts alike, that of the only account there is.
 * Of several the one that shares the most days.
 */
function counterpartOf(
  cost: SourceUse,
  costs: readonly SourceUse[],
  usages: readonly SourceUse[],
): SourceUse | null {
  const account = ({ source }: SourceUse): string => source.billingAccountId
  const isOfSeller = ({ source }: SourceUse): boolean =>
    source.serviceProviderName === cost.source.serviceProviderName
  const ofSeller = usages.filter(isOfSeller)
  const ofAccount = ofSeller.filter((usage) => account(usage) === account(cost))
  const isOnly =
    new Set(costs.filter(isOfSeller).map(account)).size === 1 && new Set(ofSeller.map(account)).size === 1
  const shared = ({ days }: SourceUse): number => [...days].filter((day) => cost.days.has(day)).length
  return (
    (ofAccount.length > 0 ? ofAccount : isOnly ? ofSeller : []).toSorted(
      (one, other) => shared(other) - shared(one),
    )[0] ?? null
  )
}

type OfModel = { readonly month: Month; readonly model: string; readonly cells: readonly UseCell[] }

function byModel(source: Source, cells: readonly UseCell[], modelOf: ModelOf): ReadonlyMap<string, OfModel> {
  const groups = new Map<string, OfModel & { readonly cells: UseCell[] }>()
  for (const cell of cells) {
    const model = modelOf(source.serviceProviderName, cell.service)
    if (model === null) continue
    const month = monthOfDay(cell.day)
    const group = groups.get(`${month} ${model}`)
    if (group) group.cells.push(cell)
    else groups.set(`${month} ${model}`, { month, model, cells: [cell] })
  }
  return groups
}

/** Nothing where money or tokens are missing, or where the money is of several currencies. */
function useOf(
  source: Source,
  { month, model, cells }: OfModel,
  counted: readonly UseCell[],
  tokensFrom: TokenUse['tokensFrom'],
): readonly TokenUse[] {
  const [first] = cells
  const currency = first?.currency ?? null
  const tokens = countTokens(counted)
  if (first === undefined || currency === null || tokens === null) return []
  if (cells.some((cell) => cell.currency !== currency)) return []
  const days = cells.map(({ day }) => day)
  return [
    {
      serviceProviderName: source.serviceProviderName,
      service: first.service,
      model,
      month,
      days: { firstDay: Math.min(...days), lastDay: Math.max(...days) },
      currency,
      cost: toUnits(cells.reduce((sum, { effective }) => sum + (effective ?? 0n), 0n)),
      tokens,
      rows: cells.reduce((sum, { rows }) => sum + rows, 0),
      tokensFrom,
    },
  ]
}

function countTokens(cells: readonly UseCell[]): CountedTokens | null {
  const tokens = { input: 0, cachedInput: 0, output: 0, untold: 0 }
  let counted = false
  for (const { quantity, unit, sku } of cells) {
    const each = tokensIn(unit)
    if (quantity === null || each === null) continue
    tokens[tokenKindOf(sku) ?? 'untold'] += quantity * each
    counted = true
  }
  return counted ? tokens : null
}
