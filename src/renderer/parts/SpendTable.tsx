import type { ReactNode } from 'react'
import type { Currency } from '../../core/money.ts'
import type { MonthOfSpend } from '../../core/spend.ts'
import { shownText } from '../../core/shown-text.ts'
import { money, monthShort, tokens } from '../figures.ts'
import { totalOf, type CellOf } from '../monthly.ts'
import { cutWords, figureOf, type Cut } from '../ruledSpend.ts'
import type { Column } from '../series.ts'
import { listed, sourceWords } from '../words.ts'
import { InspectorFigure } from './InspectorFigure.tsx'
import { MonthStateMark, Swatch, Unknown } from './Marks.tsx'

const tokenCount = (month: MonthOfSpend): number | null =>
  month.tokens === null ? null : month.tokens.input + month.tokens.cachedInput + month.tokens.output

const TokenCell = ({ month }: { month: MonthOfSpend }): ReactNode => {
  const known = tokenCount(month)
  return (
    <td className="figure">
      {known === null ? (
        <Unknown why={`no usage export covers ${monthShort(month.month)}`} />
      ) : (
        <InspectorFigure
          opens={{
            kind: 'figure',
            figure: { month: month.month, providers: [], currency: null },
            shown: 'tokens',
          }}
        >
          {tokens(known)}
        </InspectorFigure>
      )}
    </td>
  )
}

const ColumnCell = ({
  month,
  column,
  currency,
  cells,
  cut,
}: {
  month: MonthOfSpend
  column: Column
  currency: Currency
  cells: CellOf
  cut: Cut
}): ReactNode => {
  const cell = cells(month, column.providers, currency)
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
      <InspectorFigure
        opens={{ kind: 'figure', figure: figureOf(cut, month, column, currency), shown: 'effective' }}
      >
        {money(cell.effective, currency)}
      </InspectorFigure>
      {partly ? <span className="unseen"> partial: {reason}</span> : null}
    </td>
  )
}

const TotalCell = ({
  month,
  currency,
  shown,
}: {
  month: MonthOfSpend
  currency: Currency
  shown: 'effective' | 'billed'
}): ReactNode => {
  const total = totalOf(month, currency)
  const partly = month.state !== 'complete' && total !== null && shown === 'effective'
  return (
    <td
      className={['figure', shown === 'effective' ? 'strong' : '', partly ? 'partly' : ''].join(' ').trim()}
    >
      {total === null ? (
        <Unknown why={`no cost of ${monthShort(month.month)} is known`} />
      ) : (
        <InspectorFigure
          opens={{ kind: 'figure', figure: { month: month.month, providers: [], currency }, shown }}
        >
          {money(total[shown], currency)}
        </InspectorFigure>
      )}
    </td>
  )
}

/** The chart's twin: months down, newest first, columns across. Figures open to what they are made of. */
export function SpendTable({
  months,
  columns,
  currency,
  cut,
  cells,
  withTokens,
}: {
  months: readonly MonthOfSpend[]
  columns: readonly Column[]
  currency: Currency
  cut: Cut
  cells: CellOf
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
          Cost by month and {cutWords[cut]} in {currency}, spread over the days it serves.
          {billedDiffers ? ' Billed is what the invoices of that month say.' : ''} A figure opens to what it
          is made of.
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
                {shownText(column.name)}
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
            return (
              <tr key={month.month}>
                <th scope="row">{monthShort(month.month)}</th>
                <td title={month.sources.map(sourceWords).join('\n')}>
                  <MonthStateMark state={month.state} />
                </td>
                <TotalCell month={month} currency={currency} shown="effective" />
                {billedDiffers ? <TotalCell month={month} currency={currency} shown="billed" /> : null}
                {columns.map((column) => (
                  <ColumnCell
                    key={column.name}
                    month={month}
                    column={column}
                    currency={currency}
                    cells={cells}
                    cut={cut}
                  />
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
