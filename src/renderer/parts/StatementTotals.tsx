import { Fragment, type ReactNode } from 'react'
import type { Currency } from '../../core/money.ts'
import type { StatementTotal } from '../../core/statement.ts'
import { exactMoney } from '../figures.ts'

const Exact = ({ text, currency }: { text: string; currency: Currency }): ReactNode => {
  const { cents, beyond } = exactMoney(text, currency)
  return (
    <span className="numbers">
      {cents}
      <span className="beyond">{beyond}</span>
    </span>
  )
}

/** A file's own totals, to its last digit; the digits beyond the cent are quieter. */
export const StatementTotals = ({ totals }: { totals: readonly StatementTotal[] }): ReactNode =>
  totals.map(({ currency, billed, effective }, index) => (
    <Fragment key={currency}>
      {index === 0 ? '' : ' and '}
      <Exact text={billed} currency={currency} />
      {billed === effective ? null : (
        <span className="quiet">
          {' '}
          (effective <Exact text={effective} currency={currency} />)
        </span>
      )}
    </Fragment>
  ))
