import type { ReactNode } from 'react'
import { parseCurrency, toUnits, type Currency, type Nanos } from '../../core/money.ts'
import { partField, purchaseField } from '../../core/rig-fields.ts'
import { partsSum, partsWords } from '../../core/rig-parts.ts'
import type { TypedPart, TypedPurchase } from '../../core/rig.ts'
import { decimal, money } from '../figures.ts'
import { typedNanos, type Wrong } from '../rigForm.ts'
import { TextField } from './Field.tsx'
import { RowFields } from './RowFields.tsx'

/** What was bought for the rig, and when; the first is what it was added with. */
export const PurchaseRows = ({
  purchases,
  currency,
  change,
  wrong,
}: {
  purchases: readonly TypedPurchase[]
  currency: Currency
  change: (purchases: readonly TypedPurchase[]) => void
  wrong: Wrong
}): ReactNode => (
  <RowFields
    name="purchase"
    titles={['Bought on', `Price (${currency})`, 'Nodes']}
    rows={purchases}
    empty={{ on: '', price: '', nodes: '1' }}
    change={change}
    add="Add a purchase"
    keepsFirst
    fields={(purchase, index, set, isNew) => [
      <TextField
        key="on"
        inCell
        autoFocus={isNew}
        label={`Purchase ${index + 1}, bought on`}
        type="date"
        value={purchase.on}
        change={(on) => {
          set({ ...purchase, on })
        }}
        wrong={wrong(purchaseField(index, 'on'), purchase.on)}
      />,
      <TextField
        key="price"
        inCell
        label={`Purchase ${index + 1}, price (${currency})`}
        value={purchase.price}
        change={(price) => {
          set({ ...purchase, price })
        }}
        wrong={wrong(purchaseField(index, 'price'), purchase.price)}
        inputMode="decimal"
      />,
      <TextField
        key="nodes"
        inCell
        label={`Purchase ${index + 1}, nodes`}
        value={purchase.nodes}
        change={(nodes) => {
          set({ ...purchase, nodes })
        }}
        wrong={wrong(purchaseField(index, 'nodes'), purchase.nodes)}
        inputMode="decimal"
      />,
    ]}
  />
)

/** What the rig is built of, and how its sum stands to the price: a difference is said, never corrected. */
export const PartRows = ({
  parts,
  paid,
  currency,
  change,
  wrong,
}: {
  parts: readonly TypedPart[]
  /** The prices of the purchases, as typed. */
  paid: readonly string[]
  currency: Currency
  change: (parts: readonly TypedPart[]) => void
  wrong: Wrong
}): ReactNode => (
  <>
    <RowFields
      name="part"
      titles={['Part', `Price (${currency})`, 'Note']}
      rows={parts}
      empty={{ name: '', price: '', note: '' }}
      change={change}
      add="Add a part"
      fields={(part, index, set, isNew) => [
        <TextField
          key="name"
          inCell
          autoFocus={isNew}
          label={`Part ${index + 1}, name`}
          value={part.name}
          change={(name) => {
            set({ ...part, name })
          }}
          wrong={wrong(partField(index, 'name'), part.name)}
        />,
        <TextField
          key="price"
          inCell
          label={`Part ${index + 1}, price (${currency})`}
          value={part.price}
          change={(price) => {
            set({ ...part, price })
          }}
          wrong={wrong(partField(index, 'price'), part.price)}
          inputMode="decimal"
        />,
        <TextField
          key="note"
          inCell
          label={`Part ${index + 1}, note`}
          value={part.note}
          change={(note) => {
            set({ ...part, note })
          }}
        />,
      ]}
    />
    <p className="quiet" role="status">
      {partsSentence(parts, paid, currency)}
    </p>
  </>
)

/** Said once the parts and the price can be added up. */
function partsSentence(parts: readonly TypedPart[], paid: readonly string[], currency: Currency): string {
  const prices = paid.map(typedNanos).filter((nanos) => nanos !== null)
  const named = parts.filter(({ name, price }) => `${name}${price}`.trim() !== '')
  const sum = partsSum(
    named.map(({ price }) => typedNanos(price)),
    prices,
  )
  if (sum === null || prices.length < paid.length) return ''
  return partsWords(sum, (nanos) => written(nanos, currency))
}

/** Before a currency is typed in full it cannot be written with its sign. */
const written = (nanos: Nanos, currency: Currency): string => {
  const code = parseCurrency(currency)
  return code === null ? decimal(toUnits(nanos), 2) : money(nanos, code)
}
