import { useState, type ReactNode } from 'react'
import { mostCharges, type OpenedCharge, type OpenedStatement } from '../../core/drill-down.ts'
import type { Currency, Nanos } from '../../core/money.ts'
import { shownText } from '../../core/shown-text.ts'
import { count, dayShort, money } from '../figures.ts'
import { chargeWords, exactly, rowsWords, statementWords } from '../inspectorWords.ts'
import { counted } from '../words.ts'
import { Exact } from './Exact.tsx'
import { InspectorRows } from './InspectorRows.tsx'
import { Unknown } from './Marks.tsx'

type Shown = 'effective' | 'billed' | 'tokens'

const noMoney = 'a usage export says no money'

const moneyOf = (of: { effective: Nanos | null; billed: Nanos | null }, shown: Shown): Nanos | null =>
  shown === 'billed' ? of.billed : of.effective

/** Charges shown before the user asks for more. */
const first = 12

/** What one statement brings, and its charges by day. */
export function InspectorStatement({
  statement,
  shown,
  currency,
  open,
}: {
  statement: OpenedStatement
  shown: Shown
  currency: Currency | null
  open: boolean
}): ReactNode {
  const [all, showAll] = useState(false)
  const { charges, chargeCount } = statement
  const nanos = moneyOf(statement, shown)
  const listed = all ? charges : charges.slice(0, first)
  return (
    <details className="inspected-statement" open={open}>
      <summary>
        <span className="file">{shownText(statement.fileName)}</span>
        <span className="figure">
          {currency === null ? null : nanos === null ? (
            <Unknown why={noMoney} />
          ) : (
            <Exact nanos={nanos} currency={currency} />
          )}
        </span>
        <span className="quiet below">{statementWords(statement)}</span>
      </summary>
      <p className="quiet">
        {counted(chargeCount, 'daily charge')}
        {currency === null ? '' : ', dearest first'}
        {chargeCount > mostCharges ? `; the first ${count(mostCharges)} are listed` : ''}. Open one for its
        rows in the file.
      </p>
      <ul className="charges">
        {listed.map((charge, index) => (
          <Charge
            key={`${index} ${charge.day} ${charge.firstLine}`}
            statementId={statement.statementId}
            charge={charge}
            shown={shown}
            currency={currency}
          />
        ))}
      </ul>
      {listed.length < charges.length ? (
        <button
          type="button"
          className="button"
          onClick={() => {
            showAll(true)
          }}
        >
          Show {count(charges.length - listed.length)} more
        </button>
      ) : null}
    </details>
  )
}

function Charge({
  statementId,
  charge,
  shown,
  currency,
}: {
  statementId: number
  charge: OpenedCharge
  shown: Shown
  currency: Currency | null
}): ReactNode {
  const [open, setOpen] = useState(false)
  const nanos = moneyOf(charge, shown)
  return (
    <li>
      <button
        type="button"
        className="charge"
        aria-expanded={open}
        onClick={() => {
          setOpen(!open)
        }}
      >
        <span>{dayShort(charge.day)}</span>
        <span className="service">{shownText(charge.serviceName)}</span>
        <span className="figure">
          {currency === null ? null : nanos === null ? (
            <Unknown why={noMoney} />
          ) : (
            <span title={exactly(nanos, currency)}>{money(nanos, currency)}</span>
          )}
        </span>
        <span className="quiet below">
          {[chargeWords(charge), rowsWords(charge)].filter((words) => words !== '').join(' · ')}
        </span>
      </button>
      {open ? (
        <InspectorRows statementId={statementId} charge={charge} currency={currency} shown={shown} />
      ) : null}
    </li>
  )
}
