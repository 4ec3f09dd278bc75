import { isAscii, isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import type { Problem, RefusedForm } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'

/**
 * A text file's bytes as UTF-8 without a byte order mark. Text is UTF-8, UTF-16 with a byte order mark, or
 * Windows-1252. The first character beyond ASCII decides between UTF-8 and Windows-1252: all before it reads
 * the same in both. A file that then does not hold to it is refused: no character is ever replaced.
 */
export type Utf8 = {
  /** The next bytes in, in any portions; what can be told of them so far out. */
  readonly push: (chunk: Uint8Array) => Result<Uint8Array, Problem>
  readonly end: () => Result<Uint8Array, Problem>
}

/** What the bytes are in UTF-8, and those whose turn comes with the next portion; or what they are instead. */
type TextStep = { readonly utf8: Uint8Array; readonly held: Uint8Array } | { readonly looksLike: string }
type Step = TextStep | { readonly form: RefusedForm }
type Reading = (bytes: Uint8Array, final: boolean) => Step

const none = new Uint8Array(0)
/** Bytes in which every signature shows. */
const signatureLength = 4

export function toUtf8(file: string): Utf8 {
  let reading: Reading | null = null
  let held: Uint8Array = none

  /** As long as the bytes are ASCII there is nothing to tell. */
  const undecided: Reading = (bytes, final) => {
    const at = isAscii(bytes) ? -1 : bytes.findIndex((byte) => byte > 0x7f)
    if (at === -1) return asBytes(bytes)
    const end = at + sequenceLength(bytes[at] ?? 0)
    if (end > bytes.length && !final) return { utf8: bytes.subarray(0, at), held: bytes.subarray(at) }
    reading = isUtf8(bytes.subarray(at, end)) ? fromUtf8 : fromWindows1252
    return reading(bytes, final)
  }
  const take = (chunk: Uint8Array, final: boolean): Result<Uint8Array, Problem> => {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    held = none
    if (reading === null && bytes.length < signatureLength && !final) {
      held = bytes.slice()
      return ok(none)
    }
    reading ??= readingOf(bytes) ?? undecided
    const step = reading(bytes, final)
    if ('form' in step) return refused({ kind: 'refused-form', file, form: step.form })
    if ('looksLike' in step) return refused({ kind: 'not-text', file, looksLike: step.looksLike })
    held = step.held.slice()
    return ok(step.utf8)
  }
  return { push: (chunk) => take(chunk, false), end: () => take(none, true) }
}

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte)

/** By the signature at a file's front; null where it has none. Some are of what people drop by mistake. */
function readingOf(bytes: Uint8Array): Reading | null {
  if (startsWith(bytes, 0x50, 0x4b, 3, 4)) return () => ({ looksLike: 'a ZIP archive or an Excel workbook' })
  if (startsWith(bytes, 0x1f, 0x8b)) return () => ({ looksLike: 'a gzip archive' })
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return () => ({ form: 'pdf' })
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return () => ({ form: 'workbook' })
  if (startsWith(bytes, 0xff, 0xfe)) return fromUtf16('utf-16le')
  if (startsWith(bytes, 0xfe, 0xff)) return fromUtf16('utf-16be')
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return fromMarkedUtf8()
  return null
}

/** A typed array looks for a byte thirty times as slowly as a buffer does. */
const hasNul = ({ buffer, byteOffset, byteLength }: Uint8Array): boolean =>
  Buffer.from(buffer, byteOffset, byteLength).includes(0)

/** Text holds no NUL; a UTF-16 file that lost its byte order mark does. */
const asBytes = (bytes: Uint8Array, length = bytes.length): TextStep =>
  hasNul(bytes)
    ? { looksLike: 'a binary file' }
    : { utf8: bytes.subarray(0, length), held: bytes.subarray(length) }

/** Bytes in the sequence that a lead byte opens; 1 for a byte that opens none. */
const sequenceLength = (byte: number): number => (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1)

function fromUtf8(bytes: Uint8Array, final: boolean): Step {
  const length = final ? bytes.length : wholeLength(bytes)
  const step = asBytes(bytes, length)
  const straight = 'looksLike' in step || isUtf8(step.utf8)
  return straight ? step : { looksLike: 'a text in more than one encoding' }
}

function fromMarkedUtf8(): Reading {
  let marked = true
  return (bytes, final) => {
    const text = marked ? bytes.subarray(3) : bytes
    marked = false
    return fromUtf8(text, final)
  }
}

/** Up to where the last sequence begins, if it is cut off. */
function wholeLength(bytes: Uint8Array): number {
  for (let back = 1; back < 4 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) break
    if (byte >= 0xc0) return sequenceLength(byte) > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

function fromUtf16(encoding: 'utf-16le' | 'utf-16be'): Reading {
  const decoder = new TextDecoder(encoding, { fatal: true })
  return (bytes, final) => {
    try {
      return asBytes(Buffer.from(decoder.decode(bytes, { stream: !final })))
    } catch (thrown) {
      if (!(thrown instanceof TypeError)) throw thrown
      return { looksLike: 'a damaged UTF-16 text' }
    }
  }
}

/** Windows-1252 from 0x80 to 0x9f, a space where it has no character. The rest is as in Latin-1. */
const windows1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'
const blank = /[\u0081\u008d\u008f\u0090\u009d]/

function fromWindows1252(bytes: Uint8Array): Step {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const text = latin1.replace(/[\u0080-\u009f]/g, (found) => windows1252.charAt(found.charCodeAt(0) - 0x80))
  const step = asBytes(Buffer.from(text))
  const straight = 'looksLike' in step || !blank.test(latin1)
  return straight ? step : { looksLike: 'a text in an encoding that Breakwatt does not know' }
}
