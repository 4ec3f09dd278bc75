import { useCallback, useMemo, type ReactNode } from 'react'
import type { Currency } from '../../core/money.ts'
import type { ReportedSpend } from '../../core/reported-spend.ts'
import type { MonthOfSpend, SpendRow, SpendView } from '../../core/spend.ts'
import { apartWords } from '../../core/exchange.ts'
import { bridge } from '../bridge.ts'
import { money } from '../figures.ts'
import { useInspecting } from '../inspecting.ts'
import { cellOf, inCurrency, type CellOf } from '../monthly.ts'
import { reportedView } from '../reportedView.ts'
import { figureOf, ruledCellOf, ruledColumns, ruledView, type Cut } from '../ruledSpend.ts'
import { columnsOf, seriesOf, type Column } from '../series.ts'
import { coverageWords, spendChartWords, spendSince, spendWords } from '../spendWords.ts'
import { useAnswer } from '../useAnswer.ts'
import { LookMark } from './Marks.tsx'
import { ReportedTable } from './ReportedTable.tsx'
import { Answered } from './Screen.tsx'
import { SpendChart } from './SpendChart.tsx'
import { SpendTable } from './SpendTable.tsx'

type Block = { readonly spend: SpendView; readonly currency: Currency; readonly alone: boolean }

/** Opens what a column of a month is made of. */
function useOpening(cut: Cut, currency: Currency): (month: MonthOfSpend, column: Column) => void {
  const { open } = useInspecting()
  return useCallback(
    (month, column) => {
      open({ kind: 'figure', figure: figureOf(cut, month, column, currency), shown: 'effective' })
    },
    [open, cut, currency],
  )
}

/** One currency's chart and table, headed where it does not stand alone. */
export function CurrencyBlock({ spend, currency, alone, cut }: Block & { cut: Cut }): ReactNode {
  const part = useMemo(() => inCurrency(spend, currency), [spend, currency])
  return (
    <section className="block" aria-label={`Spend in ${currency}`}>
      {alone ? null : (
        <>
          <h2>{spendWords(part, currency)}</h2>
          <p className="quiet">
            {spendSince(part, currency)} {coverageWords(part)}.
          </p>
        </>
      )}
      {cut === 'provider' ? (
        <ByProvider spend={spend} part={part} currency={currency} alone={alone} />
      ) : (
        <ByRule key={cut} part={part} currency={currency} cut={cut} alone={alone} />
      )}
    </section>
  )
}

function ByProvider({ spend, part, currency, alone }: Block & { part: SpendView }): ReactNode {
  const open = useOpening('provider', currency)
  const columns = useMemo(() => columnsOf(spend, currency, seriesOf(spend)), [spend, currency])
  return (
    <ChartAndTable
      view={part}
      columns={columns}
      currency={currency}
      cut="provider"
      cells={cellOf}
      open={open}
      withTokens={withTokens(part, alone)}
    />
  )
}

/** The same figures twice: drawn, and to be read. */
const ChartAndTable = ({
  view,
  columns,
  currency,
  cut,
  cells,
  open,
  withTokens: shown,
}: {
  view: SpendView
  columns: readonly Column[]
  currency: Currency
  cut: Cut
  cells: CellOf
  open: (month: MonthOfSpend, column: Column) => void
  withTokens: boolean
}): ReactNode => (
  <>
    <SpendChart
      months={view.months}
      columns={columns}
      currency={currency}
      cells={cells}
      open={open}
      label={spendChartWords(view, currency)}
    />
    <SpendTable
      months={view.months}
      columns={columns}
      currency={currency}
      cut={cut}
      cells={cells}
      withTokens={shown}
    />
  </>
)

const withTokens = (part: SpendView, alone: boolean): boolean =>
  alone && part.months.some((month) => month.tokens !== null)

type Ruled = {
  readonly part: SpendView
  readonly currency: Currency
  readonly cut: Exclude<Cut, 'provider'>
  readonly alone: boolean
}

function ByRule(ruled: Ruled): ReactNode {
  const { cut } = ruled
  const ask = useCallback(() => bridge.readSpendBy(cut), [cut])
  return <Answered asked={useAnswer(ask)}>{(rows) => <RuledBlock {...ruled} rows={rows} />}</Answered>
}

function RuledBlock({ part, currency, cut, alone, rows }: Ruled & { rows: readonly SpendRow[] }): ReactNode {
  const view = useMemo(() => ruledView(part, rows, cut, currency), [part, rows, cut, currency])
  const columns = useMemo(() => ruledColumns(view, currency), [view, currency])
  const open = useOpening(cut, currency)
  return (
    <ChartAndTable
      view={view}
      columns={columns}
      currency={currency}
      cut={cut}
      cells={ruledCellOf}
      open={open}
      withTokens={withTokens(part, alone)}
    />
  )
}

/** All currencies in the one the user reports in, at dated rates; what has no rate is said apart. */
export function ReportedBlock({ spend, reported }: { spend: SpendView; reported: ReportedSpend }): ReactNode {
  const { currency, apart } = reported
  const view = useMemo(() => reportedView(spend, reported), [spend, reported])
  const columns = useMemo(() => columnsOf(view, currency, seriesOf(spend)), [view, spend, currency])
  const { open } = useInspecting()
  const openMonth = useCallback(
    ({ month }: MonthOfSpend) => {
      open({ kind: 'reported', month })
    },
    [open],
  )
  return (
    <section className="block" aria-label={`All of it in ${currency}`}>
      <SpendChart
        months={view.months}
        columns={columns}
        currency={currency}
        cells={cellOf}
        open={openMonth}
        label={spendChartWords(view, currency)}
      />
      {apart.length === 0 ? null : (
        <ul className="notices" aria-label="Not converted">
          {apart.map((one) => (
            <li key={`${one.month} ${one.currency}`}>
              <LookMark />
              <p>
                {money(one.effective, one.currency)} stands apart. {apartWords(one.month, one.reason)}
              </p>
            </li>
          ))}
        </ul>
      )}
      <ReportedTable view={view} reported={reported} currencies={spend.currencies} />
    </section>
  )
}
