import type { Problem } from '../core/problem.ts'
import { inCopyOrder } from './copy-order.ts'
import { baseOf, fileNamed, folderOf, mayBeManifest, readManifest, type Manifest } from './manifest.ts'
import { groupParts, type Opening } from './zip-parts.ts'

/** A file among others: in a folder, or in an archive. Its path is told by slashes, on every system. */
export type FoundFile = {
  readonly path: string
  /** The text of a small file; null for one that is too large or cannot be read. */
  readonly text: () => Promise<string | null>
  /** How it begins; null where that cannot be read: its own reading will say why. */
  readonly opening: () => Promise<Opening | null>
}

/** Files that are one statement together. */
export type BillGroup = {
  /** Path of its only file; of several, what tells them from other groups. */
  readonly name: string
  /** In the order of the parts. */
  readonly paths: readonly string[]
  /** Whether a manifest or their names say that they belong together: then they are the parts of one bill. */
  readonly joined: boolean
  /** When a manifest says they were written, and how many rows they have; null where none says. */
  readonly writtenAt: number | null
  readonly rowCount: number | null
  /** Why it cannot be imported, by the path it is told of. */
  readonly problem: Problem | null
}

/** Missing files told by name; of more than these no list helps. */
const mostMissing = 10

/**
 * Groups files into bills: those a manifest names, then those whose names count parts, then each on its own.
 * A manifest is no bill itself. `shown` is how a path is told to people.
 */
export async function groupBills(
  files: readonly FoundFile[],
  shown: (path: string) => string,
): Promise<readonly BillGroup[]> {
  const there = new Map(files.map((file) => [file.path, file]))
  const manifests = await manifestsAmong(files)
  const taken = new Set<string>()
  const groups: BillGroup[] = []
  for (const listed of listedFiles(manifests, there)) {
    if (listed.paths.some((path) => taken.has(path))) continue
    for (const path of listed.paths) taken.add(path)
    groups.push(manifestGroup(listed, shown))
  }
  const rest = files.map(({ path }) => path).filter((path) => !taken.has(path) && !manifests.has(path))
  const series = await groupParts(rest, async (path) => (await there.get(path)?.opening()) ?? null)
  for (const { series: name, members, missing } of series)
    groups.push({
      name: name ?? members[0] ?? '',
      paths: members,
      joined: name !== null,
      writtenAt: null,
      rowCount: null,
      problem:
        missing.length > 0 && name !== null ? { kind: 'parts-missing', file: shown(name), missing } : null,
    })
  // Where nothing else was dropped, a manifest that names no bill is told for what it is.
  if (groups.length === 0)
    for (const path of manifests.keys())
      groups.push({
        name: path,
        paths: [path],
        joined: false,
        writtenAt: null,
        rowCount: null,
        problem: null,
      })
  const order = new Map(inCopyOrder(files).map(({ path }, at) => [path, at]))
  const place = ({ paths }: BillGroup): number => order.get(paths[0] ?? '') ?? files.length
  return groups.toSorted((a, b) => place(a) - place(b))
}

async function manifestsAmong(files: readonly FoundFile[]): Promise<ReadonlyMap<string, Manifest>> {
  const manifests = new Map<string, Manifest>()
  for (const { path, text } of files) {
    if (!mayBeManifest(path)) continue
    const manifest = readManifest((await text()) ?? '')
    if (manifest !== null) manifests.set(path, manifest)
  }
  return manifests
}

type Listed = {
  readonly path: string
  readonly manifest: Manifest
  readonly paths: readonly string[]
  readonly missing: readonly string[]
}

/** What the manifests name, the whole ones first: the copy that AWS keeps in a second place names the same files. */
function listedFiles(
  manifests: ReadonlyMap<string, Manifest>,
  there: ReadonlyMap<string, FoundFile>,
): readonly Listed[] {
  const told = new Set<string>()
  const listed: Listed[] = []
  for (const [path, manifest] of manifests) {
    if (manifest.files.length === 0) continue
    const found = manifest.files.map((named) => fileNamed(named, path, (at) => there.has(at)))
    const missing = manifest.files.filter((_, at) => found[at] === null)
    const paths = [...new Set(found.filter((at) => at !== null))]
    const key = JSON.stringify([manifest.files, paths])
    if (!told.has(key)) listed.push({ path, manifest, paths, missing })
    told.add(key)
  }
  return listed.toSorted((a, b) => Number(a.missing.length > 0) - Number(b.missing.length > 0))
}

function manifestGroup(
  { path, manifest, paths, missing }: Listed,
  shown: (path: string) => string,
): BillGroup {
  const own = baseOf(path).replace(/[-_. ]?manifest\.json$/i, '')
  const name = manifest.name ?? (own === '' ? baseOf(folderOf(path).slice(0, -1)) : own)
  const names = missing.slice(0, mostMissing).map(baseOf)
  return {
    name: folderOf(path) + name,
    paths: paths.length > 0 ? paths : [path],
    joined: true,
    writtenAt: manifest.writtenAt,
    rowCount: manifest.rowCount,
    problem:
      missing.length > 0
        ? { kind: 'files-missing', file: shown(path), missing: names, count: missing.length }
        : null,
  }
}
