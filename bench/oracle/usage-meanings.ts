import { counted, countOf, isBlank, orQuiet, type Brings, type Meaning } from './meaning.ts'

const tokens = 'Tokens'
const requests = 'Requests'

/** Counts under names of their own, each a charge where it is not 0. */
const counts = (header: readonly string[], columns: readonly (readonly [string, string])[]): Meaning => ({
  header: (names) => header.every((name) => names.has(name)),
  open: () => (cell) => counted(columns.map(([name, unit]) => [unit, countOf(cell(name))])),
})

/** The cached tokens are within the input: told apart they are the input still. */
const withCached = (time: string, input: string, cached: string, output: string, asked: string): Meaning => ({
  header: (names) => names.has(time) && names.has(input),
  open: () => (cell) => {
    const [all, fromCache] = [countOf(cell(input)), countOf(cell(cached))]
    if (all === null || fromCache === null || fromCache > all) return null
    return counted([
      [tokens, all - fromCache],
      [tokens, fromCache],
      [tokens, countOf(cell(output))],
      [requests, countOf(cell(asked))],
    ])
  },
})

/** What each kind of use counts. */
const openaiColumns = [
  ['input_tokens', tokens],
  ['input_cached_tokens', tokens],
  ['output_tokens', tokens],
  ['num_model_requests', requests],
  ['images', 'Images'],
  ['characters', 'Characters'],
  ['seconds', 'Seconds'],
  ['usage_bytes', 'Bytes'],
  ['num_sessions', 'Sessions'],
  ['num_requests', 'Searches'],
] as const

/** All that an export, or an answer, of days without use has. */
const ofTheBucket = ['object', 'start_time', 'end_time', 'start_time_iso', 'end_time_iso']

/**
 * A count of 0 is a charge here and an empty one is none; a row that says nothing at all is a day without use. The
 * model's requests beside searches are those that the export of completions has.
 */
const openaiUsage: Meaning = {
  header: (names) =>
    names.has('start_time') &&
    (openaiColumns.some(([name]) => names.has(name)) ||
      [...names].every((name) => name === '' || ofTheBucket.includes(name))),
  open:
    ({ has }) =>
    (cell) => {
      const cached = countOf(cell('input_cached_tokens'))
      const brought: Brings[] = []
      for (const [name, unit] of openaiColumns) {
        if (cell(name).trim() === '' || (name === 'num_model_requests' && has('num_requests'))) continue
        const count = countOf(cell(name))
        if (count === null || cached === null) return null
        brought.push({ unit, quantity: name === 'input_tokens' ? count - cached : count })
      }
      return brought
    },
}

const anthropicUsageReport = counts(
  ['starting_at', 'output_tokens'],
  [
    ['uncached_input_tokens', tokens],
    ['cache_creation.ephemeral_5m_input_tokens', tokens],
    ['cache_creation.ephemeral_1h_input_tokens', tokens],
    ['cache_read_input_tokens', tokens],
    ['output_tokens', tokens],
    ['server_tool_use.web_search_requests', requests],
  ],
)

const deepseekUnits: Readonly<Record<string, string>> = {
  input_cache_miss_tokens: tokens,
  input_cache_hit_tokens: tokens,
  output_tokens: tokens,
  request_count: requests,
}
const deepseekUsage: Meaning = {
  header: (names) => ['type', 'price', 'amount', 'api_key_name'].every((name) => names.has(name)),
  open: () => (cell) => {
    const unit = deepseekUnits[cell('type').trim()]
    const quantity = countOf(cell('amount'))
    return unit === undefined || quantity === null ? null : [{ unit, quantity }]
  },
}

/** What was not counted reads `-` or nothing. */
const cursorRequests: Meaning = {
  header: (names) => names.has('Requests') && names.has('Input (w/o Cache Write)'),
  open: () => (cell) => {
    const text = cell('Requests').trim()
    return text === '-' || isBlank(text) ? [] : counted([[requests, countOf(text)]])
  },
}

const copilotRequests: Meaning = {
  header: (names) => names.has('Requests Used') && names.has('Timestamp'),
  open: () => (cell) => {
    const quantity = countOf(cell('Requests Used'))
    return quantity === null ? null : [{ unit: requests, quantity }]
  },
}

const blankAsNone = (text: string): number | null => (isBlank(text) ? 0 : countOf(text))
const fireworksUsage: Meaning = {
  header: (names) => names.has('accelerator_seconds') && names.has('prompt_tokens'),
  open: () => (cell) =>
    counted([
      [tokens, blankAsNone(cell('prompt_tokens'))],
      [tokens, blankAsNone(cell('completion_tokens'))],
      ['Seconds', blankAsNone(cell('accelerator_seconds'))],
    ]),
}

export const usageMeanings: Readonly<Record<string, Meaning>> = {
  'openai-usage': openaiUsage,
  'openai-usage-json': openaiUsage,
  'openai-usage-legacy': withCached(
    'aggregation_timestamp',
    'n_context_tokens_total',
    'n_cached_context_tokens_total',
    'n_generated_tokens_total',
    'n_requests',
  ),
  'anthropic-usage': counts(
    ['usage_date_utc', 'usage_output_tokens'],
    [
      ['usage_input_tokens_no_cache', tokens],
      ['usage_input_tokens_cache_write', tokens],
      ['usage_input_tokens_cache_write_5m', tokens],
      ['usage_input_tokens_cache_write_1h', tokens],
      ['usage_input_tokens_cache_read', tokens],
      ['usage_output_tokens', tokens],
      ['web_search_count', requests],
    ],
  ),
  'anthropic-usage-report': orQuiet(anthropicUsageReport),
  'deepseek-usage': deepseekUsage,
  'cursor-requests': cursorRequests,
  'github-copilot-requests': copilotRequests,
  'fireworks-usage': fireworksUsage,
}
