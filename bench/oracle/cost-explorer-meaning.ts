import { isEqual, plus, zero, type Exact } from './exact.ts'
import { cash, type Brings, type File, type Meaning } from './meaning.ts'

const moneyName = /^(.*\S)\s?\(([^()]+)\)$/
const dollarSigns: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP' }

/** The day or the month that a cell or the name of a column begins with. */
const dayOf = (text: string | undefined): string | null =>
  /^\s*(\d{4}-\d\d-\d\d)(?!\d)/.exec(text ?? '')?.[1] ?? null
const unitOf = (name: string): string | null => moneyName.exec(name)?.[2] ?? null
/** `$`, `USD`; usage is told in `Hrs` and the like. */
const isMoney = (unit: string): boolean => unit in dollarSigns || /^[A-Z]{3}$/.test(unit)
/** `Service total`, `Total du service`, `Tipo de cargo en total`. */
const isSum = (label: string): boolean => /\btot/i.test(label)

/** The only column that is neither one of amounts nor a day. */
const isLabel = (name: string): boolean => unitOf(name) === null && dayOf(name) === null

const sumOf = (amounts: readonly (Exact | null)[]): Exact | null =>
  amounts.reduce<Exact | null>((sum, one) => sum && one && plus(sum, one), zero)

/**
 * The column that is in every row, or in most, half of what the columns of its unit say: no language calls it the same.
 * Where two are, they say the same.
 */
function totalOf({ names, rows, amount }: File): number {
  const exact = (text: string | undefined): Exact | null =>
    text === undefined || text.trim() === '' ? zero : amount(text)
  const agreeing = names.map((name, at) => {
    const unit = unitOf(name)
    if (unit === null || !isMoney(unit) || dayOf(name) !== null) return -1
    const summed = names.flatMap((other, place) =>
      place !== at && (unitOf(other) === unit || (unitOf(other) === null && dayOf(other) !== null))
        ? [place]
        : [],
    )
    return rows.filter((row) => {
      const [others, total] = [sumOf(summed.map((place) => exact(row[place]))), exact(row[at])]
      return others !== null && total !== null && isEqual(others, total)
    }).length
  })
  return agreeing.lastIndexOf(Math.max(...agreeing))
}

/**
 * A column for each group and a row for each day, or the other way round, and a total of both; what is to come is no
 * charge, and nothing is none. A second sum among groups may be a group of that name.
 */
export const costExplorer: Meaning = {
  header: (names) =>
    names.size > 1 &&
    [...names].filter(isLabel).length === 1 &&
    [...names].some((name) => unitOf(name) !== null),
  open: (file) => {
    const { names, amount, asOf } = file
    const total = totalOf(file)
    const unit = unitOf(names[total] ?? '') ?? ''
    const currency = dollarSigns[unit.trim()] ?? unit
    const label = names.findIndex(isLabel)
    const daysAcross = names.some((name) => dayOf(name) !== null)
    const others = names.flatMap((name, at) => {
      if (at === total || at === label || (unitOf(name) ?? unit) !== unit) return []
      return (dayOf(name) ?? '') > asOf ? [] : [at]
    })
    const amounts = others.length > 0 ? others : [total]
    let begun = false
    let sums = 0
    return (_cell, row) => {
      const day = dayOf(row[label])
      const isFirst = !begun
      begun = true
      if (daysAcross ? isSum(row[label] ?? '') : day === null && (isFirst || isSum(row[label] ?? ''))) {
        sums += 1
        return daysAcross && sums > 1 ? null : []
      }
      if (!daysAcross && (day === null || day > asOf)) return day === null ? null : []
      const brought: Brings[] = []
      for (const at of amounts) {
        const text = row[at] ?? ''
        const charge = text.trim() === '' ? [] : cash(amount(text), currency)
        if (charge === null) return null
        brought.push(...charge.filter((one) => 'billed' in one && one.billed.digits !== 0n))
      }
      return brought
    }
  },
}
