import type { ReactNode } from 'react'
import type { PlannedRig, RigChoice as Choice } from '../../core/payback/ground.ts'
import { monthText, type Month } from '../../core/period.ts'
import type { Rig } from '../../core/rig.ts'
import { monthShort } from '../figures.ts'
import { firstPreset } from '../paybackQuestion.ts'
import { offeredPresets, presetWords } from '../presets.ts'
import { Field, SelectField } from './Field.tsx'

const mostNodes = 64
const monthsAhead = 36

/** Which rigs the question is about: those that stand, and those one thinks of buying, each in its month. */
export function RigChoice({
  rigs,
  choice,
  change,
  thisMonth,
}: {
  rigs: readonly Rig[]
  choice: Choice
  change: (choice: Choice) => void
  thisMonth: Month
}): ReactNode {
  const { ownRigIds, planned } = choice
  const put = (place: number, rig: PlannedRig | null): void => {
    change({
      ...choice,
      planned: rig === null ? planned.filter((_, at) => at !== place) : planned.with(place, rig),
    })
  }
  return (
    <fieldset className="rig-choice">
      <legend>Rigs</legend>
      {rigs.map((rig) => (
        <label className="check" key={rig.id}>
          <input
            type="checkbox"
            checked={ownRigIds.includes(rig.id)}
            onChange={(event) => {
              change({
                ...choice,
                ownRigIds: event.target.checked
                  ? [...ownRigIds, rig.id]
                  : ownRigIds.filter((id) => id !== rig.id),
              })
            }}
          />
          <span>
            {rig.name} <span className="quiet">already bought</span>
          </span>
        </label>
      ))}
      {planned.map((rig, place) => (
        <PlannedFields
          key={place}
          rig={rig}
          thisMonth={thisMonth}
          change={(other) => {
            put(place, other)
          }}
          remove={
            planned.length + ownRigIds.length > 1
              ? () => {
                  put(place, null)
                }
              : null
          }
        />
      ))}
      <button
        type="button"
        className="button"
        onClick={() => {
          if (firstPreset !== undefined)
            change({ ...choice, planned: [...planned, { presetId: firstPreset.id, count: 1, month: null }] })
        }}
      >
        Think of buying {planned.length === 0 ? 'one' : 'another'}
      </button>
    </fieldset>
  )
}

function PlannedFields({
  rig,
  thisMonth,
  change,
  remove,
}: {
  rig: PlannedRig
  thisMonth: Month
  change: (rig: PlannedRig) => void
  /** Null where it is the only rig of the question. */
  remove: (() => void) | null
}): ReactNode {
  const preset = offeredPresets.find(({ id }) => id === rig.presetId)
  return (
    <div className="planned-rig">
      <SelectField
        label="To buy"
        value={rig.presetId}
        change={(presetId) => {
          change({ ...rig, presetId })
        }}
        hint={preset === undefined ? undefined : presetWords(preset)}
      >
        {offeredPresets.map((offered) => (
          <option key={offered.id} value={offered.id}>
            {offered.name}
            {offered.verified ? '' : ' (not verified)'}
          </option>
        ))}
      </SelectField>
      <div className="planned-when">
        <Field label="How many">
          {(control) => (
            <input
              {...control}
              className="control"
              type="number"
              min="1"
              max={mostNodes}
              step="1"
              value={rig.count}
              onChange={(event) => {
                const count = Math.round(Number(event.target.value))
                if (count >= 1 && count <= mostNodes) change({ ...rig, count })
              }}
            />
          )}
        </Field>
        <SelectField
          label="In"
          value={rig.month ?? ''}
          change={(month) => {
            change({ ...rig, month: month === '' ? null : month })
          }}
        >
          <option value="">this month</option>
          {Array.from({ length: monthsAhead }, (_, step) => thisMonth + step + 1).map((month) => (
            <option key={month} value={monthText(month)}>
              {monthShort(month)}
            </option>
          ))}
        </SelectField>
        {remove === null ? null : (
          <button type="button" className="button" onClick={remove}>
            Remove
          </button>
        )}
      </div>
    </div>
  )
}
