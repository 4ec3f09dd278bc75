import {
  amountUnits,
  cellSeparators,
  dateFormats,
  decimalMarks,
  fingerprintOf,
  mappingRoles,
  missingIn,
  sameName,
  signs,
  type LeaveOut,
  type Mapping,
  type MappingDraft,
  type MappingField,
  type MappingRole,
} from './mapping.ts'
import { parseCurrency } from './money.ts'
import type { Problem } from './problem.ts'
import { ok, refused, type Result } from './result.ts'

type Plain = Readonly<Record<string, unknown>>

/** What each part is, for the sentence that says it is missing or wrong. */
const expected: Readonly<Record<MappingField, string>> = {
  title: 'a name for this kind of file',
  serviceProviderName: 'the name of who sells what is billed',
  account: 'the name of the account, empty where there is but one',
  separator: oneOf(cellSeparators),
  dataset: '"cost" (money) or "usage" (quantities only)',
  'columns.date': 'the name of the column with the dates',
  'columns.amount': 'the name of the column with the amounts',
  'columns.quantity': 'the name of the column with the quantities',
  currency: 'a currency code such as USD, unless a column says it',
  dateFormat: oneOf(dateFormats),
  decimalMark: oneOf(decimalMarks),
  amountUnit: oneOf(amountUnits),
  sign: oneOf(signs),
}

const wrong = (field: string, value: unknown, needed: string): Result<never, Problem> =>
  refused({
    kind: 'bad-mapping',
    field,
    text:
      value === undefined || value === null
        ? null
        : typeof value === 'string'
          ? value
          : JSON.stringify(value),
    expected: needed,
  })

const lacks = (field: MappingField): Result<never, Problem> => wrong(field, null, expected[field])

/** A whole mapping out of JSON, as `JSON.stringify` writes it or a person edited it. Keys it does not know are left. */
export function parseMapping(text: string): Result<Mapping, Problem> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refused({ kind: 'mapping-not-json' })
  }
  return readMapping(json)
}

/** The same for what JSON has become already. */
export function readMapping(json: unknown): Result<Mapping, Problem> {
  const draft = readDraft(json)
  return draft.ok ? finishedMapping(draft.value) : draft
}

/** The mapping a draft has become; refused while something has to be said yet. */
export function finishedMapping(draft: MappingDraft): Result<Mapping, Problem> {
  const [first] = missingIn(draft)
  const { title, serviceProviderName, account, separator, dataset, dateFormat, decimalMark, columns } = draft
  const { date } = columns
  const isWhole = title !== null && serviceProviderName !== null && account !== null && separator !== null
  if (first !== undefined || !isWhole || dataset === null || date === null) return lacks(first ?? 'title')
  if (dateFormat === null || decimalMark === null) return lacks('dateFormat')
  return ok({
    ...draft,
    title: title.trim(),
    serviceProviderName: serviceProviderName.trim(),
    account: account.trim(),
    separator,
    dataset,
    columns: { ...columns, date },
    dateFormat,
    decimalMark,
    amountUnit: draft.amountUnit ?? 'units',
    sign: draft.sign ?? 'charges-positive',
  })
}

