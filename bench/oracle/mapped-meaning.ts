import { exactOf, hundredth, negated, type Exact } from './exact.ts'
import { cash, isBlank, type Cell, type File, type Meaning } from './meaning.ts'

/** The user's mapping as the ledger keeps it with a statement. */
export type KeptMapping = {
  /** The names of its header, folded and in order. */
  readonly fingerprint: string
  readonly dataset: 'cost' | 'usage'
  readonly columns: Readonly<Record<string, string | null>>
  readonly currency: string | null
  readonly unit: string | null
  readonly decimalMark: '.' | ','
  readonly amountUnit: 'units' | 'cents'
  readonly sign: 'charges-positive' | 'charges-negative'
  readonly rowsToLeaveOut: readonly {
    readonly column: string
    readonly when: 'empty' | 'is' | 'lacks'
    readonly texts?: readonly string[]
  }[]
}

const folded = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()

/** Without the currency beside it and the gaps between thousands; a minus may stand behind. */
function written(text: string, mark: '.' | ','): Exact | null {
  const bare = text.trim().replaceAll(/[\s'’]|[A-Z]{0,3}[$€£¥₩₪₫₹]|[A-Z]{3}/g, '')
  const behind = /^(.*\d)-$/.exec(bare)?.[1]
  return exactOf(behind === undefined ? bare : `-${behind}`, mark)
}

export function mappedMeaning(mapping: KeptMapping): Meaning {
  const { columns, decimalMark, sign, amountUnit } = mapping
  const used = Object.values(columns).filter((name) => name !== null)
  const named = ({ names }: Pick<File, 'names'>, wanted: string | null): string =>
    wanted === null
      ? ''
      : (names.find((name) => name.trim() === wanted.trim()) ??
        names.find((name) => folded(name) === folded(wanted)) ??
        '')
  return {
    hasEmptyRows: true,
    header: (names) =>
      mapping.fingerprint ===
      [...names]
        .map(folded)
        .filter((name) => name !== '')
        .sort()
        .map((name) => name.replaceAll('|', '||'))
        .join(' | '),
    open: (file) => {
      const at = (role: string, cell: Cell): string => cell(named(file, columns[role] ?? null))
      const isLeftOut = (cell: Cell): boolean =>
        used.every((name) => cell(named(file, name)).trim() === '') ||
        mapping.rowsToLeaveOut.some(({ column, when, texts = [] }) => {
          const text = folded(cell(named(file, column)))
          if (when === 'empty') return text === ''
          return when === 'is'
            ? texts.map(folded).includes(text)
            : !texts.some((part) => text.includes(folded(part)))
        })
      return (cell) => {
        if (isLeftOut(cell)) return []
        if (mapping.dataset === 'usage') {
          const text = at('quantity', cell)
          const count = isBlank(text) ? null : written(text, decimalMark)
          if (count === null) return isBlank(text) ? [] : null
          const unit = isBlank(at('unit', cell)) ? (mapping.unit ?? '') : at('unit', cell).trim()
          return [{ unit, quantity: Number(count.digits) / 10 ** count.decimals }]
        }
        const amount = written(at('amount', cell), decimalMark)
        const turned = amount && (sign === 'charges-negative' ? negated(amount) : amount)
        const own = (columns['currency'] ?? null) === null ? mapping.currency : at('currency', cell)
        return cash(turned && (amountUnit === 'cents' ? hundredth(turned) : turned), own ?? '')
      }
    },
  }
}
