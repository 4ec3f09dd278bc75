import { TextDecoder } from 'node:util'
import type { Problem } from '../core/problem.ts'
import { isZip } from './zip.ts'

/** What archives have near their front that are not unpacked here, and where. */
const packedSignatures = [
  { at: 0, signature: Buffer.from('7z\u00bc\u00af\u0027\u001c', 'latin1') },
  { at: 0, signature: Buffer.from('Rar!\u001a\u0007', 'latin1') },
  { at: 0, signature: Buffer.from('\u00fd7zXZ\0', 'latin1') },
  // Zstandard
  { at: 0, signature: Buffer.of(0x28, 0xb5, 0x2f, 0xfd) },
  // bzip2
  { at: 4, signature: Buffer.from('1AY&SY') },
  // tar
  { at: 257, signature: Buffer.from('ustar') },
]

const markup = /^\s*<(?:!doctype\b|!--|\?xml\b|html\b|head\b|body\b|error\b)/i

/**
 * What a file is, by its first bytes, that people drop in the place of a bill: an archive in an archive, one that is
 * not unpacked here, the page of a server that wants its user to sign in. Null for what may be a bill.
 */
export function noBill(file: string, bytes: Uint8Array): Problem | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (isZip(head))
    return head.includes('xl/workbook.xml')
      ? { kind: 'refused-form', file, form: 'workbook' }
      : { kind: 'container-nested', file }
  const isPacked = packedSignatures.some(({ at, signature }) =>
    head.subarray(at, at + signature.length).equals(signature),
  )
  if (isPacked) return { kind: 'container-unknown-method', file }
  return markup.test(textAhead(head)) ? { kind: 'refused-form', file, form: 'web-page' } : null
}

/** The beginning of a text, without its byte order mark. */
export function textAhead(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024))
  return new TextDecoder(encodingOf(head)).decode(head)
}

const encodingOf = ([first, second]: Uint8Array): string => {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}
