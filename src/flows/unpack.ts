import { pipeline } from 'node:stream/promises'
import { createGunzip, type Gunzip, type InflateRaw } from 'node:zlib'
import { Unreadable } from './file-problem.ts'
import type { Chunks } from './original.ts'

/** How much a container may unpack to: far beyond any bill, far below what fills a disk or a day. */
export type UnpackLimits = {
  readonly bytes: number
  /**
   * Bytes out for each byte in, asked only from `ratioFrom` bytes on: short files that repeat are harmless. Rows of
   * which each names its own hour and amount stay below 150, the same row over and over is packed 300 to 700 times.
   */
  readonly ratio: number
  readonly ratioFrom: number
  readonly members: number
}

export const unpackLimits: UnpackLimits = {
  bytes: 8 * 1024 ** 3,
  ratio: 300,
  ratioFrom: 100 * 1024 ** 2,
  members: 10_000,
}

/** For what has come in once. */
export const noLimits: UnpackLimits = {
  bytes: Infinity,
  ratio: Infinity,
  ratioFrom: Infinity,
  members: Infinity,
}

/** Bytes unpacked at a time. */
export const portion = 1024 * 1024

/** Passes bytes on until they are more than a container of `packedBytes` may hold. */
export async function* limited(
  file: string,
  chunks: Chunks,
  limits: UnpackLimits,
  packedBytes: number,
): Chunks {
  let byteCount = 0
  for await (const chunk of chunks) {
    byteCount += chunk.length
    const problem = tooLarge(file, byteCount, packedBytes, limits)
    if (problem) throw problem
    yield chunk
  }
}

export function tooLarge(
  file: string,
  byteCount: number,
  packedBytes: number,
  { bytes, ratio, ratioFrom }: UnpackLimits,
): Unreadable | null {
  const most = Math.min(bytes, Math.max(ratioFrom, ratio * packedBytes))
  return byteCount > most
    ? new Unreadable({ kind: 'unpacks-too-large', file, megabytes: most / 1024 ** 2 })
    : null
}

/** What a gzip file unpacks to; other bytes pass as they are. Told by the first bytes, never by the name. */
export async function* gunzipped(
  file: string,
  chunks: Chunks,
  limits: UnpackLimits,
  packedBytes: number,
): Chunks {
  const ahead = chunks[Symbol.asyncIterator]()
  const rest: Chunks = { [Symbol.asyncIterator]: () => ahead }
  const first = await ahead.next()
  if (first.done === true) return
  const all = following(first.value, rest)
  if (isGzip(first.value)) {
    const plain = decompressed(file, all, createGunzip({ chunkSize: portion }), limits)
    yield* limited(file, plain, limits, packedBytes)
  } else yield* all
}

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8

async function* following(first: Uint8Array, rest: Chunks): Chunks {
  yield first
  yield* rest
}

/**
 * Bytes through one of zlib's streams, held against what they were unpacked from so far; what it cannot read is a
 * damaged container.
 */
export async function* decompressed(
  file: string,
  chunks: Chunks,
  engine: Gunzip | InflateRaw,
  limits: UnpackLimits,
): Chunks {
  const fed = pipeline(chunks, engine)
  fed.catch(() => undefined)
  let byteCount = 0
  try {
    for await (const chunk of engine as Chunks) {
      byteCount += chunk.length
      const problem = tooLarge(file, byteCount, engine.bytesWritten, limits)
      if (problem) throw problem
      yield chunk
    }
    await fed
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
    throw code.startsWith('Z_') ? new Unreadable({ kind: 'container-broken', file }) : thrown
  } finally {
    engine.destroy()
  }
}
