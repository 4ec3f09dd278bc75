/** The fields asked for, in order. No name among them: the CSV has no quoting, and a name may hold a comma. */
export const smiFields: readonly string[] = [
  'timestamp',
  'index',
  'uuid',
  'power.draw',
  'utilization.gpu',
  'temperature.gpu',
  'clocks.current.sm',
]

/** Column names without their units, in the order of the cells. */
export type SmiHeader = readonly string[]

/** One GPU at one look. Null where nvidia-smi gives no number: `[N/A]`, `[Not Supported]`, `[Unknown Error]`. */
export type SmiRow = {
  readonly channel: string
  readonly watts: number | null
  /** 0 to 1. */
  readonly utilisation: number | null
  readonly temperature: number | null
  readonly besideError: boolean
}

const cellsOf = (line: string): readonly string[] => line.split(',').map((cell) => cell.trim())

/** The header line; null for any other. `power.draw [W]` becomes `power.draw`. */
export function readSmiHeader(line: string): SmiHeader | null {
  const names = cellsOf(line).map((cell) => cell.replace(/ \[[^\]]*\]$/, ''))
  return names.includes('power.draw') ? names : null
}

/** `26.20` and, without nounits, `26.20 W`; null for everything that is not a number. */
function numberIn(cell: string | undefined): number | null {
  const match = /^(-?\d+(?:\.\d+)?)(?: \S+)?$/.exec(cell ?? '')
  return match ? Number(match[1]) : null
}

const named = (cell: string | undefined): string | null =>
  cell === undefined || cell === '' || cell.startsWith('[') ? null : cell

/** Reads a row by its header's names; null when its cells are not as many as the header's. */
export function readSmiRow(header: SmiHeader, line: string): SmiRow | null {
  const cells = cellsOf(line)
  if (cells.length !== header.length) return null
  const cell = (name: string): string | undefined => cells[header.indexOf(name)]
  const percent = numberIn(cell('utilization.gpu'))
  const watts = numberIn(cell('power.draw'))
  return {
    channel: named(cell('uuid')) ?? named(cell('index')) ?? 'gpu',
    watts: watts !== null && watts >= 0 ? watts : null,
    utilisation: percent === null ? null : percent / 100,
    temperature: numberIn(cell('temperature.gpu')),
    besideError: cells.includes('[Unknown Error]'),
  }
}

/** The field that this driver does not know, from `Field "x" is not a valid field to query.`; else null. */
export const unknownSmiField = (line: string): string | null =>
  /^Field "([^"]+)" is not a valid field to query/.exec(line)?.[1] ?? null
