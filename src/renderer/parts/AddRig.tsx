import { useState, type ReactNode } from 'react'
import { presetCurrency, presetNamed, type NewRig } from '../../core/rig.ts'
import { bridge } from '../bridge.ts'
import { offeredPresets, presetWords, rangeWords } from '../presets.ts'
import { useDeed } from '../useDeed.ts'
import { SelectField, TextField } from './Field.tsx'
import { ProblemNotice } from './Screen.tsx'

const empty: NewRig = {
  name: '',
  presetId: null,
  price: '',
  currency: presetCurrency,
  inServiceOn: '',
  pricePerKwh: '',
  metered: false,
}

/** A rig of one's own: a preset fills in its name, and its price where only one is known. */
export function AddRig({ done }: { done: () => void }): ReactNode {
  const [rig, setRig] = useState(empty)
  const [deed, perform] = useDeed()
  const preset = rig.presetId === null ? null : presetNamed(rig.presetId)
  const pick = (id: string): void => {
    const picked = presetNamed(id)
    const price = picked?.price
    setRig({
      ...rig,
      presetId: picked?.id ?? null,
      name: picked?.name ?? rig.name,
      price: price?.low === price?.high ? (price?.low.toString() ?? '') : '',
    })
  }
  return (
    <form
      className="card"
      aria-label="Add a rig"
      onSubmit={(event) => {
        event.preventDefault()
        perform(bridge.addRig(rig), done)
      }}
    >
      <h2>Add a rig</h2>
      <div className="fields">
        <SelectField
          label="Preset"
          value={rig.presetId ?? ''}
          change={pick}
          hint={preset === null ? 'Fills in what is known of it.' : presetWords(preset)}
          wide
        >
          <option value="">None of these</option>
          {offeredPresets.map((offered) => (
            <option key={offered.id} value={offered.id}>
              {offered.name}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Name"
          value={rig.name}
          change={(name) => {
            setRig({ ...rig, name })
          }}
        />
        <TextField
          label="Price paid"
          value={rig.price}
          change={(price) => {
            setRig({ ...rig, price })
          }}
          placeholder={rangeWords(preset?.price ?? null)}
          inputMode="decimal"
        />
        <TextField
          label="Currency"
          value={rig.currency}
          change={(currency) => {
            setRig({ ...rig, currency })
          }}
        />
        <TextField
          label="In service since"
          type="date"
          value={rig.inServiceOn}
          change={(inServiceOn) => {
            setRig({ ...rig, inServiceOn })
          }}
        />
        <TextField
          label="Electricity price per kWh"
          value={rig.pricePerKwh}
          change={(pricePerKwh) => {
            setRig({ ...rig, pricePerKwh })
          }}
          inputMode="decimal"
        />
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={rig.metered}
          onChange={(event) => {
            setRig({ ...rig, metered: event.target.checked })
          }}
        />
        <span>
          It is this computer: read nvidia-smi while Breakwatt runs.
          <br />
          <span className="quiet">Else enter its kWh month by month.</span>
        </span>
      </label>
      {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
      <div className="buttons">
        <button type="submit" className="button first" disabled={deed.state === 'doing'}>
          Add rig
        </button>
        <button type="button" className="button" onClick={done}>
          Cancel
        </button>
      </div>
    </form>
  )
}
