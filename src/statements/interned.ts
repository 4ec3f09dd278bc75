/**
 * Names that repeat down a column, as strings made once. A lookup costs a hash of the cell's bytes and no
 * string; each distinct name is copied out of the chunk it was read from, so no chunk is kept alive.
 */
export type Interned = (bytes: Uint8Array, start: number, end: number) => string

type Entry = { readonly bytes: Uint8Array; readonly text: string }

/** Slots of one column's table; a collision only costs making the string again. */
const slots = 4096
const fnvOffset = 0x811c9dc5
const fnvPrime = 0x01000193

export function interned(decode: Interned): Interned {
  const table: (Entry | undefined)[] = new Array<Entry | undefined>(slots)
  return (bytes, start, end) => {
    let hash = fnvOffset
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), fnvPrime)
    const slot = (hash ^ (hash >>> 15)) & (slots - 1)
    const known = table[slot]
    if (known && sameBytes(known.bytes, bytes, start, end)) return known.text
    const entry = { bytes: bytes.slice(start, end), text: decode(bytes, start, end) }
    table[slot] = entry
    return entry.text
  }
}

function sameBytes(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false
  for (let at = 0; at < known.length; at += 1) if (known[at] !== bytes[start + at]) return false
  return true
}
