import {
  dateFormats,
  mappingRoles,
  type ColumnCandidate,
  type DateFormat,
  type MappingRole,
} from '../core/mapping.ts'
import { parseCurrency } from '../core/money.ts'
import { partsOf, writtenAmount } from './mapping-amounts.ts'
import { mappedDays } from './mapping-dates.ts'

/** What the sample rows show of one column. */
export type ColumnProfile = {
  readonly name: string
  readonly words: readonly string[]
  /** Texts of its cells that are not empty. */
  readonly texts: readonly string[]
  /** Of its cells: how many are not empty; of those: how many are numbers. 0 to 1. */
  readonly filled: number
  readonly numeric: number
  /** Formats that read most of its texts, and the texts that they do not read. */
  readonly dates: readonly { readonly format: DateFormat; readonly misfits: readonly string[] }[]
}

/** `Cost (USD)` and `costUsd` as cost, usd. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}$€£¥₹]+/u)
    .filter((word) => word !== '')

/** Labels of rows that add up others, in a column of dates. */
const mostLabels = 3
const isLabel = (text: string): boolean => !/\d/.test(text)

export function profileOf(name: string, cells: readonly string[]): ColumnProfile {
  const texts = cells.map((cell) => cell.trim()).filter((text) => text !== '' && text !== '--')
  const numbers = texts.filter(
    (text) => writtenAmount(text, '.') !== null || writtenAmount(text, ',') !== null,
  )
  const distinct = [...new Set(texts)]
  const dates = dateFormats.flatMap((format) => {
    const misfits = distinct.filter((text) => mappedDays(text, format) === null)
    const reads = misfits.length < distinct.length && misfits.length <= mostLabels && misfits.every(isLabel)
    return reads ? [{ format, misfits }] : []
  })
  return {
    name,
    words: wordsOf(name),
    texts,
    filled: cells.length === 0 ? 0 : texts.length / cells.length,
    numeric: texts.length === 0 ? 0 : numbers.length / texts.length,
    dates,
  }
}

type Words = Readonly<Record<string, number>>
const worth = (points: number, words: string): Words =>
  Object.fromEntries(words.split(' ').map((word) => [word, points]))

/** What a word of a column's name says for a role (above 0) and against it; the strongest of each counts. */
const nameWords: Readonly<Record<MappingRole, Words>> = {
  date: {
    ...worth(
      30,
      'date day datum time timestamp created period month monat mois fecha mes jour buchungstag tag when',
    ),
    ...worth(-15, 'end due post posted posting expiry expires updated paid until'),
  },
  amount: {
    ...worth(
      40,
      'amount cost costs total spend spent charge charges charged billed betrag kosten summe montant',
    ),
    ...worth(40, 'importe value fee net gross debit price usd eur gbp $ € £'),
    ...worth(40, 'coût coûts cout'),
    ...worth(-15, 'input output prompt completion cache cached reasoning'),
    ...worth(
      -35,
      'per rate unit balance saldo limit tax vat refunded discount quantity qty tokens token count id',
    ),
    ...worth(-35, 'requests credits hours seconds number no'),
  },
  currency: worth(35, 'currency ccy währung waehrung devise moneda'),
  service: {
    ...worth(45, 'model modell modèle modele modelo'),
    ...worth(42, 'service product dienst produkt produit'),
    ...worth(38, 'merchant payee description beschreibung libellé item sku'),
    ...worth(36, 'empfänger begünstigter zahlungsempfänger verwendungszweck'),
    ...worth(32, 'vendor provider supplier seller lieferant anbieter fournisseur proveedor'),
    ...worth(25, 'name endpoint feature api resource'),
    ...worth(15, 'category type'),
  },
  project: {
    ...worth(50, 'project projekt projet workspace'),
    ...worth(45, 'team équipe department abteilung center centre kostenstelle'),
    ...worth(30, 'organization organisation org key user email owner tag'),
  },
  quantity: {
    ...worth(45, 'quantity qty tokens menge anzahl quantité'),
    ...worth(38, 'units usage requests calls hours seconds minutes'),
    ...worth(30, 'count'),
    ...worth(-40, 'price cost amount id rate per total_cost'),
  },
  unit: worth(60, 'unit uom einheit unité units'),
}

/** From how many points on a column is chosen by itself. */
export const chosenFrom: Readonly<Record<MappingRole, number>> = {
  date: 60,
  amount: 55,
  currency: 60,
  service: 45,
  project: 50,
  quantity: 60,
  unit: 60,
}

type Shape = { readonly points: number; readonly reason: string }

