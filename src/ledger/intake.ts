import { readSync } from 'node:fs'
import { Worker } from 'node:worker_threads'

/**
 * A large file on its way into the archive: a thread of its own reads it, takes its SHA-256 and compresses it, and lets
 * this one see the bytes.
 */
export type Intake = {
  /** The next bytes, there until the next are asked for; none at the file's end. */
  readonly next: () => Promise<Uint8Array>
  /** Lower-case hex; once the end was seen, and the compressed file lies there whole. */
  readonly sha256: () => Promise<string>
  readonly abandon: () => Promise<void>
}

/** Shared portions that are filled ahead, and the bytes of one. */
const portions = 8
const portionBytes = 512 * 1024
/** Numbers before the portions: how many were filled, how many were given back; lengths. */
const filled = 0
const givenBack = 1
const lengths = 2
const firstPortion = 64

/**
 * Fills a portion of an open file, as far as the file goes; answers how far. Whole here as well as in the thread, which
 * has nothing of this file: so it is told how to read.
 */
function readPortion(read: typeof readSync, file: number, number: number, portion: Uint8Array): number {
  let length = 0
  for (;;) {
    const rest = portion.length - length
    const more = rest && read(file, portion, length, rest, number * portion.length + length)
    if (more === 0) return length
    length += more
  }
}

/**
 * What the thread does. It reads ahead while this one uses, and yet another compresses, the portions before; it sleeps
 * while all are in use.
 */
const thread = `
  const { createWriteStream, readSync } = require('node:fs')
  const { createHash } = require('node:crypto')
  const { pipeline } = require('node:stream/promises')
  const { createZstdCompress } = require('node:zlib')
  const { parentPort, workerData } = require('node:worker_threads')
  const { file, path, zstd, shared, portions, portionBytes, firstPortion } = workerData
  const state = new Int32Array(shared, 0, firstPortion / 4)
  const readPortion = ${readPortion.toString()}
  const take = async () => {
    const hash = createHash('sha256')
    const squeeze = createZstdCompress(zstd)
    const written = pipeline(squeeze, createWriteStream(path))
    written.catch(() => undefined)
    const squeezing = []
    for (let number = 0; ; number += 1) {
      for (;;) {
        await new Promise(setImmediate)
        const back = Atomics.load(state, ${givenBack})
        if (number - back < portions) break
        await Atomics.waitAsync(state, ${givenBack}, back).value
      }
      await Promise.race([squeezing[number % portions], written])
      const portion = new Uint8Array(shared, firstPortion + (number % portions) * portionBytes, portionBytes)
      const length = readPortion(readSync, file, number, portion)
      Atomics.store(state, ${lengths} + (number % portions), length)
      Atomics.store(state, ${filled}, number + 1)
      if (length === 0) break
      const bytes = portion.subarray(0, length)
      squeezing[number % portions] = new Promise((resolve) => squeeze.write(bytes, resolve))
      hash.update(bytes)
    }
    squeeze.end()
    await written
    return hash.digest('hex')
  }
  // Waiting alone does not keep a thread.
  parentPort.on('message', () => undefined)
  take().then(
    (sha256) => parentPort.postMessage({ sha256 }),
    ({ message, code }) => parentPort.postMessage({ failed: { message, code } }),
  )`

type News = {
  readonly sha256?: string
  readonly failed?: { readonly message: string; readonly code?: string }
}

/** `file` is a number the system knows the open file by; `path` is where its compressed copy goes. */
export function intake(file: number, path: string, zstd: object): Intake {
  const shared = new SharedArrayBuffer(firstPortion + portions * portionBytes)
  const state = new Int32Array(shared, 0, firstPortion / 4)
  const worker = new Worker(thread, {
    eval: true,
    workerData: { file, path, zstd, shared, portions, portionBytes, firstPortion },
    resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 },
  })
  let sum: string | null = null
  let broken: Error | null = null
  let told: () => void = () => undefined
  const hear = ({ sha256, failed }: News): void => {
    sum ??= sha256 ?? null
    if (failed) broken ??= Object.assign(new Error(failed.message), { code: failed.code })
    told()
  }
  worker.on('message', hear)
  worker.on('error', (bug) => {
    hear({ failed: { message: bug instanceof Error ? bug.message : String(bug) } })
  })
  const news = async (): Promise<void> => {
    if (broken === null)
      await new Promise<void>((resolve) => {
        told = resolve
      })
    if (broken !== null) throw broken
  }
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const own = new Uint8Array(portionBytes)
  let given = 0
  return {
    next: async () => {
      Atomics.store(state, givenBack, given)
      Atomics.notify(state, givenBack)
      // Orders to stop come as messages, which are heard between two portions.
      await turn()
      if (broken !== null) throw broken
      const number = given
      given += 1
      // Sooner than wait, as at the start, this thread reads for itself what the other is going to read again.
      if (Atomics.load(state, filled) <= number)
        return own.subarray(0, readPortion(readSync, file, number, own))
      const at = number % portions
      return new Uint8Array(shared, firstPortion + at * portionBytes, Atomics.load(state, lengths + at))
    },
    sha256: async () => {
      while (sum === null) await news()
      await worker.terminate()
      return sum
    },
    abandon: async () => {
      await worker.terminate()
    },
  }
}
