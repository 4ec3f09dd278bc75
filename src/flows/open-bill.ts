import { groupBills, type BillGroup } from './bill-groups.ts'
import { Unreadable } from './file-problem.ts'
import { openingOf } from './opening.ts'
import type { Chunks, Original } from './original.ts'
import { isParquet, type Slices } from './parquet-file.ts'
import { gunzipped, isGzip, noLimits, type UnpackLimits } from './unpack.ts'
import { isZip, memberName, zipMembers, type ZipMember } from './zip.ts'

/** One statement to be read: out of one dropped file, of members of a ZIP archive, or of several files. */
export type Bill = {
  /** As it is shown: `costs.csv`, `export.zip/costs.csv`. */
  readonly name: string
  /** Names of the members it is read from, in order; none where it is not read from members of one ZIP archive. */
  readonly members: readonly string[]
  /** For the progress: how many bytes there are to read, and how many have been. */
  readonly byteCount: number
  readonly bytesRead: () => number
  /** Read one after another as one statement. */
  readonly parts: readonly BillPart[]
  /** What its manifest says: when it was written (milliseconds since 1970), how many rows it has. */
  readonly writtenAt: number | null
  readonly rowCount: number | null
}

export type BillPart = {
  readonly name: string
  readonly chunks: () => Chunks
  /** The same bytes at any place; null where they only come one after another, out of something packed. */
  readonly slices: Slices | null
}

/** How a dropped file holds its bills: told by its first bytes, never by its name. */
export type Form = 'plain' | 'gzip' | 'zip'

export async function formOf(original: Original): Promise<Form> {
  const head = await original.slice(0, 4)
  return isZip(head) ? 'zip' : isGzip(head) ? 'gzip' : 'plain'
}

/** Whether a stream of bytes is a Parquet file: to be read again it has to lie in a file. */
export async function startsAsParquet(chunks: Chunks): Promise<boolean> {
  for await (const chunk of chunks) return isParquet(chunk)
  return false
}

/** A file that may be open to be read anywhere; out of the archive it is only a stream. */
export type SoleFile = Pick<Original, 'name' | 'byteCount'> & Partial<Omit<Slices, 'byteCount'>>

/** The one bill of a file that is no archive, from its bytes as they pass by. */
export function soleBill(file: SoleFile, chunks: Chunks, limits: UnpackLimits): Bill {
  const { name, byteCount } = file
  const counter = byteCounter()
  return {
    name,
    members: [],
    byteCount,
    bytesRead: counter.count,
    parts: [partOf(file, counter.passing(chunks), limits)],
    writtenAt: null,
    rowCount: null,
  }
}

/** Whatever a file's bytes unpack to; refused when the file is no longer what it was when it was opened. */
function partOf(file: SoleFile, chunks: Chunks, limits: UnpackLimits): BillPart {
  const { name, byteCount, slice, unchanged } = file
  async function* checked(): Chunks {
    yield* gunzipped(name, chunks, limits, byteCount)
    if (unchanged !== undefined && !(await unchanged()))
      throw new Unreadable({ kind: 'file-changed', file: name })
  }
  return { name, chunks: checked, slices: slice && unchanged ? { byteCount, slice, unchanged } : null }
}

type ByteCounter = { readonly passing: (chunks: Chunks) => Chunks; readonly count: () => number }

function byteCounter(): ByteCounter {
  let count = 0
  return {
    passing: async function* (chunks) {
      for await (const chunk of chunks) {
        count += chunk.length
        yield chunk
      }
    },
    count: () => count,
  }
}

/**
 * The one bill of several files, in the order of its parts; each may be packed as gzip, or as ZIP with nothing but
 * parts in it. `chunksOf` gives a file's bytes as they pass by. Throws `Unreadable`.
 */
