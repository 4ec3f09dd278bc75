import Database from 'better-sqlite3'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a second start tells the first. */
export type Launch = {
  readonly argv: readonly string[]
  readonly workingDirectory: string
  readonly additionalData: unknown
}

export type Lock = { readonly release: () => void }

/**
 * The single-instance lock of one profile. Electron answers at once, so this needs a lock that is taken
 * synchronously and dies with its process: SQLite's lock on a file is one on every platform.
 */
export function takeLock(folder: string, onLaunch: (launch: Launch) => void): Lock | undefined {
  const letters = join(folder, 'launches')
  mkdirSync(letters, { recursive: true })
  const file = new Database(join(folder, 'lock.sqlite'), { timeout: 0 })
  try {
    file.exec('BEGIN EXCLUSIVE')
  } catch {
    file.close()
    return undefined
  }
  for (const stale of readdirSync(letters)) rmSync(join(letters, stale))
  const watcher = watch(letters, () => {
    for (const letter of readdirSync(letters).filter((name) => name.endsWith('.json'))) {
      const path = join(letters, letter)
      const launch = JSON.parse(readFileSync(path, 'utf8')) as Launch
      rmSync(path)
      onLaunch(launch)
    }
  })
  return {
    release: () => {
      watcher.close()
      file.close()
    },
  }
}

/** Leaves a letter for the program that holds the lock; renamed into place, so that it is read whole. */
export function tellHolder(folder: string, launch: Launch): void {
  const path = join(folder, 'launches', String(process.pid))
  writeFileSync(path, JSON.stringify(launch))
  renameSync(path, `${path}.json`)
}
