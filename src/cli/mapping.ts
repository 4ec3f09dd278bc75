import { parseArgs } from 'node:util'
import { missingIn, shortFingerprint, type Mapping, type SavedMapping } from '../core/mapping.ts'
import { finishedMapping, readDraft } from '../core/parse-mapping.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { shownText } from '../core/shown-text.ts'
import { guessFile, guessSample, readingsOf, type GuessedFile } from '../flows/guess-mapping.ts'
import { mappingText, readMappingFile } from '../flows/read-mapping-file.ts'
import { listMappings, removeMapping, saveMapping } from '../ledger/mappings.ts'
import type { Ledger } from '../ledger/open.ts'
import { guessJson, guessWords } from './mapping-words.ts'
import { failed, said, table, type Output, type Usage } from './output.ts'

const usage = `breakwatt mapping guess FILE [--set FIELD=VALUE]… [--save]
breakwatt mapping list
breakwatt mapping save FILE
breakwatt mapping export --fingerprint F
breakwatt mapping remove --fingerprint F`

/** `mapping guess | list | save | export | remove` */
export async function mappingCommand(
  ledger: Ledger,
  args: readonly string[],
  now: number,
): Promise<Output | Usage> {
  const [name = '', ...rest] = args
  const { values, positionals } = parseArgs({
    args: [...rest],
    allowPositionals: true,
    options: {
      set: { type: 'string', multiple: true },
      save: { type: 'boolean' },
      fingerprint: { type: 'string' },
    },
  })
  const [file] = positionals
  if (name === 'guess' && file !== undefined)
    return guess(ledger, file, values.set ?? [], values.save ?? false, now)
  if (name === 'save' && file !== undefined) return save(ledger, file, now)
  if (name === 'list') return list(ledger)
  if (name === 'export' && values.fingerprint !== undefined) return exported(ledger, values.fingerprint)
  if (name === 'remove' && values.fingerprint !== undefined) return removed(ledger, values.fingerprint)
  return { usage: `mapping needs one of its commands in full\n\n${usage}` }
}

async function guess(
  ledger: Ledger,
  path: string,
  settings: readonly string[],
  saves: boolean,
  now: number,
): Promise<Output | Usage> {
  const guessed = await guessFile({ path })
  if (!guessed.ok) return failed(guessed.problem)
  const set = withSettings(guessed.value, settings)
  if (!set.ok) return failed(set.problem)
  const { sample, guess } = set.value
  const problems = sample.problem === null ? [] : [sample.problem]
  if (saves) {
    const finished = finishedMapping(guess.draft)
    if (!finished.ok) return failed(finished.problem)
    saveMapping(ledger, finished.value, now)
  }
  return { json: guessJson(set.value), words: guessWords(set.value, saves), problems }
}

/** `columns.date=Posted`, `sign=charges-negative`: columns first, for they change what the rest is guessed from. */
function withSettings(guessed: GuessedFile, settings: readonly string[]): Result<GuessedFile, Problem> {
  const pairs = settings.map((setting) => {
    const at = setting.indexOf('=')
    return { field: setting.slice(0, at).trim(), text: setting.slice(at + 1), isPair: at > 0 }
  })
  const columns: Record<string, string | null> = {}
  const parts: Record<string, unknown> = {}
  for (const { field, text, isPair } of pairs) {
    const [first = '', role] = field.split('.')
    const known =
      role === undefined
        ? first in guessed.guess.draft
        : first === 'columns' && role in guessed.guess.candidates
    if (!isPair || !known)
      return refused({
        kind: 'bad-input',
        field: '--set',
        text: field,
        expected: 'a part of a mapping with its value',
      })
    if (role !== undefined) columns[role] = text === '' ? null : text
    else
      parts[first] =
        first === 'rowsToLeaveOut' ? parsed(text) : text === '' && first !== 'account' ? null : text
  }
  const again = guessSample(guessed.sample, columns)
  const draft = readDraft({ ...again.guess.draft, ...parts })
  if (!draft.ok) return draft
  return ok({
    sample: again.sample,
    guess: { ...again.guess, draft: draft.value, missing: missingIn(draft.value) },
    readings: readingsOf(draft.value, again.sample),
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function save(ledger: Ledger, path: string, now: number): Promise<Output> {
  const read = await readMappingFile(path)
  if (!read.ok) return failed(read.problem)
  saveMapping(ledger, read.value, now)
  return said(
    { mapping: read.value },
    `${shownText(read.value.title)}: saved. Files with these columns are read by it from now on.`,
  )
}

function list(ledger: Ledger): Output {
  const saved = listMappings(ledger)
  const rows = saved.map(({ mapping, savedAt }) => [
    shortFingerprint(mapping.fingerprint),
    mapping.title,
    mapping.serviceProviderName,
    mapping.fingerprint,
    new Date(savedAt).toISOString().slice(0, 10),
  ])
  return said(
    { mappings: saved.map(savedJson) },
    rows.length === 0
      ? 'No mappings.'
      : table(['fingerprint', 'title', 'provider', 'columns', 'saved'], rows, []),
  )
}

const savedJson = ({ mapping, savedAt }: SavedMapping) => ({
  fingerprint: shortFingerprint(mapping.fingerprint),
  savedAt: new Date(savedAt).toISOString(),
  mapping,
})

function exported(ledger: Ledger, fingerprint: string): Output {
  const mapping = mappingOf(ledger, fingerprint)
  return mapping === null
    ? failed({ kind: 'no-such-mapping', fingerprint })
    : said(mapping, mappingText(mapping).trim())
}

function removed(ledger: Ledger, fingerprint: string): Output {
  const mapping = mappingOf(ledger, fingerprint)
  if (mapping === null) return failed({ kind: 'no-such-mapping', fingerprint })
  removeMapping(ledger, mapping.fingerprint)
  return said({ removed: mapping }, `${shownText(mapping.title)}: removed. What was imported by it stays.`)
}

/** By the fingerprint in full or by its sixteen digits. */
const mappingOf = (ledger: Ledger, fingerprint: string): Mapping | null =>
  listMappings(ledger).find(
    ({ mapping }) =>
      mapping.fingerprint === fingerprint || shortFingerprint(mapping.fingerprint) === fingerprint,
  )?.mapping ?? null
