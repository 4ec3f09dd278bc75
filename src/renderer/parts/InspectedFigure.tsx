import { useCallback, type ReactNode } from 'react'
import type { OpenedFigure, SpendFigure } from '../../core/drill-down.ts'
import type { MonthOfSpend, SourceMonth, SpendView } from '../../core/spend.ts'
import { bridge } from '../bridge.ts'
import { money, tokens } from '../figures.ts'
import {
  differenceWords,
  exactly,
  figureTitle,
  formulaWords,
  sumWords,
  tokensWords,
} from '../inspectorWords.ts'
import { useAnswer } from '../useAnswer.ts'
import { counted, sourceWords } from '../words.ts'
import { InspectorStatement } from './InspectorStatement.tsx'
import { Unknown } from './Marks.tsx'
import { Answered } from './Screen.tsx'

/** A month of some sellers: its sum, the statements that add up to it, and their charges. */
export function InspectedFigure({
  figure,
  shown,
  spend,
}: {
  figure: SpendFigure
  shown: 'effective' | 'billed' | 'tokens'
  spend: SpendView
}): ReactNode {
  const ask = useCallback(() => bridge.openFigure(figure), [figure])
  const asked = useAnswer(ask)
  const month = spend.months.find(({ month }) => month === figure.month)
  return (
    <>
      <header className="inspector-head">
        <h2 id="inspected">
          <span className="eyebrow">{figureTitle({ figure })}</span>
          {asked.state === 'answered' ? (
            <Sum opened={asked.value} shown={shown} month={month} />
          ) : (
            <span aria-hidden="true">…</span>
          )}
        </h2>
      </header>
      <Answered asked={asked}>
        {(opened) => (
          <>
            <Formula opened={opened} shown={shown} month={month} />
            <Lacking figure={figure} month={month} />
            <section className="block" aria-label="Statements">
              <h3>{counted(opened.statements.length, 'statement')}</h3>
              {opened.statements.map((statement) => (
                <InspectorStatement
                  key={`${statement.statementId} ${statement.serviceProviderName} ${statement.billingAccountId}`}
                  statement={statement}
                  shown={shown}
                  currency={figure.currency}
                  open={opened.statements.length === 1}
                />
              ))}
            </section>
          </>
        )}
      </Answered>
    </>
  )
}

type Shown = 'effective' | 'billed' | 'tokens'

function Sum({
  opened,
  shown,
  month,
}: {
  opened: OpenedFigure
  shown: Shown
  month: MonthOfSpend | undefined
}): ReactNode {
  const { currency } = opened.figure
  if (shown === 'tokens' || currency === null)
    return month?.tokens == null ? (
      <Unknown why="no usage export covers this month" />
    ) : (
      `${tokens(month.tokens.input + month.tokens.cachedInput + month.tokens.output)} tokens`
    )
  const nanos = opened[shown]
  return nanos === null ? (
    <Unknown why="none of its statements says what it costs" />
  ) : (
    <span title={exactly(nanos, currency)}>{money(nanos, currency)}</span>
  )
}

function Formula({
  opened,
  shown,
  month,
}: {
  opened: OpenedFigure
  shown: Shown
  month: MonthOfSpend | undefined
}): ReactNode {
  const { currency } = opened.figure
  if (shown === 'tokens' || currency === null)
    return month?.tokens == null ? null : <p>{tokensWords(month.tokens)}</p>
  const nanos = opened[shown]
  const difference = differenceWords(opened, currency)
  return (
    <div className="formula">
      {nanos === null ? null : (
        <p>
          Exactly <span className="numbers">{exactly(nanos, currency)}</span>.
        </p>
      )}
      <p>{sumWords[shown]}</p>
      <p className="numbers">{formulaWords(opened, shown, currency)}</p>
      {difference === null ? null : <p className="quiet numbers">{difference}</p>}
    </div>
  )
}

/** The days that no statement speaks for: they are in no sum. */
function Lacking({ figure, month }: { figure: SpendFigure; month: MonthOfSpend | undefined }): ReactNode {
  const isMeant = ({ serviceProviderName, state }: SourceMonth): boolean =>
    state !== 'complete' && (figure.providers.length === 0 || figure.providers.includes(serviceProviderName))
  const lacking = (month?.sources ?? []).filter(isMeant)
  if (lacking.length === 0) return null
  return (
    <ul className="lacking partly" aria-label="Not known">
      {lacking.map((source) => (
        <li key={`${source.serviceProviderName} ${source.billingAccountId}`}>{sourceWords(source)}.</li>
      ))}
    </ul>
  )
}
