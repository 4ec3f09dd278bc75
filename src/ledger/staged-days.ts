import { chargeCategories } from '../core/charge.ts'
import type { Currency, Nanos } from '../core/money.ts'
import type { Day } from '../core/period.ts'
import type { StagedCell } from './stage.ts'

/** What one day of a staged bill says, by its sources as the stage counts them; without a currency it is usage alone. */
export type StagedDay = {
  readonly place: number
  readonly day: Day
  readonly currency: Currency | null
  readonly billed: Nanos
  /** Of its usage alone: a purchase, a tax or a credit is no part of how much was used. */
  readonly effective: Nanos
  readonly firstLine: number
  readonly lastLine: number
}

type Sum = { -readonly [Field in keyof StagedDay]: StagedDay[Field] }

const usage = chargeCategories.indexOf('Usage')
/** More days than a bill can be of. */
const mostDays = 2 ** 20

/** Adds cells up by the day while they are staged, so that the stage need not be read for it. */
export function stagedDays(): {
  readonly add: (cell: StagedCell) => void
  readonly days: () => readonly StagedDay[]
} {
  const sums = new Map<number, Sum[]>()
  let latest: Sum | null = null

  const sumOf = ({ source, day, currency, firstLine, lastLine }: StagedCell): Sum => {
    if (latest?.place === source && latest.day === day && latest.currency === currency) return latest
    const key = source * mostDays + day
    let same = sums.get(key)
    if (!same) sums.set(key, (same = []))
    let sum = same.find((one) => one.currency === currency)
    if (!sum)
      same.push((sum = { place: source, day, currency, billed: 0n, effective: 0n, firstLine, lastLine }))
    return (latest = sum)
  }
  return {
    add: (cell) => {
      const sum = sumOf(cell)
      if (cell.billed !== null) sum.billed += cell.billed
      if (cell.effective !== null && cell.category === usage) sum.effective += cell.effective
      if (cell.firstLine < sum.firstLine) sum.firstLine = cell.firstLine
      if (cell.lastLine > sum.lastLine) sum.lastLine = cell.lastLine
    },
    days: () => [...sums.values()].flat(),
  }
}
