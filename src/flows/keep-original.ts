import type { NotKept } from '../core/problem.ts'
import { takeIn, takeInFile, type Incoming } from '../ledger/incoming.ts'
import { Unreadable } from './file-problem.ts'
import type { Form } from './open-bill.ts'
import type { Chunks, Original } from './original.ts'

/** An original on its way into the archive, while the bills in it are read. */
export type Keeping = {
  /**
   * Its bytes, each portion on its way into the archive by the time it can be had here, and of a plain file there only
   * until the next is.
   */
  readonly passing: () => Chunks
  /** Takes in what has not passed by yet; resolves to the SHA-256 of the whole. */
  readonly sha256: () => Promise<string>
  /** Puts it into the archive for good: before the first bill of it is written to the ledger. */
  readonly keep: () => void
  /** Undoes `keep`, where nothing came of what it was kept for. */
  readonly takeBack: () => void
  /** Leaves nothing behind of an original that was not kept. */
  readonly end: () => Promise<void>
}

/** Bytes from which on a thread of its own, some 20 ms to start, is worth it. */
const worthAThread = 32 * 1024 * 1024

/** What is packed is unpacked by others while it passes, so its portions stay; a plain file's are lent. */
export function keepOriginal(folder: string, original: Original, form: Form): Keeping {
  const { name, descriptor, byteCount } = original
  const { incoming, chunks } =
    form === 'plain' && descriptor !== null && byteCount >= worthAThread
      ? beside(folder, name, descriptor)
      : here(folder, original)
  const rest = chunks[Symbol.asyncIterator]()
  let finished: Promise<string> | null = null
  let kept = false
  const takeInRest = async (): Promise<string> => {
    let next = await rest.next()
    while (next.done !== true) next = await rest.next()
    return incoming.finish().catch(notKept(name))
  }
  return {
    passing: async function* () {
      for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
    },
    sha256: () => (finished ??= takeInRest()),
    keep: () => {
      if (!kept)
        inArchive(name, () => {
          incoming.keep()
        })
      kept = true
    },
    takeBack: () => {
      if (kept) kept = !incoming.takeBack()
    },
    end: async () => {
      await rest.return(undefined)
      if (!kept) await incoming.discard()
    },
  }
}

type Passing = { readonly incoming: Incoming; readonly chunks: AsyncGenerator<Uint8Array> }

function beside(folder: string, name: string, descriptor: number): Passing {
  const incoming = inArchive(name, () => takeInFile(folder, descriptor))
  const next = (): Promise<Uint8Array> => incoming.next().catch(notKept(name))
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let chunk = await next(); chunk.length > 0; chunk = await next()) yield chunk
  }
  return { incoming, chunks: chunks() }
}

function here(folder: string, original: Original): Passing {
  const incoming = inArchive(original.name, () => takeIn(folder))
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of original.chunks()) {
      // The archive compresses on another thread while this one reads the rows.
      const taken = incoming.write(chunk).catch(notKept(original.name))
      taken.catch(() => undefined)
      yield chunk
      await taken
    }
  }
  return { incoming, chunks: chunks() }
}

const notKept =
  (name: string) =>
  (thrown: unknown): never => {
    throw archiveProblem(name, thrown)
  }

/** What the system says of the archive: of a bill it would mean something else. */
const ofArchive: Readonly<Record<string, NotKept>> = {
  EACCES: 'read-only',
  EPERM: 'read-only',
  ENOENT: 'archive-gone',
  ENOTDIR: 'archive-gone',
}

function archiveProblem(file: string, thrown: unknown): unknown {
  const why = thrown instanceof Error && 'code' in thrown ? ofArchive[String(thrown.code)] : undefined
  return why === undefined ? thrown : new Unreadable({ kind: 'not-kept', file, why })
}

function inArchive<T>(file: string, use: () => T): T {
  try {
    return use()
  } catch (thrown) {
    throw archiveProblem(file, thrown)
  }
}
