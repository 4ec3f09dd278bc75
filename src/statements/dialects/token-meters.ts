import { tokenUnit, type TokenKind } from '../../core/charge.ts'
import type { Row } from '../csv.ts'
import { remembered, textOrNull } from '../dialect.ts'
import { quantityIn } from './cells.ts'

/** A meter that certainly counts tokens: of which model, of which kind, and how many tokens one unit of it is. */
export type TokenMeter = { readonly model: string | null; readonly kind: TokenKind; readonly each: bigint }

/** What of a charge line tells what was consumed. */
export type Consumption = {
  readonly sku: string | null
  readonly consumedQuantity: number | null
  readonly consumedUnit: string | null
}

/**
 * What was consumed, in tokens where a meter is given: an amount in millions of tokens is many tokens, not a few.
 * Undefined where the cell holds no number.
 */
export function consumption(
  row: Row,
  column: number | null,
  meter: TokenMeter | null,
  otherwise: { readonly sku: string | null; readonly unit: string | null },
): Consumption | undefined {
  const sku = meter?.kind ?? otherwise.sku
  if (column === null || meter === null) {
    const consumedQuantity = quantityIn(row, column)
    if (consumedQuantity === undefined) return undefined
    return { sku, consumedQuantity, consumedUnit: consumedQuantity === null ? null : otherwise.unit }
  }
  const counted = row.amount(column)
  if (counted === null)
    return textOrNull(row.text(column)) === null
      ? { sku, consumedQuantity: null, consumedUnit: null }
      : undefined
  const consumedQuantity = Number(counted.digits * meter.each) / 10 ** counted.scale
  return { sku, consumedQuantity, consumedUnit: tokenUnit }
}

const unitShape = /^1\s?([KM])(?: tokens?)?$/i

/** How many tokens are in `1K tokens`, `1M`, `Tokens`; null for a unit that is none of tokens. */
function tokensEach(unit: string): bigint | null {
  const scale = unitShape.exec(unit.trim())?.[1]?.toUpperCase()
  if (scale !== undefined) return scale === 'K' ? 1000n : 1_000_000n
  return /^tokens?$/i.test(unit.trim()) ? 1n : null
}

/** Capacity by the hour and training go by other units than the tokens of a request, whatever they are called. */
const noRequest = /tpm|reserved|provision|train|custom|hosting|storage/i

const marketplaceModel = /\((?:Amazon )?Bedrock Edition\)/i
const bedrockName = /\bbedrock\b|^AmazonBedrock/i
/** `USE1-NovaPro-input-tokens`, `USW2-Nova2.0Lite-cache-read-input-token-count`. */
const ownModel = /^[A-Z]{2,5}\d?-(.+?)-(?:text-)?(?:input|output|cache)\b/i

/**
 * AWS Bedrock. Amazon's own models are told by their usage type and sold as Amazon Bedrock; all others are products
 * of the Marketplace, such as `Claude 3 Haiku (Amazon Bedrock Edition)` with `USW2-MP:USW2_InputTokenCount-Units`.
 * Null unless the product is Bedrock's, the unit one of tokens, and the usage type says which kind.
 */
export function bedrockMeter(service: string, usageType: string, unit: string): TokenMeter | null {
  if (!bedrockName.test(service) || !/token/i.test(usageType) || noRequest.test(usageType)) return null
  const each = tokensEach(unit)
  const said = usageType.toLowerCase().replaceAll(/[-_]/g, '')
  const cached = said.includes('cacheread') || said.includes('cachedinput')
  const written = said.includes('cachewrite')
  const kind = kindOf({
    cached,
    written,
    input: said.includes('input') || cached || written,
    output: said.includes('output'),
  })
  if (each === null || kind === null) return null
  const own = marketplaceModel.test(service) ? null : ownModel.exec(usageType)?.[1]
  return { model: own === null ? service : own === undefined ? null : `${own} (Amazon Bedrock)`, kind, each }
}