export async function joinedBill(
  name: string,
  originals: readonly Original[],
  chunksOf: (original: Original) => Chunks,
  limits: UnpackLimits,
  said: Pick<Bill, 'writtenAt' | 'rowCount'> = { writtenAt: null, rowCount: null },
): Promise<Bill> {
  const counter = byteCounter()
  const parts: BillPart[] = []
  const packed: string[] = []
  let byteCount = 0
  for (const original of originals) {
    const members = (await formOf(original)) === 'zip' ? await zipMembers(original, limits) : null
    for (const member of members ?? []) {
      parts.push(memberPart(original.name, member, counter, limits))
      packed.push(member.name)
    }
    if (members === null) parts.push(partOf(original, counter.passing(chunksOf(original)), limits))
    byteCount += members?.reduce((sum, member) => sum + member.byteCount, 0) ?? original.byteCount
  }
  const members = originals.length === 1 ? packed : []
  return { name, members, byteCount, bytesRead: counter.count, parts, ...said }
}

/** The bills of a ZIP archive. Throws `Unreadable` where it has none to offer. */
export async function zipBills(original: Original, limits: UnpackLimits): Promise<readonly Bill[]> {
  const container = original.name
  const members = await zipMembers(original, limits)
  const byName = new Map(members.map((member) => [member.name, member]))
  const files = members.map((member) => {
    const { name: file, chunks, slices } = memberPart(container, member, byteCounter(), limits)
    return {
      path: member.name,
      text: () => smallText(member.byteCount, chunks()),
      opening: () => openingOf(file, chunks(), slices),
    }
  })
  const groups = await groupBills(files, (path) => memberName(container, path))
  return groups.map((group) => {
    // Parts that are the whole archive go by its name; beside other bills they go by what tells them apart.
    const name = group.joined && groups.length === 1 ? container : memberName(container, group.name)
    if (group.problem !== null) return refusedBill(name, group)
    return { ...memberBill(container, name, group.paths, byName, limits), ...saidOf(group) }
  })
}

const saidOf = ({ writtenAt, rowCount }: BillGroup): Pick<Bill, 'writtenAt' | 'rowCount'> => ({
  writtenAt,
  rowCount,
})

/** Largest manifest that is read. */
const longestText = 16 * 1024 * 1024

async function smallText(byteCount: number, chunks: Chunks): Promise<string | null> {
  if (byteCount > longestText) return null
  const read: Uint8Array[] = []
  try {
    for await (const chunk of chunks) read.push(chunk)
  } catch (thrown) {
    if (thrown instanceof Unreadable) return null
    throw thrown
  }
  return Buffer.concat(read).toString('utf8')
}

/** A bill of a ZIP archive once more, by the names of its members. */
export async function zipBillOf(original: Original, name: string, names: readonly string[]): Promise<Bill> {
  const members = await zipMembers(original, noLimits)
  const byName = new Map(members.map((member) => [member.name, member]))
  return memberBill(original.name, name, names, byName, noLimits)
}

function memberBill(
  container: string,
  name: string,
  names: readonly string[],
  byName: ReadonlyMap<string, ZipMember>,
  limits: UnpackLimits,
): Bill {
  const counter = byteCounter()
  const members = names.map((member) => {
    const found = byName.get(member)
    if (!found) throw new Unreadable({ kind: 'container-broken', file: container })
    return found
  })
  return {
    name,
    members: names,
    byteCount: members.reduce((sum, member) => sum + member.byteCount, 0),
    bytesRead: counter.count,
    parts: members.map((member) => memberPart(container, member, counter, limits)),
    writtenAt: null,
    rowCount: null,
  }
}

function memberPart(
  container: string,
  member: ZipMember,
  counter: ByteCounter,
  limits: UnpackLimits,
): BillPart {
  const name = memberName(container, member.name)
  return {
    name,
    chunks: () => gunzipped(name, counter.passing(member.chunks()), limits, member.packedBytes),
    slices: null,
  }
}

/** A bill that is not to be had: refused when it is read. */
function refusedBill(name: string, { problem, paths }: BillGroup): Bill {
  const chunks = (): Chunks => {
    if (problem === null) throw new Error(`${name} has no problem`)
    throw new Unreadable(problem)
  }
  return {
    name,
    members: paths,
    byteCount: 0,
    bytesRead: () => 0,
    parts: [{ name, chunks, slices: null }],
    writtenAt: null,
    rowCount: null,
  }
}
