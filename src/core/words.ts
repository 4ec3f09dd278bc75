import type { CellKind, NoInvoice, NotKept, Problem, RefusedForm } from './problem.ts'
import { doubtWords, outrankedWords } from './doubt-words.ts'
import { assertNever } from './result.ts'
import { shownText } from './shown-text.ts'

/**
 * Every sentence shown for a problem, in the window and in the terminal: what, where, what to do.
 */
export const problemWords = (problem: Problem): string => shownText(sentenceOf(problem))

function sentenceOf(problem: Problem): string {
  switch (problem.kind) {
    case 'file-unreadable':
      return `${problem.file} could not be read: ${problem.reason}. Check that the file is there and that you may open it.`
    case 'file-changed':
      return `${problem.file} was changed while it was being read. Nothing of it was imported. Wait until it is saved or downloaded, then import it again.`
    case 'replacement-in-doubt':
      return `${problem.file} was not imported: it would replace days of ${problem.replaces}, and ${doubtWords(problem.doubt)} Replace them, or import it as another account.`
    case 'outranked-in-doubt':
      return `${problem.file} was not imported: ${problem.newer} is newer and goes on speaking for ${problem.days} of its days, so nothing of it would count there, and ${outrankedWords(problem.doubt)} Import it as another account, or say that it is the newer one and replaces them.`
    case 'no-such-plan':
      return 'What was to be imported is no longer waiting. Nothing was imported. Drop the files again.'
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
    case 'container-nested':
      return `${problem.file} is an archive inside an archive. Nothing of it was imported. Unpack the outer one and import the folder.`
    case 'files-missing':
      return `${problem.file} names files that are not beside it: ${problem.missing.join(', ')}${problem.count > problem.missing.length ? ` and ${problem.count - problem.missing.length} more` : ''}. Nothing of it was imported. Drop the whole folder of the export.`
    case 'parts-differ':
      return `${problem.file} is another kind of export than ${problem.first}, so the two are no parts of one bill. Nothing of them was imported. Import each on its own.`
    case 'rows-differ':
      return `${problem.file} should have ${counted(problem.expected, 'row')} by its manifest and has ${problem.found}. Nothing of it was imported. Download the export again, whole.`
    case 'folder-empty':
      return `The folder ${problem.file} has no files in it. Choose the folder that the export lies in.`
    case 'folder-too-many':
      return `The folder ${problem.file} holds more than ${problem.most} files, so it is no folder of bills. Nothing of it was imported. Choose the folder that the export lies in.`
    case 'parts-missing':
      return `${problem.file} is split into parts, and ${problem.missing.length > 1 ? 'parts' : 'part'} ${problem.missing.join(', ')} ${problem.missing.length > 1 ? 'are' : 'is'} missing. Nothing of it was imported. Export it again, or import all parts together.`
    case 'unknown-format':
      return `${problem.file} is no export that Breakwatt knows. Its first line reads: ${listed(problem.header)}. Known are the cost and usage exports of ${knownSellers}, and FOCUS cost files. Of any other file you can say what its columns mean: map them in the window, or run mapping guess with the file in the terminal.`
    case 'unknown-json':
      return `${problem.file} is JSON of a kind that Breakwatt does not know${problem.names.length > 0 ? `; it has ${listed(problem.names)}` : ''}. Nothing was imported. Known are saved answers of the cost and usage APIs of OpenAI, Anthropic and OpenRouter, Google Cloud's billing export and FOCUS. Anything else can be mapped when it is a CSV file: export it as CSV.`
    case 'no-column-names':
      return `${problem.file} has no row of column names with rows of values below it. Name the columns in one row, and give every row below it its own day or month and one amount: months beside each other cannot be read.`
    case 'refused-form':
      return `${problem.file} is ${formWords[problem.form]}`
    case 'missing-column':
      return `${problem.file} looks like ${problem.title} but has no column ${problem.column}. Nothing was imported. Export it again with all columns.`
    case 'repeated-column':
      return `${problem.file} has the column ${shortened(problem.column)} twice, so it cannot tell which one counts. Nothing was imported. Remove one of them.`
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
      return `${place(problem)}, column ${problem.column} (${shortened(problem.header)}) reads ${quoted(problem.text)}, which is not ${cellWords[problem.expected]}. Nothing was imported. Export the file again, or open it and repair that cell.`
    case 'ambiguous-amount':
      return `${place(problem)}, column ${problem.column} (${shortened(problem.header)}) reads ${quoted(problem.text)}: with a decimal comma that is another amount than with a comma between thousands, and nothing in the file tells which it is. Nothing was imported. Export it again with commas between the cells and points for decimals, or with all decimals shown.`
    case 'ambiguous-date':
      return `${place(problem)}, column ${problem.column} (${shortened(problem.header)}) reads ${quoted(problem.text)}: with the month first that is another day than with the day first, and nothing in the file tells which it is. Nothing was imported. Export it again with dates like 2026-02-28.`
    case 'amount-too-large':
      return problem.header === null
        ? `${place(problem)} comes to an amount too large to be a bill, by itself or with the lines before it. Nothing was imported. Check the file.`
        : `${place(problem)}, column ${problem.column} (${shortened(problem.header)}) holds an amount too large to be a bill. Nothing was imported. Check the file.`
    case 'two-groupings':
      return `${place(problem)} is grouped by ${shortened(problem.second)}, the lines before it by ${shortened(problem.first)}: two groupings show the same money twice. Nothing was imported. Export it again with one grouping.`
    case 'mixed-answers':
      return `${place(problem)} has ${problem.second}, and what stands before it is ${problem.first}. Nothing was imported. Save each answer as a file of its own.`
    case 'answer-empty':
      return `${problem.file} is JSON without any row in it, so it does not say which days it is about. Nothing was imported. If there should have been use on those days, ask for them again and save the whole answer.`
    case 'not-kept':
      return `${problem.file} could not be kept: ${notKeptWords[problem.why]}`
    case 'ledger-from-future':
      return `The ledger ${problem.file} was written by a newer Breakwatt (format ${problem.version}; this one knows up to ${problem.newest}). Install the newer version. Nothing was changed.`
    case 'ledger-damaged':
      return `The ledger ${problem.file} is damaged: ${problem.detail}. The original bills are safe in the archive beside it: move the damaged file away, then run rebuild to make the ledger anew from the archive.`
    case 'ledger-unusable':
      return `The ledger ${problem.file} could not be used: ${problem.detail}. Check that its folder exists and that you may write there.`
    case 'ledger-read-only':
      return `The ledger ${problem.file} may only be read: it, its folder or its archive may not be written to. Nothing was changed. Allow writing to them and try again.`
    case 'ledger-busy':
      return 'An import is being written to the ledger. Nothing was changed. Try again in a moment.'
    case 'archive-incomplete':
      return `${problem.file} could not be rebuilt from the archive: ${problem.detail}. Nothing was changed.`
    case 'original-gone':
      return `The rows of ${problem.file} cannot be shown: its original ${problem.state === 'missing' ? 'is missing from' : 'was changed or damaged in'} the archive beside the ledger. What was read from it still counts. Put the archive’s files back from a backup, if there is one.`
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
    case 'no-invoice':
      return `${problem.file} has no invoice that it could be held against: ${noInvoiceWords[problem.why]}.`
    case 'no-such-rig':
      return `There is no rig named ${quoted(problem.name)}.`
    case 'mapping-not-json':
      return 'The mapping is not JSON. Nothing was changed. Export it again, or repair it.'
    case 'bad-mapping':
      return problem.text === null
        ? `The mapping does not say ${problem.field}: it needs ${problem.expected}. Nothing was changed.`
        : `The mapping says ${quoted(problem.text)} for ${problem.field}, which is not ${problem.expected}. Nothing was changed.`
    case 'no-such-mapping':
      return `There is no mapping with the fingerprint ${quoted(problem.fingerprint)}.`
    case 'no-such-scenario':
      return `There is no saved scenario with the number ${problem.id}. It may have been removed meanwhile: open the list again.`
    case 'scenario-frozen':
      return `${quoted(problem.name)} is what was assumed when its rig was bought, and is kept to be held against what comes. Duplicate it, and change the copy.`
    case 'no-such-input':
      return `The scenario has no number at ${quoted(problem.path)}. Check the spelling, and that the workload or purchase is still there.`
    case 'no-such-rule':
      return `There is no rule named ${quoted(problem.name)}.`
    case 'workload-not-json':
      return `${problem.file} is not JSON. Nothing was worked out. Check it for a missing comma or bracket.`
    case 'bad-workload':
      return `${problem.file} ${problem.text === null ? 'says nothing' : `says ${quoted(problem.text)}`}${problem.path === '' ? '' : ` for ${problem.path}`}, where it needs ${problem.expected}. Nothing was worked out. Mend it and try again.`
    case 'scenario-not-json':
      return `${place(problem)} stops being JSON at character ${problem.column}. Nothing was worked out. Look there for a missing comma, quotation mark or bracket.`
    case 'bad-scenario':
      return `${problem.file} ${problem.text === null ? 'says nothing' : `says ${quoted(problem.text)}`}${problem.path === '' ? '' : ` for ${problem.path}`}, where a scenario needs ${problem.expected}. Nothing was worked out. Mend it and try again.`
    case 'unknown-scenario-field':
      return `${problem.file} has ${quoted(problem.path)}, which no scenario has. Nothing was worked out. Check the spelling or take it out; known there: ${problem.known.join(', ')}.`
    case 'no-such-rate':
      return `You entered no rate between ${problem.from} and ${problem.to} on ${problem.day}.`
    case 'no-rates-file':
      return `${problem.file} is no file of exchange rates. Its first line reads: ${listed(problem.header)}. Expected are the euro reference rates of the European Central Bank: eurofxref-hist.csv or eurofxref.csv, whose first line begins with Date, USD, JPY.`
    case 'rates-differ':
      return `${place(problem)} says ${problem.rate} for ${problem.currency} on ${problem.day}, and line ${problem.beforeLine} says ${problem.before}. Nothing was imported. Download the rates of the European Central Bank again, or take out the wrong line.`
    case 'fault':
      return `Breakwatt met a fault of its own: ${problem.detail}. Your bills and the ledger are kept. Please report it.`
    default:
      return assertNever(problem)
  }
}

