import { describe, expect, it } from 'vitest'
import {
  azureMeter,
  bedrockMeter,
  geminiMeter,
  type TokenMeter,
} from '../../src/statements/dialects/token-meters.ts'

const told = (meter: TokenMeter | null): string | null =>
  meter && `${meter.model ?? '–'}: ${meter.kind} x ${meter.each}`

describe('AWS Bedrock', () => {
  const haiku = 'Claude Haiku 4.5 (Amazon Bedrock Edition)'
  it.each([
    [haiku, 'USE1-MP:USE1_InputTokenCount-Units', '1K tokens', `${haiku}: input x 1000`],
    [haiku, 'USE1-MP:USE1_InputTokenCount_Global-Units', '1M tokens', `${haiku}: input x 1000000`],
    [haiku, 'USE1-MP:USE1_input_tokens_global_standard-Units', '1M Tokens', `${haiku}: input x 1000000`],
    [haiku, 'USE1-MP:USE1_OutputTokenCount-Units', '1K tokens', `${haiku}: output x 1000`],
    [haiku, 'USE1-MP:USE1_CacheReadInputTokenCount-Units', '1K tokens', `${haiku}: cachedInput x 1000`],
    [haiku, 'USE1-MP:USE1_cache_write_tokens_1h_standard-Units', '1M tokens', `${haiku}: input x 1000000`],
    [haiku, 'USE1-MP:USE1_CacheWrite1hInputTokenCount-Units', '1K tokens', `${haiku}: input x 1000`],
    ['Amazon Bedrock', 'USE1-NovaPro-input-tokens', '1K tokens', 'NovaPro (Amazon Bedrock): input x 1000'],
    [
      'Amazon Bedrock',
      'USW2-Nova2.0Lite-cache-read-input-token-count',
      '1K tokens',
      'Nova2.0Lite (Amazon Bedrock): cachedInput x 1000',
    ],
    ['Amazon Bedrock', 'USE1-TitanEmbed', '1K tokens', null],
    [haiku, 'USE1-MP:USE1_InputTokenCount-Units', 'Units', null],
    [haiku, 'USE1-MP:USE1_Reserved_1Month_InputTPM_Geo-Units', '1K tokens', null],
    [haiku, 'USE1-MP:USE1_ProvisionedThroughput_ModelUnits-Units', 'hour', null],
    ['Amazon Lex', 'USE1-input-tokens', '1K tokens', null],
  ])('%s, %s in %s: %s', (service, usageType, unit, expected) => {
    expect(told(bedrockMeter(service, usageType, unit))).toBe(expected)
  })
})

describe('Azure OpenAI', () => {
  it.each([
    ['gpt-4o-0806-Inp-glbl Tokens', '1K', 'gpt-4o-0806 (Azure OpenAI): input x 1000'],
    ['gpt 4.1 Outp regnl Tokens', '1K', 'gpt 4.1 (Azure OpenAI): output x 1000'],
    ['gpt-4o-mini-0718-Batch-Inp-glbl Tokens', '1K', 'gpt-4o-mini-0718 (Azure OpenAI): input x 1000'],
    ['5.4 mini cd Inp Gl 1M Tokens', '1M', '5.4 mini (Azure OpenAI): cachedInput x 1000000'],
    ['gpt-5-codex-ccchd-inp-glbl Tokens', '1K', 'gpt-5-codex (Azure OpenAI): cachedInput x 1000'],
    ['5.6 sol ShortCo Cd Wr Std Gl 1M Tokens', '1M', '5.6 sol (Azure OpenAI): input x 1000000'],
    ['text-embedding-3-large-regional Tokens', '1K', 'text-embedding-3-large (Azure OpenAI): input x 1000'],
    ['5.4 nano Opt Gl 1M Tokens', '1K', null],
    ['gpt-4o-0806-glbl Tokens', '1K', null],
    ['gpt-4o-0806-Inp-glbl Tokens', '1 Hour', null],
    ['gpt-4o Training Inp Tokens', '1K', null],
  ])('%s in %s: %s', (meter, unit, expected) => {
    expect(told(azureMeter('Azure OpenAI', meter, unit))).toBe(expected)
  })

  it('a meter of another service that ends in Tokens is left as it stands', () => {
    expect(azureMeter('Cognitive Search', 'Semantic Inp Tokens', '1K')).toBeNull()
  })
})

describe('Gemini API', () => {
  it.each([
    ['Generate content input token count gemini 3.7 flash text', 'gemini 3.7 flash (Gemini API): input x 1'],
    [
      'Generate content output token count gemini 2.5 flash short input text',
      'gemini 2.5 flash (Gemini API): output x 1',
    ],
    [
      'Generate_content text output token count for gemini 3 flash batch',
      'gemini 3 flash (Gemini API): output x 1',
    ],
    [
      'Generate_content_cached_input_token_count_gemini_3_pro_short_image',
      'gemini 3 pro short image (Gemini API): cachedInput x 1',
    ],
    ['Generate content input token count gemini 3.7 flash text flex caching', null],
    ['Gemini 2.5 Pro Thinking Text Output - Predictions', null],
    ['Grounding with Google Search', null],
  ])('%s: %s', (sku, expected) => {
    expect(told(geminiMeter('Gemini API', sku, 'count'))).toBe(expected)
  })
})
