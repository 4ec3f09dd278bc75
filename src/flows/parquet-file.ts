import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import {
  parquetMetadataAsync,
  parquetScan,
  type AsyncBuffer,
  type FileMetaData,
  type SchemaElement,
} from 'hyparquet'
import { compressors, type Compressors } from 'hyparquet-compressors'
import { Unreadable } from './file-problem.ts'
import type { Original } from './original.ts'
import {
  decimalScale,
  parquetCells,
  parquetTexts,
  type ParquetCells,
  type ParquetValues,
} from './parquet-cells.ts'
import { checkPages, chunkRange } from './parquet-pages.ts'

/** Bytes that can be read anywhere: what Parquet needs, whose table of contents stands at the end. */
export type Slices = Pick<Original, 'byteCount' | 'slice' | 'unchanged'>

/** An open Parquet file. Everything it does throws `Unreadable` where the file is not as it should be. */
export type ParquetFile = {
  /** The columns of the table, in order; maps and structs are one column each. */
  readonly columns: readonly { readonly name: string; readonly cells: ParquetCells }[]
  readonly rowCount: number
  /** The rows in windows, in order: for each window the values of the columns asked for, by their places. */
  readonly windows: (places: readonly number[]) => AsyncIterable<ParquetWindow>
}

export type ParquetWindow = { readonly rows: number; readonly values: ReadonlyMap<number, ParquetValues> }

/** `PAR1`, and `PARE` where the table of contents is encrypted. */
export const isParquet = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x41 && head[2] === 0x52 && (head[3] === 0x31 || head[3] === 0x45)

/** The bytes of a file, where they are Parquet as they lie there; null for what is packed in something else. */
export const parquetSlices = async (slices: Slices | null): Promise<Slices | null> =>
  slices !== null && isParquet(await slices.slice(0, 4)) ? slices : null

/** Node unpacks faster than JavaScript does, and no further than it was told. */
const unpacking: Compressors = {
  ...compressors,
  GZIP: (packed, length) => gunzipSync(packed, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (packed, length) => brotliDecompressSync(packed, { maxOutputLength: Math.max(1, length) }),
  ZSTD: (packed, length) => zstdDecompressSync(packed, { maxOutputLength: Math.max(1, length) }),
}

/** Rows read at a time: what all columns of them take up in memory is what counts. */
const fewestRows = 32_768
const mostRows = 131_072
/** Beyond any table of contents. */
const largestContents = 64 * 1024 * 1024

export async function openParquet(file: string, bytes: Slices): Promise<ParquetFile> {
  const source = bufferOf(file, bytes)
  const { metadata, tops, exact, rowCount } = await asParquet(file, async () => {
    await checkEnd(file, bytes)
    const read = await parquetMetadataAsync(source, { geoparquet: false })
    const columns = topElements(read)
    const rows = Number(read.num_rows)
    // The reader takes what it finds: a damaged schema has columns without a name.
    const named = columns.every(({ name }) => typeof name === 'string')
    if (!named || read.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0) !== rows)
      throw new Unreadable({ kind: 'container-broken', file })
    return { metadata: read, tops: columns, exact: exactDecimals(read, new Set(columns)), rowCount: rows }
  })

  /** A scan of its own for each reading: a scan remembers what it read last. */
  const readColumn = async (column: string, rowStart: number, rowEnd: number): Promise<ParquetValues> => {
    const scan = await parquetScan({
      file: source,
      metadata: exact,
      columns: [column],
      compressors: unpacking,
      parsers: parquetTexts,
      utf8: false,
      geoparquet: false,
      useOffsetIndex: false,
    })
    return scan.readColumn({ column, rowStart, rowEnd })
  }

  async function* windows(places: readonly number[]): AsyncGenerator<ParquetWindow> {
    const names = places.map((place) => tops[place]?.name ?? '')
    let start = 0
    for (const group of metadata.row_groups) {
      const end = start + Number(group.num_rows)
      const largest = await asParquet(file, () => checkGroup(file, source, group, new Set(names)))
      // A page is unpacked for each window it reaches into.
      const windowRows = Math.min(Math.max(largest, fewestRows), mostRows)
      for (let rowStart = start; rowStart < end; rowStart += windowRows) {
        const rowEnd = Math.min(rowStart + windowRows, end)
        const values = new Map<number, ParquetValues>()
        for (const [at, place] of places.entries()) {
          const column = names[at] ?? ''
          const read = await asParquet(file, () => readColumn(column, rowStart, rowEnd))
          if (read.length !== rowEnd - rowStart) throw new Unreadable({ kind: 'container-broken', file })
          values.set(place, read)
        }
        yield { rows: rowEnd - rowStart, values }
        // Two windows at once would take twice the memory.
        values.clear()
      }
      start = end
    }
  }
  return {
    columns: tops.map((element) => ({ name: element.name, cells: parquetCells(element) })),
    rowCount,
    windows,
  }
}

