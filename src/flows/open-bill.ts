import { Unreadable } from './file-problem.ts'
import type { Chunks, Original } from './original.ts'
import { gunzipped, isGzip, noLimits, type UnpackLimits } from './unpack.ts'
import { groupParts, type Group } from './zip-parts.ts'
import { isZip, memberName, zipMembers, type ZipMember } from './zip.ts'

/** One bill in a dropped file: the file itself, what a gzip file holds, or members of a ZIP archive. */
export type Bill = {
  /** As it is shown: `costs.csv`, `export.zip/costs.csv`. */
  readonly name: string
  /** Names of the members it is read from, in order; none where the file is no ZIP archive. */
  readonly members: readonly string[]
  /** For the progress: how many bytes there are to read, and how many have been. */
  readonly byteCount: number
  readonly bytesRead: () => number
  /** Read one after another as one statement. */
  readonly parts: readonly BillPart[]
}

export type BillPart = { readonly name: string; readonly chunks: () => Chunks }

/** How a dropped file holds its bills: told by its first bytes, never by its name. */
export type Form = 'plain' | 'gzip' | 'zip'

export async function formOf(original: Original): Promise<Form> {
  const head = await original.slice(0, 4)
  return isZip(head) ? 'zip' : isGzip(head) ? 'gzip' : 'plain'
}

/** The one bill of a file that is no archive, from its bytes as they pass by. */
export function soleBill(
  { name, byteCount }: Pick<Original, 'name' | 'byteCount'>,
  chunks: Chunks,
  limits: UnpackLimits,
): Bill {
  const counter = byteCounter()
  const part = { name, chunks: () => gunzipped(name, counter.passing(chunks), limits, byteCount) }
  return {
    name,
    members: [],
    byteCount,
    bytesRead: counter.count,
    parts: [part],
  }
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

/** The bills of a ZIP archive. Throws `Unreadable` where it has none to offer. */
export async function zipBills(original: Original, limits: UnpackLimits): Promise<readonly Bill[]> {
  const members = await zipMembers(original, limits)
  const byName = new Map(members.map((member) => [member.name, member]))
  const groups = await groupParts([...byName.keys()], async (name) => {
    const bill = memberBill(original.name, name, [name], byName, limits)
    return bill.parts[0] ? firstLine(bill.parts[0].chunks()) : null
  })
  return groups.map((group) => {
    const bill = memberBill(
      original.name,
      groupName(original.name, group, groups),
      group.members,
      byName,
      limits,
    )
    return group.missing.length === 0 ? bill : { ...bill, parts: [lacking(original.name, group)] }
  })
}

/** A bill of a ZIP archive once more, by the names of its members. */
export async function zipBillOf(original: Original, name: string, names: readonly string[]): Promise<Bill> {
  const members = await zipMembers(original, noLimits)
  return memberBill(
    original.name,
    name,
    names,
    new Map(members.map((member) => [member.name, member])),
    noLimits,
  )
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
    parts: members.map((member) => {
      const part = memberName(container, member.name)
      const chunks = (): Chunks =>
        gunzipped(part, counter.passing(member.chunks()), limits, member.packedBytes)
      return { name: part, chunks }
    }),
  }
}

/** Parts that are the whole archive go by its name; beside other bills they go by what their names share. */
const groupName = (container: string, group: Group, groups: readonly Group[]): string =>
  group.series === null
    ? memberName(container, group.members[0] ?? '')
    : groups.length === 1
      ? container
      : memberName(container, group.series)

/** A split bill without some of its parts: refused when it is read. */
const lacking = (container: string, { series, missing }: Group): BillPart => ({
  name: container,
  chunks: () => {
    throw new Unreadable({ kind: 'parts-missing', file: memberName(container, series ?? ''), missing })
  },
})

/** Bytes a header is looked for in. */
const longestHeader = 1024 * 1024

/** A bill's first line; null where it has none or cannot be read: its own reading will say why. */
async function firstLine(chunks: Chunks): Promise<string | null> {
  let read = Buffer.alloc(0)
  try {
    for await (const chunk of chunks) {
      read = Buffer.concat([read, chunk])
      const end = read.findIndex((byte) => byte === lf || byte === cr)
      if (end !== -1) return read.toString('latin1', 0, end)
      if (read.length > longestHeader) return null
    }
  } catch (thrown) {
    if (thrown instanceof Unreadable) return null
    throw thrown
  }
  return read.length === 0 ? null : read.toString('latin1')
}

const lf = 0x0a
const cr = 0x0d
