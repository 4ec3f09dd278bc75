import { parse } from 'csv-parse/sync'

/** A file as others read it: its header, the rows after it, and what stood before. */
export type Table = {
  readonly names: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly preamble: readonly (readonly string[])[]
  /** Null for a file that is no CSV. */
  readonly separator: string | null
}

/** The bytes as text: UTF-16 by its mark, UTF-8, or else Windows-1252. */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The header is among so many first rows. */
const headerWithin = 50

/**
 * What may be the table of a CSV, by csv-parse: with each separator, from the first row that is a header. The one
 * whose header comes first and has the most columns stands first.
 */
export function csvTables(
  bytes: Uint8Array,
  isHeader: (names: readonly string[]) => boolean,
): readonly Table[] {
  const text = textOf(bytes)
  return [',', ';', '\t']
    .flatMap((separator): readonly Table[] => {
      const rows = csvRows(text, separator)
      const at =
        rows?.slice(0, headerWithin).findIndex((row) => isHeader(row.map((name) => name.trim()))) ?? -1
      const names = rows?.[at]?.map((name) => name.trim())
      if (!rows || !names) return []
      return [{ names, rows: rows.slice(at + 1), preamble: rows.slice(0, at), separator }]
    })
    .toSorted((a, b) => a.preamble.length - b.preamble.length || b.names.length - a.names.length)
}

function csvRows(text: string, delimiter: string): readonly (readonly string[])[] | null {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    })
  } catch {
    return null
  }
}

type Raw = { readonly rawJSON: string }
type JsonWithSource = typeof JSON & {
  readonly rawJSON: (text: string) => Raw
  readonly isRawJSON: (value: unknown) => value is Raw
}
const json = JSON as JsonWithSource

/** JSON with every number kept as the text it is written in. */
export const parsedJson = (text: string): unknown =>
  JSON.parse(text, ((_key: string, value: unknown, context: { readonly source?: string }) =>
    typeof value === 'number' && context.source !== undefined
      ? json.rawJSON(context.source)
      : value) as Parameters<typeof JSON.parse>[1])

/** The text of a JSON value as a cell of a CSV would have it. */
export function cellOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return ''
  if (json.isRawJSON(value)) return value.rawJSON
  if (typeof value === 'boolean') return String(value)
  return Array.isArray(value) ? JSON.stringify(value) : ''
}

/** Several JSON texts one after another, each parsed; what V8 says of the first one's end parts them. */
function jsonValues(text: string): readonly unknown[] {
  const values: unknown[] = []
  let rest = text.replace(/^\ufeff/, '').trim()
  while (rest !== '') {
    let end = rest.length
    try {
      JSON.parse(rest)
    } catch (thrown) {
      const place = /after JSON at position (\d+)/.exec(thrown instanceof Error ? thrown.message : '')
      if (!place) throw thrown
      end = Number(place[1])
    }
    values.push(parsedJson(rest.slice(0, end)))
    rest = rest.slice(end).trim()
  }
  return values
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !json.isRawJSON(value)

/** The results of an API's answer as rows: values by their paths, a bucket's own beside those of its results. */
export function jsonTable(bytes: Uint8Array): Table {
  const records: Map<string, string>[] = []
  const spread = (into: Map<string, string>, value: Readonly<Record<string, unknown>>, path = ''): void => {
    for (const [name, held] of Object.entries(value))
      if (isObject(held)) spread(into, held, `${path}${name}.`)
      else if (name !== 'results' || !Array.isArray(held)) into.set(path + name, cellOf(held))
  }
  const take = (page: unknown): void => {
    if (Array.isArray(page)) {
      page.forEach(take)
      return
    }
    if (!isObject(page)) return
    for (const bucket of Array.isArray(page['data']) ? (page['data'] as unknown[]) : [page]) {
      if (!isObject(bucket)) continue
      const own = new Map<string, string>()
      spread(own, bucket)
      const results: readonly unknown[] = Array.isArray(bucket['results']) ? bucket['results'] : []
      if (results.length === 0) records.push(own)
      for (const result of results) {
        const record = new Map(own)
        if (isObject(result)) spread(record, result)
        records.push(record)
      }
    }
  }
  jsonValues(textOf(bytes)).forEach(take)
  const names = [...new Set(records.flatMap((record) => [...record.keys()]))]
  const rows = records.map((record) => names.map((name) => record.get(name) ?? ''))
  return { names, rows, preamble: [], separator: null }
}
