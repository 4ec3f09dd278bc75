import { useMemo, useState, type ReactNode } from 'react'
import type { SpendView } from '../../core/spend.ts'
import { bridge } from '../bridge.ts'
import { reportedView } from '../reportedView.ts'
import { cutsOf, cutWords, type Cut } from '../ruledSpend.ts'
import { coverageWords, spendSince, spendWords } from '../spendWords.ts'
import { useAnswer } from '../useAnswer.ts'
import { counted, listed } from '../words.ts'
import { Choice } from '../parts/Field.tsx'
import { Screen } from '../parts/Screen.tsx'
import { CurrencyBlock, ReportedBlock } from '../parts/SpendBlocks.tsx'

/**
 * What it cost, month by month and provider by provider. Currencies stand apart and never add, unless the user
 * reports in one: then there is a sum at dated rates above them.
 */
export function Spend({
  spend,
  statementCount,
  uncounted,
  chooseFiles,
  showStatements,
}: {
  spend: SpendView
  statementCount: number
  /** Exports that show money another one already gives; null where there are none. */
  uncounted: string | null
  chooseFiles: () => void
  showStatements: () => void
}): ReactNode {
  const [cut, setCut] = useState<Cut>('provider')
  const rules = useAnswer(bridge.readRules)
  const [only, ...more] = spend.currencies
  const reported = only === spend.reported?.currency && more.length === 0 ? null : spend.reported
  const view = useMemo(() => (reported === null ? spend : reportedView(spend, reported)), [spend, reported])
  const sole = reported?.currency ?? (more.length === 0 ? only : undefined)
  const cuts = cutsOf(rules.state === 'answered' ? rules.value : [])
  return (
    <Screen
      name="Spend"
      answer={
        sole !== undefined
          ? spendWords(view, sole)
          : only === undefined
            ? 'No cost is known yet.'
            : `Bills in ${listed(spend.currencies)}, kept apart.`
      }
      second={
        sole !== undefined
          ? spendSince(view, sole)
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
          {sole === undefined ? '' : `: ${coverageWords(view)}`}
          {reported === null ? '' : `, bills in ${listed(spend.currencies)} at dated rates`}.{' '}
          {uncounted === null ? null : (
            <>
              <button type="button" className="link" onClick={showStatements}>
                {uncounted}
              </button>
              .{' '}
            </>
          )}
          Drop more bills anywhere in this window.
        </>
      }
      actions={
        <button type="button" className="button" onClick={chooseFiles}>
          Choose files…
        </button>
      }
    >
      {reported === null ? null : <ReportedBlock spend={spend} reported={reported} />}
      {cuts.length > 1 ? (
        <Choice
          label="Columns"
          value={cut}
          change={setCut}
          choices={cuts.map((value) => ({ value, label: `By ${cutWords[value]}` }))}
        />
      ) : null}
      {spend.currencies.map((currency) => (
        <CurrencyBlock
          key={currency}
          spend={spend}
          currency={currency}
          alone={reported === null && more.length === 0}
          cut={cuts.includes(cut) ? cut : 'provider'}
        />
      ))}
    </Screen>
  )
}
