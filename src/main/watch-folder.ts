import type { Problem } from '../core/problem.ts'
import { ok, type Result } from '../core/result.ts'
import type { ImportPlan } from '../core/import-plan.ts'
import {
  markOf,
  importedHashes,
  watchFolder,
  type FolderWatch,
  type LyingFile,
} from '../flows/watch-folder.ts'
import type { Ledger } from '../ledger/open.ts'
import type { Tell } from './ipc.ts'
import { notify } from './notifications.ts'
import type { PreferenceStore } from './preferences.ts'

/** Marks of files that are kept so as not to announce them again; of older ones the plan says that they were seen. */
const mostReviewed = 2_000

/** The folder the user has Breakwatt look into. What lands in it is announced and never imported unasked. */
export type WatchedFolder = {
  readonly path: () => string | null
  /** False where it cannot be read now. */
  readonly found: () => boolean
  /** Null stops watching. */
  readonly choose: (path: string | null) => void
  readonly names: () => readonly string[]
  /** Has what waits planned; it is not announced again. */
  readonly review: () => Promise<Result<ImportPlan | null, Problem>>
  readonly leave: () => void
  /** An import may have brought in what waits. */
  readonly follow: () => void
  readonly stop: () => void
}

export type WatchWants = {
  readonly preferences: PreferenceStore
  /** The user's own; nothing is watched while it cannot be opened. */
  readonly ledger: Ledger | null
  readonly plan: (
    paths: readonly string[],
  ) => Result<ImportPlan | null, Problem> | Promise<Result<ImportPlan | null, Problem>>
  readonly tell: Tell
  readonly show: () => void
}

export function openWatchedFolder({ preferences, ledger, plan, tell, show }: WatchWants): WatchedFolder {
  let watching: FolderWatch | null = null
  let announced = false

  const files = (): readonly LyingFile[] => watching?.waiting() ?? []
  const announce = (waiting: readonly LyingFile[]): void => {
    tell(
      'bills:waiting',
      waiting.map(({ name }) => name),
    )
    if (waiting.length > 0 && !announced) notify(reviewTitle(waiting), reviewBody(waiting), show)
    announced = waiting.length > 0
  }
  const start = (): void => {
    const folder = preferences.get('watchedFolder')
    if (folder === null || ledger === null) return
    watching = watchFolder(folder, {
      isNew: (file) => !preferences.get('reviewedFiles').includes(markOf(file)),
      imported: () => importedHashes(ledger),
      tell: announce,
    })
  }
  const reviewed = (done: readonly LyingFile[]): void => {
    preferences.set(
      'reviewedFiles',
      [...preferences.get('reviewedFiles'), ...done.map(markOf)].slice(-mostReviewed),
    )
    watching?.again()
  }
  start()
  return {
    path: () => preferences.get('watchedFolder'),
    found: () => watching?.found() ?? false,
    choose: (path) => {
      watching?.stop()
      watching = null
      preferences.set('watchedFolder', path)
      preferences.set('reviewedFiles', [])
      announce([])
      start()
    },
    names: () => files().map(({ name }) => name),
    review: async () => {
      const waiting = files()
      if (waiting.length === 0) return ok(null)
      const planned = await plan(waiting.map(({ path }) => path))
      if (planned.ok && planned.value !== null) reviewed(waiting)
      return planned
    },
    leave: () => {
      reviewed(files())
    },
    follow: () => watching?.again(),
    stop: () => watching?.stop(),
  }
}

const reviewTitle = ({ length }: readonly LyingFile[]): string =>
  length === 1 ? 'Review 1 file' : `Review ${length} files`

/** Names that fit into a notification. */
const mostNames = 3

function reviewBody(waiting: readonly LyingFile[]): string {
  const names = waiting.slice(0, mostNames).map(({ name }) => name)
  const more = waiting.length > mostNames ? ` and ${waiting.length - mostNames} more` : ''
  return `${names.join(', ')}${more} came into the watched folder. Nothing was imported.`
}
