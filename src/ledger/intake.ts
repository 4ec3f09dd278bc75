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
/** Numbers before the portions: how many were filled, how many were given back, whether this thread waits; lengths. */
const filled = 0
const givenBack = 1
const waits = 2
const lengths = 3
const firstPortion = 64

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
  const take = async () => {
    const hash = createHash('sha256')
    const squeeze = createZstdCompress(zstd)
    const written = pipeline(squeeze, createWriteStream(path))
    written.catch(() => undefined)
    let position = 0
    const squeezing = []
    for (let number = 0; ; number += 1) {
      for (;;) {
        await new Promise(setImmediate)
        const back = Atomics.load(state, ${givenBack})
        if (number - back < portions) break
        await Atomics.waitAsync(state, ${givenBack}, back).value
      }
      await Promise.race([squeezing[number % portions], written])
      const at = firstPortion + (number % portions) * portionBytes
      const length = readSync(file, new Uint8Array(shared, at, portionBytes), 0, portionBytes, position)
      position += length
      Atomics.store(state, ${lengths} + (number % portions), length)
      Atomics.store(state, ${filled}, number + 1)
      if (Atomics.exchange(state, ${waits}, 0) === 1) parentPort.postMessage({})
      if (length === 0) break
      const bytes = new Uint8Array(shared, at, length)
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
  let given = 0
  return {
    next: async () => {
      Atomics.store(state, givenBack, given)
      Atomics.notify(state, givenBack)
      // Orders to stop come as messages, which are heard between two portions.
      await turn()
      if (broken !== null) throw broken
      while (Atomics.load(state, filled) === given) {
        Atomics.store(state, waits, 1)
        if (Atomics.load(state, filled) === given) await news()
      }
      const at = given % portions
      given += 1
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
