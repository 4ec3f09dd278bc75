import { crc32, createInflateRaw } from 'node:zlib'
import {
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  type Entry,
  type ZipFile,
} from 'yauzl'
import { Unreadable } from './file-problem.ts'
import type { Chunks, Original } from './original.ts'
import { decompressed, limited, portion, tooLarge, type UnpackLimits } from './unpack.ts'

/** One file in a ZIP archive that may be a bill. */
export type ZipMember = {
  /** As the archive has it, folders included. Only ever a name: nothing is written under it. */
  readonly name: string
  readonly byteCount: number
  readonly packedBytes: number
  readonly chunks: () => Chunks
}

/** `PK`, then the mark of a first member, of an archive without any, or of one in several volumes. */
export const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 &&
  head[1] === 0x4b &&
  ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6) || (head[2] === 7 && head[3] === 8))

const stored = 0
const deflated = 8

/** Lets yauzl read the parts of the file that say where its members lie. */
class Slices extends RandomAccessReader {
  readonly original: Original
  constructor(original: Original) {
    super()
    this.original = original
  }
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.original.slice(position, length).then(
      (bytes) => {
        buffer.set(bytes, offset)
        callback(null, bytes.length)
      },
      (thrown: unknown) => {
        callback(thrown instanceof Error ? thrown : new Error(String(thrown)))
      },
    )
  }
}

/**
 * The members of a ZIP archive: no folders, nothing hidden. Throws `Unreadable` for an archive that is broken,
 * locked, empty, or an Office file.
 */
export async function zipMembers(original: Original, limits: UnpackLimits): Promise<readonly ZipMember[]> {
  const file = original.name
  const members = new Map<string, ZipMember>()
  const contents = new Set<string>()
  try {
    const zip = await fromRandomAccessReaderPromise(new Slices(original), original.byteCount, {
      autoClose: false,
      decodeStrings: false,
    })
    for await (const entry of zip.eachEntry()) {
      const name = getFileNameLowLevel(
        entry.generalPurposeBitFlag,
        entry.fileNameRaw,
        entry.extraFields,
        false,
      )
      if (contents.has(name)) throw new Unreadable({ kind: 'container-broken', file })
      contents.add(name)
      if (contents.size > limits.members)
        throw new Unreadable({ kind: 'container-too-many', file, most: limits.members })
      if (!isHidden(name)) members.set(name, memberOf(original, zip, entry, name, limits))
    }
  } catch (thrown) {
    throw zipProblem(file, thrown)
  }
  if (contents.has('xl/workbook.xml')) throw new Unreadable({ kind: 'refused-form', file, form: 'workbook' })
  if (contents.has('[Content_Types].xml'))
    throw new Unreadable({ kind: 'not-text', file, looksLike: 'an Office file' })
  if (members.size === 0) throw new Unreadable({ kind: 'container-empty', file })
  // Members that lie over each other: the same few bytes would be unpacked thousands of times.
  if ([...members.values()].reduce((sum, { packedBytes }) => sum + packedBytes, 0) > original.byteCount)
    throw new Unreadable({ kind: 'container-broken', file })
  return [...members.values()]
}

const isHidden = (name: string): boolean =>
  name.endsWith('/') ||
  name.split('/').some((part) => part === '__MACOSX' || (part.startsWith('.') && !/^\.+$/.test(part)))

function memberOf(
  original: Original,
  zip: ZipFile,
  entry: Entry,
  name: string,
  limits: UnpackLimits,
): ZipMember {
  const { compressedSize: packedBytes, uncompressedSize: byteCount } = entry
  const file = memberName(original.name, name)
  return { name, byteCount, packedBytes, chunks: () => unpackedMember(original, zip, entry, file, limits) }
}

/** How a member is shown: control characters in names are not for the terminal. */
export const memberName = (container: string, member: string): string =>
  `${container}/${member.replaceAll(/\p{Cc}/gu, '\ufffd')}`

async function* unpackedMember(
  original: Original,
  zip: ZipFile,
  entry: Entry,
  file: string,
  limits: UnpackLimits,
): Chunks {
  if (entry.isEncrypted()) throw new Unreadable({ kind: 'container-encrypted', file })
  const { compressionMethod: method, compressedSize, uncompressedSize } = entry
  if (method !== stored && method !== deflated)
    throw new Unreadable({ kind: 'container-unknown-method', file })
  const declared = tooLarge(file, uncompressedSize, compressedSize, limits)
  if (declared) throw declared
  const start = await dataStart(zip, entry, file)
  const packed = original.chunks(start, start + compressedSize)
  const bytes =
    method === stored ? packed : decompressed(file, packed, createInflateRaw({ chunkSize: portion }), limits)
  let byteCount = 0
  let sum = 0
  for await (const chunk of limited(file, bytes, limits, compressedSize)) {
    byteCount += chunk.length
    sum = crc32(chunk, sum)
    if (byteCount > uncompressedSize) break
    yield chunk
  }
  if (byteCount !== uncompressedSize || sum !== entry.crc32)
    throw new Unreadable({ kind: 'container-broken', file })
  if (!(await original.unchanged())) throw new Unreadable({ kind: 'file-changed', file })
}

async function dataStart(zip: ZipFile, entry: Entry, file: string): Promise<number> {
  try {
    return (await zip.readLocalFileHeaderPromise(entry, { minimal: true })).fileDataStart
  } catch (thrown) {
    throw zipProblem(file, thrown)
  }
}

/** yauzl's complaints about an archive are plain errors without a code; a system's error has one. */
function zipProblem(file: string, thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown.constructor !== Error || 'code' in thrown) return thrown
  const locked = thrown.message.includes('encryption')
  return new Unreadable({ kind: locked ? 'container-encrypted' : 'container-broken', file })
}
