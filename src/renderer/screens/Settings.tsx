import { type ReactNode } from 'react'
import type { Settings as Set } from '../../contract/bridge.ts'
import type { Currency } from '../../core/money.ts'
import type { RatesView } from '../../core/exchange.ts'
import { pivotCurrency } from '../../core/exchange.ts'
import { bridge } from '../bridge.ts'
import { SelectField } from '../parts/Field.tsx'
import { KnownMappings } from '../parts/KnownMappings.tsx'
import { Rates } from '../parts/Rates.tsx'
import { Answered, ProblemNotice, Screen } from '../parts/Screen.tsx'
import { WatchedFolder } from '../parts/WatchedFolder.tsx'
import { useAnswer } from '../useAnswer.ts'
import { useDeed } from '../useDeed.ts'

/** What is the user's to say about this computer and this ledger. */
export function Settings({ currencies }: { currencies: readonly Currency[] }): ReactNode {
  const settings = useAnswer(bridge.readSettings)
  const rates = useAnswer(bridge.readRates)
  return (
    <Screen
      name="Settings"
      answer="Everything stays on this computer."
      rests="Breakwatt opens no network connection: no account, no upload, no update check. What it knows comes from the files you give it."
    >
      <Answered asked={settings}>
        {(set) => (
          <Answered asked={rates}>
            {(known) => (
              <div className="settings">
                <ReportingCurrency set={set} currencies={currencies} rates={known} />
                <Rates rates={known} reporting={set.reportingCurrency} />
                <WatchedFolder watched={set.watchedFolder} />
                <KnownMappings />
                <Places set={set} />
              </div>
            )}
          </Answered>
        )}
      </Answered>
    </Screen>
  )
}

function ReportingCurrency({
  set,
  currencies,
  rates,
}: {
  set: Set
  currencies: readonly Currency[]
  rates: RatesView
}): ReactNode {
  const [deed, perform] = useDeed()
  const present = set.reportingCurrency
  const offered = [
    ...currencies,
    pivotCurrency,
    'USD',
    ...rates.own.flatMap(({ base, currency }) => [base, currency]),
    ...(rates.bank?.currencies ?? []),
    ...(present === null ? [] : [present]),
  ]
  const [first, ...rest] = currencies
  return (
    <section className="setting" aria-labelledby="reporting">
      <h2 id="reporting">Reporting currency</h2>
      <div className="setting-body">
        <p>
          Charges keep the currency they were billed in. With a reporting currency, Spend also shows their sum
          at dated rates; a month without a rate stands apart and is never added.
        </p>
        <SelectField
          label="Show spend in"
          value={present ?? ''}
          change={(value) => {
            perform(bridge.setReportingCurrency(value === '' ? null : value))
          }}
          hint={
            first === undefined
              ? 'No bill is here yet.'
              : rest.length === 0
                ? `All bills are in ${first}.`
                : `Bills are in ${currencies.join(', ')}.`
          }
        >
          <option value="">Each currency apart</option>
          {[...new Set(offered)].map((currency) => (
            <option key={currency} value={currency}>
              {currency}
            </option>
          ))}
        </SelectField>
        {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
      </div>
    </section>
  )
}

const Places = ({ set }: { set: Set }): ReactNode => (
  <section className="setting" aria-labelledby="places">
    <h2 id="places">Where it lies</h2>
    <div className="setting-body">
      <dl className="places">
        <div>
          <dt>Ledger</dt>
          <dd>{set.ledgerFile}</dd>
        </div>
        <div>
          <dt>Original bills</dt>
          <dd>{set.archiveFolder}</dd>
        </div>
      </dl>
      <p className="quiet">
        Back up both. Every bill is kept as it was dropped, so the ledger can be made anew from the originals.
      </p>
    </div>
  </section>
)