/** A mapping with parts still to be said (null or left out); what is said has to be right. */
export function readDraft(json: unknown): Result<MappingDraft, Problem> {
  if (!isPlain(json)) return wrong('the mapping', json, 'an object')
  if (json['version'] !== 1) return wrong('version', json['version'], '1, the only one this Breakwatt knows')
  const fingerprint = json['fingerprint']
  if (
    typeof fingerprint !== 'string' ||
    fingerprint === '' ||
    fingerprintOf(namesIn(fingerprint)) !== fingerprint
  )
    return wrong('fingerprint', fingerprint, 'the names of the columns as a guess writes them')
  const names = new Set(namesIn(fingerprint))
  const columns = readColumns(json['columns'] ?? {}, names)
  if (!columns.ok) return columns
  const rowsToLeaveOut = readLeaveOuts(json['rowsToLeaveOut'] ?? [], names)
  if (!rowsToLeaveOut.ok) return rowsToLeaveOut
  for (const field of ['title', 'serviceProviderName', 'account', 'unit', 'currency'] as const) {
    const value = json[field] ?? null
    if (value !== null && typeof value !== 'string')
      return wrong(field, value, field === 'unit' ? 'the name of what is counted' : expected[field])
  }
  const currency = textIn(json, 'currency')
  if (currency !== null && parseCurrency(currency) === null)
    return wrong('currency', currency, expected.currency)
  for (const [field, choices] of closed) {
    const value = json[field] ?? null
    if (value !== null && !choices.some((choice) => choice === value))
      return wrong(field, value, expected[field])
  }
  return ok({
    version: 1,
    fingerprint,
    title: textIn(json, 'title'),
    serviceProviderName: textIn(json, 'serviceProviderName'),
    account: textIn(json, 'account'),
    separator: choiceIn(json, 'separator', cellSeparators),
    dataset: choiceIn(json, 'dataset', datasets),
    columns: columns.value,
    currency: currency === null ? null : parseCurrency(currency),
    unit: textIn(json, 'unit'),
    dateFormat: choiceIn(json, 'dateFormat', dateFormats),
    decimalMark: choiceIn(json, 'decimalMark', decimalMarks),
    amountUnit: choiceIn(json, 'amountUnit', amountUnits),
    sign: choiceIn(json, 'sign', signs),
    rowsToLeaveOut: rowsToLeaveOut.value,
  })
}

const datasets = ['cost', 'usage'] as const
const closed = [
  ['separator', cellSeparators],
  ['dataset', datasets],
  ['dateFormat', dateFormats],
  ['decimalMark', decimalMarks],
  ['amountUnit', amountUnits],
  ['sign', signs],
] as const satisfies readonly (readonly [MappingField, readonly string[]])[]

const namesIn = (fingerprint: string): readonly string[] =>
  fingerprint.split(' | ').map((name) => name.replaceAll('||', '|'))

function readColumns(json: unknown, names: ReadonlySet<string>): Result<MappingDraft['columns'], Problem> {
  if (!isPlain(json)) return wrong('columns', json, 'an object of column names')
  const columns: Partial<Record<MappingRole, string | null>> = {}
  const roleOf = new Map<string, MappingRole>()
  for (const role of mappingRoles) {
    const name = json[role] ?? null
    columns[role] = null
    if (name === null) continue
    if (typeof name !== 'string' || !names.has(sameName(name)))
      return wrong(`columns.${role}`, name, 'a column of the file that the mapping is for')
    const other = roleOf.get(sameName(name))
    if (other !== undefined) return wrong(`columns.${role}`, name, `another column than that of the ${other}`)
    roleOf.set(sameName(name), role)
    columns[role] = name
  }
  return ok(columns as Record<MappingRole, string | null>)
}

function readLeaveOuts(json: unknown, names: ReadonlySet<string>): Result<readonly LeaveOut[], Problem> {
  const rules: LeaveOut[] = []
  if (!Array.isArray(json)) return wrong('rowsToLeaveOut', json, 'a list')
  for (const rule of json as readonly unknown[]) {
    if (!isPlain(rule)) return wrong('rowsToLeaveOut', rule, 'an object with a column')
    const { column, when, texts } = rule
    if (typeof column !== 'string' || !names.has(sameName(column)))
      return wrong('rowsToLeaveOut', column, 'a column of the file that the mapping is for')
    if (when === 'empty') rules.push({ column, when })
    else if (when === 'is' || when === 'lacks') {
      if (!Array.isArray(texts) || texts.length === 0 || !texts.every((text) => typeof text === 'string'))
        return wrong('rowsToLeaveOut', texts, 'a list of texts')
      rules.push({ column, when, texts })
    } else return wrong('rowsToLeaveOut', when, 'one of "empty", "is", "lacks"')
  }
  return ok(rules)
}

const isPlain = (json: unknown): json is Plain =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

const textIn = (json: Plain, key: string): string | null => {
  const value = json[key]
  return typeof value === 'string' ? value : null
}

const choiceIn = <T extends string>(json: Plain, key: string, choices: readonly T[]): T | null =>
  choices.find((choice) => choice === json[key]) ?? null

function oneOf(choices: readonly string[]): string {
  return `one of ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`
}
