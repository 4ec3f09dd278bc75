import { useRef, useState, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import type { ServedMonth } from '../../contract/bridge.ts'
import type { LivePower, MeterKind, Rig, RigMonth } from '../../core/rig.ts'
import { bridge } from '../bridge.ts'
import { count, money, monthShort, percent, tenths } from '../figures.ts'
import { useDeed } from '../useDeed.ts'
import { liveWords } from '../words.ts'
import { EditRig } from './EditRig.tsx'
import { LookMark, Unknown } from './Marks.tsx'
import { FieldGroup } from './RigDetailFields.tsx'
import { RigFacts, RigTerms } from './RigFacts.tsx'
import { ChangeTariff, EnterEnergy, RemoveRig } from './RigForms.tsx'
import { ProblemNotice } from './Screen.tsx'
import { EnterServedTokens } from './ServedTokens.tsx'

/** One rig: what it cost, what it draws now, what it used and served month by month. */
export function RigCard({
  rig,
  months,
  served,
  live,
}: {
  rig: Rig
  months: readonly RigMonth[]
  served: readonly ServedMonth[]
  live: LivePower | undefined
}): ReactNode {
  const [editing, setEditing] = useState(false)
  const edit = useRef<HTMLButtonElement>(null)
  return (
    <section className="card" aria-label={rig.name}>
      <div className="card-head">
        <h2>{rig.name}</h2>
        <Live rig={rig} live={live} />
      </div>
      {editing ? (
        <EditRig
          rig={rig}
          done={() => {
            flushSync(() => {
              setEditing(false)
            })
            edit.current?.focus()
          }}
        />
      ) : (
        <>
          <RigFacts rig={rig} />
          <RigTerms rig={rig} />
        </>
      )}
      {months.length === 0 ? null : (
        <FieldGroup title="Month by month">
          <RigMonths rig={rig} months={months} served={served} />
        </FieldGroup>
      )}
      <FieldGroup title="Electricity">
        <div className="rig-forms">
          <EnterEnergy rig={rig} months={months} />
          <ChangeTariff rig={rig} months={months} />
        </div>
      </FieldGroup>
      {months.length === 0 ? null : (
        <FieldGroup
          title="Tokens served"
          hint="What the rig served is what it saved: it takes the place of the forecast on Payback."
        >
          <EnterServedTokens rig={rig} months={months} served={served} />
        </FieldGroup>
      )}
      <FieldGroup title="Meter">
        <MeterSwitch rig={rig} />
      </FieldGroup>
      <div className="buttons">
        {editing ? null : (
          <button
            type="button"
            className="button"
            ref={edit}
            onClick={() => {
              setEditing(true)
            }}
          >
            Edit…
          </button>
        )}
        <RemoveRig rig={rig} />
      </div>
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
    <>
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
    </>
  )
}

const methodWords: Readonly<Record<MeterKind, string>> = { 'nvidia-smi': 'nvidia-smi', manual: 'entered' }

const RigMonths = ({
  rig,
  months,
  served,
}: {
  rig: Rig
  months: readonly RigMonth[]
  served: readonly ServedMonth[]
}): ReactNode => (
  <div className="scroller">
    <table className="table">
      <caption>
        Energy and tokens by month. Hours in which nothing was read add nothing and lower the coverage.
      </caption>
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
          <th scope="col" className="figure">
            Tokens read
          </th>
          <th scope="col" className="figure">
            Tokens written
          </th>
        </tr>
      </thead>
      <tbody>
        {months.map((month) => (
          <MonthRow
            key={month.month}
            month={month}
            served={served.find((entry) => entry.month === month.month)}
          />
        ))}
      </tbody>
    </table>
  </div>
)

const MonthRow = ({ month, served }: { month: RigMonth; served: ServedMonth | undefined }): ReactNode => {
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
      <TokensCell month={month} tokens={served?.tokensIn} />
      <TokensCell month={month} tokens={served?.tokensOut} />
    </tr>
  )
}

const TokensCell = ({ month, tokens }: { month: RigMonth; tokens: number | undefined }): ReactNode => (
  <td className="figure">
    {tokens === undefined ? (
      <Unknown why={`the tokens of ${monthShort(month.month)} were not entered`} />
    ) : (
      count(tokens)
    )}
  </td>
)
