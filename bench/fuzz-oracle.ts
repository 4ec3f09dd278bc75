import { decimalText, parseDecimal, type Decimal } from '../src/core/decimal.ts'
import type { ChargeLine } from '../src/core/charge.ts'
import type { ImportOutcome } from '../src/core/statement.ts'
import { readingOf, withArchivedBill } from '../src/flows/archived-bill.ts'
import { Unreadable } from '../src/flows/file-problem.ts'
import { readBill } from '../src/flows/read-bill.ts'
import { toUtf8 } from '../src/flows/to-utf8.ts'
import type { Ledger } from '../src/ledger/open.ts'
import { noStage } from '../src/ledger/stage.ts'
import { notesOfStatements } from '../src/ledger/statements.ts'
import type { Row } from '../src/statements/csv.ts'

type Imported = Extract<ImportOutcome, { readonly state: 'imported' }>
type Seen = { readonly line: number; readonly file: string; readonly cells: readonly string[] }

/** Amounts to 200 decimals as one whole number: slow, and so plain that it cannot be wrong. */
const decimals = 200n
const asWhole = ({ digits, scale }: Decimal): bigint => digits * 10n ** (decimals - BigInt(scale))

/**
 * Reads what the archive kept of a statement once more, charge by charge, and says what does not agree with what the
 * ledger holds; empty where all does. Where the file is CSV its rows are also split anew, cell by cell.
 */
export async function disagreements(ledger: Ledger, { statement }: Imported): Promise<readonly string[]> {
  const note = notesOfStatements(ledger).find(({ id }) => id === statement.id)
  if (!note) return ['no note of the statement']
  const sums = new Map<string, { billed: bigint; effective: bigint }>()
  const seen: Seen[] = []
  let charges = 0
  const watch = (charge: ChargeLine, row: Row, header: readonly string[]): void => {
    charges += 1
    const { file } = row.place(0)
    const cells = header.map((_, column) => row.text(column))
    seen.push({ line: row.line(), file, cells })
    if (charge.cost === null) return
    const { billingCurrency, billed, effective } = charge.cost
    const sum = sums.get(billingCurrency) ?? { billed: 0n, effective: 0n }
    sum.billed += asWhole(billed)
    sum.effective += asWhole(effective)
    sums.set(billingCurrency, sum)
  }
  const plain: Uint8Array[] = []
  const read = await unlessDamaged(() =>
    withArchivedBill(ledger, note, (bill) => {
      const [first, ...more] = bill.parts
      const kept =
        more.length > 0 || !first
          ? bill
          : { ...bill, parts: [{ ...first, chunks: () => copied(first.chunks(), plain) }] }
      return readBill(kept, noStage, null, { ...readingOf(note), watch })
    }),
  )
  if (read === null) return []
  if (!read.ok) return [`read again it is refused: ${JSON.stringify(read.problem)}`]
  const found: string[] = []
  for (const { currency, billed, effective } of statement.totals) {
    const sum = sums.get(currency)
    sums.delete(currency)
    for (const [name, said, is] of [
      ['billed', billed, sum?.billed ?? 0n],
      ['effective', effective, sum?.effective ?? 0n],
    ] as const)
      if (asWhole(parseDecimal(said) ?? { digits: -1n, scale: 0 }) !== is)
        found.push(
          `${currency} ${name}: ${said} kept, ${decimalText({ digits: is, scale: Number(decimals) })} added up`,
        )
  }
  for (const currency of sums.keys()) found.push(`${currency} is in the file and not in the totals`)
  const rows = Number(
    ledger.db
      .prepare('SELECT coalesce(sum(row_count), 0) FROM charges WHERE statement_id = ?')
      .pluck()
      .get(statement.id),
  )
  if (rows !== charges) found.push(`${charges} charges read, ${rows} in the ledger`)
  return [...found, ...crookedCells(Buffer.concat(plain), seen)]
}

/** Null where a column of a Parquet file is damaged that the import had no need of: to be shown, all are read. */
async function unlessDamaged<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (thrown) {
    if (thrown instanceof Unreadable && thrown.problem.kind === 'container-broken') return null
    throw thrown
  }
}

async function* copied(chunks: AsyncIterable<Uint8Array>, into: Uint8Array[]): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    into.push(Buffer.from(chunk))
    yield chunk
  }
}

/** Rows whose cells are others when a plain walk over the characters splits them. */
function crookedCells(bytes: Buffer, seen: readonly Seen[]): readonly string[] {
  const [first] = seen
  if (
    first === undefined ||
    bytes.length === 0 ||
    /^\s*[[{]|^PAR1/.test(
      bytes
        .subarray(0, 20)
        .toString('latin1')
        .replace(/^\u00ef\u00bb\u00bf/, ''),
    )
  )
    return []
  const utf8 = toUtf8('')
  const parts = [utf8.push(bytes), utf8.end()].map((part) =>
    part.ok ? Buffer.from(part.value) : Buffer.alloc(0),
  )
  const text = Buffer.concat(parts).toString('utf8')
  const splits = [',', ';', '\t'].map((separator) => rowsByLine(text, separator))
  const wrong = splits.map((rows) => seen.filter(({ line, cells }) => !isSame(rows.get(line), cells)))
  const best = wrong.toSorted((one, other) => one.length - other.length)[0] ?? []
  return best.slice(0, 3).map(({ line }) => `the cells of line ${line} are others when split plainly`)
}

const isSame = (one: readonly string[] | undefined, other: readonly string[]): boolean =>
  one?.length === other.length && other.every((cell, at) => cell === one[at])

/** RFC 4180, character by character; rows by the line they begin on. */
export function rowsByLine(text: string, separator: string): ReadonlyMap<number, readonly string[]> {
  const rows = new Map<number, readonly string[]>()
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let begin = 1
  const endRow = (): void => {
    rows.set(begin, [...cells, cell])
    cells = []
    cell = ''
  }
  for (let at = 0; at < text.length; at += 1) {
    const is = text[at] ?? ''
    if (is === '\n') line += 1
    if (quoted) {
      if (is !== '"') cell += is
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (is === '"') quoted = true
    else if (is === separator) {
      cells.push(cell)
      cell = ''
    } else if (is === '\n' || is === '\r') {
      if (is === '\r' && text[at + 1] === '\n') {
        at += 1
        line += 1
      } else if (is === '\r') line += 1
      endRow()
      begin = line
    } else cell += is
  }
  if (cell !== '' || cells.length > 0) endRow()
  return rows
}
