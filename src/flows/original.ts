import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { fileProblem } from './file-problem.ts'

/** A file to import: by its path, or by its bytes where it has none. */
export type BillFile = { readonly path: string } | { readonly name: string; readonly bytes: Uint8Array }

export const nameOf = (file: BillFile): string => ('path' in file ? basename(file.path) : file.name)

export type Chunks = AsyncIterable<Uint8Array>

/** A file as it was dropped, open to be read from the front or anywhere in it. */
export type Original = {
  readonly name: string
  readonly byteCount: number
  /** What the system knows the open file by; null for bytes that lie in no file. */
  readonly descriptor: number | null
  /** The bytes from `start` up to `end` (excluded), in portions; to the file's end unless told. */
  readonly chunks: (start?: number, end?: number) => Chunks
  /** So many bytes at a place; fewer at the file's end. */
  readonly slice: (position: number, length: number) => Promise<Uint8Array>
  readonly unchanged: () => Promise<boolean>
  readonly close: () => Promise<void>
}

/** Bytes read at a time. */
const portion = 512 * 1024

/** A pipe is opened without waiting for somebody to write into it; Windows has no such pipes. */
const atOnce = (constants as Partial<typeof constants>).O_NONBLOCK ?? 0

export async function openOriginal(file: BillFile): Promise<Result<Original, Problem>> {
  const name = nameOf(file)
  if ('bytes' in file) return ok(inMemory(name, file.bytes))
  let handle: FileHandle | null = null
  try {
    handle = await open(file.path, constants.O_RDONLY | atOnce)
    const found = await handle.stat()
    if (found.isFile()) return ok(onDisk(name, handle, found.size, found.mtimeMs))
    await handle.close()
    return refused({ kind: 'file-unreadable', file: name, reason: 'it is not a file' })
  } catch (thrown) {
    await handle?.close()
    return refused(fileProblem(name, thrown))
  }
}

function onDisk(name: string, handle: FileHandle, byteCount: number, changedAt: number): Original {
  const slice = async (position: number, length: number): Promise<Uint8Array> => {
    const bytes = Buffer.allocUnsafe(length)
    const { bytesRead } = await handle.read(bytes, 0, length, position)
    return bytes.subarray(0, bytesRead)
  }
  return {
    name,
    byteCount,
    descriptor: handle.fd,
    slice,
    chunks: async function* (start = 0, end = Infinity) {
      let position = start
      const next = (): Promise<Uint8Array> => {
        const reading = slice(position, Math.min(portion, end - position))
        reading.catch(() => undefined)
        return reading
      }
      // The next portion is read while this one is being used.
      for (let reading = next(); ;) {
        const chunk = await reading
        if (chunk.length === 0) return
        position += chunk.length
        reading = next()
        yield chunk
      }
    },
    unchanged: async () => {
      const found = await handle.stat()
      return found.size === byteCount && found.mtimeMs === changedAt
    },
    close: () => handle.close(),
  }
}

const inMemory = (name: string, bytes: Uint8Array): Original => ({
  name,
  byteCount: bytes.length,
  descriptor: null,
  chunks: async function* (start = 0, end = bytes.length) {
    if (start < end) yield await Promise.resolve(bytes.subarray(start, end))
  },
  slice: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
  unchanged: () => Promise.resolve(true),
  close: () => Promise.resolve(),
})
