import { createHash } from 'node:crypto'
import { createReadStream, watch, type FSWatcher } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Ledger } from '../ledger/open.ts'
import { notesOfStatements } from '../ledger/statements.ts'

/** A file of the watched folder as it lay there. `changedAt` is milliseconds since 1970. */
export type LyingFile = {
  readonly path: string
  readonly name: string
  readonly size: number
  readonly changedAt: number
}

/** The same for a file until it is written anew. */
export const markOf = ({ name, size, changedAt }: LyingFile): string => `${name}|${size}|${changedAt}`

/** What a bill is delivered in; everything else that lands in the folder is none of ours. */
const endings = new Set(['.csv', '.tsv', '.json', '.jsonl', '.ndjson', '.gz', '.zip', '.parquet'])

/** The bills that lie in a folder itself, by name; hidden and empty files are passed over. Null: it cannot be read. */
export async function billsIn(folder: string): Promise<readonly LyingFile[] | null> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const names = entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .filter((name) => endings.has(extname(name).toLowerCase()))
      .sort()
    const files = await Promise.all(names.map(async (name) => lyingAt(join(folder, name), name)))
    return files.filter((file) => file !== null)
  } catch {
    // Unplugged, renamed or forbidden: it may come back.
    return null
  }
}

/** Null where it was taken away meanwhile. */
async function lyingAt(path: string, name: string): Promise<LyingFile | null> {
  try {
    const { size, mtimeMs } = await stat(path)
    return size === 0 ? null : { path, name, size, changedAt: mtimeMs }
  } catch {
    return null
  }
}

/** The SHA-256 of everything that was imported, on its own or packed; also where the import was undone. */
export const importedHashes = (ledger: Ledger): ReadonlySet<string> =>
  new Set(
    notesOfStatements(ledger).flatMap(({ sha256, original, originals }) => [
      sha256,
      original,
      ...originals.map((file) => file.sha256),
    ]),
  )

/** Null where it cannot be read: it is offered, and its plan says why. */
async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256')
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
    return hash.digest('hex')
  } catch {
    return null
  }
}

export type FolderWatch = {
  /** What lies there, has stopped growing and is wanted. */
  readonly waiting: () => readonly LyingFile[]
  readonly found: () => boolean
  /** Looks at once, as after an import. */
  readonly again: () => void
  readonly stop: () => void
}

/**
 * Watches a folder and tells whenever what waits in it has changed. A file counts once it is the same at two looks
 * `settled` milliseconds apart. The system's own news only makes a look come sooner: every `beat` milliseconds there
 * is one anyway, for network drives tell nothing.
 */
export function watchFolder(
  folder: string,
  {
    isNew,
    imported,
    tell,
    settled = 2_000,
    beat = 60_000,
  }: {
    /** Whether it was not looked at yet. */
    readonly isNew: (file: LyingFile) => boolean
    /** Of what is in the ledger, the SHA-256. */
    readonly imported: () => ReadonlySet<string>
    readonly tell: (waiting: readonly LyingFile[]) => void
    readonly settled?: number
    readonly beat?: number
  },
): FolderWatch {
  let stopped = false
  let looking = false
  /** Looks that were asked for while one was under way. */
  let missed = 0
  let found = true
  let timer: NodeJS.Timeout | undefined
  let before: ReadonlySet<string> = new Set()
  let waiting: readonly LyingFile[] = []
  const hashes = new Map<string, string | null>()

  const lookIn = (wait: number): void => {
    clearTimeout(timer)
    if (stopped) return
    timer = setTimeout(() => void look(), wait)
    timer.unref()
  }
  const askAgain = (wait: number): void => {
    if (looking) missed += 1
    else lookIn(wait)
  }
  const look = async (): Promise<void> => {
    looking = true
    const missedBefore = missed
    const lying = await billsIn(folder)
    found = lying !== null
    const marks = new Set(lying?.map(markOf))
    const still = (lying ?? []).filter((file) => before.has(markOf(file)) && isNew(file))
    const grown = [...marks].some((mark) => !before.has(mark))
    before = marks
    for (const file of still) {
      const mark = markOf(file)
      if (!hashes.has(mark)) hashes.set(mark, await hashOf(file.path))
    }
    looking = false
    if (stopped) return
    const known = imported()
    const now = still.filter((file) => isNew(file) && !known.has(hashes.get(markOf(file)) ?? ''))
    const isNews = now.map(markOf).join('\n') !== waiting.map(markOf).join('\n')
    waiting = now
    if (isNews) tell(waiting)
    lookIn(grown || missed > missedBefore ? settled : beat)
  }

  const system = systemNews(folder, () => {
    askAgain(settled)
  })
  lookIn(0)
  return {
    waiting: () => waiting,
    found: () => found,
    again: () => {
      askAgain(0)
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
      system?.close()
    },
  }
}

/** Null where the system tells nothing of this folder. */
function systemNews(folder: string, tell: () => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, tell)
    watcher.on('error', () => {
      watcher.close()
    })
    return watcher
  } catch {
    return null
  }
}
