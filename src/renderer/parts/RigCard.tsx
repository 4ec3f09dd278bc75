import type { ReactNode } from 'react'
import { toUnits } from '../../core/money.ts'
import type { LivePower, MeterKind, Rig, RigMonth } from '../../core/rig.ts'
import { bridge } from '../bridge.ts'
import { dayShort, money, monthShort, percent, tenths, unitPrice } from '../figures.ts'
import { useDeed } from '../useDeed.ts'
import { liveWords } from '../words.ts'
import { LookMark, Unknown } from './Marks.tsx'
import { ChangeTariff, EnterEnergy, RemoveRig } from './RigForms.tsx'
import { ProblemNotice } from './Screen.tsx'

/** One rig: what it cost, what it draws now, what it used month by month. */
export function RigCard({
  rig,
  months,
  live,
}: {
  rig: Rig
  months: readonly RigMonth[]
  live: LivePower | undefined
}): ReactNode {
  const [tariff, ...earlier] = rig.tariffs
  return (
    <section className="card" aria-label={rig.name}>
      <div className="card-head">
        <h2>{rig.name}</h2>
        <Live rig={rig} live={live} />
      </div>
      <dl className="facts">
        <div>
          <dt>Price paid</dt>
          <dd>{money(rig.price.nanos, rig.price.currency)}</dd>
        </div>
        <div>
          <dt>In service since</dt>
          <dd>{dayShort(rig.inServiceOn)}</dd>
        </div>
        <div>
          <dt>Electricity</dt>
          <dd>
            {tariff === undefined ? (
              <Unknown why="no electricity price was entered" />
            ) : (
              `${unitPrice(toUnits(tariff.pricePerKwh.nanos), rig.price.currency)} per kWh`
            )}
            {earlier.length === 0 || tariff === undefined ? null : (
              <span className="below">
                since {dayShort(tariff.from)}; before that{' '}
                {earlier
                  .map(({ pricePerKwh }) => unitPrice(toUnits(pricePerKwh.nanos), rig.price.currency))
                  .join(', ')}
              </span>
            )}
          </dd>
        </div>
        <MeterSwitch rig={rig} />
      </dl>
      {months.length === 0 ? null : <RigMonths rig={rig} months={months} />}
      <div className="rig-forms">
        <EnterEnergy rig={rig} months={months} />
        <ChangeTariff rig={rig} months={months} />
      </div>
      <RemoveRig rig={rig} />
    </section>
  )
}

const Live = ({ rig, live }: { rig: Rig; live: LivePower | undefined }): ReactNode => {
  if (!rig.metered || live === undefined)
    return <p className="quiet">{rig.metered ? 'Meter off' : 'No meter'}</p>
  const wrong = live.state === 'missing' || live.state === 'failing'
  return (
    <p className="live" role="status">
      {wrong ? <LookMark /> : null}
      {liveWords(live)}
    </p>
  )
}

function MeterSwitch({ rig }: { rig: Rig }): ReactNode {
  const [deed, perform] = useDeed()
  return (
    <div>
      <dt>Meter</dt>
      <dd>
        <label className="check">
          <input
            type="checkbox"
            role="switch"
            checked={rig.metered}
            disabled={deed.state === 'doing'}
            onChange={(event) => {
              perform(bridge.setMetered(rig.id, event.target.checked))
            }}
          />
          Read nvidia-smi
        </label>
        {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
      </dd>
    </div>
  )
}

const methodWords: Readonly<Record<MeterKind, string>> = { 'nvidia-smi': 'nvidia-smi', manual: 'entered' }

const RigMonths = ({ rig, months }: { rig: Rig; months: readonly RigMonth[] }): ReactNode => (
  <div className="scroller">
    <table className="table">
      <caption>Energy by month. Hours in which nothing was read add nothing and lower the coverage.</caption>
      <thead>
        <tr>
          <th scope="col">Month</th>
          <th scope="col" className="figure">
            Energy (kWh)
          </th>
          <th scope="col" className="figure">
            Uptime (h)
          </th>
          <th scope="col" className="figure">
            Coverage
          </th>
          <th scope="col">How</th>
          <th scope="col" className="figure">
            Cost ({rig.price.currency})
          </th>
        </tr>
      </thead>
      <tbody>
        {months.map((month) => (
          <MonthRow key={month.month} month={month} />
        ))}
      </tbody>
    </table>
  </div>
)

const MonthRow = ({ month }: { month: RigMonth }): ReactNode => {
  const figure = month.kwh !== null && month.coverage < 0.995 ? 'figure partly' : 'figure'
  const nothing = `nothing was read or entered for ${monthShort(month.month)}`
  return (
    <tr>
      <th scope="row">{monthShort(month.month)}</th>
      <td className={figure}>{month.kwh === null ? <Unknown why={nothing} /> : tenths(month.kwh)}</td>
      <td className="figure">
        {month.uptimeHours === null ? (
          <Unknown why={month.method === 'manual' ? 'an entered month says no hours' : nothing} />
        ) : (
          tenths(month.uptimeHours)
        )}
      </td>
      <td className="figure">{percent(month.coverage)}</td>
      <td>{month.method === null ? <Unknown why={nothing} /> : methodWords[month.method]}</td>
      <td className={figure}>
        {month.energyCost === null ? (
          <Unknown
            why={month.kwh === null ? nothing : 'the electricity price of some of its days is not known'}
          />
        ) : (
          money(month.energyCost.nanos, month.energyCost.currency)
        )}
      </td>
    </tr>
  )
}
