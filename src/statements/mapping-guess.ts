import { requestUnit, tokenUnit } from '../core/charge.ts'
import {
  fingerprintOf,
  mappingRoles,
  missingIn,
  type ColumnCandidate,
  type LeaveOut,
  type MappingDraft,
  type MappingGuess,
  type MappingRole,
  type Told,
} from '../core/mapping.ts'
import { chosenFrom, profileOf, scoredColumns, type ColumnProfile } from './mapping-columns.ts'
import {
  currencyTold,
  dateFormatTold,
  decimalMarkTold,
  signTold,
  unitOfAmountTold,
} from './mapping-evidence.ts'
import { placeIn } from './mapping-rows.ts'

/** Columns that the user has chosen already; null for a role that no column has. */
export type ChosenColumns = Partial<MappingDraft['columns']>

/**
 * What the columns of a file seem to mean, by its header and rows from all over it, with everything that speaks for
 * each choice. What the rows leave open (a day as 03/04/2026, an amount as 1,234, the side of zero) is left open.
 */
export function guessMapping(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  separator: MappingDraft['separator'],
  chosen: ChosenColumns = {},
): MappingGuess {
  const filled = rows.filter((cells) => cells.some((cell) => cell.trim() !== ''))
  const profiles = header.flatMap((name, place) =>
    name.trim() === ''
      ? []
      : [
          profileOf(
            name,
            filled.map((cells) => cells[place] ?? ''),
          ),
        ],
  )
  const candidates = scoredColumns(profiles)
  const place = placeIn(header)
  const inHeader = Object.entries(chosen).map(([role, name]) => {
    const found = name === null ? null : place(name)
    return [role, found === null ? name : (header[found] ?? name)] as const
  })
  const columns = chooseColumns(candidates, Object.fromEntries(inHeader))
  const profile = (role: MappingRole): ColumnProfile | null =>
    profiles.find(({ name }) => name === columns[role]) ?? null

  const date = profile('date')
  const amount = profile('amount')
  const quantity = profile('quantity')
  const dateFormat = dateFormatTold(date)
  const decimalMark = decimalMarkTold([amount, quantity], separator)
  const mark = valueOf(decimalMark)
  const currency = currencyTold(amount, columns.currency)
  const said = valueOf(currency) ?? profile('currency')?.texts ?? []
  const currencies = [...new Set([said].flat().map((code) => code.trim().toUpperCase()))]
  const amountUnit = unitOfAmountTold(amount, mark, currencies)
  const sign = signTold(amount, mark)
  const hasMoney = amount !== null || (chosen.amount === undefined && isLikely(candidates.amount))
  const draft: MappingDraft = {
    version: 1,
    fingerprint: fingerprintOf(header),
    title: null,
    serviceProviderName: null,
    account: '',
    separator,
    dataset: hasMoney ? 'cost' : quantity === null ? null : 'usage',
    columns,
    currency: valueOf(currency),
    unit: quantity === null || columns.unit !== null ? null : unitIn(quantity.words),
    dateFormat: valueOf(dateFormat),
    decimalMark: mark,
    amountUnit: valueOf(amountUnit),
    sign: valueOf(sign),
    rowsToLeaveOut: date === null ? [] : rowsWithoutDay(date, valueOf(dateFormat)),
  }
  return { draft, missing: missingIn(draft), candidates, dateFormat, decimalMark, amountUnit, sign, currency }
}

const valueOf = <T>(told: Told<T>): T | null => (told.state === 'sure' ? told.value : null)

const isLikely = ([best]: readonly ColumnCandidate[]): boolean =>
  best !== undefined && best.score >= chosenFrom.amount

/** Of two columns that may as well be a day or a sum, the user chooses; of two names the first will do. */
const needsLead: Readonly<Record<MappingRole, boolean>> = {
  date: true,
  amount: true,
  currency: true,
  quantity: true,
  unit: false,
  service: false,
  project: false,
}
const lead = 5

function chooseColumns(
  candidates: MappingGuess['candidates'],
  chosen: ChosenColumns,
): Record<MappingRole, string | null> {
  const taken = new Set(Object.values(chosen).filter((name) => name !== null))
  const columns: Partial<Record<MappingRole, string | null>> = { ...chosen }
  for (const role of ['date', 'amount', 'currency', 'quantity', 'unit', 'service', 'project'] as const) {
    if (columns[role] !== undefined) continue
    const [best, second] = candidates[role].filter(({ column }) => !taken.has(column))
    const isClear =
      best !== undefined &&
      best.score >= chosenFrom[role] &&
      (!needsLead[role] || second === undefined || best.score - second.score >= lead)
    columns[role] = isClear ? best.column : null
    if (isClear) taken.add(best.column)
  }
  return Object.fromEntries(mappingRoles.map((role) => [role, columns[role] ?? null])) as Record<
    MappingRole,
    string | null
  >
}

function unitIn(words: readonly string[]): string | null {
  if (words.some((word) => word === 'token' || word === 'tokens')) return tokenUnit
  return words.some((word) => word === 'request' || word === 'requests' || word === 'calls')
    ? requestUnit
    : null
}

/** Rows of the sample that name no day, as those that only add up others do. */
function rowsWithoutDay(
  { name, filled, dates }: ColumnProfile,
  format: MappingDraft['dateFormat'],
): readonly LeaveOut[] {
  const misfits = (dates.find((known) => known.format === format) ?? dates[0])?.misfits ?? []
  return [
    ...(filled < 1 ? [{ column: name, when: 'empty' } as const] : []),
    ...(misfits.length > 0 ? [{ column: name, when: 'is', texts: misfits } as const] : []),
  ]
}
