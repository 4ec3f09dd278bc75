import type { ReactNode } from 'react'
import type { Currency } from '../../core/money.ts'
import type { MonthOfSpend } from '../../core/spend.ts'
import { money, monthShort, tokens } from '../figures.ts'
import { cellOf, totalOf } from '../monthly.ts'
import type { Column } from '../series.ts'
import { listed, sourceWords } from '../words.ts'
import { MonthStateMark, Swatch, Unknown } from './Marks.tsx'

const tokenCount = (month: MonthOfSpend): number | null =>
  month.tokens === null ? null : month.tokens.input + month.tokens.cachedInput + month.tokens.output

const TokenCell = ({ month }: { month: MonthOfSpend }): ReactNode => {
  const known = tokenCount(month)
  return (
    <td className="figure">
      {known === null ? <Unknown why={`no usage export covers ${monthShort(month.month)}`} /> : tokens(known)}
    </td>
  )
}

const ProviderCell = ({
  month,
  column,
  currency,
}: {
  month: MonthOfSpend
  column: Column
  currency: Currency
}): ReactNode => {
  const cell = cellOf(month, column.providers, currency)
  if (!cell.known)
    return (
      <td className="figure">
        <Unknown why={`no statement of ${listed(cell.missing)} covers ${monthShort(month.month)}`} />
      </td>
    )
  const partly = cell.partly.length > 0
  const reason = cell.partly.map(sourceWords).join('; ')
  return (
    <td className={partly ? 'figure partly' : 'figure'} title={partly ? reason : undefined}>
      {money(cell.effective, currency)}
      {partly ? <span className="unseen"> partial: {reason}</span> : null}
    </td>
  )
}

/** The chart's twin: months down, newest first, providers across. */
export function SpendTable({
  months,
  columns,
  currency,
  withTokens,
}: {
  months: readonly MonthOfSpend[]
  columns: readonly Column[]
  currency: Currency
  withTokens: boolean
}): ReactNode {
  const billedDiffers = months.some((month) => {
    const total = totalOf(month, currency)
    return total !== null && total.billed !== total.effective
  })
  return (
    <div className="scroller">
      <table className="table months">
        <caption>
          Cost by month and provider in {currency}, spread over the days it serves.
          {billedDiffers ? ' Billed is what the invoices of that month say.' : ''}
        </caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">State</th>
            <th scope="col" className="figure">
              Total
            </th>
            {billedDiffers ? (
              <th scope="col" className="figure">
                Billed
              </th>
            ) : null}
            {columns.map((column) => (
              <th scope="col" className="figure" key={column.name}>
                <Swatch colour={column.colour} />
                {column.name}
              </th>
            ))}
            {withTokens ? (
              <th scope="col" className="figure">
                Tokens
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {months.toReversed().map((month) => {
            const total = totalOf(month, currency)
            const none = <Unknown why={`no cost of ${monthShort(month.month)} is known`} />
            return (
              <tr key={month.month}>
                <th scope="row">{monthShort(month.month)}</th>
                <td title={month.sources.map(sourceWords).join('\n')}>
                  <MonthStateMark state={month.state} />
                </td>
                <td
                  className={`figure strong${month.state === 'complete' || total === null ? '' : ' partly'}`}
                >
                  {total === null ? none : money(total.effective, currency)}
                </td>
                {billedDiffers ? (
                  <td className="figure">{total === null ? none : money(total.billed, currency)}</td>
                ) : null}
                {columns.map((column) => (
                  <ProviderCell key={column.name} month={month} column={column} currency={currency} />
                ))}
                {withTokens ? <TokenCell month={month} /> : null}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
