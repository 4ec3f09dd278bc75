import type { Sample, SampleRow } from '../core/mapping.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { csvReader, type Row } from '../statements/csv.ts'
import { dialectOf } from '../statements/dialects/index.ts'
import { likelyHeader, type LikelyHeader } from '../statements/mapping-header.ts'
import { fileProblem } from './file-problem.ts'
import { formOf, soleBill, zipBills, type BillPart } from './open-bill.ts'
import { noBill } from './no-bill.ts'
import { openOriginal, type BillFile, type Original } from './original.ts'
import { isJson } from './read-json.ts'
import { toUtf8 } from './to-utf8.ts'
import { unpackLimits } from './unpack.ts'

/** Bytes in which the header is looked for, and those that rows are taken from: an answer has to come at once. */
const longestFront = 1024 * 1024
const longestSampled = 16 * 1024 * 1024

/** Of the rows of a sample, those from the front, from the end, and between them. */
const fromFront = 20
const fromEnd = 10
const between = 20

type PartToSample = Pick<BillPart, 'name' | 'chunks'>

/**
 * Header and rows of a file that no dialect knows, packed or not, in any encoding and with any separator that bills
 * are read in. Of a ZIP archive the first such file in it.
 */
export async function sampleOf(file: BillFile): Promise<Result<Sample, Problem>> {
  const opened = await openOriginal(file)
  if (!opened.ok) return opened
  const original = opened.value
  try {
    let first: Result<Sample, Problem> | null = null
    for (const part of await partsOf(original)) {
      const sample = await sampleOfPart(part)
      if (sample.ok && dialectOf(sample.value.header) === null) return sample
      first ??= sample
    }
    return first ?? refused({ kind: 'container-empty', file: original.name })
  } catch (thrown) {
    return refused(fileProblem(original.name, thrown))
  } finally {
    await original.close()
  }
}

async function partsOf(original: Original): Promise<readonly PartToSample[]> {
  const isArchive = (await formOf(original)) === 'zip'
  const bills = isArchive
    ? await zipBills(original, unpackLimits)
    : [soleBill(original, original.chunks(), unpackLimits)]
  return bills.flatMap(({ parts: [part] }) => part ?? [])
}

async function sampleOfPart(part: PartToSample): Promise<Result<Sample, Problem>> {
  const text = await textOf(part)
  if (!text.ok) return text
  const { bytes, whole } = text.value
  if (isJson(bytes)) return refused({ kind: 'unknown-json', file: part.name, names: [] })
  const front = bytes.subarray(0, longestFront)
  const found = likelyHeader(part.name, front, whole && front.length === bytes.length, decode)
  return found.ok ? ok(sampleRows(part.name, found.value, bytes, whole)) : found
}

/** The front of a file as UTF-8; `whole` when there is no more of it. */
async function textOf({
  name,
  chunks,
}: PartToSample): Promise<Result<{ readonly bytes: Uint8Array; readonly whole: boolean }, Problem>> {
  const utf8 = toUtf8(name)
  const read: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks()) {
    const problem = read.length === 0 ? noBill(name, chunk) : null
    if (problem) return refused(problem)
    const text = utf8.push(chunk)
    if (!text.ok) return text
    read.push(text.value)
    length += text.value.length
    if (length > longestSampled) return ok({ bytes: Buffer.concat(read), whole: false })
  }
  const rest = utf8.end()
  if (!rest.ok) return rest
  return ok({ bytes: Buffer.concat([...read, rest.value]), whole: true })
}

const decode = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', start, end)

function sampleRows(
  file: string,
  { header, separator }: LikelyHeader,
  bytes: Uint8Array,
  whole: boolean,
): Sample {
  const recognises = (cells: readonly string[]): boolean =>
    cells.length === header.length && cells.every((cell, place) => cell.trim() === header[place])
  const reads = (onRow: (row: Row) => null): { readonly problem: Problem | null; readonly count: number } => {
    const reader = csvReader({ file, decode, amount: () => null, recognises, onHeader: () => null, onRow })
    const problem = reader.push(bytes) ?? (whole ? reader.end() : null)
    return { problem, count: reader.rows() }
  }
  const { problem, count } = reads(() => null)
  const wanted = sampledRows(count)
  const rows: SampleRow[] = []
  let at = -1
  reads((row) => {
    at += 1
    if (wanted.has(at))
      rows.push({
        line: row.line(),
        cells: Array.from({ length: row.cells() }, (_, column) => row.text(column)),
      })
    return null
  })
  return {
    file,
    separator,
    header,
    rows,
    rowCount: count,
    whole,
    problem: problem ?? repeated(file, header),
  }
}

/** Which of so many rows, counted from 0: the first ones, the last ones, and others evenly between. */
function sampledRows(count: number): ReadonlySet<number> {
  const rest = Math.max(0, count - fromFront - fromEnd)
  return new Set([
    ...Array.from({ length: fromFront }, (_, step) => step),
    ...Array.from({ length: between }, (_, step) => fromFront + Math.floor((step * rest) / between)),
    ...Array.from({ length: fromEnd }, (_, step) => count - 1 - step),
  ])
}

function repeated(file: string, header: readonly string[]): Problem | null {
  const twice = header.find((name, place) => name !== '' && header.indexOf(name) < place)
  return twice === undefined ? null : { kind: 'repeated-column', file, column: twice }
}
