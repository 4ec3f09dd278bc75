import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import type { Source } from '../core/charge.ts'
import type { Seniority } from '../core/coverage.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { ControlTotal } from '../core/statement.ts'

/**
 * What the archive knows of a statement without the ledger: enough to make it anew. The note lies under the
 * statement's own SHA-256; several statements may come out of one archived file.
 */
export type ArchiveNote = {
  readonly id: number
  readonly fileName: string
  readonly importedAt: number
  readonly undoneAt: number | null
  readonly sha256: string
  /** SHA-256 of the archived file: the statement's own, or that of the container it was read out of. */
  readonly original: string
  /** Names of the container's members it was read from, in order; none where the file is no ZIP archive. */
  readonly members: readonly string[]
  /** The files it was dropped as, in order, where they were several; `original` is then the first one's. */
  readonly originals: readonly ArchivedFile[]
  /** See `Statement`. */
  readonly writtenAt: number | null
  readonly accountLabel: string | null
  /** Of which of its sources the user said that it is newer than it says itself, and how new. */
  readonly ranks: readonly Ranked[]
  /** How the user said that it is to be read; null for a file of a known kind. */
  readonly mapping: unknown
  /** What the user says that the invoice adds up to. */
  readonly controlTotals: readonly ControlTotal[]
}

/** A source of a statement, and how new the user says that it is there. */
export type Ranked = Source & { readonly rank: Seniority }

/** One of several files that are one statement. */
export type ArchivedFile = { readonly name: string; readonly sha256: string }

/** What the archive should hold of a statement: the SHA-256 of every file it was read from. */
export const filesOf = ({ original, originals }: ArchiveNote): readonly string[] =>
  originals.length > 0 ? originals.map(({ sha256 }) => sha256) : [original]

/** Where the archive has an original, compressed. */
export const compressed = (folder: string, sha256: string): string => join(folder, `${sha256}.zst`)
const noteFile = (folder: string, sha256: string): string => join(folder, `${sha256}.json`)
/** A file of its own in the archive's folder; swept when the program it belongs to is gone. */
export const incomingPath = (folder: string): string =>
  join(folder, `incoming-${process.pid}-${randomUUID()}`)
export const incomingName = /^incoming-(\d+)-/

const draftFile = (folder: string, sha256: string): string => `${noteFile(folder, sha256)}.new`

/** Writes what a rebuild needs to know of a statement; it counts from `publishNote` on, which needs no room. */
export function draftNote(folder: string, { sha256, ...note }: ArchiveNote): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(draftFile(folder, sha256), `${JSON.stringify(note)}\n`)
}

export function publishNote(folder: string, sha256: string): void {
  renameSync(draftFile(folder, sha256), noteFile(folder, sha256))
}

export function dropDraft(folder: string, sha256: string): void {
  rmSync(draftFile(folder, sha256), { force: true })
}

/** What notes of earlier versions do not speak of. */
const unsaid = {
  members: [],
  undoneAt: null,
  originals: [],
  writtenAt: null,
  accountLabel: null,
  ranks: [],
  mapping: null,
  controlTotals: [],
}
type WrittenNote = Pick<ArchiveNote, 'id' | 'fileName' | 'importedAt'> & Partial<ArchiveNote>

/**
 * The note of every statement, oldest import first; refused with the name of one that cannot be read. Files that no
 * note speaks of were never committed.
 */
export function archiveNotes(folder: string): Result<readonly ArchiveNote[], string> {
  const notes: ArchiveNote[] = []
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (!/^[0-9a-f]{64}\.json$/.test(name)) continue
    const sha256 = name.slice(0, 64)
    const note = writtenNote(readFileSync(join(folder, name), 'utf8'))
    if (note === null) return refused(name)
    notes.push({ original: sha256, ...unsaid, ...note, sha256 })
  }
  return ok(notes.sort((a, b) => a.importedAt - b.importedAt || a.id - b.id))
}

function writtenNote(text: string): WrittenNote | null {
  try {
    return JSON.parse(text) as WrittenNote
  } catch {
    return null
  }
}

export const isKept = (folder: string, sha256: string): boolean => existsSync(compressed(folder, sha256))

/** The original bytes, as they were imported. */
export function readArchived(folder: string, sha256: string): Readable {
  const plain = createZstdDecompress()
  void pipeline(createReadStream(compressed(folder, sha256)), plain).catch((error: unknown) =>
    plain.destroy(error as Error),
  )
  return plain
}

/** Puts an original, as it was imported, into a file for as long as `use` takes: some can only be read so. */
export async function withOriginal<T>(
  folder: string,
  sha256: string,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const path = incomingPath(folder)
  try {
    await pipeline(readArchived(folder, sha256), createWriteStream(path))
    return await use(path)
  } finally {
    rmSync(path, { force: true })
  }
}

/** An original in the archive: intact, not there, or not the bytes that were imported. */
export type ArchiveState = 'intact' | 'missing' | 'changed'

/** Reads an original to its end and holds it against its SHA-256. */
export async function stateInArchive(folder: string, sha256: string): Promise<ArchiveState> {
  if (!isKept(folder, sha256)) return 'missing'
  const hash = createHash('sha256')
  try {
    for await (const chunk of readArchived(folder, sha256)) hash.update(chunk as Uint8Array)
  } catch {
    return 'changed'
  }
  return hash.digest('hex') === sha256 ? 'intact' : 'changed'
}
