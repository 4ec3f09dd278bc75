import { createHash } from 'node:crypto'
import { createWriteStream, mkdirSync, openSync, closeSync, fsyncSync } from 'node:fs'
import { readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { compressed, incomingName, incomingPath, isKept } from './archive.ts'
import { intake } from './intake.ts'

/** A file on its way into the archive, its bytes all in. */
export type Incoming = {
  /** All bytes are in: resolves to their SHA-256 (hex). */
  readonly finish: () => Promise<string>
  /** Puts the finished file under its hash, safe on disk. */
  readonly keep: () => void
  /** Undoes `keep`; false where the very same file was kept before. */
  readonly takeBack: () => boolean
  readonly discard: () => Promise<void>
}

/** Adds the next bytes; resolves when more may come. */
export type IncomingBytes = Incoming & { readonly write: (chunk: Uint8Array) => Promise<void> }

/** Shows the next bytes, which are there until the next are asked for; none at the file's end. */
export type IncomingFile = Incoming & { readonly next: () => Promise<Uint8Array> }

/** Bills repeat themselves so much that the quickest level already makes them some twenty times smaller. */
const level = 1
/** Bytes compressed at a time. */
const portion = 1024 * 1024

const zstd = { params: { [constants.ZSTD_c_compressionLevel]: level }, chunkSize: portion }

/** Begins to keep what is going to be written. Nothing shows under its hash until `keep`. */
export function takeIn(folder: string): IncomingBytes {
  const path = placeFor(folder)
  const hash = createHash('sha256')
  const squeeze = createZstdCompress(zstd)
  const file = createWriteStream(path)
  const written = pipeline(squeeze, file)
  written.catch(() => undefined)
  const sha256 = async (): Promise<string> => {
    squeeze.end()
    await written
    return hash.digest('hex')
  }
  const stop = async (): Promise<void> => {
    squeeze.destroy()
    await finished(file).catch(() => undefined)
  }
  return {
    write: async (chunk) => {
      const taken = squeeze.write(chunk)
      hash.update(chunk)
      if (!taken) await Promise.race([drained(squeeze), written])
    },
    ...incoming(folder, path, sha256, stop),
  }
}

/** Begins to keep an open file, by the number that the system knows it by, on a thread of its own. */
export function takeInFile(folder: string, file: number): IncomingFile {
  const path = placeFor(folder)
  const { next, sha256, abandon } = intake(file, path, zstd)
  return { next, ...incoming(folder, path, sha256, abandon) }
}

function placeFor(folder: string): string {
  mkdirSync(folder, { recursive: true })
  sweep(folder)
  return incomingPath(folder)
}

function incoming(
  folder: string,
  path: string,
  sum: () => Promise<string>,
  stop: () => Promise<void>,
): Incoming {
  let sha256 = ''
  let isNew = false
  return {
    finish: async () => {
      sha256 = await sum()
      return sha256
    },
    keep: () => {
      flush(path)
      isNew = !isKept(folder, sha256)
      renameSync(path, compressed(folder, sha256))
    },
    takeBack: () => {
      if (isNew) renameSync(compressed(folder, sha256), path)
      return isNew
    },
    discard: async () => {
      await stop()
      rmSync(path, { force: true })
    },
  }
}

const drained = (stream: Writable): Promise<void> =>
  new Promise((resolve) => {
    stream.once('drain', resolve)
  })

function flush(path: string): void {
  const handle = openSync(path, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}

/** Removes what a killed program left half taken in. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const match = incomingName.exec(name)
    if (match && !isRunning(Number(match[1]))) rmSync(join(folder, name), { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
