/** Files that are one bill, in a folder or in an archive: a file of its own, or all parts of one that was split. */
export type Group = {
  /** What the parts are called with their number left out; null for a file of its own. */
  readonly series: string | null
  readonly members: readonly string[]
  /** Numbers of parts that the names speak of and that are not there. */
  readonly missing: readonly number[]
}

type PartName = {
  readonly series: string
  readonly number: number
  /** How many there are, where the name says so: `part-1-of-3`. */
  readonly of: number | null
  /** Whether the name says `part`; a bare number at its end may mean something else. */
  readonly labelled: boolean
  /** Whether the number is written as machines do: `0001`. People count with `1`. */
  readonly padded: boolean
}

const labelledShape = /^(.*(?<![a-z])part[-_. ]?)(\d{1,6})(?!\d)(?:([-_. ]?of[-_. ]?)(\d{1,6})(?!\d))?(.*)$/i
/** Twelve digits are what BigQuery counts the files of an export with. */
const endShape = /^(.*?)(\d{1,6}|\d{12})((?:\.[a-z]{1,8})*)$/i

/** How a file begins: by its header, parts of one bill are told from others. */
export type Opening = {
  /** The names of the columns, whatever their order. */
  readonly header: string
  /** Empty where there is none, or where it is not looked at. */
  readonly firstRow: string
}

type Part = PartName & Opening & { readonly name: string }

/**
 * The number in a name that counts parts. A number after another one (`cost-2026-5.csv`) is part of a date, and one in
 * brackets (`cost (1).csv`) counts copies.
 */
export function partName(name: string): PartName | null {
  const slash = name.lastIndexOf('/') + 1
  const [folder, base] = [name.slice(0, slash), name.slice(slash)]
  const labelled = labelledShape.exec(base)
  if (labelled) {
    const [, before = '', number = '', between = '', of = '', after = ''] = labelled
    const series = `${folder}${before}*${between}${of}${after}`
    return {
      series,
      number: Number(number),
      of: of === '' ? null : Number(of),
      labelled: true,
      padded: isPadded(number),
    }
  }
  const [, before = '', number = '', after = ''] = endShape.exec(base) ?? []
  if (number === '' || /\d[-_. ]?$/.test(before)) return null
  return {
    series: `${folder}${before}*${after}`,
    number: Number(number),
    of: null,
    labelled: false,
    padded: isPadded(number),
  }
}

const isPadded = (number: string): boolean => number.length >= 4

/** AWS counts the parts of its report `team-1`, `team-2`: a column of it tells them from what people number so. */
const isAwsReport = ({ header }: Opening): boolean => /^line(?:Item\/U|_item_u)nblended_?cost$/im.test(header)

/**
 * Parts of one bill have names that differ only in the number of the part, counted from 0 or 1 without a gap, and
 * the same columns. `openingOf` tells how a file begins, null where that cannot be told. Names that only end
 * in a number may be exports that a person numbered: they are parts where a machine wrote the number, and not where
 * two begin with the same row, as two exports of one range do.
 */
export async function groupParts(
  names: readonly string[],
  openingOf: (name: string) => Promise<Opening | null>,
): Promise<readonly Group[]> {
  const parts = names.flatMap((name) => {
    const part = partName(name)
    return part === null ? [] : [{ ...part, name }]
  })
  const counts = new Map<string, number>()
  for (const { series } of parts) counts.set(series, (counts.get(series) ?? 0) + 1)
  const bills = new Map<string, Part[]>()
  const billOf = new Map<string, string>()
  for (const part of parts) {
    const alone = part.of === null && counts.get(part.series) === 1
    const opening = alone ? null : await openingOf(part.name)
    if (opening === null) continue
    const key = `${part.series}\n${opening.header}`
    billOf.set(part.name, key)
    const bill = bills.get(key) ?? []
    bill.push({ ...part, ...opening })
    bills.set(key, bill)
  }
  const told = new Set<string>()
  return names.flatMap((name) => {
    const alone = { series: null, members: [name], missing: [] }
    const key = billOf.get(name)
    if (key === undefined) return [alone]
    const group = oneBill(bills.get(key) ?? [])
    if (group === null) return [alone]
    if (told.has(key)) return []
    told.add(key)
    return [group]
  })
}

/** Missing parts told by number; a name that speaks of a million parts needs no list of them. */
const mostMissing = 10

function oneBill(parts: readonly Part[]): Group | null {
  const sorted = parts.toSorted((a, b) => a.number - b.number)
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last) return null
  const from = first.number === 0 ? 0 : 1
  const to = first.of === null ? last.number : first.of - 1 + from
  const there = new Set(sorted.map(({ number }) => number))
  if (there.size !== sorted.length) return null
  const missing: number[] = []
  for (let number = from; number <= to && missing.length < mostMissing; number += 1)
    if (!there.has(number)) missing.push(number)
  if (!first.labelled && (missing.length > 0 || !areMachineNumbered(parts))) return null
  if (sorted.length === 1 && (missing.length === 0 || first.of === null)) return null
  return { series: first.series, members: sorted.map(({ name }) => name), missing }
}

function areMachineNumbered(parts: readonly Part[]): boolean {
  const firstRows = parts.map(({ firstRow }) => firstRow).filter((row) => row !== '')
  const isOneRangeTwice = new Set(firstRows).size < firstRows.length
  return !isOneRangeTwice && parts.every((part) => part.padded || isAwsReport(part))
}
