import type { Seed } from './fuzz-corpus.ts'

const page = (bucket: (day: number) => object): Buffer =>
  Buffer.from(
    `${JSON.stringify({ object: 'page', data: [1, 2, 3].map(bucket), has_more: false }, null, 1)}\n`,
  )
const second = (day: number): number => Date.UTC(2026, 6, day) / 1000
const instant = (day: number): string => new Date(Date.UTC(2026, 6, day)).toISOString()

/** Answers of the providers' APIs as they are saved: one page of three days. */
export const answers: readonly Pick<Seed, 'dialect' | 'name' | 'bytes'>[] = [
  {
    dialect: 'openai-costs-json',
    name: 'openai-costs.json',
    bytes: page((day) => ({
      object: 'bucket',
      start_time: second(day),
      end_time: second(day + 1),
      results: [
        {
          object: 'organization.costs.result',
          amount: { value: 0.06 * day, currency: 'usd' },
          line_item: 'gpt-5, input',
          project_id: 'proj_1',
          organization_id: 'org-1',
        },
      ],
    })),
  },
  {
    dialect: 'anthropic-cost-report',
    name: 'anthropic-cost-report.json',
    bytes: page((day) => ({
      starting_at: instant(day),
      ending_at: instant(day + 1),
      results: [
        {
          amount: '123.45',
          currency: 'USD',
          cost_type: 'tokens',
          description: 'Claude Sonnet 4.5 Usage - Input Tokens',
          model: 'claude-sonnet-4-5',
          service_tier: 'standard',
          token_type: 'uncached_input_tokens',
          context_window: '0-200k',
          workspace_id: null,
        },
      ],
    })),
  },
  {
    dialect: 'openai-usage-json',
    name: 'openai-usage.json',
    bytes: page((day) => ({
      object: 'bucket',
      start_time: second(day),
      end_time: second(day + 1),
      results: [
        {
          object: 'organization.usage.completions.result',
          input_tokens: 1000 * day,
          output_tokens: 500,
          input_cached_tokens: 800,
          num_model_requests: 5,
          project_id: 'proj_1',
          model: 'gpt-5',
          batch: false,
        },
        {
          object: 'organization.usage.completions.result',
          input_tokens: 7,
          output_tokens: 9,
          input_cached_tokens: 0,
          num_model_requests: 1,
          project_id: null,
          model: 'gpt-5-nano',
          batch: null,
        },
      ],
    })),
  },
  {
    dialect: 'anthropic-usage-report',
    name: 'anthropic-usage.json',
    bytes: page((day) => ({
      starting_at: instant(day),
      ending_at: instant(day + 1),
      results: [
        {
          uncached_input_tokens: 1500,
          cache_creation: { ephemeral_1h_input_tokens: 1000, ephemeral_5m_input_tokens: 500 * day },
          cache_read_input_tokens: 200,
          output_tokens: 501,
          server_tool_use: { web_search_requests: 10 },
          workspace_id: 'wrkspc_1',
          model: 'claude-sonnet-4-5-20250929',
          service_tier: 'standard',
          context_window: '0-200k',
        },
      ],
    })),
  },
]
