import { createHash } from 'node:crypto'
import { gunzipSync, inflateRawSync } from 'node:zlib'

const sha256 = (parts: readonly Uint8Array[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

const localHeader = Buffer.from('PK\x03\x04', 'latin1')

/** What stands behind each local header of a ZIP archive, by its own signature and not by the directory: packed or not. */
function zipMembers(bytes: Buffer): readonly { readonly stored: Buffer; readonly inflated: Buffer | null }[] {
  const members: { readonly stored: Buffer; readonly inflated: Buffer | null }[] = []
  for (let at = bytes.indexOf(localHeader); at !== -1; at = bytes.indexOf(localHeader, at + 1)) {
    if (at + 30 > bytes.length) break
    const begin = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    const stored = bytes.subarray(begin, begin + bytes.readUInt32LE(at + 18))
    members.push({ stored, inflated: unpacked(() => inflateRawSync(bytes.subarray(begin))) })
  }
  return members
}

function unpacked(open: () => Buffer): Buffer | null {
  try {
    return open()
  } catch {
    return null
  }
}

/**
 * The parts of the bill with that SHA-256 in a dropped file: the file itself, what is packed in it, or all that is
 * packed in it together. Null where none has it.
 */
export function partsOf(dropped: Buffer, wanted: string): readonly Buffer[] | null {
  if (sha256([dropped]) === wanted) return [dropped]
  const members = zipMembers(dropped)
  const inside = [unpacked(() => gunzipSync(dropped)), ...members.flatMap(Object.values<Buffer | null>)]
  for (const part of inside) if (part && sha256([part]) === wanted) return [part]
  const all = members.map(({ stored, inflated }) => inflated ?? stored)
  return sha256(all) === wanted ? all : null
}
