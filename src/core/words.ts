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
      return `${problem.file} looks like ${problem.looksLike}, not like a bill in CSV or JSON. Export it as CSV.`
    case 'container-broken':
      return `${problem.file} is damaged or not whole, so it cannot be unpacked. Nothing of it was imported. Download it again.`
    case 'container-encrypted':
      return `${problem.file} is locked with a password. Nothing of it was imported. Unpack it yourself and import the bills in it.`
    case 'container-unknown-method':
      return `${problem.file} is packed in a way that Breakwatt cannot unpack. Nothing of it was imported. Unpack it yourself and import the bills in it.`
    case 'container-empty':
      return `${problem.file} is an archive without any file in it. Export it again.`
    case 'container-too-many':
      return `${problem.file} holds more than ${problem.most} files, so it is no archive of bills. Nothing of it was imported. Unpack it yourself and import the bills in it.`
    case 'unpacks-too-large':
      return `${problem.file} unpacks to more than ${megabytes(problem.megabytes)}, which no bill of its size does. Nothing of it was imported. Check where the file comes from.`
    case 'parts-missing':
      return `${problem.file} is split into parts, and ${problem.missing.length > 1 ? 'parts' : 'part'} ${problem.missing.join(', ')} ${problem.missing.length > 1 ? 'are' : 'is'} missing. Nothing of it was imported. Export it again, or put all parts into one archive.`
    case 'unknown-format':
      return `${problem.file} is no export that Breakwatt knows. Its first line reads: ${listed(problem.header)}. Known are the cost and usage exports of ${knownSellers}, and FOCUS cost files.`
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
    case 'bad-json':
      return `${place(problem)} stops being JSON at character ${problem.column}. Nothing was imported. Save the answer of the API again, whole.`
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
    case 'ledger-busy':
      return 'An import is being written to the ledger. Nothing was changed. Try again in a moment.'
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
    case 'no-such-statement':
      return `There is no statement with the number ${problem.id}.`
    case 'no-such-rig':
      return `There is no rig named ${quoted(problem.name)}.`
    case 'fault':
      return `Breakwatt met a fault of its own: ${problem.detail}. Your bills and the ledger are kept. Please report it.`
    default:
      return assertNever(problem)
  }
}

/** Whose exports are read, for people: the list itself is `statements/dialects`. */
export const knownSellers =
  'OpenAI, Anthropic, AWS, Azure, Google Cloud, Oracle, OpenRouter, LiteLLM, DeepSeek, Cursor, GitHub and Fireworks'

const cellWords: Readonly<Record<CellKind, string>> = {
  amount: 'an amount',
  date: 'a date',
  currency: 'a currency code',
  count: 'a whole number',
  category: 'a kind of charge that Breakwatt knows',
  text: 'readable text',
}

const place = (at: { readonly file: string; readonly line: number }): string =>
  `Line ${at.line} of ${at.file}`
const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const longestQuote = 60
const quoted = (text: string): string =>
  `“${text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text}”`

const megabytes = (count: number): string =>
  count >= 1024 ? `${Math.floor(count / 1024)} GB` : `${Math.floor(count)} MB`

const shownColumns = 6
const listed = (names: readonly string[]): string =>
  names.length > shownColumns
    ? `${names.slice(0, shownColumns).join(', ')} and ${names.length - shownColumns} more`
    : names.join(', ')
