/** The kinds of use that are not counted in tokens: the column, its unit, and the export. */
export const otherCounts = [
  { column: 'images', unit: 'Images', exportName: 'openai-usage-images' },
  { column: 'characters', unit: 'Characters', exportName: 'openai-usage-audio-speeches' },
  { column: 'seconds', unit: 'Seconds', exportName: 'openai-usage-audio-transcriptions' },
] as const

const moderationModel = /moderation/i

/** The export of a range without use: which kind it is of, its four columns do not tell. */
export const exportWithoutUse = 'openai-usage-none'

/**
 * OpenAI exports each kind of use on its own, over the same days: completions, embeddings, images … They are exports
 * of their own, because none of them knows of the others. Embeddings and moderations have the same columns and are
 * told by the model. `has` says whether a column is there.
 */
export function exportOf(has: (column: string) => boolean, model: string): string {
  if (has('output_tokens')) return 'openai-usage'
  const other = otherCounts.find(({ column }) => has(column))
  if (other) return other.exportName
  return moderationModel.test(model) ? 'openai-usage-moderations' : 'openai-usage-embeddings'
}