const azureWords = {
  cached: /^c*cchd$|^cached$|^cd$|^cache$/,
  written: /^wr$|^write$/,
  input: /^in$|^inp$|^input$|^embedding$|^embeddings$/,
  output: /^out$|^outp$|^opt$|^output$/,
}
/** Where in a meter's name its model ends. */
const azureModelEnd =
  /[\s_-]+(?:batch|pp|c*cchd|cached|cd|in|inp|input|out|outp|opt|output|shortco|longco|glbl|gl|regnl|regional|rg|data zone|dzone|dz)(?=[\s_-]|$)/i

/**
 * Azure OpenAI and Foundry: `gpt-4o-0806-Inp-glbl Tokens` in `1K`, `5.4 nano Inp Gl 1M Tokens` in `1M`. Null unless
 * the unit bears the name out and the name says one kind.
 */
export function azureMeter(category: string, meter: string, unit: string): TokenMeter | null {
  if (!/openai|foundry models/i.test(category) || !/\btokens$/i.test(meter.trim()) || noRequest.test(meter))
    return null
  const each = tokensEach(unit)
  const named = tokensEach(/1[KM] tokens$/i.exec(meter.trim())?.[0] ?? unit)
  const words = meter.toLowerCase().split(/[\s_-]+/)
  const has = (shape: RegExp): boolean => words.some((word) => shape.test(word))
  const kind = kindOf({
    cached: has(azureWords.cached),
    written: has(azureWords.written),
    input: has(azureWords.input) || has(azureWords.cached),
    output: has(azureWords.output),
  })
  if (each === null || each !== named || kind === null) return null
  const end = meter.search(azureModelEnd)
  return { model: end > 0 ? `${meter.slice(0, end)} (${category})` : null, kind, each }
}

/** `Generate content input token count gemini 3.7 flash text`, `Generate_content text output token count for …`. */
const geminiShape =
  /^generate content ((?:text |image |audio |video |cached )*)(input|output) token count (?:for )?(gemini .+)$/i
/** What comes after the model's name and says nothing of it. */
const geminiEnd = /(?: (?:short|long|input|output|text|batch|flex|priority))+$/i

/**
 * Google's Gemini API: the SKU says what is counted, the unit is `count`. Null for others, and where `caching` leaves
 * open whether tokens are written or kept.
 */
export function geminiMeter(service: string, sku: string, unit: string): TokenMeter | null {
  const match = geminiShape.exec(sku.trim().replaceAll('_', ' '))
  if (!match || unit.trim().toLowerCase() !== 'count' || /caching|storage/i.test(sku)) return null
  const [, before = '', direction = '', model = ''] = match
  const cached = /cached/i.test(before)
  const input = direction.toLowerCase() === 'input'
  const kind = kindOf({ cached, written: false, input, output: !input })
  return kind && { model: `${model.replace(geminiEnd, '')} (${service})`, kind, each: 1n }
}

/** What is written to the cache has been read anew. */
function kindOf(
  said: Readonly<Record<'cached' | 'written' | 'input' | 'output', boolean>>,
): TokenKind | null {
  if (said.input === said.output) return null
  if (said.output) return said.cached || said.written ? null : 'output'
  return said.cached && !said.written ? 'cachedInput' : 'input'
}

/** The same meter for the same texts, found once. */
export function rememberedMeter(
  find: (service: string, meter: string, unit: string) => TokenMeter | null,
): (service: string | null, meter: string | null, unit: string | null) => TokenMeter | null {
  const known = new Map<string, TokenMeter | null>()
  const mayCountTokens = remembered((unit) => unit.toLowerCase() === 'count' || tokensEach(unit) !== null)
  return (service, meter, unit) => {
    if (service === null || meter === null || unit === null || !mayCountTokens(unit)) return null
    const key = `${service}\n${meter}\n${unit}`
    const before = known.get(key)
    if (before !== undefined) return before
    const found = find(service, meter, unit)
    if (known.size < mostRemembered) known.set(key, found)
    return found
  }
}

const mostRemembered = 4096
