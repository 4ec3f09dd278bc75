import { useMemo, type ReactNode } from 'react'
import type { Currency } from '../../core/money.ts'
import type { SpendView } from '../../core/spend.ts'
import { inCurrency } from '../monthly.ts'
import { columnsOf, seriesOf } from '../series.ts'
import { coverageWords, spendChartWords, spendSince, spendWords } from '../spendWords.ts'
import { counted, listed } from '../words.ts'
import { Screen } from '../parts/Screen.tsx'
import { SpendChart } from '../parts/SpendChart.tsx'
import { SpendTable } from '../parts/SpendTable.tsx'

/** What it cost, month by month and provider by provider. Currencies stand apart and never add. */
export function Spend({
  spend,
  statementCount,
  chooseFiles,
  showStatements,
}: {
  spend: SpendView
  statementCount: number
  chooseFiles: () => void
  showStatements: () => void
}): ReactNode {
  const [only, ...more] = spend.currencies
  const single = only !== undefined && more.length === 0
  return (
    <Screen
      name="Spend"
      answer={
        single
          ? spendWords(spend, only)
          : only === undefined
            ? 'No cost is known yet.'
            : `Bills in ${listed(spend.currencies)}, kept apart.`
      }
      second={
        single
          ? spendSince(spend, only)
          : only === undefined
            ? 'The statements so far hold no money. Drop a cost export of the same months to see it.'
            : undefined
      }
      rests={
        <>
          Rests on{' '}
          <button type="button" className="link" onClick={showStatements}>
            {counted(statementCount, 'statement')}
          </button>
          {single ? `: ${coverageWords(spend)}` : ''}. Drop more bills anywhere in this window.
        </>
      }
      actions={
        <button type="button" className="button" onClick={chooseFiles}>
          Choose files…
        </button>
      }
    >
      {spend.currencies.map((currency) => (
        <CurrencyBlock key={currency} spend={spend} currency={currency} single={single} />
      ))}
    </Screen>
  )
}

function CurrencyBlock({
  spend,
  currency,
  single,
}: {
  spend: SpendView
  currency: Currency
  single: boolean
}): ReactNode {
  const { part, columns } = useMemo(
    () => ({ part: inCurrency(spend, currency), columns: columnsOf(spend, currency, seriesOf(spend)) }),
    [spend, currency],
  )
  const withTokens = single && part.months.some((month) => month.tokens !== null)
  return (
    <section className="block" aria-label={`Spend in ${currency}`}>
      {single ? null : (
        <>
          <h2>{spendWords(part, currency)}</h2>
          <p className="quiet">
            {spendSince(part, currency)} {coverageWords(part)}.
          </p>
        </>
      )}
      <SpendChart
        months={part.months}
        columns={columns}
        currency={currency}
        label={spendChartWords(part, currency)}
      />
      <SpendTable months={part.months} columns={columns} currency={currency} withTokens={withTokens} />
    </section>
  )
}
