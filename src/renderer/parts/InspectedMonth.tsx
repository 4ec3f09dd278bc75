import type { ReactNode } from 'react'
import type { Month } from '../../core/period.ts'
import type { SpendView } from '../../core/spend.ts'
import { apartWords } from '../../core/exchange.ts'
import { money, monthLong } from '../figures.ts'
import { exactly } from '../inspectorWords.ts'
import { rateWords, usedWords } from '../reportedWords.ts'
import { InspectorFigure } from './InspectorFigure.tsx'
import { Unknown } from './Marks.tsx'

/** A month in the reporting currency: each sum in its own currency, the rate it was taken at, and what stands apart. */
export function InspectedMonth({ month, spend }: { month: Month; spend: SpendView }): ReactNode {
  const { reported } = spend
  const found = reported?.months.find((one) => one.month === month)
  if (!reported || !found) return <h2 id="inspected">{monthLong(month)}</h2>
  const { currency } = reported
  const apart = reported.apart.filter((one) => one.month === month)
  return (
    <>
      <header className="inspector-head">
        <h2 id="inspected">
          <span className="eyebrow">
            {monthLong(month)} in {currency}
          </span>
          {found.total === null ? (
            <Unknown why="no rate is known for any of its money" />
          ) : (
            money(found.total.effective, currency)
          )}
        </h2>
      </header>
      {found.total === null ? null : (
        <div className="formula">
          <p>
            Exactly <span className="numbers">{exactly(found.total.effective, currency)}</span>.
          </p>
          <p>Effective cost, each currency at the mean of its daily rates of the month.</p>
        </div>
      )}
      <section className="block" aria-label="Converted">
        <h3>Added up from</h3>
        <ul className="converted">
          {found.from.map((part) => (
            <li key={part.currency}>
              <InspectorFigure
                place={false}
                opens={{
                  kind: 'figure',
                  figure: { month, providers: [], currency: part.currency },
                  shown: 'effective',
                }}
              >
                {money(part.effective, part.currency)}
              </InspectorFigure>
              <span className="numbers">{rateWords(part, currency)}</span>
              <span className="quiet below">{usedWords(part.used)}</span>
            </li>
          ))}
        </ul>
      </section>
      {apart.length === 0 ? null : (
        <section className="block" aria-label="Apart">
          <h3>Stands apart</h3>
          <ul className="converted">
            {apart.map((part) => (
              <li key={part.currency}>
                <InspectorFigure
                  place={false}
                  opens={{
                    kind: 'figure',
                    figure: { month, providers: [], currency: part.currency },
                    shown: 'effective',
                  }}
                >
                  {money(part.effective, part.currency)}
                </InspectorFigure>
                <span className="quiet below">{apartWords(month, part.reason)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
