import { zeroSum, type Decimal } from '../core/decimal.ts'
import type { Day } from '../core/period.ts'
import type { Header } from './csv-header.ts'
import { csvReader } from './csv.ts'
import { markIn, type DecimalMark } from './decimal-mark.ts'
import { readHeader, type Dialect, type FileSink, type RowReader } from './dialect.ts'
import type { Interned } from './interned.ts'

/**
 * Goes through a file ahead of its reading to learn the decimal mark of its amounts: where no comma separates
 * the cells, the amounts themselves must tell.
 */
export type MarkSurvey = {
  readonly push: (chunk: Uint8Array) => void
  readonly end: () => void
  /** Null while no amount has told. */
  readonly mark: () => DecimalMark | null
  /** An amount has been seen that reads differently with each mark, and none that tells which it is. */
  readonly unsettled: () => boolean
}

export type SurveyWants = {
  readonly file: string
  readonly decode: Interned
  readonly dialectOf: (cells: readonly string[]) => Dialect | null
  readonly asOf: Day
}

const nowhere: FileSink = {
  charge: () => undefined,
  covers: () => undefined,
  controlTotal: () => undefined,
  turnsOutToBe: () => undefined,
}

export function markSurvey({ file, decode, dialectOf, asOf }: SurveyWants): MarkSurvey {
  let mark: DecimalMark | null = null
  let either = false
  let read: RowReader | null = null

  const amount = (text: string): Decimal | null => {
    if (!/\d/.test(text)) return null
    const told = markIn(text)
    if (told === 'either') either = true
    else mark ??= told
    return zeroSum()
  }
  const onHeader = (header: Header): 'enough' | null => {
    const columns = readHeader(file, header, amount)
    const opened = columns.ok ? dialectOf(columns.value.names)?.open(columns.value, asOf) : undefined
    read = opened?.ok === true ? opened.value : null
    return read === null ? 'enough' : null
  }
  const csv = csvReader({
    file,
    decode,
    amount,
    recognises: (cells) => dialectOf(cells) !== null,
    onHeader,
    onRow: (row) => {
      const problem = read?.(row, nowhere) ?? null
      return mark === null ? problem : 'enough'
    },
  })
  let over = false
  return {
    push: (chunk) => {
      over ||= csv.push(chunk) !== null
    },
    end: () => {
      csv.end()
      over = true
    },
    mark: () => mark,
    unsettled: () => mark === null && either && !over,
  }
}