type RowGroup = FileMetaData['row_groups'][number]

/** Answers how many values the largest page of the columns has. */
async function checkGroup(
  file: string,
  source: AsyncBuffer,
  group: RowGroup,
  names: ReadonlySet<string>,
): Promise<number> {
  let largest = 0
  for (const { meta_data: column, crypto_metadata: crypto } of group.columns) {
    if (crypto !== undefined) throw new Unreadable({ kind: 'container-encrypted', file })
    if (column === undefined) throw new Unreadable({ kind: 'container-broken', file })
    if (!names.has(column.path_in_schema[0] ?? '')) continue
    const { start, end } = chunkRange(column)
    largest = Math.max(largest, checkPages(file, await source.slice(start, end), column))
  }
  return largest
}

function bufferOf(file: string, { byteCount, slice }: Slices): AsyncBuffer {
  return {
    byteLength: byteCount,
    slice: async (start, end = byteCount) => {
      const length = end - start
      if (!(start >= 0 && length >= 0 && end <= byteCount))
        throw new Unreadable({ kind: 'container-broken', file })
      const read = await slice(start, length)
      if (read.length !== length) throw new Unreadable({ kind: 'container-broken', file })
      const { buffer, byteOffset } = read
      // A short read of Node shares its memory with others.
      return buffer instanceof ArrayBuffer && byteOffset === 0 && buffer.byteLength === length
        ? buffer
        : new Uint8Array(read).buffer
    },
  }
}

/** The last eight bytes: how long the table of contents is, and the mark. */
async function checkEnd(file: string, { byteCount, slice }: Slices): Promise<void> {
  const end = Buffer.from(await slice(Math.max(0, byteCount - 8), 8))
  const mark = end.toString('latin1', 4)
  if (mark === 'PARE') throw new Unreadable({ kind: 'container-encrypted', file })
  if (end.length < 8 || mark !== 'PAR1') throw new Unreadable({ kind: 'container-broken', file })
  if (end.readUInt32LE(0) > largestContents)
    throw new Unreadable({ kind: 'unpacks-too-large', file, megabytes: largestContents / 1024 ** 2 })
}

/**
 * The reader makes floating-point numbers of DECIMALs: taken for the digits they are, they stay exact. Bytes it hands
 * to a parser of ours only for a few types; of these no bill has the geometry of maps.
 */
function exactDecimals(metadata: FileMetaData, tops: ReadonlySet<SchemaElement>): FileMetaData {
  const schema = metadata.schema.map((element): SchemaElement => {
    const { converted_type: converted, ...raw } = element
    if (tops.has(element) && decimalScale(element) !== null)
      return element.type?.endsWith('BYTE_ARRAY') ? { ...raw, logical_type: { type: 'GEOMETRY' } } : raw
    const text = element.type === 'BYTE_ARRAY' && (converted === undefined || converted === 'ENUM')
    return text ? { ...raw, converted_type: 'UTF8' } : element
  })
  return { ...metadata, schema }
}

/** The columns at the top of the schema's tree, which is written out depth first. */
function topElements({ schema }: FileMetaData): readonly SchemaElement[] {
  const tops: SchemaElement[] = []
  let open = 0
  for (const element of schema.slice(1)) {
    if (open === 0) tops.push(element)
    open = Math.max(0, open - 1) + (element.num_children ?? 0)
  }
  return tops
}

/** What the reader cannot make sense of is a damaged file; a system's error names its call and goes its own way. */
async function asParquet<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (thrown) {
    if (thrown instanceof Unreadable || !(thrown instanceof Error) || 'syscall' in thrown) throw thrown
    const method = thrown.message.includes('unsupported compression codec')
    throw new Unreadable({ kind: method ? 'container-unknown-method' : 'container-broken', file })
  }
}
