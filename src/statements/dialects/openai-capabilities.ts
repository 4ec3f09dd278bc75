/**
 * What the kinds of use count that are not counted in tokens: the kind, the column, what it counts in our words, its
 * unit, and what is sold where no model is named. Web searches are told from file searches by the requests to a model
 * beside them, which are the completions' own and are counted there.
 */
export const otherCounts = [
  { kind: 'images', column: 'images', sku: 'images', unit: 'Images', sold: null },
  { kind: 'audio_speeches', column: 'characters', sku: 'characters', unit: 'Characters', sold: null },
  { kind: 'audio_transcriptions', column: 'seconds', sku: 'seconds', unit: 'Seconds', sold: null },
  { kind: 'vector_stores', column: 'usage_bytes', sku: 'bytes', unit: 'Bytes', sold: 'Vector stores' },
  {
    kind: 'code_interpreter_sessions',
    column: 'num_sessions',
    sku: 'sessions',
    unit: 'Sessions',
    sold: 'Code interpreter',
  },
  { kind: 'web_searches', column: 'num_requests', sku: 'webSearches', unit: 'Searches', sold: 'Web search' },
  {
    kind: 'file_searches',
    column: 'num_requests',
    sku: 'fileSearches',
    unit: 'Searches',
    sold: 'File search',
  },
] as const

/** The kinds of use that are counted in tokens. */
export const kindsInTokens: readonly string[] = ['completions', 'embeddings', 'moderations']

const moderationModel = /moderation/i

/** The export of a range without use: which kind it is of, its columns do not tell. */
export const exportWithoutUse = 'openai-usage-none'

/**
 * OpenAI counts each kind of use on its own, over the same days: completions, embeddings, images … `has` says whether
 * a column is there. Embeddings and moderations have the same columns and are told by the model.
 */
export function kindOfUse(has: (column: string) => boolean, model: string): string {
  if (has('output_tokens')) return 'completions'
  const other = otherCounts.find(
    ({ kind, column }) => has(column) && (kind !== 'web_searches' || has('num_model_requests')),
  )
  if (other) return other.kind
  return moderationModel.test(model) ? 'moderations' : 'embeddings'
}

/** Kinds of use are exports of their own, because none of them knows of the others. */
export const exportOfKind = (kind: string): string =>
  kind === 'completions' ? 'openai-usage' : `openai-usage-${kind.replaceAll('_', '-')}`
