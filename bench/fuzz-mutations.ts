/** Numbers that follow from a seed alone. */
export type Chance = {
  /** A whole number from 0 up to `end` (excluded). */
  readonly below: (end: number) => number
  readonly of: <T>(values: readonly [T, ...T[]]) => T
}

/** Mulberry32, by Tommy Ettinger, public domain. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  return { below, of: (values) => values[below(values.length)] ?? values[0] }
}

type Mutation = (bytes: Buffer, by: Chance, other: Buffer) => Buffer

const spliced = (bytes: Buffer, from: number, to: number, between: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, from), between, bytes.subarray(to)])

const text = (value: string): Uint8Array => Buffer.from(value, 'utf8')
const odd = [
  '"',
  '""',
  '\0',
  '\r',
  '\n',
  '\r\n',
  ',',
  ';',
  '\t',
  '.',
  '-',
  '−',
  'e',
  '\ufeff',
  ' ',
  '\\',
  '{',
  '}',
  '[',
  ']',
  '€',
  '\u2028',
] as const
const oddBytes = [0xff, 0xfe, 0x80, 0xc0, 0xe9, 0x00, 0x1f] as const

const byteMutations: readonly [Mutation, ...Mutation[]] = [
  (bytes, by) => {
    const flipped = Buffer.from(bytes)
    const at = by.below(bytes.length)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << by.below(8))
    return flipped
  },
  (bytes, by) => {
    const at = by.below(bytes.length)
    return spliced(bytes, at, at + 1, Uint8Array.of(by.of(oddBytes)))
  },
  (bytes, by) => {
    const at = by.below(bytes.length + 1)
    return spliced(bytes, at, at, text(by.of(odd)))
  },
  (bytes, by) => {
    const at = by.below(bytes.length)
    return spliced(bytes, at, at + 1 + by.below(by.of([1, 4, 40])), new Uint8Array(0))
  },
  (bytes, by) => {
    const at = by.below(bytes.length)
    const end = at + 1 + by.below(200)
    return spliced(bytes, end, end, bytes.subarray(at, end))
  },
]

const wholeMutations: readonly [Mutation, ...Mutation[]] = [
  (bytes, by) => bytes.subarray(0, by.below(bytes.length + 1)),
  (bytes, by, other) =>
    Buffer.concat([
      bytes.subarray(0, by.below(bytes.length + 1)),
      other.subarray(by.below(other.length + 1)),
    ]),
  (bytes, _by, other) => Buffer.concat([bytes, other]),
  (bytes) => Buffer.from(bytes.toString('utf8').replaceAll(/\r?\n/g, '\r\n')),
  (bytes) => Buffer.from(bytes.toString('utf8').replaceAll(',', ';')),
]

const nasty = [
  '',
  '0',
  '-0',
  '1e99',
  '1e-99',
  '1E400',
  '9999999999',
  '99999999999999999999999999',
  '0.1',
  '-0.1',
  `0.${'3'.repeat(40)}`,
  `-${'7'.repeat(50)}.${'1'.repeat(50)}`,
  '1,234.56',
  '1.234,56',
  '"1,234.56"',
  '"0,5"',
  'NaN',
  'Infinity',
  'null',
  'n/a',
  '(12.00)',
  '$1',
  '€1',
  '=1+1',
  '@SUM(A1)',
  '2026-02-30',
  '2026-07-31',
  '9999-12-31',
  '0001-01-01',
  '1970-01-01',
  '31/12/2026',
  '2026-07-01T00:00:00+14:00',
  '1e15',
  '-1',
  '253402300800',
  'USD',
  'usd',
  'EUR',
  'XTS',
  '"a""b"',
  '"a\nb"',
  '"',
  'a"b',
  '😀',
  'é',
  'x'.repeat(5000),
] as const

/** Whole rows and cells, as far as line ends and commas show them. */
const rowMutations: readonly [Mutation, ...Mutation[]] = [
  inRows((rows, by) => rows.toSpliced(by.below(rows.length), 1)),
  inRows((rows, by) => {
    const row = rows[by.below(rows.length)] ?? ''
    return rows.toSpliced(by.below(rows.length + 1), 0, row)
  }),
  inRows((rows, by) => {
    const [one, two] = [by.below(rows.length), by.below(rows.length)]
    return rows.with(one, rows[two] ?? '').with(two, rows[one] ?? '')
  }),
  inCells((cells, by) => cells.with(by.below(cells.length), by.of(nasty))),
  inCells((cells, by) => cells.with(by.below(cells.length), by.of(nasty))),
  inCells((cells, by) => cells.toSpliced(by.below(cells.length), 1)),
  inCells((cells, by) => cells.toSpliced(by.below(cells.length), 0, cells[by.below(cells.length)] ?? '')),
  inRows((rows, by) => {
    const width = (rows[0] ?? '').split(',').length
    const [one, two] = [by.below(width), by.below(width)]
    return rows.map((row) => {
      const cells = row.split(',')
      return cells.length === width
        ? cells
            .with(one, cells[two] ?? '')
            .with(two, cells[one] ?? '')
            .join(',')
        : row
    })
  }),
]

function inRows(change: (rows: readonly string[], by: Chance) => readonly string[]): Mutation {
  return (bytes, by) => Buffer.from(change(bytes.toString('utf8').split('\n'), by).join('\n'))
}

function inCells(change: (cells: readonly string[], by: Chance) => readonly string[]): Mutation {
  return inRows((rows, by) => {
    const at = by.below(rows.length)
    return rows.with(at, change((rows[at] ?? '').split(','), by).join(','))
  })
}

/** How many bytes or rows of a case are changed: mostly few, so that some files are still read. */
const mutationsOf = (by: Chance): number => 1 + by.below(by.of([1, 2, 3, 8, 30, 120]))

/** Longest a mutated bill grows. */
const longest = 400_000

/** A bill changed at random places, and at how many. `other` is what may be spliced into it. */
export function mutated(bytes: Buffer, other: Buffer, by: Chance): { bytes: Buffer; mutations: number } {
  let changed = bytes
  const mutations = mutationsOf(by)
  const rowsOnly = by.below(3) === 0
  for (let left = mutations; left > 0; left -= 1) {
    const kind = by.below(100)
    const kinds = kind === 0 ? wholeMutations : rowsOnly || kind < 30 ? rowMutations : byteMutations
    const next = by.of(kinds)(changed, by, other)
    if (next.length <= longest) changed = next
  }
  return { bytes: changed, mutations }
}
