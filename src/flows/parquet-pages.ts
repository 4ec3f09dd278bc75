import { crc32 } from 'node:zlib'
import type { ColumnMetaData } from 'hyparquet'
import { parquetHeader } from 'hyparquet/src/column.js'
import { Unreadable } from './file-problem.ts'

/** Beyond any page a writer makes: 1 MB or 20,000 rows are usual. */
const largestPage = 256 * 1024 * 1024
const mostValues = 8 * 1024 * 1024

/** Where a column of a row group lies in the file. The end is excluded. */
export function chunkRange({
  dictionary_page_offset: dictionary,
  data_page_offset: first,
  total_compressed_size: size,
}: ColumnMetaData): { readonly start: number; readonly end: number } {
  const start = Number(dictionary !== undefined && dictionary > 0n ? dictionary : first)
  return { start, end: start + Number(size) }
}

const isSize = (size: number): boolean => Number.isSafeInteger(size) && size >= 0

/**
 * Looks at the headers of a column's pages before anything is unpacked: a few false bytes must not ask for all
 * the memory there is, and pages with a checksum must hold to it. Answers how many values the largest page has.
 * Throws `Unreadable`.
 */
export function checkPages(
  file: string,
  bytes: ArrayBuffer,
  { num_values: expected }: ColumnMetaData,
): number {
  const broken = (): Unreadable => new Unreadable({ kind: 'container-broken', file })
  const reader = { view: new DataView(bytes), offset: 0 }
  let values = 0n
  let most = 0
  while (values < expected || reader.offset < bytes.byteLength - 1) {
    const page = parquetHeader(reader)
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = page
    const count = (page.data_page_header ?? page.data_page_header_v2 ?? page.dictionary_page_header)
      ?.num_values
    // The reader takes what it finds: a header may say none of these, and it would look for the next page forever.
    if (count === undefined || ![count, packed, unpacked].every(isSize)) throw broken()
    if (reader.offset + packed > bytes.byteLength) throw broken()
    if (unpacked > largestPage || count > mostValues)
      throw new Unreadable({ kind: 'unpacks-too-large', file, megabytes: largestPage / 1024 ** 2 })
    const { crc } = page
    if (crc !== undefined && crc32(new Uint8Array(bytes, reader.offset, packed)) !== crc >>> 0) throw broken()
    reader.offset += packed
    if (page.dictionary_page_header !== undefined) continue
    values += BigInt(count)
    most = Math.max(most, count)
  }
  if (values !== expected) throw broken()
  return most
}
