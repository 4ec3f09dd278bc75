import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Statement } from '../../src/core/statement.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { aLedger, importText, noon } from '../make.ts'

const folder = join(import.meta.dirname, '../fixtures/bills')

async function statementOf(name: string): Promise<Statement> {
  const [outcome] = await importStatements(aLedger(), [{ path: join(folder, name) }], noon)
  if (outcome?.state !== 'imported') throw new Error(JSON.stringify(outcome))
  return outcome.statement
}
const only = <T>(values: readonly T[]): T | undefined => [...new Set(values)][0]

describe('files of one export go by one name, so that they replace each other', () => {
  it.each([
    ['openai-cost-grouped.csv', 'openai-cost'],
    ['openai-usage-by-minute.csv', 'openai-usage'],
    ['openai-usage-legacy.jsonl', 'openai-usage'],
    ['openai-usage-not-by-model.csv', 'openai-usage'],
    ['openai-usage-embeddings.csv', 'openai-usage-embeddings'],
    ['openai-usage-images.csv', 'openai-usage-images'],
    ['openai-usage-audio-speeches.csv', 'openai-usage-audio-speeches'],
    ['openai-usage-audio-transcriptions.csv', 'openai-usage-audio-transcriptions'],
    ['openai-usage-moderations.csv', 'openai-usage-moderations'],
    ['openai-usage-vector-stores.csv', 'openai-usage-vector-stores'],
    ['openai-usage-code-interpreter-sessions.csv', 'openai-usage-code-interpreter-sessions'],
    ['openai-usage-file-searches.csv', 'openai-usage-file-searches'],
    ['openai-usage-web-searches.csv', 'openai-usage-web-searches'],
    ['openai-usage-api-quiet-by-minute.jsonl', 'openai-usage-none'],
    ['openai-usage-empty.csv', 'openai-usage-none'],
    ['anthropic-cost-g-no-final-newline.csv', 'anthropic-cost'],
    ['openrouter-activity-daily.csv', 'openrouter-activity'],
    ['openrouter-activity-api.jsonl', 'openrouter-activity'],
    ['anthropic-usage-v1.csv', 'anthropic-usage'],
    ['aws-cur-legacy.csv', 'aws-cur'],
    ['aws-cur-athena.csv', 'aws-cur'],
    ['aws-cur-2.csv', 'aws-cur'],
    ['aws-cost-explorer-monthly.csv', 'aws-cost-explorer'],
    ['azure-ea-actual-bom.csv', 'azure-cost-details'],
    ['azure-ea-usage.csv', 'azure-cost-details'],
    ['azure-payg-bom.csv', 'azure-subscription'],
    ['azure-ea-amortized-bom.csv', 'azure-amortized'],
    ['google-bigquery.jsonl', 'google-bigquery'],
    ['google-bigquery-standard.csv', 'google-bigquery'],
    ['focus-1.4.csv', 'focus'],
    ['focus-litellm.csv', 'litellm-focus'],
  ])('%s is %s', async (name, exportName) => {
    const { coverage } = await statementOf(name)
    expect(only(coverage.map((covered) => covered.exportName))).toBe(exportName)
  })

  const page = (results: string): string =>
    `{"data":[{"start_time":1790553600,"end_time":1790640000,"starting_at":"2026-09-28T00:00:00Z","ending_at":"2026-09-29T00:00:00Z","results":[${results}]}]}`
  it.each([
    ['openai-cost', '{"amount":{"value":1,"currency":"usd"},"line_item":"x","organization_id":"org-1"}'],
    [
      'openai-usage',
      '{"input_tokens":5,"output_tokens":2,"input_cached_tokens":1,"num_model_requests":1,"model":"gpt-5"}',
    ],
    ['openai-usage-embeddings', '{"input_tokens":5,"num_model_requests":1,"model":"text-embedding-3-small"}'],
    [
      'openai-usage-moderations',
      '{"input_tokens":5,"num_model_requests":1,"model":"omni-moderation-latest"}',
    ],
    ['openai-usage-images', '{"images":2,"num_model_requests":1}'],
    ['openai-usage-audio-speeches', '{"characters":450,"num_model_requests":1}'],
    ['openai-usage-audio-transcriptions', '{"seconds":60,"num_model_requests":1}'],
    ['openai-usage-vector-stores', '{"usage_bytes":1024}'],
    ['openai-usage-code-interpreter-sessions', '{"num_sessions":1}'],
    ['openai-usage-file-searches', '{"num_requests":2}'],
    ['openai-usage-web-searches', '{"num_requests":2,"num_model_requests":1}'],
    [
      'openai-usage-moderations',
      '{"object":"organization.usage.moderations.result","input_tokens":5,"num_model_requests":1,"model":null}',
    ],
    ['anthropic-cost', '{"amount":"100","currency":"USD"}'],
    ['anthropic-usage', '{"uncached_input_tokens":5,"output_tokens":2,"model":"claude"}'],
  ])('an answer of the API is %s as well', async (exportName, results) => {
    const outcome = await importText(aLedger(), page(results), 'answer.json')
    expect(outcome).toMatchObject({ state: 'imported', statement: { coverage: [{ exportName }] } })
  })

  it('an amortized export is told by its rows: a header alone is the actual one', async () => {
    const text = readFileSync(join(folder, 'azure-ea-amortized-bom.csv'), 'utf8')
    const [header = '', , , onDemand = ''] = text.split('\n')
    const outcome = await importText(aLedger(), `${header}\n${onDemand}`)
    expect(outcome).toMatchObject({ statement: { coverage: [{ exportName: 'azure-cost-details' }] } })
  })
})

describe('whether use is on an invoice already', () => {
  it.each([
    ['aws-cur-legacy-bedrock.csv', true],
    ['aws-cur-2-bedrock.csv', false],
    ['aws-cur-legacy.csv', null],
    ['focus-1.3.csv', true],
    ['focus-1.4.csv', false],
    ['focus-1.0.csv', null],
    // Azure leaves the id out for enterprise agreements for ever.
    ['focus-1.0-preview-azure.csv', null],
    ['focus-1.0-azure.csv', true],
    ['azure-mca-invoiced.csv', true],
    ['azure-ea-usage.csv', null],
    ['focus-litellm.csv', null],
    ['oracle-cost.csv', null],
  ])('%s: %s', async (name, invoiced) => {
    const { coverage } = await statementOf(name)
    expect(coverage.map((covered) => covered.invoiced)).toEqual(coverage.map(() => invoiced))
  })
})
