import type { TokenKind } from './charge.ts'

/** Who stands before a model's name in gateways and clouds: `anthropic/claude-opus-4-5`, `us.anthropic.claude-…`. */
const before = /^(?:[a-z][a-z0-9-]*[/.](?=[a-z]))+/
/** The cloud's service that sells it: `Claude Opus 4.7 (Amazon Bedrock Edition)`. */
const soldIn = /\s*\((?:amazon bedrock(?: edition)?|azure openai|foundry models|gemini api|vertex ai)\)$/
/** `20251001`, `2025-08-07`: the day of a snapshot, with the cloud's own version of it; `0613` is no day. */
const snapshot = /-(?:20\d{6}|20\d{2}-\d{2}-\d{2})(?:-v\d+(?:-\d+)?)?$/
const standing = /-latest$/

/**
 * The names under which one model may be known, in one spelling, the most exact first: as written, and without the
 * day of its snapshot. Two models are the same only where these are equal; a beginning in common means nothing
 * (`gpt-4o` and `gpt-4o-mini`).
 */
export function modelKeys(name: string): readonly [string, string] {
  const written = name
    .trim()
    .toLowerCase()
    .replace(soldIn, '')
    .replace(before, '')
    .replace(/[\s._@:-]+/g, '-')
  return [inOrder(written), inOrder(written.replace(snapshot, '').replace(standing, ''))]
}

/**
 * Anthropic has written a model's family before and after its version, and versions with a `.0` at the end:
 * `Claude 3.5 Sonnet` is `claude-sonnet-3-5`, `claude-sonnet-4-0` is `Claude Sonnet 4`.
 */
function inOrder(key: string): string {
  const familyFirst = /^claude-([a-z]+)-(\d+(?:-\d{1,2})?)(?=$|-)/.exec(key)
  const versionFirst = /^claude-(\d+(?:-\d{1,2})?)-([a-z]+)(?=$|-)/.exec(key)
  const found = familyFirst ?? versionFirst
  if (!found) return key
  const [all, one = '', other = ''] = found
  const [family, version] = familyFirst ? [one, other] : [other, one]
  return `claude-${family}-${version.replace(/-0$/, '')}${key.slice(all.length)}`
}

/** The kind of token that a SKU or line item names (`input_tokens`, `cached input`, `output`); null for none. */
export function tokenKindOf(sku: string | null): TokenKind | null {
  const words = (sku ?? '').toLowerCase().replace(/[^a-z]+/g, ' ')
  const isOutput = /\b(?:output|completion)\b/.test(words)
  const isInput = /\b(?:input|prompt|cachedinput)\b|\bcache (?:read|write|creation)\b/.test(words)
  if (isOutput === isInput) return null
  if (isOutput) return 'output'
  return /\b(?:cached|cachedinput)\b|\bcache (?:read|hit)\b/.test(words) ? 'cachedInput' : 'input'
}

const scales: Readonly<Record<string, number>> = { k: 1e3, thousand: 1e3, m: 1e6, million: 1e6 }

/** How many tokens one of a unit is: 1 for `Tokens`, 1000 for `1K tokens`; null where it does not count tokens. */
export function tokensIn(unit: string | null): number | null {
  const match = /^(\d+(?:,\d{3})*)? ?(k|m|thousand|million)? ?tokens?$/.exec(unit?.trim().toLowerCase() ?? '')
  if (!match) return null
  const [, count = '1', scale = ''] = match
  return Number(count.replaceAll(',', '')) * (scales[scale] ?? 1)
}
