import type { PaybackAnswer } from './payback.ts'
import { firstDayOf, type Month } from './period.ts'
import type { CellKind, Problem } from './problem.ts'
import { assertNever } from './result.ts'

/**
 * Every sentence shown for a problem, in the window and in the terminal: what, where, what to do.
 */
export function problemWords(problem: Problem): string {
  switch (problem.kind) {
    case 'file-unreadable':
      return `${problem.file} could not be read: ${problem.reason}. Check that the file is there and that you may open it.`
    case 'file-empty':
      return `${problem.file} is empty. Export the file again.`
    case 'not-text':
      return `${problem.file} looks like ${problem.looksLike}, not like a CSV file in UTF-8. Export it as CSV.`
    case 'unknown-format':
      return `${problem.file} is no export that Breakwatt knows. Its first line reads: ${listed(problem.header)}. Known are the OpenAI and Anthropic cost and usage exports and FOCUS 1.0 to 1.2.`
    case 'missing-column':
      return `${problem.file} looks like ${problem.title} but has no column ${problem.column}. Nothing was imported. Export it again with all columns.`
    case 'repeated-column':
      return `${problem.file} has the column ${problem.column} twice, so it cannot tell which one counts. Nothing was imported. Remove one of them.`
    case 'crooked-row':
      return `${place(problem)} has ${counted(problem.cells, 'cell')}, the header has ${problem.expected}. Nothing was imported. Export the file again, or open it and repair that line.`
    case 'unclosed-quote':
      return `${place(problem)} opens a quotation mark in column ${problem.column} that is never closed. Nothing was imported. Export the file again, or open it and repair that line.`
    case 'stray-quote':
      return `${place(problem)} has a quotation mark in column ${problem.column} that neither opens nor closes the cell. Nothing was imported. Export the file again, or open it and repair that line.`
    case 'row-too-long':
      return `${place(problem)} is longer than ${problem.megabytes} MB, so it is no line of a bill. Nothing was imported. Export the file again.`
    case 'bad-cell':
      return `${place(problem)}, column ${problem.column} (${problem.header}) reads ${quoted(problem.text)}, which is not ${cellWords[problem.expected]}. Nothing was imported. Export the file again, or open it and repair that cell.`
    case 'amount-too-large':
      return `${place(problem)}, column ${problem.column} holds an amount too large to be a bill. Nothing was imported. Check the file.`
    case 'no-room':
      return `${problem.file} could not be kept: ${problem.reason}. Nothing was imported. Free some disk space and try again.`
    case 'ledger-from-future':
      return `The ledger ${problem.file} was written by a newer Breakwatt (format ${problem.version}; this one knows up to ${problem.newest}). Install the newer version. Nothing was changed.`
    case 'ledger-damaged':
      return `The ledger ${problem.file} is damaged: ${problem.detail}. The original bills are safe in the archive beside it: move the damaged file away, then run rebuild to make the ledger anew from the archive.`
    case 'ledger-unusable':
      return `The ledger ${problem.file} could not be used: ${problem.detail}. Check that its folder exists and that you may write there.`
    case 'archive-incomplete':
      return `${problem.file} could not be rebuilt from the archive: ${problem.detail}. Nothing was changed.`
    case 'currencies-differ':
      return `Amounts in ${problem.currencies.join(' and ')} cannot be added. Give the amounts in one currency.`
    case 'unknown-preset':
      return `There is no rig preset named ${quoted(problem.name)}. Known are: ${problem.known.join(', ')}.`
    case 'preset-incomplete':
      return `For ${problem.name}, ${problem.missing.join(' and ')} ${problem.missing.length > 1 ? 'are' : 'is'} not known. Enter ${problem.missing.length > 1 ? 'them' : 'it'} to get an answer.`
    case 'bad-input':
      return `${problem.field}: ${quoted(problem.text)} is not ${problem.expected}.`
    case 'no-such-rig':
      return `There is no rig named ${quoted(problem.name)}.`
    default:
      return assertNever(problem)
  }
}

const cellWords: Readonly<Record<CellKind, string>> = {
  amount: 'an amount',
  date: 'a date',
  currency: 'a currency code',
  count: 'a whole number',
  category: 'a FOCUS charge category',
  text: 'readable text',
}

const place = (at: { readonly file: string; readonly line: number }): string =>
  `Line ${at.line} of ${at.file}`
const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const longestQuote = 60
const quoted = (text: string): string =>
  `“${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}”`

const shownColumns = 6
const listed = (names: readonly string[]): string =>
  names.length > shownColumns
    ? `${names.slice(0, shownColumns).join(', ')} and ${names.length - shownColumns} more`
    : names.join(', ')

/** The payback answer as a sentence, with the one thing to do where there is one. */
export function paybackWords(answer: PaybackAnswer): string {
  switch (answer.status) {
    case 'paid':
      return `Pays off in ${monthWords(answer.calendarMonth ?? 0)}, month ${answer.month ?? 0} (${(answer.fraction ?? 0).toFixed(1)} months)${capacityWords(answer)}.`
    case 'never':
      return `Never: ${neverWords(answer)}`
    case 'not-enough-history':
      return `Not enough history: ${answer.completeMonths.length} of 3 complete months. Import the bills of more whole months.`
    case 'nothing-to-recover':
      return 'Nothing to recover: the rig costs nothing, and it saves from the first month.'
    default:
      return assertNever(answer.status)
  }
}

/** What an answer takes for granted about the rig's speed, or how much of the work it leaves to the API. */
function capacityWords({ servedShare }: PaybackAnswer): string {
  if (servedShare === null)
    return ', if the rig is fast enough for all of that work, which could not be checked'
  return servedShare < 1
    ? `, though the rig can serve only ${Math.round(servedShare * 100)} % of those tokens`
    : ''
}

function neverWords({ reason, servedShare, running, saved, currency }: PaybackAnswer): string {
  const money = (units: number | null): string =>
    new Intl.NumberFormat('en', { style: 'currency', currency }).format(units ?? 0)
  switch (reason) {
    case 'no-routable-spend':
      return 'no part of the bill may move to the rig.'
    case 'capacity':
      return `the rig can serve only ${Math.round((servedShare ?? 0) * 100)} % of the tokens.`
    case 'running-cost':
      return `running it costs ${money(running)} a month and saves ${money(saved)}.`
    case 'horizon':
      return `it saves ${money((saved ?? 0) - (running ?? 0))} a month after its running cost, too little to pay within three years.`
    case 'saving-too-small':
    case null:
      return `it saves ${money(saved)} a month, too little for its price and its running cost.`
    default:
      return assertNever(reason)
  }
}

/** `Mar 2027`. */
export const monthWords = (month: Month): string =>
  new Intl.DateTimeFormat('en', { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
    firstDayOf(month) * 86_400_000,
  )
