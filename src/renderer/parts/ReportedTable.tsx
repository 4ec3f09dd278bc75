import type { ReactNode } from 'react'
import { apartWords } from '../../core/exchange.ts'
import type { Currency } from '../../core/money.ts'
import type { ReportedSpend } from '../../core/reported-spend.ts'
import type { SpendView } from '../../core/spend.ts'
import { money, monthShort } from '../figures.ts'
import { rateWords, usedWords } from '../reportedWords.ts'
import { sourceWords } from '../words.ts'
import { InspectorFigure } from './InspectorFigure.tsx'
import { MonthStateMark, Unknown } from './Marks.tsx'

/** Every month in the reporting currency, with the money it was made of and the rates that were used. */
export const ReportedTable = ({
  view,
  reported,
  currencies,
}: {
  view: SpendView
  reported: ReportedSpend
  /** Those of the bills. */
  currencies: readonly Currency[]
}): ReactNode => (
  <div className="scroller">
    <table className="table months">
      <caption>
        Cost by month in {reported.currency}: each currency at the mean of its daily rates of the month. What
        has no rate stands apart and is in no total.
      </caption>
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col">State</th>
          <th scope="col" className="figure">
            Total ({reported.currency})
          </th>
          {currencies.map((currency) => (
            <th scope="col" className="figure" key={currency}>
              {currency}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {view.months.toReversed().map(({ month, state, sources }) => {
          const total = reported.months.find((one) => one.month === month)?.total ?? null
          return (
            <tr key={month}>
              <th scope="row">{monthShort(month)}</th>
              <td title={sources.map(sourceWords).join('\n')}>
                {reported.apart.some((one) => one.month === month) ? (
                  <MonthStateMark state={state} more="a rate is missing" />
                ) : (
                  <MonthStateMark state={state} />
                )}
              </td>
              <td className={`figure strong${state === 'complete' || total === null ? '' : ' partly'}`}>
                {total === null ? (
                  <Unknown why={`no money of ${monthShort(month)} could be converted`} />
                ) : (
                  <InspectorFigure opens={{ kind: 'reported', month }}>
                    {money(total.effective, reported.currency)}
                  </InspectorFigure>
                )}
              </td>
              {currencies.map((currency) => (
                <FromCell key={currency} month={month} currency={currency} reported={reported} />
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  </div>
)

function FromCell({
  month,
  currency,
  reported,
}: {
  month: number
  currency: Currency
  reported: ReportedSpend
}): ReactNode {
  const found = reported.months.find((one) => one.month === month)
  const from = found?.from.find((one) => one.currency === currency)
  const apart = reported.apart.find((one) => one.month === month && one.currency === currency)
  if (apart)
    return (
      <td className="figure apart" title={apartWords(month, apart.reason)}>
        {money(apart.effective, currency)}
        <span className="below">apart: no rate</span>
      </td>
    )
  return (
    <td className="figure" title={from ? usedWords(from.used) : undefined}>
      {from ? (
        <>
          {money(from.effective, currency)}
          {from.used === null ? null : <span className="below">{rateWords(from, reported.currency)}</span>}
        </>
      ) : (
        <Unknown why={`no cost in ${currency} of ${monthShort(month)} is known`} />
      )}
    </td>
  )
}
