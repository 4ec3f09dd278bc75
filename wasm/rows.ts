/**
 * Splits the straight rows of a CSV file, in AssemblyScript for WebAssembly with SIMD: the quick twin of
 * `src/statements/csv-rows.ts`. It stops before any row that is not straight (another number of cells, a stray
 * quotation mark, an empty line, not whole yet), and leaves it to the twin, which says what is the matter.
 * Built by `npm run build:wasm` into `src/flows/row-scanner-bytes.ts`.
 *
 * Memory, in bytes: where the host writes and reads is told by the exported places.
 */

const quote: u32 = 0x22
const lf: u32 = 0x0a
const cr: u32 = 0x0d

/** More than any column: the next wanted one where there is none. */
const noColumn: u32 = 0x7fffffff

/** Wanted columns at most; those beyond are read by the twin. */
const mostWanted: u32 = 128
/** Distinct cell values that are told apart, in all and in one column, and the longest of them in bytes. */
const mostValues: u32 = 1 << 15
const mostOfColumn: u32 = 1 << 12
const longestValue: u32 = 512
const valueBytes: u32 = 1 << 21
/** Slots of the open hash table of values: at most half of them are taken. */
const valueSlots: u32 = 1 << 16
/** 32-bit words of the rows given out at a time. */
const rowWords: u32 = 1 << 15

const wanted: u32 = 1024
const isNumbered: u32 = wanted + mostWanted * 4
const valuesOf: u32 = isNumbered + mostWanted * 4
const table: u32 = valuesOf + mostWanted * 4
/** Of each value: its number, how many bytes it has, and these. */
const arena: u32 = table + valueSlots * 4
const rowsOut: u32 = arena + valueBytes
const input: u32 = rowsOut + rowWords * 4

/** Where the wanted columns stand, ascending, as 32-bit words; as many again tell which are asked for by name. */
export function wantedPlace(): u32 {
  return wanted
}
export function numberedPlace(): u32 {
  return isNumbered
}
export function rowsPlace(): u32 {
  return rowsOut
}
export function inputPlace(): u32 {
  return input
}

/** Told by `scan`: where the first row not given out begins, and its line. */
let next: u32 = 0
let lineOfNext: u32 = 0
let taken: u32 = 0
let takenBytes: u32 = 0
export function nextPlace(): u32 {
  return next
}
export function nextLine(): u32 {
  return lineOfNext
}

/**
 * Splits rows from `from`, which begins a row, up to `end`. Each row is given out as its place, its line, and for
 * every wanted column start, end * 2 + (1 where it stood in quotation marks, some of which may be doubled), number of its value or -1.
 * Answers how many rows there are.
 */
export function scan(from: u32, end: u32, line: u32, separator: u32, width: u32, wantedCount: u32): u32 {
  const separators = i8x16.splat(<i8>separator)
  const quotes = i8x16.splat(<i8>quote)
  const lfs = i8x16.splat(<i8>lf)
  const crs = i8x16.splat(<i8>cr)
  const stride = (2 + 3 * wantedCount) * 4
  const room = rowsOut + rowWords * 4 - stride
  const wantedEnd = wanted + wantedCount * 4
  let out = rowsOut
  let rows: u32 = 0
  let rowStart = from
  let cellStart = from
  let column: u32 = 0
  let place = wanted
  let cell = out + 8
  let nextWanted = wantedCount > 0 ? load<u32>(wanted) : noColumn
  /** All ones while inside quotation marks. */
  let inside: u64 = 0
  /** Whether the byte before the block closes a quoted cell, and whether a cell may begin after it. */
  let closedBefore: u64 = 0
  let beginsAfter: u64 = 1
  /** The LF of a CRLF that two blocks share. */
  let passOver: u64 = 0
  let innerLines: u32 = 0
  next = from
  lineOfNext = line
  store<u32>(out, from)
  store<u32>(out + 4, line)

  for (let base = from; base < end; base += 64) {
    const a = v128.load(base)
    const b = v128.load(base, 16)
    const c = v128.load(base, 32)
    const d = v128.load(base, 48)
    const left = end - base
    const real: u64 = left >= 64 ? ~(<u64>0) : ((<u64>1) << left) - 1
    const quoted = masked(a, b, c, d, quotes) & real
    const feeds = masked(a, b, c, d, lfs) & real
    const returns: u64 = holds(a, b, c, d, crs) ? masked(a, b, c, d, crs) & real : 0
    const betweens = masked(a, b, c, d, separators) & real
    let within = inside
    let bits: u64
    if (quoted | inside | closedBefore) {
      within = quoted
      within ^= within << 1
      within ^= within << 2
      within ^= within << 4
      within ^= within << 8
      within ^= within << 16
      within ^= within << 32
      within ^= inside
      bits = (betweens | feeds | returns) & ~within
      const opening = quoted & within
      const closing = quoted & ~within
      const mayOpen = ((bits | closing) << 1) | beginsAfter | closedBefore
      const afterClosing = ((closing << 1) | closedBefore) & real
      if ((opening & ~mayOpen) | (afterClosing & ~(bits | quoted))) return rows
      inside = <u64>((<i64>within) >> 63)
      closedBefore = closing >> 63
    } else bits = betweens | feeds | returns
    beginsAfter = bits >> 63
    bits &= ~passOver
    passOver = 0
    let ends = (feeds | returns) & bits

    for (;;) {
      const endOfRow = ends & (~ends + 1)
      let between = bits & (endOfRow - 1)
      let count = <u32>popcnt(between)
      // Cells that nobody wants are passed over without a look at each.
      while (column + count > nextWanted) {
        const passed = nextWanted - column
        if (passed) {
          for (let one: u32 = 1; one < passed; one += 1) between &= between - 1
          cellStart = base + <u32>ctz(between) + 1
          between &= between - 1
        }
        const at = base + <u32>ctz(between)
        between &= between - 1
        keepCell(cell, cellStart, at, place)
        cell += 12
        place += 4
        cellStart = at + 1
        column = nextWanted + 1
        count -= passed + 1
        nextWanted = place < wantedEnd ? load<u32>(place) : noColumn
      }
      column += count
      if (between) cellStart = base + 64 - <u32>clz(between)
      if (!endOfRow) break

      const at = base + <u32>ctz(endOfRow)
      if (column == nextWanted) keepCell(cell, cellStart, at, place)
      if (column + 1 != width || at == rowStart) return rows
      rowStart = at + 1
      bits &= ~(endOfRow | (endOfRow - 1))
      if (returns & endOfRow) {
        if (at + 1 >= end) return rows
        if (load<u8>(at, 1) == lf) {
          rowStart = at + 2
          bits &= ~(endOfRow << 1)
          passOver = endOfRow >> 63
        }
      }
      ends &= bits
      rows += 1
      next = rowStart
      lineOfNext = line + rows + innerLines + <u32>popcnt(feeds & within & (endOfRow - 1))
      out += stride
      if (out > room) return rows
      store<u32>(out, rowStart)
      store<u32>(out + 4, lineOfNext)
      cellStart = rowStart
      cell = out + 8
      column = 0
      place = wanted
      nextWanted = wantedCount > 0 ? load<u32>(wanted) : noColumn
    }
    innerLines += <u32>popcnt(feeds & within)
  }
  return rows
}

