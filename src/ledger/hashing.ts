import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'

/** The SHA-256 of bytes that come in portions. */
export type Hashing = {
  /** Resolves when more may come; the bytes may then be used for something else. */
  readonly update: (bytes: Uint8Array) => Promise<void>
  /** Lower-case hex. */
  readonly digest: () => Promise<string>
  readonly abandon: () => void
}

/** Bytes from which on a thread of its own, some 20 ms to start, is worth it. */
const worthAThread = 32 * 1024 * 1024

export const hashing = (byteCount: number): Hashing =>
  byteCount < worthAThread ? hashingHere() : hashingBeside()

function hashingHere(): Hashing {
  const hash = createHash('sha256')
  return {
    update: (bytes) => {
      hash.update(bytes)
      return Promise.resolve()
    },
    digest: () => Promise.resolve(hash.digest('hex')),
    abandon: () => undefined,
  }
}

/** What the thread does: hash each portion of the shared memory it is told of, and say so; null asks for the sum. */
const thread = `
  const { parentPort, workerData } = require('node:worker_threads')
  const hash = require('node:crypto').createHash('sha256')
  parentPort.on('message', (portion) => {
    if (portion) hash.update(new Uint8Array(workerData, portion.at, portion.length))
    parentPort.postMessage(portion ? null : hash.digest('hex'))
  })`

/** Shared portions under way at a time, and the bytes of one. */
const portions = 4
const portionBytes = 1024 * 1024

function hashingBeside(): Hashing {
  const shared = new SharedArrayBuffer(portions * portionBytes)
  const memory = new Uint8Array(shared)
  const worker = new Worker(thread, {
    eval: true,
    workerData: shared,
    resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 },
  })
  let sent = 0
  let hashed = 0
  let sum: string | null = null
  let broken: Error | null = null
  let told: () => void = () => undefined
  let failed: (bug: Error) => void = () => undefined
  const news = (): Promise<void> =>
    new Promise((resolve, reject) => {
      told = resolve
      failed = reject
      if (broken !== null) reject(broken)
    })
  worker.on('message', (answer: string | null) => {
    if (answer === null) hashed += 1
    else sum = answer
    told()
  })
  worker.on('error', (bug) => {
    broken = bug instanceof Error ? bug : new Error(String(bug))
    failed(broken)
  })
  const abandon = (): void => {
    void worker.terminate()
  }
  return {
    update: async (bytes) => {
      for (let from = 0; from < bytes.length; from += portionBytes) {
        while (sent - hashed === portions) await news()
        const portion = bytes.subarray(from, from + portionBytes)
        const at = (sent % portions) * portionBytes
        memory.set(portion, at)
        worker.postMessage({ at, length: portion.length })
        sent += 1
      }
    },
    digest: async () => {
      worker.postMessage(null)
      while (sum === null) await news()
      abandon()
      return sum
    },
    abandon,
  }
}
