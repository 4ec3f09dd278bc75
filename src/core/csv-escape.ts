/** A cell on its way out: a text, an exact amount or count that stays a number, or nothing known. */
export type CsvCell = string | { readonly amount: string } | null

/**
 * What a spreadsheet may take for the beginning of a formula, full-width forms included.
 * Source: OWASP, CSV Injection.
 */
const beginsFormula = /^[=+\-@\t\r\n＝＋－＠]/u

/**
 * One row of CSV (RFC 4180), without its line end. A text that a spreadsheet would run as a formula gets an
 * apostrophe before it, which spreadsheets show as text; amounts stay numbers, negative ones too.
 */
export const csvRow = (cells: readonly CsvCell[]): string =>
  cells
    .map((cell) => (cell === null ? '' : typeof cell === 'string' ? quoted(harmless(cell)) : cell.amount))
    .join(',')

const harmless = (text: string): string => (beginsFormula.test(text) ? `'${text}` : text)

const quoted = (text: string): string =>
  /[",;\t\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
