import { accessSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Whether a ledger may be written to: SQLite needs the file, and its folder for the written log. */
export function mayWrite(file: string): boolean {
  try {
    accessSync(file, constants.R_OK | constants.W_OK)
    accessSync(dirname(file), constants.W_OK)
    return true
  } catch {
    return false
  }
}

export type Snapshot = { readonly file: string; readonly discard: () => void }

/** Copies a ledger with its written log into a folder of its own; another program may be writing to it meanwhile. */
export function takeSnapshot(file: string): Snapshot | 'unreadable' | 'changing' {
  const folder = mkdtempSync(join(tmpdir(), 'breakwatt-read-'))
  const copy = join(folder, 'ledger.sqlite')
  const discard = (): void => {
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const before = stateOf(file)
    for (const end of ['', '-wal'])
      if (existsSync(`${file}${end}`)) copyFileSync(`${file}${end}`, `${copy}${end}`)
    if (stateOf(file) === before) return { file: copy, discard }
    discard()
    return 'changing'
  } catch (thrown) {
    discard()
    if (isForbidden(thrown)) return 'unreadable'
    throw thrown
  }
}

const isForbidden = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && (thrown.code === 'EACCES' || thrown.code === 'EPERM')

const stateOf = (file: string): string =>
  [file, `${file}-wal`]
    .map((one) => statSync(one, { throwIfNoEntry: false }))
    .map((found) => (found ? `${found.size} ${found.mtimeMs}` : 'none'))
    .join(', ')