const unixFormats: readonly DateFormat[] = ['unix-seconds', 'unix-milliseconds', 'yyyymmdd']
const codes = new Set(Intl.supportedValuesOf('currency'))

/** What the cells of a column say for a role; null where they cannot be it. */
const shapeFor: Readonly<Record<MappingRole, (column: ColumnProfile) => Shape | null>> = {
  date: ({ dates, texts, filled, words }) => {
    if (dates.length === 0) return null
    const isNumber = dates.every(({ format }) => unixFormats.includes(format))
    const isNamed = words.some((word) => (nameWords.date[word] ?? 0) > 0)
    if (isNumber && !isNamed) return { points: 20, reason: 'its numbers could be dates' }
    const reason =
      texts.length === 1 ? 'its one cell reads as a date' : `its ${texts.length} cells read as dates`
    return { points: filled < 0.5 ? 40 : 60, reason }
  },
  amount: ({ numeric, texts, dates }) => {
    if (numeric < 0.8 || dates.some(({ format }) => !unixFormats.includes(format))) return null
    const hasSign = texts.some((text) => (partsOf(text)?.currencySign ?? '') !== '')
    const hasFraction = texts.some((text) => /[.,]\d{1,2}$|[.,]\d{4,}/.test(partsOf(text)?.number ?? ''))
    const reason = hasSign
      ? 'its numbers have a currency'
      : hasFraction
        ? 'its numbers have decimals'
        : 'its cells are numbers'
    return { points: 30 * numeric + (hasSign ? 15 : 0) + (hasFraction ? 10 : 0), reason }
  },
  currency: ({ texts }) =>
    texts.length > 0 && texts.every((text) => codes.has(parseCurrency(text) ?? ''))
      ? { points: 60, reason: `it reads ${[...new Set(texts)].slice(0, 3).join(', ')}` }
      : null,
  service: (column) => (isText(column) ? { points: 15, reason: 'its cells are texts' } : null),
  project: (column) => (isText(column) ? { points: 15, reason: 'its cells are texts' } : null),
  quantity: ({ numeric, texts, dates }) =>
    numeric < 0.8 ||
    dates.some(({ format }) => !unixFormats.includes(format)) ||
    texts.some((text) => (partsOf(text)?.currencySign ?? '') !== '')
      ? null
      : { points: 30 * numeric, reason: 'its cells are numbers' },
  unit: (column) => (isText(column) ? { points: 15, reason: 'its cells are texts' } : null),
}

const isText = ({ filled, numeric, dates }: ColumnProfile): boolean =>
  filled >= 0.5 && numeric < 0.5 && dates.length === 0

/** The columns that may be each role, best first. */
export function scoredColumns(
  columns: readonly ColumnProfile[],
): Readonly<Record<MappingRole, readonly ColumnCandidate[]>> {
  const numbers = columns.filter(({ numeric, dates }) => numeric >= 0.8 && dates.length === 0)
  const candidatesFor = (role: MappingRole): readonly ColumnCandidate[] =>
    columns
      .flatMap((column) => {
        const shape = shapeFor[role](column)
        if (shape === null) return []
        const isOnly = role === 'amount' && numbers.length === 1 && numbers[0] === column
        const { points, reason } = named(role, column.words)
        const score = Math.round(shape.points + points + (isOnly ? 20 : 0))
        const reasons = [shape.reason, ...reason, ...(isOnly ? ['no other column has numbers'] : [])]
        return score > 0
          ? [{ column: column.name, score: Math.min(score, 100), reason: reasons.join('; ') }]
          : []
      })
      .toSorted((one, other) => other.score - one.score)
  return Object.fromEntries(mappingRoles.map((role) => [role, candidatesFor(role)])) as Record<
    MappingRole,
    readonly ColumnCandidate[]
  >
}

function named(role: MappingRole, words: readonly string[]): { points: number; reason: readonly string[] } {
  const known = nameWords[role]
  const scored = words.flatMap((word) => {
    const points = Object.hasOwn(known, word) ? known[word] : undefined
    return points === undefined ? [] : [{ word, points }]
  })
  const [best] = scored.filter(({ points }) => points > 0).toSorted((one, other) => other.points - one.points)
  const [worst] = scored
    .filter(({ points }) => points < 0)
    .toSorted((one, other) => one.points - other.points)
  return {
    points: (best?.points ?? 0) + (worst?.points ?? 0),
    reason: [
      ...(best ? [`its name says ${best.word}`] : []),
      ...(worst ? [`its name also says ${worst.word}`] : []),
    ],
  }
}
