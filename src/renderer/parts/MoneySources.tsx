import { useId, useState, type ReactNode } from 'react'
import { addAll, alternativeOf, type MoneyMonth } from '../../core/money-sources.ts'
import { daysIn, monthText } from '../../core/period.ts'
import { problemWords } from '../../core/words.ts'
import { bridge } from '../bridge.ts'
import { exportWords } from '../exportWords.ts'
import { count, monthShort } from '../figures.ts'
import { reasonWords } from '../moneyWords.ts'
import { sumWords } from '../planWords.ts'
import { seriesColour, type SeriesOf } from '../series.ts'
import { useDeed } from '../useDeed.ts'
import { counted } from '../words.ts'
import { DoneMark, Swatch } from './Marks.tsx'

/** Months that are shown before the rest is folded away. */
const unfolded = 3

/** Months whose money several exports show: which of them counts, why, and the user's say in it. */
export function MoneySources({
  months,
  series,
}: {
  months: readonly MoneyMonth[]
  series: SeriesOf
}): ReactNode {
  const contested = [
    ...Map.groupBy(months, ({ serviceProviderName, month }) => `${month} ${serviceProviderName}`).values(),
  ]
  if (contested.length === 0) return null
  const list = (some: typeof contested): ReactNode =>
    some.map((uses) => (
      <Contested key={`${uses[0]?.month} ${uses[0]?.serviceProviderName}`} uses={uses} series={series} />
    ))
  return (
    <section className="block" aria-labelledby="money-sources" id="same-money">
      <h2 id="money-sources">Same money in several exports</h2>
      <p className="quiet">
        These exports show the same bill, so one of them counts. Usage exports and estimates bring tokens and
        never money.
      </p>
      <div className="contested">{list(contested.slice(0, unfolded))}</div>
      {contested.length > unfolded ? (
        <details>
          <summary>{counted(contested.length - unfolded, 'earlier month')}</summary>
          <div className="contested">{list(contested.slice(unfolded))}</div>
        </details>
      ) : null}
    </section>
  )
}

/** What can be chosen for nothing but the rule. */
const byRule = ''

function Contested({ uses, series }: { uses: readonly MoneyMonth[]; series: SeriesOf }): ReactNode {
  const name = useId()
  const [deed, perform] = useDeed()
  /** Shown at once, until the ledger says another choice than the one it was picked over. */
  const [picked, pick] = useState<{ readonly value: string; readonly over: string } | null>(null)
  const [first] = uses
  if (first === undefined) return null
  const { serviceProviderName, month, choice } = first
  const known = choice ?? byRule
  const shown = picked?.over === known && deed.state !== 'refused' ? picked.value : known
  const option = (value: string, label: ReactNode): ReactNode => (
    <label className="check" key={value}>
      <input
        type="radio"
        name={name}
        checked={shown === value}
        onChange={() => {
          pick({ value, over: known })
          perform(bridge.chooseMoney(serviceProviderName, monthText(month), value === byRule ? null : value))
        }}
      />
      <span className="contested-option">{label}</span>
    </label>
  )
  return (
    <fieldset className="card">
      <legend>
        <Swatch colour={seriesColour(series, serviceProviderName)} />
        {serviceProviderName}, {monthShort(month)}
      </legend>
      {[...Map.groupBy(uses, alternativeOf)].map(([alternative, own]) =>
        option(alternative, <Alternative uses={own} choice={choice} />),
      )}
      {option(addAll, 'Add them up: they are different bills')}
      {option(byRule, 'Let Breakwatt decide')}
      {deed.state === 'refused' ? <p className="field-wrong">{problemWords(deed.problem)}</p> : null}
    </fieldset>
  )
}

/** One export, what it says the month cost, and whether it counts. */
function Alternative({ uses, choice }: { uses: readonly MoneyMonth[]; choice: string | null }): ReactNode {
  const [first] = uses
  if (first === undefined) return null
  const days = Math.max(...uses.map(({ coveredDays }) => coveredDays))
  const accounts = new Set(uses.map(({ billingAccountId }) => billingAccountId)).size
  const counts = uses.some((use) => use.counts)
  return (
    <>
      <span className="contested-name">
        {exportWords(first.exportName)}
        {first.billingAccountId === ''
          ? ' (names no account)'
          : accounts > 1
            ? ` (${count(accounts)} accounts)`
            : ''}
      </span>
      <span className="figure numbers">{sumWords(uses.flatMap(({ billed }) => billed))}</span>
      <span className="quiet">
        {count(days)} of {counted(daysIn(first.month), 'day')}
      </span>
      <span className={counts ? 'tie-state' : 'quiet'}>
        {counts ? <DoneMark /> : null}
        {reasonWords(first.reason, counts, choice)}
      </span>
    </>
  )
}
