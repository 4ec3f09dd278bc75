import { describe, expect, it } from 'vitest'
import { modelKeys, tokenKindOf, tokensIn } from '../../src/core/model-names.ts'

const sameModel = (one: string, other: string): boolean =>
  modelKeys(one).some((key) => modelKeys(other).includes(key))

describe('trap 38: model names differ between usage and cost', () => {
  it.each([
    ['Claude Sonnet 4.5', 'claude-sonnet-4-5-20250929'],
    ['Claude Sonnet 4', 'claude-sonnet-4-20250514'],
    ['Claude Sonnet 4', 'claude-sonnet-4-0'],
    ['Claude 3.5 Sonnet 2024-10-22', 'claude-3-5-sonnet-20241022'],
    ['Claude Haiku 3.5', 'claude-3-5-haiku-latest'],
    ['claude-sonnet-4.5', 'anthropic/claude-sonnet-4.5'],
    ['Claude Opus 4.7 (Amazon Bedrock Edition)', 'us.anthropic.claude-opus-4-7-20260416-v1:0'],
    ['gpt 4.1 (Azure OpenAI)', 'gpt-4.1-2025-04-14'],
    ['gpt-5-nano', 'gpt-5-nano-2025-08-07'],
  ])('%s is %s', (one, other) => {
    expect(sameModel(one, other)).toBe(true)
  })

  it.each([
    ['gpt-4o', 'gpt-4o-mini'],
    ['gpt-5.2', 'gpt-5.2-pro-2025-12-11'],
    ['gpt-4', 'gpt-4-0613'],
    ['gpt-4o', 'gpt-4o-audio-preview'],
    ['Claude Sonnet 4', 'claude-sonnet-4-5-20250929'],
    ['Claude Opus 4', 'Claude Opus 4.1'],
    ['Claude Sonnet 4.5', 'Claude Opus 4.5'],
    ['gpt-4o-mini', 'ft:gpt-4o-mini-2024-07-18:acme::x1'],
    ['gpt-oss-20b', 'openai/gpt-oss-20b:free'],
  ])('%s is not %s', (one, other) => {
    expect(sameModel(one, other)).toBe(false)
  })

  it('a snapshot has its own name before the one without its day', () => {
    expect(modelKeys('gpt-4o-2024-05-13')).toEqual(['gpt-4o-2024-05-13', 'gpt-4o'])
  })
})

describe('trap 37: the kind of token', () => {
  it.each([
    ['input_tokens', 'input'],
    ['input_no_cache', 'input'],
    ['uncached_input_tokens', 'input'],
    ['input_cache_write_5m', 'input'],
    ['cache_creation.ephemeral_1h_input_tokens', 'input'],
    ['input_cache_miss_tokens', 'input'],
    ['cached input', 'cachedInput'],
    ['cachedInput', 'cachedInput'],
    ['input_cached_tokens', 'cachedInput'],
    ['input_cache_read', 'cachedInput'],
    ['cache_read_input_tokens', 'cachedInput'],
    ['input_cache_hit_tokens', 'cachedInput'],
    ['output', 'output'],
    ['output_tokens', 'output'],
    ['completion tokens', 'output'],
    ['web_search', null],
    ['input and output', null],
    ['', null],
  ])('%s is %s', (sku, kind) => {
    expect(tokenKindOf(sku)).toBe(kind)
  })
})

describe('trap 39: units of a thousand or a million tokens', () => {
  it.each([
    ['Tokens', 1],
    ['token', 1],
    ['1K tokens', 1000],
    ['1,000 Tokens', 1000],
    ['1M Tokens', 1_000_000],
    ['million tokens', 1_000_000],
    ['Requests', null],
    ['1K', null],
    ['token-hours', null],
    ['', null],
  ])('%s', (unit, tokens) => {
    expect(tokensIn(unit)).toBe(tokens)
  })
})
