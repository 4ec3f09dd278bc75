/** What tells daily cells apart: small whole numbers, -1 for none. */
export type CellKey = {
  readonly day: number
  /** Source, category and currency, each as a number of its own. */
  readonly kind: number
  readonly service: number
  readonly project: number
  readonly sku: number
  readonly unit: number
}

/** Cells numbered from 0 in the order they came, in flat memory: no object, no text for each. */
export type CellTable = {
  /** The number of a cell, made where it is new. */
  readonly numberOf: (
    day: number,
    kind: number,
    service: number,
    project: number,
    sku: number,
    unit: number,
  ) => number
  readonly key: (number: number) => CellKey
  readonly count: () => number
  readonly clear: () => void
}

/** Numbers of a key, and slots of the hash table for each cell it has room for. */
const keyLength = 6
const slotsPerCell = 2

export function cellTable(): CellTable {
  let room = 1024
  let keys = new Int32Array(room * keyLength)
  /** Cell number + 1; 0 where free. */
  let slots = new Int32Array(room * slotsPerCell)
  /** Of each cell, the one that followed it last time: rows often come in the same order again. */
  let followers = new Int32Array(room)
  let latest = 0
  let count = 0

  const grow = (): void => {
    const old = keys
    room *= 2
    keys = new Int32Array(room * keyLength)
    keys.set(old)
    followers = new Int32Array(room)
    slots = new Int32Array(room * slotsPerCell)
    for (let cell = 0; cell < count; cell += 1) {
      const { day, kind, service, project, sku, unit } = key(cell)
      let slot = hashOf(day, kind, service, project, sku, unit) & (slots.length - 1)
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = cell + 1
    }
  }
  const isKey = (
    cell: number,
    day: number,
    kind: number,
    service: number,
    project: number,
    sku: number,
    unit: number,
  ): boolean => {
    const at = cell * keyLength
    return (
      keys[at] === day &&
      keys[at + 1] === kind &&
      keys[at + 2] === service &&
      keys[at + 3] === project &&
      keys[at + 4] === sku &&
      keys[at + 5] === unit
    )
  }
  const part = (cell: number, of: number): number => keys[cell * keyLength + of] ?? 0
  const key = (cell: number): CellKey => ({
    day: part(cell, 0),
    kind: part(cell, 1),
    service: part(cell, 2),
    project: part(cell, 3),
    sku: part(cell, 4),
    unit: part(cell, 5),
  })

  return {
    numberOf: (day, kind, service, project, sku, unit) => {
      const guess = followers[latest] ?? 0
      if (guess < count && isKey(guess, day, kind, service, project, sku, unit)) return (latest = guess)
      if (count === room) grow()
      const mask = slots.length - 1
      let slot = hashOf(day, kind, service, project, sku, unit) & mask
      let cell = (slots[slot] ?? 0) - 1
      while (cell >= 0 && !isKey(cell, day, kind, service, project, sku, unit)) {
        slot = (slot + 1) & mask
        cell = (slots[slot] ?? 0) - 1
      }
      if (cell < 0) {
        cell = count
        keys.set([day, kind, service, project, sku, unit], cell * keyLength)
        count += 1
        slots[slot] = count
      }
      followers[latest] = cell
      return (latest = cell)
    },
    key,
    count: () => count,
    clear: () => {
      slots.fill(0)
      followers.fill(0)
      latest = 0
      count = 0
    },
  }
}

/** Odd numbers whose bits are spread, as multiplicative hashing wants them. */
function hashOf(
  day: number,
  kind: number,
  service: number,
  project: number,
  sku: number,
  unit: number,
): number {
  let hash = Math.imul(day, 0x9e3779b1)
  hash = Math.imul(hash ^ kind, 0x85ebca6b)
  hash = Math.imul((hash ^ (hash >>> 15)) + service, 0xc2b2ae35)
  hash = Math.imul((hash ^ (hash >>> 13)) + project, 0x27d4eb2f)
  hash = Math.imul((hash ^ (hash >>> 16)) + sku, 0x165667b1)
  hash = Math.imul((hash ^ (hash >>> 14)) + unit, 0x9e3779b1)
  return (hash ^ (hash >>> 16)) >>> 0
}
