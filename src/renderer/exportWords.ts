import type { DatasetKind } from '../core/charge.ts'

/** Names that are not written like other words. */
const spelled: Readonly<Record<string, string>> = {
  aws: 'AWS',
  bigquery: 'BigQuery',
  cur: 'CUR',
  deepseek: 'DeepSeek',
  focus: 'FOCUS',
  github: 'GitHub',
  json: 'JSON',
  litellm: 'LiteLLM',
  openai: 'OpenAI',
  openrouter: 'OpenRouter',
}

/** `aws-cost-explorer` as `AWS cost explorer`; a file that the user's own mapping reads as what it is. */
export function exportWords(exportName: string): string {
  if (exportName.startsWith('mapped:')) return 'Your own mapping'
  return exportName
    .split('-')
    .map(
      (word, place) =>
        spelled[word] ?? (place === 0 ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : word),
    )
    .join(' ')
}

export const datasetWords: Readonly<Record<DatasetKind, string>> = {
  cost: 'cost',
  usage: 'usage',
  estimate: 'estimate',
}

/** What a file that brings no money is good for. */
export const datasetNote = (dataset: DatasetKind): string | null =>
  dataset === 'cost'
    ? null
    : dataset === 'usage'
      ? 'Adds tokens and no money.'
      : 'An estimate: shown, and never added to money.'
