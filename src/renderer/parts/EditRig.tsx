import { useRef, useState, type ReactNode } from 'react'
import { rigFields } from '../../core/rig-fields.ts'
import { presetNamed, type Rig, type TypedDetails } from '../../core/rig.ts'
import { typedRig } from '../../core/typed-rig.ts'
import { bridge } from '../bridge.ts'
import { isOfField, useLeadToWrong, wrongIn } from '../rigForm.ts'
import { useDeed } from '../useDeed.ts'
import { TextField } from './Field.tsx'
import { PresetField } from './PresetField.tsx'
import { DetailField, FieldGroup, FigureFields, LifeFields } from './RigDetailFields.tsx'
import { PartRows, PurchaseRows } from './RigRows.tsx'
import { ProblemNotice } from './Screen.tsx'

/** All of a rig that can be edited at once; its electricity and its meter are changed beneath. */
export function EditRig({ rig, done }: { rig: Rig; done: () => void }): ReactNode {
  const [typed, setTyped] = useState(() => typedRig(rig))
  const [deed, perform] = useDeed()
  const form = useRef<HTMLFormElement>(null)
  useLeadToWrong(form, deed)
  const wrong = wrongIn(deed)
  const { currency } = typed
  const of = {
    details: typed,
    currency,
    wrong,
    change: (part: Partial<TypedDetails>): void => {
      setTyped({ ...typed, ...part })
    },
  }
  return (
    <form
      ref={form}
      className="block"
      aria-label={`Edit ${rig.name}`}
      onSubmit={(event) => {
        event.preventDefault()
        perform(bridge.changeRig(rig.id, typed), done)
      }}
    >
      <FieldGroup title="What it is">
        <div className="fields">
          <PresetField
            presetId={typed.presetId}
            pick={(id) => {
              setTyped({ ...typed, presetId: presetNamed(id)?.id ?? null })
            }}
          />
          <TextField
            label="Name"
            value={typed.name}
            change={(name) => {
              setTyped({ ...typed, name })
            }}
            wrong={wrong(rigFields.name, typed.name)}
          />
          <TextField
            label="In service since"
            type="date"
            value={typed.inServiceOn}
            change={(inServiceOn) => {
              setTyped({ ...typed, inServiceOn })
            }}
            wrong={wrong(rigFields.inServiceOn, typed.inServiceOn)}
          />
        </div>
      </FieldGroup>
      <FieldGroup
        title="What it cost"
        hint="Nodes bought later serve from the day they were bought. Parts are notes: what counts is the price."
      >
        <PurchaseRows
          purchases={typed.purchases}
          currency={currency}
          change={(purchases) => {
            setTyped({ ...typed, purchases })
          }}
          wrong={wrong}
        />
        <PartRows
          parts={typed.parts}
          paid={typed.purchases.map(({ price }) => price)}
          currency={currency}
          change={(parts) => {
            of.change({ parts })
          }}
          wrong={wrong}
        />
        <div className="fields">
          <DetailField
            of={of}
            field="setupCost"
            label={`Setting it up (${currency})`}
            name={rigFields.setupCost}
            hint="Once, beside its price. Empty: not known."
          />
          <TextField
            label="Currency"
            value={currency}
            change={(code) => {
              setTyped({ ...typed, currency: code })
            }}
            hint="Of all its amounts; a change converts none."
            wrong={wrong(rigFields.currency, currency)}
          />
        </div>
      </FieldGroup>
      <LifeFields {...of} />
      <FigureFields {...of} preset={typed.presetId === null ? null : presetNamed(typed.presetId)} />
      {deed.state === 'refused' && !isOfField(deed.problem) ? <ProblemNotice problem={deed.problem} /> : null}
      <div className="buttons">
        <button type="submit" className="button first" disabled={deed.state === 'doing'}>
          Save {rig.name}
        </button>
        <button type="button" className="button" onClick={done}>
          Cancel
        </button>
      </div>
    </form>
  )
}
