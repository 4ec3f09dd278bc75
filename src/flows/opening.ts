import { Unreadable } from './file-problem.ts'
import type { Chunks } from './original.ts'
import { isParquet, openParquet, parquetSlices, type Slices } from './parquet-file.ts'
import type { Opening } from './zip-parts.ts'

/** Bytes a header and a row are looked for in. */
const mostRead = 1024 * 1024

/** How a file begins; null where it is empty or cannot be read. `slices` is for files that are read from their end. */
export async function openingOf(
  file: string,
  chunks: Chunks,
  slices: Slices | null,
): Promise<Opening | null> {
  let read = Buffer.alloc(0)
  try {
    for await (const chunk of chunks) {
      read = Buffer.concat([read, chunk])
      if (isParquet(read)) return await parquetOpening(file, await parquetSlices(slices))
      if (read.length > mostRead || (read.toString('latin1').match(lineEnd)?.length ?? 0) >= 2) break
    }
  } catch (thrown) {
    if (thrown instanceof Unreadable) return null
    throw thrown
  }
  const [header = '', firstRow = ''] = read.toString('latin1').split(lineEnd)
  return header === '' ? null : { header: sorted(header.replace(mark, '').split(separator)), firstRow }
}

async function parquetOpening(file: string, slices: Slices | null): Promise<Opening | null> {
  if (slices === null) return null
  const { columns } = await openParquet(file, slices)
  return { header: sorted(columns.map(({ name }) => name)), firstRow: '' }
}

const lineEnd = /\r\n|\r|\n/g
const separator = /[,;\t]/
/** The byte order mark of UTF-8, its bytes taken for Latin-1. */
const mark = /^\u00ef\u00bb\u00bf/

const sorted = (names: readonly string[]): string =>
  names
    .map((name) => name.replaceAll('"', '').trim())
    .toSorted()
    .join('\n')
