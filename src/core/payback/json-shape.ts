/** What is wrong with a JSON value, and where in it: `workloads[0].spend`; an empty path is the whole. */
export type ShapeFault =
  | { readonly kind: 'wrong'; readonly path: string; readonly text: string | null; readonly expected: string }
  | { readonly kind: 'unknown'; readonly path: string; readonly known: readonly string[] }

/** Tells the first thing wrong with a value; null where it is right. */
export type Shape = (value: unknown, path: string) => ShapeFault | null

type Plain = Readonly<Record<string, unknown>>
export const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `text` is null where there is nothing at that place. */
export const wrong = (path: string, value: unknown, expected: string): ShapeFault => ({
  kind: 'wrong',
  path,
  text: value === undefined ? null : written(value),
  expected,
})

/** Lists and objects are named, not written out: they may be long or deep. */
const written = (value: unknown): string =>
  Array.isArray(value) ? 'a list' : isPlain(value) ? 'an object' : String(value)

type Bounds = {
  readonly from?: number
  readonly to?: number
  /** Greater than this, not equal to it. */
  readonly above?: number
  readonly whole?: boolean
}

/** A finite number within its bounds; `or` says what else may stand there. */
export function number({ from = -Infinity, to = Infinity, above = -Infinity, whole = false }: Bounds): Shape {
  const kind = whole ? 'a whole number' : 'a number'
  const lower = above > -Infinity ? ` above ${plain(above)}` : from > -Infinity ? ` from ${plain(from)}` : ''
  const upper =
    to < Infinity
      ? lower === ''
        ? ` up to ${plain(to)}`
        : lower.startsWith(' above')
          ? ` and at most ${plain(to)}`
          : ` to ${plain(to)}`
      : ''
  const expected = `${kind}${lower}${upper}`
  return (value, path) =>
    typeof value === 'number' &&
    Number.isFinite(value) &&
    value >= from &&
    value > above &&
    value <= to &&
    (!whole || Number.isInteger(value))
      ? null
      : wrong(path, value, expected)
}

const plain = (bound: number): string =>
  Math.abs(bound) >= 1e6 ? bound.toExponential().replace('e+', 'e') : String(bound)

/** `null` beside the shape, with what it means. */
export const orNull =
  (shape: Shape, meaning: string): Shape =>
  (value, path) => {
    if (value === null) return null
    const fault = shape(value, path)
    return fault?.kind === 'wrong'
      ? { ...fault, expected: `${fault.expected}, or null for ${meaning}` }
      : fault
  }

export const text: Shape = (value, path) =>
  typeof value === 'string' && value.trim() !== '' ? null : wrong(path, value, 'a text')

export const anyText: Shape = (value, path) =>
  typeof value === 'string' ? null : wrong(path, value, 'a text')

export const yesOrNo: Shape = (value, path) =>
  typeof value === 'boolean' ? null : wrong(path, value, 'true or false')

export const oneOf =
  (choices: readonly string[]): Shape =>
  (value, path) =>
    choices.some((choice) => choice === value)
      ? null
      : wrong(path, value, `one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`)

/** A list of at least `least` such values. */
export const listOf =
  (shape: Shape, least = 0, most = 10_000): Shape =>
  (value, path) => {
    if (!Array.isArray(value) || value.length < least || value.length > most)
      return wrong(path, value, least === 0 ? 'a list' : `a list of at least ${least}`)
    return firstFault(value.map((one: unknown, index) => () => shape(one, `${path}[${index}]`)))
  }

/** An object of these fields and no others; the named ones must be there. */
export const object =
  (fields: Readonly<Record<string, Shape>>, needed: readonly string[] = []): Shape =>
  (value, path) => {
    if (!isPlain(value)) return wrong(path, value, 'an object in braces')
    const at = (key: string): string => (path === '' ? key : `${path}.${key}`)
    const unknown = Object.keys(value).find((key) => !Object.hasOwn(fields, key))
    if (unknown !== undefined) return { kind: 'unknown', path: at(unknown), known: Object.keys(fields) }
    return firstFault(
      Object.entries(fields).map(([key, shape]) => () => {
        if (Object.hasOwn(value, key)) return shape(value[key], at(key))
        return needed.includes(key) ? shape(undefined, at(key)) : null
      }),
    )
  }

/** The first fault that any of the checks tells. */
export function firstFault(checks: readonly (() => ShapeFault | null)[]): ShapeFault | null {
  for (const check of checks) {
    const fault = check()
    if (fault !== null) return fault
  }
  return null
}
