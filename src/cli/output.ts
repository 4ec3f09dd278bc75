import type { Problem } from '../core/problem.ts'
import { shownText } from '../core/shown-text.ts'
import { problemWords } from '../core/words.ts'

/** What a command answers: the same twice, for programs and for people, and what went wrong on the way. */
export type Output = {
  readonly json: unknown
  readonly words: string
  readonly problems: readonly Problem[]
  /** Printed instead of both, whoever reads it. */
  readonly csv?: string
}

/** The command line itself was wrong: exit code 2. */
export type Usage = { readonly usage: string }

/** The number of a statement as it is typed; null where it is none. */
export const typedId = (text: string | undefined): number | null => {
  const id = text !== undefined && /^\d+$/.test(text) ? Number(text) : 0
  return Number.isSafeInteger(id) && id > 0 ? id : null
}

export const said = (json: unknown, words: string): Output => ({ json, words, problems: [] })

export const asCsv = (csv: string): Output => ({ json: null, words: '', problems: [], csv })

export const failed = (problem: Problem): Output => ({
  json: { problem: problemJson(problem) },
  words: '',
  problems: [problem],
})

/** A problem as docs/cli.md describes it; line and column are null where it has none. */
export const problemJson = (problem: Problem) => ({
  kind: problem.kind,
  message: problemWords(problem),
  line: 'line' in problem ? problem.line : null,
  column: 'line' in problem ? problem.column : null,
})

/** Words of several lines, with nothing in them that a terminal would take for more than text. */
export const shownLines = (words: string): string => words.split('\n').map(shownText).join('\n')

/** `1 row`, `2 rows`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/** Columns under each other; numbers to the right. */
export function table(
  header: readonly string[],
  cells: readonly (readonly string[])[],
  right: readonly number[],
): string {
  const rows = cells.map((row) => row.map(shownText))
  const widths = header.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        right.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd()
  return [line(header), ...rows.map(line)].join('\n')
}

/** What stands where nothing is known. */
export const unknown = '–'

/** Cents for people, exact beneath a cent; the JSON keeps every digit. */
export function amountWords(amount: string, currency: string): string {
  const text = amount as Intl.StringNumericLiteral
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(text)
}
