import { parseDecimal } from '../core/decimal.ts'
import type { Place } from '../core/problem.ts'
import type { Row } from './csv.ts'
import type { Columns } from './dialect.ts'
import { jsonText, type Json } from './json-text.ts'

/** One result in a bucket of an answer's page, by the paths of its values: `start_time`, `amount.value`. */
export type JsonRecord = {
  readonly at: Json
  readonly values: ReadonlyMap<string, Json>
  /** Whether it is a result in a bucket; buckets without any, and rows of a table, are not. */
  readonly isResult: boolean
}

/**
 * The results in a page as the cost and usage APIs answer, each with its bucket's own values; a bucket without
 * results is one record of its own, and so is a row of a table: an object of several values. A list is all in it.
 * Null for JSON of another kind.
 */
export function recordsOf(page: Json): readonly JsonRecord[] | null {
  if (page.kind === 'array') {
    const pages = page.items.map(recordsOf)
    return pages.some((records) => records === null) ? null : pages.flatMap((records) => records ?? [])
  }
  if (page.kind !== 'object') return null
  const buckets = page.entries.get('data')
  if (buckets === undefined && page.entries.size < 2) return null
  const records: JsonRecord[] = []
  for (const bucket of buckets?.kind === 'array' ? buckets.items : [page]) {
    if (bucket.kind !== 'object') return null
    const results = bucket.entries.get('results')
    const own = new Map<string, Json>()
    addPaths(own, '', bucket)
    if (results?.kind !== 'array' || results.items.length === 0)
      records.push({ at: bucket, values: own, isResult: false })
    for (const result of results?.kind === 'array' ? results.items : []) {
      const values = new Map(own)
      addPaths(values, '', result)
      records.push({ at: result, values, isResult: true })
    }
  }
  return records
}

function addPaths(values: Map<string, Json>, before: string, json: Json): void {
  if (json.kind !== 'object') return
  for (const [name, value] of json.entries) {
    if (value.kind === 'object') addPaths(values, `${before}${name}.`, value)
    else if (value.kind !== 'array' || name !== 'results') values.set(before + name, value)
  }
}

/** The names of all values in the records: what tells one kind of answer from another. */
export const namesIn = (records: readonly JsonRecord[]): readonly string[] => [
  ...new Set(records.flatMap(({ values }) => [...values.keys()])),
]

/**
 * Records as the rows of a table whose columns are made as they are asked for: a key that one result lacks
 * another may have. `knows` tells the table which names there are for sure.
 */
export function jsonTable(file: string): {
  readonly columns: Columns
  readonly row: Row
  readonly knows: (names: Iterable<string>) => void
  readonly turnTo: (record: JsonRecord) => void
} {
  const names: string[] = []
  const places = new Map<string, number>()
  const known = new Set<string>()
  const find = (name: string): number => {
    const place = places.get(name) ?? names.push(name) - 1
    places.set(name, place)
    return place
  }
  let current: JsonRecord | null = null
  const cell = (column: number): Json | undefined => current?.values.get(names[column] ?? '')
  const text = (column: number): string => {
    const json = cell(column)
    if (json === undefined || json.kind === 'object') return ''
    if (json.kind === 'array') return jsonText(json)
    return json.kind === 'word' && json.text === 'null' ? '' : json.text
  }
  const place = (column: number): Place => {
    const at = cell(column) ?? current?.at
    return { file, line: at?.line ?? 1, column: at?.column ?? 1 }
  }
  return {
    columns: {
      file,
      names,
      find,
      has: (name) => known.has(name),
      separator: null,
      preamble: [],
      amount: parseDecimal,
    },
    row: {
      line: () => current?.at.line ?? 1,
      cells: () => names.length,
      number: () => -1,
      text,
      name: text,
      amount: (column) => parseDecimal(text(column)),
      place,
    },
    knows: (those) => {
      for (const name of those) {
        known.add(name)
        find(name)
      }
    },
    turnTo: (record) => {
      current = record
    },
  }
}
