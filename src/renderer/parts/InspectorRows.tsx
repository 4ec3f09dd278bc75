import { useCallback, type ReactNode } from 'react'
import type { OpenedCharge, OriginalRow } from '../../core/drill-down.ts'
import type { Currency } from '../../core/money.ts'
import { bridge } from '../bridge.ts'
import { count } from '../figures.ts'
import { exactly } from '../inspectorWords.ts'
import { useAnswer } from '../useAnswer.ts'
import { Answered } from './Screen.tsx'

/** The rows of the archived file behind a daily charge, cell by cell under their own headers. */
export function InspectorRows({
  statementId,
  charge,
  currency,
  shown,
}: {
  statementId: number
  charge: OpenedCharge
  currency: Currency | null
  shown: 'effective' | 'billed' | 'tokens'
}): ReactNode {
  const ask = useCallback(() => bridge.readOriginalRows(statementId, charge), [statementId, charge])
  const asked = useAnswer(ask)
  const nanos = shown === 'billed' ? charge.billed : charge.effective
  return (
    <div className="original-rows">
      {currency === null || nanos === null ? null : (
        <p>
          Exactly <span className="numbers">{exactly(nanos, currency)}</span>
          {charge.billed !== null && charge.billed !== charge.effective && shown !== 'billed'
            ? `; billed ${exactly(charge.billed, currency)}`
            : ''}
          .
        </p>
      )}
      <Answered asked={asked}>
        {({ rows, rowCount }) => (
          <>
            {rowCount > rows.length ? (
              <p className="quiet">
                The first {count(rows.length)} of {count(rowCount)} rows.
              </p>
            ) : null}
            {rows.map((row) => (
              <Row key={`${row.file} ${row.line}`} row={row} />
            ))}
          </>
        )}
      </Answered>
    </div>
  )
}

const Row = ({ row }: { row: OriginalRow }): ReactNode => (
  <section className="original-row" aria-label={`Line ${row.line} of ${row.file}`}>
    <h4>
      Line {count(row.line)} <span className="quiet">of {row.file}</span>
    </h4>
    <dl>
      {row.cells.map(({ header, text }, index) => (
        <div key={`${index} ${header}`}>
          <dt>{header}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  </section>
)
