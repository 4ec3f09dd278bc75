import type { ReactNode } from 'react'
import { nanosText, type Currency, type Nanos } from '../../core/money.ts'
import { exactMoney } from '../figures.ts'

/** Money to its last digit; the digits beyond the cent are quieter. */
export const Exact = ({ nanos, currency }: { nanos: Nanos; currency: Currency }): ReactNode => {
  const { cents, beyond } = exactMoney(nanosText(nanos), currency)
  return (
    <span className="numbers">
      {cents}
      {beyond === '' ? null : <span className="beyond">{beyond}</span>}
    </span>
  )
}