/** Whether any of 64 bytes is the one looked for. */
function holds(a: v128, b: v128, c: v128, d: v128, sought: v128): bool {
  const ab = v128.or(i8x16.eq(a, sought), i8x16.eq(b, sought))
  return v128.any_true(v128.or(ab, v128.or(i8x16.eq(c, sought), i8x16.eq(d, sought))))
}

/** One bit for each of 64 bytes that is the one looked for. */
function masked(a: v128, b: v128, c: v128, d: v128, sought: v128): u64 {
  const ab = <u64>(
    ((<u32>i8x16.bitmask(i8x16.eq(a, sought))) | ((<u32>i8x16.bitmask(i8x16.eq(b, sought))) << 16))
  )
  const cd = <u64>(
    ((<u32>i8x16.bitmask(i8x16.eq(c, sought))) | ((<u32>i8x16.bitmask(i8x16.eq(d, sought))) << 16))
  )
  return ab | (cd << 32)
}

function keepCell(cell: u32, cellStart: u32, at: u32, place: u32): void {
  let start = cellStart
  let end = at
  let wasQuoted: u32 = 0
  if (start < end && load<u8>(start) == quote) {
    start += 1
    end -= 1
    wasQuoted = 1
  }
  store<u32>(cell, start)
  store<u32>(cell, end * 2 + wasQuoted, 4)
  store<u32>(cell, load<u32>(place, mostWanted * 4) ? valueOf(start, end - start, place) : <u32>-1, 8)
}

function tail(place: u32, bytes: u32): u64 {
  return load<u64>(place) & (((<u64>1) << (<u64>bytes * 8)) - 1)
}

function mixed(hash: u64, bytes: u64): u64 {
  const product = (hash ^ bytes) * 0x9e3779b97f4a7c15
  return product ^ (product >> 29)
}

function same(a: u32, b: u32, length: u32): bool {
  let at: u32 = 0
  for (; at + 8 <= length; at += 8) if (load<u64>(a + at) != load<u64>(b + at)) return false
  return at == length || tail(a + at, length - at) == tail(b + at, length - at)
}

/** The number of a cell's value: the same bytes have the same number in every row and column. */
function valueOf(start: u32, length: u32, place: u32): u32 {
  if (length > longestValue) return <u32>-1
  let hash: u64 = length
  let at: u32 = 0
  for (; at + 8 <= length; at += 8) hash = mixed(hash, load<u64>(start + at))
  if (at < length) hash = mixed(hash, tail(start + at, length - at))
  let slot = table + ((<u32>(hash ^ (hash >> 32))) & (valueSlots - 1)) * 4
  for (;;) {
    const known = load<u32>(slot)
    if (known == 0) break
    if (load<u32>(known, 4) == length && same(known + 8, start, length)) return load<u32>(known)
    slot = slot + 4 < arena ? slot + 4 : table
  }
  const own = place + mostWanted * 8
  const ofColumn = load<u32>(own)
  const value = arena + takenBytes
  if (ofColumn == mostOfColumn || taken == mostValues || value + length + 16 > rowsOut) return <u32>-1
  store<u32>(own, ofColumn + 1)
  store<u32>(value, taken)
  store<u32>(value, length, 4)
  memory.copy(value + 8, start, length)
  store<u32>(slot, value)
  takenBytes += (length + 15) & ~7
  taken += 1
  return taken - 1
}
