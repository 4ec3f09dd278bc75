import { counted } from '../core/counted.ts'
import { decimalText } from '../core/decimal.ts'
import {
  mappingRoles,
  shortFingerprint,
  type CellReading,
  type MappingField,
  type MappingGuess,
  type RowReading,
  type SampleRow,
  type Told,
} from '../core/mapping.ts'
import { dayText, type DayRange } from '../core/period.ts'
import { shownText } from '../core/shown-text.ts'
import type { GuessedFile } from '../flows/guess-mapping.ts'
import { problemJson, table, unknown } from './output.ts'

/** What `mapping guess` prints for programs, as docs/cli.md describes it. */
export function guessJson({ sample, guess, readings }: GuessedFile) {
  const { candidates, dateFormat, decimalMark, amountUnit, sign, currency } = guess
  return {
    file: sample.file,
    fingerprint: shortFingerprint(guess.draft.fingerprint),
    header: sample.header,
    rows: sample.rowCount,
    whole: sample.whole,
    mapping: guess.draft,
    missing: guess.missing,
    candidates,
    evidence: { dateFormat, decimalMark, amountUnit, sign, currency },
    preview: readings.map((reading, place) => ({
      line: sample.rows[place]?.line ?? null,
      ...readingJson(reading),
    })),
    problem: sample.problem === null ? null : problemJson(sample.problem),
  }
}

function readingJson(reading: RowReading) {
  if (reading.state === 'left-out') return { state: reading.state, reason: reading.reason }
  const { days, amount, currency, quantity } = reading
  return {
    state: reading.state,
    firstDay: days.read ? dayText(days.value.firstDay) : null,
    lastDay: days.read ? dayText(days.value.lastDay) : null,
    amount: amount.read && amount.value !== null ? decimalText(amount.value) : null,
    currency: currency.read ? currency.value : null,
    service: reading.service,
    project: reading.project,
    quantity: quantity.read ? quantity.value : null,
    unit: reading.unit,
    unread: [days, amount, currency, quantity].flatMap((cell) =>
      cell.read ? [] : [{ column: cell.column, text: cell.text, reason: cell.reason }],
    ),
  }
}

const shownRows = 8

/** The same for people. `saved` when it was remembered as it stands. */
export function guessWords(guessed: GuessedFile, saved: boolean): string {
  const { sample, guess, readings } = guessed
  const { draft } = guess
  const chosen = mappingRoles.map((role) => {
    const column = draft.columns[role]
    const reason = guess.candidates[role].find((candidate) => candidate.column === column)?.reason
    return [role, column ?? unknown, reason ?? '']
  })
  const ways = [
    ['dateFormat', draft.dateFormat, guess.dateFormat],
    ['decimalMark', draft.decimalMark, guess.decimalMark],
    ['amountUnit', draft.amountUnit, guess.amountUnit],
    ['sign', draft.sign, guess.sign],
    ['currency', draft.currency, guess.currency],
  ] as const
  const lines = readings
    .slice(0, shownRows)
    .map((reading, place) => readingLine(sample.rows[place] ?? null, reading))
  return [
    `${shownText(sample.file)}: ${counted(sample.rowCount, 'row')}${sample.whole ? '' : ' in its first part'}, ${counted(sample.header.length, 'column')}.`,
    '',
    table(['is', 'column', 'because'], chosen, []),
    '',
    table(
      ['', 'is', 'because'],
      ways.map(([field, value, told]) => [field, value ?? unknown, told.reason]),
      [],
    ),
    '',
    table(['line', 'days', 'amount', 'service', 'quantity'], lines, [0, 2, 4]),
    '',
    closing(guess, saved),
  ].join('\n')
}

function closing(guess: MappingGuess, saved: boolean): string {
  const { missing } = guess
  if (saved) return 'Saved. Files with these columns are read by it from now on.'
  if (missing.length === 0) return 'Complete: --save remembers it, --set FIELD=VALUE changes it.'
  const lines = missing.map((field) => `  --set ${field}=${choicesWords(field, guess)}`)
  return ['Still to be said:', ...lines].join('\n')
}

function choicesWords(field: MappingField, guess: MappingGuess): string {
  const { dateFormat, decimalMark, amountUnit, sign, currency } = guess
  const evidence: Partial<Record<MappingField, Told<string>>> = {
    dateFormat,
    decimalMark,
    amountUnit,
    sign,
    currency,
  }
  const told = evidence[field]
  return told?.state === 'ambiguous' ? told.choices.join(' or ') : '…'
}

function readingLine(row: SampleRow | null, reading: RowReading): readonly string[] {
  const line = row === null ? unknown : String(row.line)
  if (reading.state === 'left-out') return [line, `left out: ${reading.reason}`, '', '', '']
  const { days, amount, currency, quantity, service, unit } = reading
  const money =
    amount.read && amount.value === null ? '' : words(amount, (value) => (value ? decimalText(value) : ''))
  return [
    line,
    words(days, daysWords),
    amount.read && currency.read ? `${money} ${currency.value ?? ''}`.trim() : money,
    service ?? unknown,
    words(quantity, (value) => (value === null ? unknown : `${value} ${unit ?? ''}`.trim())),
  ]
}

const daysWords = ({ firstDay, lastDay }: DayRange): string =>
  firstDay === lastDay ? dayText(firstDay) : `${dayText(firstDay)} to ${dayText(lastDay)}`

const words = <T>(cell: CellReading<T>, say: (value: T) => string): string =>
  cell.read ? say(cell.value) : `${cell.text === '' ? unknown : `“${cell.text}”`}: ${cell.reason}`
