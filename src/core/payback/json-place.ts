/** Line and column, from 1, of the first character at which a text stops being JSON; its end where it is JSON. */
export function endOfJson(text: string): { readonly line: number; readonly column: number } {
  const at = faultAt(text) ?? text.length
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

const space = /[ \t\n\r]*/y
/** All but control characters below U+0020, which JSON wants escaped. */
const string = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy
const plain = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y

type Awaited = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing'

/** Nesting is kept in a list, so that no depth of it can exhaust the stack. */
function faultAt(text: string): number | null {
  const open: ('{' | '[')[] = []
  let awaited: Awaited = 'value'
  let at = 0
  const take = (shape: RegExp): boolean => {
    shape.lastIndex = at
    if (!shape.test(text)) return false
    at = shape.lastIndex
    return true
  }
  const afterValue = (): Awaited => (open.length === 0 ? 'nothing' : 'comma-or-end')
  for (;;) {
    take(space)
    const character = text[at]
    if (character === undefined) return awaited === 'nothing' ? null : at
    const ends =
      (awaited === 'value-or-end' || awaited === 'key-or-end' || awaited === 'comma-or-end') &&
      character === (open.at(-1) === '{' ? '}' : ']')
    if (ends) {
      open.pop()
      at += 1
      awaited = afterValue()
    } else if (awaited === 'value' || awaited === 'value-or-end') {
      if (character === '{' || character === '[') {
        open.push(character)
        at += 1
        awaited = character === '{' ? 'key-or-end' : 'value-or-end'
      } else if (take(string) || take(plain)) awaited = afterValue()
      else return at
    } else if (awaited === 'key' || awaited === 'key-or-end') {
      if (!take(string)) return at
      awaited = 'colon'
    } else {
      if (awaited === 'nothing' || character !== (awaited === 'colon' ? ':' : ',')) return at
      at += 1
      awaited = awaited === 'colon' || open.at(-1) === '[' ? 'value' : 'key'
    }
  }
}
