import { useState, type ReactNode } from 'react'
import { dayText, firstDayOf, monthText } from '../../core/period.ts'
import { toUnits } from '../../core/money.ts'
import type { Rig, RigMonth } from '../../core/rig.ts'
import { bridge } from '../bridge.ts'
import { decimal, monthShort } from '../figures.ts'
import { useDeed } from '../useDeed.ts'
import { SelectField, TextField } from './Field.tsx'
import { ProblemNotice } from './Screen.tsx'

/** Enters the kWh of one of the rig's months, which goes before what the meter read. */
export function EnterEnergy({ rig, months }: { rig: Rig; months: readonly RigMonth[] }): ReactNode {
  const open = months.find((month) => month.kwh === null) ?? months[0]
  const [picked, setPicked] = useState<string | null>(null)
  const [kwh, setKwh] = useState('')
  const [deed, perform] = useDeed()
  if (open === undefined) return null
  const month = picked ?? monthText(open.month)
  return (
    <form
      className="block"
      aria-label={`Enter energy of ${rig.name}`}
      onSubmit={(event) => {
        event.preventDefault()
        perform(bridge.enterEnergy(rig.id, month, kwh.trim()), () => {
          setKwh('')
          setPicked(null)
        })
      }}
    >
      <div className="inline-form">
        <SelectField label="Month" value={month} change={setPicked}>
          {months.map((known) => (
            <option key={known.month} value={monthText(known.month)}>
              {monthShort(known.month)}
            </option>
          ))}
        </SelectField>
        <TextField label="Energy (kWh)" value={kwh} change={setKwh} inputMode="decimal" />
        <button type="submit" className="button" disabled={deed.state === 'doing' || kwh.trim() === ''}>
          Enter kWh
        </button>
      </div>
      {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
    </form>
  )
}

/** A new electricity price from a day on; what came before keeps its own. */
export function ChangeTariff({ rig, months }: { rig: Rig; months: readonly RigMonth[] }): ReactNode {
  const newest = months[0]
  const [from, setFrom] = useState(newest === undefined ? '' : dayText(firstDayOf(newest.month)))
  const [price, setPrice] = useState('')
  const [deed, perform] = useDeed()
  const present = rig.tariffs[0]
  return (
    <form
      className="block"
      aria-label={`Change the electricity price of ${rig.name}`}
      onSubmit={(event) => {
        event.preventDefault()
        perform(bridge.changeTariff(rig.id, from, price.trim()), () => {
          setPrice('')
        })
      }}
    >
      <div className="inline-form">
        <TextField label="From" type="date" value={from} change={setFrom} />
        <TextField
          label={`Price per kWh (${rig.price.currency})`}
          value={price}
          change={setPrice}
          placeholder={present === undefined ? undefined : decimal(toUnits(present.pricePerKwh.nanos), 6)}
          inputMode="decimal"
        />
        <button type="submit" className="button" disabled={deed.state === 'doing' || price.trim() === ''}>
          Change price
        </button>
      </div>
      {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
    </form>
  )
}

/** Removing takes the readings with it and cannot be undone, so it is asked once. */
export function RemoveRig({ rig }: { rig: Rig }): ReactNode {
  const [asking, setAsking] = useState(false)
  const [deed, perform] = useDeed()
  if (!asking)
    return (
      <button
        type="button"
        className="button"
        onClick={() => {
          setAsking(true)
        }}
      >
        Remove…
      </button>
    )
  return (
    <div className="block" role="group" aria-label={`Remove ${rig.name}`}>
      <p>Remove {rig.name} with all its readings and entered months? This cannot be undone.</p>
      <div className="buttons">
        <button
          type="button"
          className="button"
          autoFocus
          onClick={() => {
            setAsking(false)
          }}
        >
          Keep it
        </button>
        <button
          type="button"
          className="button"
          disabled={deed.state === 'doing'}
          onClick={() => {
            perform(bridge.removeRig(rig.id))
          }}
        >
          Remove {rig.name}
        </button>
      </div>
      {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
    </div>
  )
}
