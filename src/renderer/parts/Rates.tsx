import { useState, type ReactNode } from 'react'
import type { TypedRate } from '../../contract/bridge.ts'
import type { DayRate, RatesImported, RatesView } from '../../core/exchange.ts'
import { pivotCurrency } from '../../core/exchange.ts'
import type { Currency } from '../../core/money.ts'
import { dayText } from '../../core/period.ts'
import { bridge } from '../bridge.ts'
import { count, dayRange, dayShort } from '../figures.ts'
import { useDeed } from '../useDeed.ts'
import { counted } from '../words.ts'
import { TextField } from './Field.tsx'
import { ProblemNotice } from './Screen.tsx'

/** Dated rates: the central bank's, from a file, and the user's own, which outrank them. */
export function Rates({ rates, reporting }: { rates: RatesView; reporting: Currency | null }): ReactNode {
  const [deed, perform] = useDeed()
  const [told, tell] = useState<RatesImported | null>(null)
  return (
    <section className="setting" aria-labelledby="rates">
      <h2 id="rates">Exchange rates</h2>
      <div className="setting-body">
        <p>
          {rates.bank === null
            ? 'The reference rates of the European Central Bank are not here. Download eurofxref-hist.zip from its site and import it.'
            : `Reference rates of the European Central Bank: ${counted(rates.bank.days, 'day')} of ${counted(rates.bank.currencies.length, 'currency').replace('currencys', 'currencies')}, ${dayRange(rates.bank.firstDay, rates.bank.lastDay)}.`}
        </p>
        <div className="buttons">
          <button
            type="button"
            className="button"
            disabled={deed.state === 'doing'}
            onClick={() => {
              perform(bridge.chooseRatesFile(), tell)
            }}
          >
            {deed.state === 'doing' ? 'Importing…' : 'Import rates…'}
          </button>
          <span role="status">
            {told === null
              ? ''
              : `${told.file}: ${count(told.added)} rates are new, ${count(told.changed)} changed.`}
          </span>
        </div>
        {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
        <OwnRates own={rates.own} />
        <AddRate reporting={reporting} />
      </div>
    </section>
  )
}

function OwnRates({ own }: { own: readonly DayRate[] }): ReactNode {
  const [deed, perform] = useDeed()
  if (own.length === 0) return null
  return (
    <>
      <div className="scroller">
        <table className="table">
          <caption>Rates you entered. Each counts for the whole month of its day, before the bank’s.</caption>
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" className="figure">
                Rate
              </th>
              <th scope="col">
                <span className="unseen">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {own.map(({ day, base, currency, rate }) => (
              <tr key={`${day} ${base} ${currency}`}>
                <th scope="row">{dayShort(day)}</th>
                <td className="figure">
                  1 {base} = {rate} {currency}
                </td>
                <td className="figure">
                  <button
                    type="button"
                    className="link"
                    onClick={() => {
                      perform(bridge.removeRate({ day: dayText(day), from: base, to: currency }))
                    }}
                  >
                    Remove
                    <span className="unseen">
                      {' '}
                      the rate of {dayShort(day)} from {base} to {currency}
                    </span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
    </>
  )
}

function AddRate({ reporting }: { reporting: Currency | null }): ReactNode {
  const empty: TypedRate = { day: '', from: 'USD', to: reporting ?? pivotCurrency, rate: '' }
  const [rate, setRate] = useState(empty)
  const [deed, perform] = useDeed()
  const change = (part: Partial<TypedRate>): void => {
    setRate({ ...rate, ...part })
  }
  return (
    <form
      className="block"
      aria-label="Enter a rate"
      onSubmit={(event) => {
        event.preventDefault()
        const typed = {
          ...rate,
          from: rate.from.trim().toUpperCase(),
          to: rate.to.trim().toUpperCase(),
          rate: rate.rate.trim(),
        }
        perform(bridge.setRate(typed), () => {
          change({ rate: '' })
        })
      }}
    >
      <div className="inline-form rate-form">
        <TextField
          label="Day"
          type="date"
          value={rate.day}
          change={(day) => {
            change({ day })
          }}
        />
        <TextField
          label="1 unit of"
          value={rate.from}
          change={(from) => {
            change({ from })
          }}
        />
        <TextField
          label="costs"
          value={rate.rate}
          change={(typed) => {
            change({ rate: typed })
          }}
          inputMode="decimal"
          placeholder="0.9193"
        />
        <TextField
          label="of"
          value={rate.to}
          change={(to) => {
            change({ to })
          }}
        />
        <button
          type="submit"
          className="button"
          disabled={deed.state === 'doing' || rate.day === '' || rate.rate.trim() === ''}
        >
          Enter rate
        </button>
      </div>
      {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
    </form>
  )
}
