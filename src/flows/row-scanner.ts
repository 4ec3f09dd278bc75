import type { RowScanner } from '../statements/row-scan.ts'
import { rowScannerBytes } from './row-scanner-bytes.ts'

/** Of every host; the types of neither Node nor ES have it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

/** What `wasm/rows.ts` exports. */
type Exports = {
  readonly memory: { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number }
  readonly wantedPlace: () => number
  readonly numberedPlace: () => number
  readonly rowsPlace: () => number
  readonly inputPlace: () => number
  readonly nextPlace: () => number
  readonly nextLine: () => number
  readonly scan: (
    from: number,
    end: number,
    line: number,
    separator: number,
    width: number,
    wanted: number,
  ) => number
}

/** Bytes of a page of memory; bytes the scanner may read past the end. */
const page = 65_536
const overhang = 64
/** Wanted columns at most: `mostWanted` in `wasm/rows.ts`. */
const mostWanted = 128

let compiled: object | null = null

/** A scanner of one file's rows; its memory is its own. */
export function rowScanner(separator: string, width: number, asked: Iterable<number>): RowScanner {
  compiled ??= new WebAssembly.Module(Buffer.from(rowScannerBytes, 'base64'))
  const scanner = new WebAssembly.Instance(compiled).exports as Exports
  const { memory } = scanner
  const wanted = [...new Set(asked)].sort((a, b) => a - b).slice(0, mostWanted)
  const begin = scanner.inputPlace()
  const separatorByte = separator.charCodeAt(0)
  let words = new Int32Array(memory.buffer)
  let end = begin
  let bytes = new Uint8Array(memory.buffer, 0, end)
  words.set(wanted, scanner.wantedPlace() / 4)

  const makeRoom = (needed: number): void => {
    const missing = needed + overhang - memory.buffer.byteLength
    if (missing <= 0) return
    memory.grow(Math.ceil(missing / page))
    words = new Int32Array(memory.buffer)
  }

  return {
    wanted,
    begin,
    firstWord: scanner.rowsPlace() / 4,
    rowWords: 2 + wanted.length * 3,
    take: (left, chunk) => {
      const all = begin + left.length + chunk.length
      const kept = all + overhang > memory.buffer.byteLength ? left.slice() : left
      makeRoom(all)
      bytes = new Uint8Array(memory.buffer, 0, all)
      bytes.set(kept, begin)
      // Out of shared memory `fill` copies ten times as fast as `set` does.
      if (chunk.length > 0) Buffer.from(memory.buffer).fill(chunk, begin + kept.length, all)
      end = all
    },
    bytes: () => bytes,
    words: () => words,
    scan: (from, line) => scanner.scan(from, end, line, separatorByte, width, wanted.length),
    next: scanner.nextPlace,
    nextLine: scanner.nextLine,
    numberValues: (place) => {
      words[scanner.numberedPlace() / 4 + place] = 1
    },
  }
}
