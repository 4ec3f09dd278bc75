import type { NotKept } from '../core/problem.ts'
import { takeIn } from '../ledger/archive.ts'
import { Unreadable } from './file-problem.ts'
import type { Chunks, Original } from './original.ts'

/** An original on its way into the archive, while the bills in it are read. */
export type Keeping = {
  /** Its bytes, each portion on its way into the archive by the time it can be had here. */
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

export function keepOriginal(folder: string, original: Original): Keeping {
  const notKept = (thrown: unknown): never => {
    throw archiveProblem(original.name, thrown)
  }
  const incoming = inArchive(original.name, () => takeIn(folder, original.byteCount))
  let finished: Promise<string> | null = null
  let kept = false
  const rest = original.chunks()[Symbol.asyncIterator]()
  const takeInRest = async (): Promise<string> => {
    for (let next = await rest.next(); next.done !== true; next = await rest.next())
      await incoming.write(next.value).catch(notKept)
    return incoming.finish().catch(notKept)
  }
  return {
    passing: async function* () {
      for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
        // The archive compresses on another thread while this one reads the rows.
        const taken = incoming.write(next.value).catch(notKept)
        taken.catch(() => undefined)
        yield next.value
        await taken
      }
    },
    sha256: () => (finished ??= takeInRest()),
    keep: () => {
      if (!kept)
        inArchive(original.name, () => {
          incoming.keep()
        })
      kept = true
    },
    takeBack: () => {
      if (kept) kept = !incoming.takeBack()
    },
    end: async () => {
      await rest.return?.()
      if (!kept) await incoming.discard()
    },
  }
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
