import type { MatchLogic, ModelInfo, ModelPrice, Provider } from '@pydantic/genai-prices'
import { modelKeys } from '../core/model-names.ts'
import { startOfDay, type DayRange } from '../core/period.ts'
import type { PriceRange, PriceTable, TokenPrices } from '../core/sanity.ts'

/** Sellers as bills call them, where the price table calls them otherwise. */
const sellers: ReadonlyMap<string, string> = new Map([
  ['amazon web services', 'aws'],
  ['google cloud', 'google'],
  ['microsoft', 'azure'],
  ['mistral ai', 'mistral'],
  ['xai', 'x-ai'],
])

type FindProvider = (options: { readonly providerId: string }) => Provider | undefined

let loading: Promise<PriceTable> | null = null

/**
 * List prices of the installed `@pydantic/genai-prices`, in US dollars, as they were when it was published. It is
 * read at the first call; nothing is fetched.
 */
export function priceTable(): Promise<PriceTable> {
  loading ??= import('@pydantic/genai-prices').then(({ findProvider }) => tableOf(findProvider))
  return loading
}

/** Models by the spellings of their names; several where they share one, such as a region's beside the world's. */
type ModelList = ReadonlyMap<string, readonly ModelInfo[]>

function tableOf(findProvider: FindProvider): PriceTable {
  const lists = new Map<string, ModelList>()
  const listOf = (seller: string): ModelList => {
    const name = seller.trim().toLowerCase()
    const known = lists.get(name)
    if (known) return known
    const made = modelList(providersOf(findProvider, sellers.get(name) ?? name))
    lists.set(name, made)
    return made
  }
  /** What `modelOf` answered, by the name of the answer. */
  const named = new Map<string, readonly ModelInfo[]>()
  const asked = new Map<string, string | null>()
  const modelOf = (seller: string, service: string): string | null => {
    const list = listOf(seller)
    const key = modelKeys(service).find((one) => list.has(one))
    const models = key === undefined ? [] : (list.get(key) ?? [])
    if (models.length === 0) return null
    const name = models.map(({ id }) => id).join(' or ')
    named.set(`${seller}\u0000${name}`, models)
    return name
  }
  return {
    modelOf: (seller, service) => {
      const question = `${seller}\u0000${service}`
      const known = asked.get(question)
      if (known !== undefined) return known
      const answer = modelOf(seller, service)
      asked.set(question, answer)
      return answer
    },
    pricesOf: (seller, model, days) => {
      const models = named.get(`${seller}\u0000${model}`)
      return models ? tokenPrices(models.flatMap((info) => pricesIn(info, days))) : null
    },
  }
}

/** A cloud sells other makers' models beside its own: theirs are looked up after its own. */
function providersOf(findProvider: FindProvider, id: string): readonly Provider[] {
  const provider = findProvider({ providerId: id })
  if (provider?.id !== id) return []
  const makers = (provider.fallback_model_providers ?? []).flatMap(
    (maker) => findProvider({ providerId: maker }) ?? [],
  )
  return [provider, ...makers]
}

function modelList(providers: readonly Provider[]): ModelList {
  const list = new Map<string, readonly ModelInfo[]>()
  for (const { models } of providers) {
    const ids = models.map((model) => ({ model, names: [model.id, ...namesIn(model.match)] }))
    const titles = models.flatMap((model) =>
      model.name === undefined ? [] : [{ model, names: [model.name] }],
    )
    // A name as written outranks one without its day, and an id outranks a title.
    for (const [named, which] of [
      [ids, 0],
      [titles, 0],
      [ids, 1],
      [titles, 1],
    ] as const) {
      const found = new Map<string, Set<ModelInfo>>()
      for (const { model, names } of named)
        for (const key of names.map((name) => modelKeys(name)[which])) {
          const sharing = found.get(key)
          if (sharing) sharing.add(model)
          else found.set(key, new Set([model]))
        }
      for (const [key, sharing] of found) if (!list.has(key)) list.set(key, [...sharing])
    }
  }
  return list
}

/** The whole names that a model goes by; a rule about beginnings or parts of names is not taken. */
const namesIn = (match: MatchLogic): readonly string[] =>
  'equals' in match ? [match.equals] : 'or' in match ? match.or.flatMap(namesIn) : []

/** The prices in force at some moment of the days: later entries of the table outrank earlier ones. */
function pricesIn({ prices }: ModelInfo, days: DayRange): readonly ModelPrice[] {
  if (!Array.isArray(prices)) return [prices]
  const found: ModelPrice[] = []
  for (const { constraint, prices: some } of prices.toReversed()) {
    if (constraint?.type === 'start_date') {
      const start = Date.parse(constraint.start_date)
      if (start >= startOfDay(days.lastDay + 1)) continue
      found.push(some)
      if (start <= startOfDay(days.firstDay)) return found
    } else {
      found.push(some)
      if (constraint === undefined) return found
    }
  }
  return found
}

const kinds = {
  input: /^(?:input_|cache_(?:\w+_)?write_).*mtok$/,
  cachedInput: /^cache_(?:\w+_)?read_mtok$/,
  output: /^output_.*mtok$/,
  untold: /_mtok$/,
} as const

function tokenPrices(prices: readonly ModelPrice[]): TokenPrices {
  const input = rangeOf(prices, kinds.input)
  return {
    input,
    // Where the table has no price for the cache, reading from it costs no more than reading anew.
    cachedInput: rangeOf(prices, kinds.cachedInput) ?? (input && { low: 0, high: input.high }),
    output: rangeOf(prices, kinds.output),
    untold: rangeOf(prices, kinds.untold),
  }
}

/** Of a price by size of the request the first tier counts: a bill's rows add up requests of every size. */
function rangeOf(prices: readonly ModelPrice[], kind: RegExp): PriceRange | null {
  const matching = prices.flatMap((price) =>
    Object.entries(price).flatMap(([name, value]) =>
      value === undefined || !kind.test(name) ? [] : [typeof value === 'number' ? value : value.base],
    ),
  )
  return matching.length === 0 ? null : { low: Math.min(...matching), high: Math.max(...matching) }
}