/** Whose exports are read, for people: the list itself is `statements/dialects`. */
export const knownSellers =
  'OpenAI, Anthropic, AWS, Azure, Google Cloud, Oracle, OpenRouter, LiteLLM, DeepSeek, Cursor, GitHub and Fireworks'

const notKeptWords: Readonly<Record<NotKept, string>> = {
  full: 'the disk is full. Nothing was imported. Free some disk space and try again.',
  'read-only':
    'the ledger or its folder may not be written to. Nothing was imported. Allow writing to both and try again.',
  busy: 'another program is writing to the ledger. Nothing was imported. Try again in a moment.',
  'archive-gone':
    'the archive beside the ledger was moved or deleted meanwhile. Nothing was imported. Drop the file again.',
}

const noInvoiceWords: Readonly<Record<NoInvoice, string>> = {
  usage: 'it counts use and bills nothing',
  estimate: 'it is an estimate of money that is billed elsewhere',
  'no-charges': 'it has no charges',
}

/** What a known form is, why it is not imported, and what is. */
const formWords: Readonly<Record<RefusedForm, string>> = {
  'focus-contract-commitments':
    'the FOCUS dataset of contract commitments: it says what was agreed, not what was charged. Nothing was imported. Export the Cost and Usage dataset.',
  'focus-invoice-details':
    'the FOCUS dataset of invoice details: it adds up what the Cost and Usage dataset has line by line, so it would count the same money twice. Nothing was imported. Export the Cost and Usage dataset.',
  'focus-billing-periods':
    'the FOCUS dataset of billing periods: it has no charges in it. Nothing was imported. Export the Cost and Usage dataset.',
  'focus-without-cost':
    'a FOCUS file with quantities and no cost, as CoreWeave exports it: what it does not say is not zero. Nothing was imported. Import the invoice or another export that has the cost.',
  'litellm-by-model':
    'a LiteLLM usage export by model, in which every model of a day carries the whole spend of its team: adding it up counts the same spend once for every model. Nothing was imported. Export it by day instead.',
  'azure-cost-without-days':
    'an Azure Cost analysis download without granularity: it does not say in which month the money was spent. Nothing was imported. In Cost analysis set the granularity to Daily or Monthly and download it again.',
  'google-report-without-days':
    'a Google Cloud report that is not split by time and does not name one month above its columns: it does not say in which month the money was spent. Nothing was imported. In Reports choose a Group by that begins with Date or Month and download it again.',
  workbook:
    'an Excel workbook: its cells hold what Excel made of the bill, not what the provider wrote. Nothing was imported. Export it as CSV, or save the sheet with the charges as CSV.',
  pdf: 'a PDF, made for reading: amounts cannot be taken out of it for certain. Nothing was imported. Export the same bill as CSV.',
}

const cellWords: Readonly<Record<CellKind, string>> = {
  amount: 'an amount',
  'own-currency': 'an amount in the currency of its row',
  total: 'the sum of its row',
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
const shortened = (text: string): string =>
  text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text
const quoted = (text: string): string => `“${shortened(text)}”`

const megabytes = (count: number): string =>
  count >= 1024 ? `${Math.floor(count / 1024)} GB` : `${Math.floor(count)} MB`

const shownColumns = 6
const listed = (names: readonly string[]): string =>
  names.length > shownColumns
    ? `${names.slice(0, shownColumns).map(shortened).join(', ')} and ${names.length - shownColumns} more`
    : names.map(shortened).join(', ')
