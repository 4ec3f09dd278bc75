import { assertNever } from '../core/result.ts'

/** A JSON value with the place it stands at. Numbers keep the text they were written in, digit for digit. */
export type Json = { readonly line: number; readonly column: number } & (
  | { readonly kind: 'object'; readonly entries: ReadonlyMap<string, Json> }
  | { readonly kind: 'array'; readonly items: readonly Json[] }
  | { readonly kind: 'text' | 'number' | 'word'; readonly text: string }
)

/** Where a text stops being JSON. */
export type JsonFault = { readonly fault: { readonly line: number; readonly column: number } }

const gap = /[ \t\r\n]*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y
const word = /true|false|null/y

/** Far deeper than any bill: keeps a text of brackets from using up the stack. */
const deepest = 64

/** Reads one JSON value that fills the whole text; `line` is where the text begins. */
export function parseJson(source: string, line: number): Json | JsonFault {
  let at = 0
  let lineStart = 0
  const faultHere = (): JsonFault => ({ fault: { line, column: at - lineStart + 1 } })
  const skipGap = (): void => {
    gap.lastIndex = at
    const end = at + (gap.exec(source)?.[0].length ?? 0)
    for (
      let next = source.indexOf('\n', at);
      next !== -1 && next < end;
      next = source.indexOf('\n', next + 1)
    ) {
      line += 1
      lineStart = next + 1
    }
    at = end
  }
  const take = (shape: RegExp): string | null => {
    shape.lastIndex = at
    const found = shape.exec(source)?.[0] ?? null
    at += found?.length ?? 0
    return found
  }
  const takeText = (): string | null => {
    if (source[at] !== '"') return null
    let end = at + 1
    while (end < source.length && source[end] !== '"') end += source[end] === '\\' ? 2 : 1
    const told = textOf(source.slice(at, end + 1))
    if (told !== null) at = end + 1
    return told
  }
  const takeMark = (mark: string): boolean => {
    skipGap()
    if (source[at] !== mark) return false
    at += 1
    skipGap()
    return true
  }

  /** What stands between two brackets, a comma after each but the last; false where it is not straight. */
  const list = (close: string, takeOne: () => boolean): boolean => {
    if (takeMark(close)) return true
    do if (!takeOne()) return false
    while (takeMark(','))
    return takeMark(close)
  }

  const value = (depth: number): Json | null => {
    skipGap()
    const place = { line, column: at - lineStart + 1 }
    if (depth > deepest) return null
    if (takeMark('{')) {
      const entries = new Map<string, Json>()
      const straight = list('}', () => {
        const name = takeText()
        const held = name !== null && takeMark(':') ? value(depth + 1) : null
        if (held) entries.set(name ?? '', held)
        return held !== null
      })
      return straight ? { ...place, kind: 'object', entries } : null
    }
    if (takeMark('[')) {
      const items: Json[] = []
      const straight = list(']', () => {
        const item = value(depth + 1)
        if (item) items.push(item)
        return item !== null
      })
      return straight ? { ...place, kind: 'array', items } : null
    }
    const told = takeText()
    if (told !== null) return { ...place, kind: 'text', text: told }
    const digits = take(number)
    if (digits !== null) return { ...place, kind: 'number', text: digits }
    const named = take(word)
    return named === null ? null : { ...place, kind: 'word', text: named }
  }

  const whole = value(0)
  skipGap()
  return whole === null || at < source.length ? faultHere() : whole
}

/** A text without its quotation marks and escapes; null where it is not straight. */
function textOf(quoted: string): string | null {
  try {
    return JSON.parse(quoted) as string
  } catch {
    return null
  }
}

/** A value as JSON again, numbers digit for digit. */
export function jsonText(json: Json): string {
  switch (json.kind) {
    case 'object':
      return `{${Array.from(json.entries, ([name, value]) => `${JSON.stringify(name)}:${jsonText(value)}`).join(',')}}`
    case 'array':
      return `[${json.items.map(jsonText).join(',')}]`
    case 'text':
      return JSON.stringify(json.text)
    case 'number':
    case 'word':
      return json.text
    default:
      return assertNever(json)
  }
}
