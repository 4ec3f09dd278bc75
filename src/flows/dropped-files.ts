import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import type { Problem } from '../core/problem.ts'
import { groupBills, type BillGroup, type FoundFile } from './bill-groups.ts'
import { fileProblem } from './file-problem.ts'
import { openingOf } from './opening.ts'
import { nameOf, openOriginal, type BillFile, type Original } from './original.ts'
import { gunzipped, unpackLimits } from './unpack.ts'
import { baseOf } from './manifest.ts'

/** Dropped files that are one statement together; most are one file. */
export type Delivery =
  | {
      readonly state: 'found'
      /** As it is shown; a file in a dropped folder with the folders it lies in. */
      readonly name: string
      /** In the order of the parts. */
      readonly files: readonly BillFile[]
      /** Whether they are the parts of one bill; else it is one file, which may be an archive of several bills. */
      readonly joined: boolean
      /** When their manifest says they were written, milliseconds since 1970, and how many rows it says they have. */
      readonly writtenAt: number | null
      readonly rowCount: number | null
    }
  | { readonly state: 'refused'; readonly name: string; readonly problem: Problem }

/** Files in all dropped folders together: far beyond any export, far below somebody's home. */
export const mostFiles = 10_000

/** Files that are no bills wherever they lie. */
const noBill = new Set(['_SUCCESS', 'Thumbs.db', 'desktop.ini', '__MACOSX'])

/**
 * What was dropped, as the statements it holds: folders are looked through, what a manifest or the names show to be
 * one bill stays together. Hidden files are passed over and links are not followed. When a file was changed says
 * nothing of when it was written. `most` is how many files a folder may hold.
 */
export async function deliveries(
  dropped: readonly BillFile[],
  most = mostFiles,
): Promise<readonly Delivery[]> {
  const found = new Map<string, BillFile>()
  const roots: string[] = []
  const refused: Delivery[] = []
  for (const file of dropped) {
    const folder = await folderAt(file)
    if (folder === null) {
      found.set('path' in file ? slashed(resolve(file.path)) : `${found.size}/${file.name}`, file)
      continue
    }
    const name = basename(folder)
    const inside = await filesIn(folder, most)
    if ('problem' in inside) refused.push({ state: 'refused', name, problem: inside.problem })
    else if (inside.paths.length === 0)
      refused.push({ state: 'refused', name, problem: { kind: 'folder-empty', file: name } })
    else roots.push(slashed(dirname(folder)))
    if ('paths' in inside) for (const path of inside.paths) found.set(slashed(path), { path })
  }
  const shown = (path: string): string => {
    const root = roots.find((folder) => path.startsWith(`${folder}/`))
    return root === undefined ? baseOf(path) : path.slice(root.length + 1)
  }
  const groups = await groupBills(Array.from(found, foundFile), shown)
  return [...refused, ...groups.map((group) => deliveryOf(group, found, shown))]
}

function deliveryOf(
  { name, paths, joined, writtenAt, rowCount, problem }: BillGroup,
  found: ReadonlyMap<string, BillFile>,
  shown: (path: string) => string,
): Delivery {
  if (problem !== null) return { state: 'refused', name: shown(name), problem }
  const files = paths.flatMap((path) => found.get(path) ?? [])
  return { state: 'found', name: shown(name), files, joined, writtenAt, rowCount }
}

const slashed = (path: string): string => path.split(sep).join('/')

/** The path of a dropped folder; null for a file, and for what is not there: its own reading will say so. */
async function folderAt(file: BillFile): Promise<string | null> {
  if (!('path' in file)) return null
  try {
    return (await stat(file.path)).isDirectory() ? resolve(file.path) : null
  } catch (thrown) {
    fileProblem(nameOf(file), thrown)
    return null
  }
}

type Inside = { readonly paths: readonly string[] } | { readonly problem: Problem }

/** The files below a folder, in the order of their names. */
async function filesIn(root: string, most: number): Promise<Inside> {
  const paths: string[] = []
  const folders = [root]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        if (entry.name.startsWith('.') || noBill.has(entry.name)) continue
        if (entry.isDirectory()) folders.push(join(folder, entry.name))
        else if (entry.isFile()) paths.push(join(folder, entry.name))
      }
    } catch (thrown) {
      return { problem: fileProblem(basename(folder), thrown) }
    }
    if (paths.length + folders.length > most)
      return { problem: { kind: 'folder-too-many', file: basename(root), most } }
  }
  return { paths: paths.toSorted() }
}

/** Largest manifest that is read. */
const longestText = 16 * 1024 * 1024

function foundFile([path, file]: readonly [string, BillFile]): FoundFile {
  return {
    path,
    text: () =>
      whileOpen(file, async ({ byteCount, slice }) =>
        byteCount > longestText ? null : Buffer.from(await slice(0, byteCount)).toString('utf8'),
      ),
    opening: () =>
      whileOpen(file, (original) => {
        const { name, byteCount } = original
        return openingOf(name, gunzipped(name, original.chunks(), unpackLimits, byteCount), original)
      }),
  }
}

/** Null where the file cannot be opened: its own reading will say why. */
async function whileOpen<T>(file: BillFile, use: (original: Original) => Promise<T>): Promise<T | null> {
  const opened = await openOriginal(file)
  if (!opened.ok) return null
  try {
    return await use(opened.value)
  } catch (thrown) {
    fileProblem(opened.value.name, thrown)
    return null
  } finally {
    await opened.value.close()
  }
}
