import { useRef, useState, type ReactNode } from 'react'
import { purchaseField, rigFields } from '../../core/rig-fields.ts'
import { presetCurrency, presetNamed, type NewRig, type TypedDetails } from '../../core/rig.ts'
import { nothingMore } from '../../core/typed-rig.ts'
import { bridge } from '../bridge.ts'
import { rangeWords } from '../presets.ts'
import { isOfField, useLeadToWrong, wrongIn, type Wrong } from '../rigForm.ts'
import { useDeed } from '../useDeed.ts'
import { TextField } from './Field.tsx'
import { PresetField } from './PresetField.tsx'
import { DetailField, FieldGroup, FigureFields, LifeFields } from './RigDetailFields.tsx'
import { PartRows } from './RigRows.tsx'
import { ProblemNotice } from './Screen.tsx'

type Form = Required<Omit<NewRig, 'details'>> & { readonly details: TypedDetails }
const empty: Form = {
  name: '',
  presetId: null,
  price: '',
  currency: presetCurrency,
  purchasedOn: '',
  inServiceOn: '',
  pricePerKwh: '',
  metered: false,
  nodes: '1',
  details: nothingMore,
}

/** A rig of one's own: a preset fills in its name, and its price where only one is known. */
export function AddRig({ done }: { done: () => void }): ReactNode {
  const [rig, setRig] = useState(empty)
  const [deed, perform] = useDeed()
  const form = useRef<HTMLFormElement>(null)
  useLeadToWrong(form, deed)
  const wrong = wrongIn(deed)
  const preset = rig.presetId === null ? null : presetNamed(rig.presetId)
  const change = (part: Partial<Form>): void => {
    setRig({ ...rig, ...part })
  }
  const pick = (id: string): void => {
    const picked = presetNamed(id)
    const price = picked?.price
    change({
      presetId: picked?.id ?? null,
      name: picked?.name ?? rig.name,
      price: price?.low === price?.high ? (price?.low.toString() ?? '') : '',
    })
  }
  return (
    <form
      ref={form}
      className="card"
      aria-label="Add a rig"
      onSubmit={(event) => {
        event.preventDefault()
        perform(bridge.addRig(rig), done)
      }}
    >
      <h2>Add a rig</h2>
      <div className="fields">
        <PresetField presetId={rig.presetId} pick={pick} />
        <TextField
          label="Name"
          value={rig.name}
          change={(name) => {
            change({ name })
          }}
          wrong={wrong(rigFields.name, rig.name)}
        />
        <TextField
          label="Price paid"
          value={rig.price}
          change={(price) => {
            change({ price })
          }}
          placeholder={rangeWords(preset?.price ?? null)}
          wrong={wrong(purchaseField(0, 'price'), rig.price)}
          inputMode="decimal"
        />
        <TextField
          label="Currency"
          value={rig.currency}
          change={(currency) => {
            change({ currency })
          }}
          wrong={wrong(rigFields.currency, rig.currency)}
        />
        <TextField
          label="Bought on"
          type="date"
          value={rig.purchasedOn}
          change={(purchasedOn) => {
            change({ purchasedOn })
          }}
          hint="Empty: not known."
          wrong={wrong(purchaseField(0, 'on'), rig.purchasedOn)}
        />
        <TextField
          label="In service since"
          type="date"
          value={rig.inServiceOn}
          change={(inServiceOn) => {
            change({ inServiceOn })
          }}
          wrong={wrong(rigFields.inServiceOn, rig.inServiceOn)}
        />
        <TextField
          label="Electricity price per kWh"
          value={rig.pricePerKwh}
          change={(pricePerKwh) => {
            change({ pricePerKwh })
          }}
          wrong={wrong(rigFields.pricePerKwh, rig.pricePerKwh)}
          inputMode="decimal"
        />
      </div>
      <label className="check">
        <input
          type="checkbox"
          checked={rig.metered}
          onChange={(event) => {
            change({ metered: event.target.checked })
          }}
        />
        <span>
          It is this computer: read nvidia-smi while Breakwatt runs.
          <br />
          <span className="quiet">Else enter its kWh month by month.</span>
        </span>
      </label>
      <More rig={rig} change={change} wrong={wrong} />
      {deed.state === 'refused' && !isOfField(deed.problem) ? <ProblemNotice problem={deed.problem} /> : null}
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

/** What need not be known to begin with. */
function More({
  rig,
  change,
  wrong,
}: {
  rig: Form
  change: (part: Partial<Form>) => void
  wrong: Wrong
}): ReactNode {
  const { currency, details } = rig
  const of = {
    details,
    currency,
    wrong,
    change: (part: Partial<TypedDetails>): void => {
      change({ details: { ...details, ...part } })
    },
  }
  return (
    <details>
      <summary>More about this rig</summary>
      <div className="block">
        <FieldGroup title="What it cost">
          <PartRows
            parts={details.parts}
            paid={[rig.price]}
            currency={currency}
            change={(parts) => {
              of.change({ parts })
            }}
            wrong={wrong}
          />
          <div className="fields">
            <TextField
              label="Nodes"
              value={rig.nodes}
              change={(nodes) => {
                change({ nodes })
              }}
              hint="Machines alike that came for that price."
              wrong={wrong(purchaseField(0, 'nodes'), rig.nodes)}
              inputMode="decimal"
            />
            <DetailField
              of={of}
              field="setupCost"
              label={`Setting it up (${currency})`}
              name={rigFields.setupCost}
              hint="Once, beside its price. Empty: not known."
            />
          </div>
        </FieldGroup>
        <LifeFields {...of} />
        <FigureFields {...of} preset={rig.presetId === null ? null : presetNamed(rig.presetId)} />
      </div>
    </details>
  )
}
