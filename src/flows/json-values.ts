import { isUtf8 } from 'node:buffer'
import type { Problem } from '../core/problem.ts'

/** A longer page is no answer that a bill's API gives. */
const longestPage = 32 * 1024 * 1024

const codes = { quote: 0x22, escape: 0x5c, open: [0x5b, 0x7b], close: [0x5d, 0x7d], lf: 0x0a } as const
/** White space, and the byte order mark that each of several joined files may begin with. */
const gaps = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf])

/**
 * Cuts a stream of bytes into the JSON objects and lists that stand in it one after another: on a line each, or
 * spread over several. `take` gets each with the line it begins on; its problem ends the reading.
 */
export function jsonValues(
  file: string,
  take: (text: string, line: number) => Problem | null,
): { readonly push: (chunk: Uint8Array) => Problem | null; readonly end: () => Problem | null } {
  let held: Uint8Array[] = []
  let heldLength = 0
  let line = 1
  let beginLine = 1
  let depth = 0
  let inText = false
  let escaped = false

  const badAt = (at: number): Problem => ({ kind: 'bad-json', file, line: at, column: 1 })
  const close = (last: Uint8Array): Problem | null => {
    const bytes = Buffer.concat([...held, last])
    held = []
    heldLength = 0
    if (!isUtf8(bytes)) return badAt(beginLine)
    return take(bytes.toString('utf8'), beginLine)
  }

  return {
    push: (chunk) => {
      let begin = depth > 0 ? 0 : -1
      for (const [at, byte] of chunk.entries()) {
        if (byte === codes.lf) line += 1
        if (inText) {
          if (escaped) escaped = false
          else if (byte === codes.escape) escaped = true
          else if (byte === codes.quote) inText = false
        } else if (depth === 0 && byte !== codes.open[0] && byte !== codes.open[1]) {
          if (!gaps.has(byte)) return badAt(line)
        } else if (byte === codes.quote) inText = true
        else if (byte === codes.open[0] || byte === codes.open[1]) {
          if (depth === 0) {
            begin = at
            beginLine = line
          }
          depth += 1
        } else if (byte === codes.close[0] || byte === codes.close[1]) {
          depth -= 1
          if (depth > 0) continue
          const problem = close(chunk.subarray(begin, at + 1))
          if (problem) return problem
          begin = -1
        }
      }
      if (begin === -1) return null
      held.push(chunk.slice(begin))
      heldLength += chunk.length - begin
      return heldLength > longestPage
        ? { kind: 'row-too-long', megabytes: longestPage / 1024 ** 2, file, line: beginLine, column: 1 }
        : null
    },
    end: () => (depth > 0 ? close(new Uint8Array(0)) : null),
  }
}
