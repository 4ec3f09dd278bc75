import type { ReactNode } from 'react'
import { paybackDefaults } from '../../core/payback-defaults.ts'
import type { PaybackAnswer } from '../../core/payback.ts'
import { presetCurrency, presetNamed, type Rig } from '../../core/rig.ts'
import { count, decimal } from '../figures.ts'
import { typedNumber, type PaybackForm } from '../paybackQuestion.ts'
import { offeredPresets, presetWords, rangeWords } from '../presets.ts'
import { Field, SelectField, TextField } from './Field.tsx'

/** Marks the choices that are rigs of the user's own. */
const ownMark = 'own:'
const ownHint = 'Its own price, tariff and measured energy.'

const wrongNumber = (text: string): string | undefined =>
  typedNumber(text) === null ? `“${text}” is not a number.` : undefined

/** The figure an answer took where a field was left empty. */
const taken = (answer: PaybackAnswer | null, name: string): number | null => {
  const value = answer?.assumptions.find((assumption) => assumption.name === name)?.value
  return typeof value === 'number' ? value : null
}

/** What the question is made of. A field left empty takes the preset's figure, shown in its place. */
export function PaybackFields({
  form,
  change,
  rigs,
  answer,
}: {
  form: PaybackForm
  change: (form: PaybackForm) => void
  rigs: readonly Rig[]
  answer: PaybackAnswer | null
}): ReactNode {
  const own =
    'rigId' in form.rig ? rigs.find((rig) => 'rigId' in form.rig && rig.id === form.rig.rigId) : undefined
  const presetId = 'presetId' in form.rig ? form.rig.presetId : (own?.presetId ?? null)
  const preset = presetId === null ? null : presetNamed(presetId)
  const currency = own?.price.currency ?? presetCurrency
  const assumed = (name: string, otherwise?: number): string | undefined => {
    const value = taken(answer, name) ?? otherwise
    return value === undefined ? undefined : decimal(value, 4)
  }
  const pick = (choice: string): void => {
    const rig = choice.startsWith(ownMark)
      ? { rigId: Number(choice.slice(ownMark.length)) }
      : { presetId: choice }
    change({ ...form, rig, price: '', loadWatts: '', pricePerKwh: '' })
  }
  return (
    <form
      className="fields"
      aria-label="The question"
      onSubmit={(event) => {
        event.preventDefault()
      }}
    >
      <SelectField
        label="Rig"
        value={'rigId' in form.rig ? `${ownMark}${form.rig.rigId}` : form.rig.presetId}
        change={pick}
        hint={own !== undefined ? ownHint : preset === null ? undefined : presetWords(preset)}
        wide
      >
        {rigs.length === 0 ? null : (
          <optgroup label="Your own">
            {rigs.map((rig) => (
              <option key={rig.id} value={`${ownMark}${rig.id}`}>
                {rig.name}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label="To buy">
          {offeredPresets.map((offered) => (
            <option key={offered.id} value={offered.id}>
              {offered.name}
              {offered.verified ? '' : ' (not verified)'}
            </option>
          ))}
        </optgroup>
      </SelectField>
      <TextField
        label={`Price (${currency})`}
        value={form.price}
        change={(price) => {
          change({ ...form, price })
        }}
        placeholder={assumed('price') ?? rangeWords(preset?.price ?? null)}
        wrong={wrongNumber(form.price)}
        inputMode="decimal"
      />
      <TextField
        label="Power under load (W)"
        value={form.loadWatts}
        change={(loadWatts) => {
          change({ ...form, loadWatts })
        }}
        placeholder={assumed('loadWatts') ?? rangeWords(preset?.loadWatts ?? null)}
        wrong={wrongNumber(form.loadWatts)}
        inputMode="decimal"
      />
      <TextField
        label={`Electricity (${currency} per kWh)`}
        value={form.pricePerKwh}
        change={(pricePerKwh) => {
          change({ ...form, pricePerKwh })
        }}
        placeholder={assumed('pricePerKwh', paybackDefaults.pricePerKwh.value)}
        wrong={wrongNumber(form.pricePerKwh)}
        inputMode="decimal"
      />
      <RoutableShare form={form} change={change} />
    </form>
  )
}

const assumedPercent = paybackDefaults.routableShare.value * 100

function RoutableShare({
  form,
  change,
}: {
  form: PaybackForm
  change: (form: PaybackForm) => void
}): ReactNode {
  const shown = typedNumber(form.routablePercent) ?? assumedPercent
  const set = (routablePercent: string): void => {
    change({ ...form, routablePercent })
  }
  return (
    <Field
      label="Routable share of the bill (%)"
      hint="What a local model could do as well."
      wrong={wrongNumber(form.routablePercent)}
      wide
    >
      {(control) => (
        <div className="share">
          <input
            type="range"
            min="0"
            max="100"
            step="1"
            value={shown}
            aria-label="Routable share of the bill in percent, as a slider"
            onChange={(event) => {
              set(event.target.value)
            }}
          />
          <input
            {...control}
            className="control figure"
            inputMode="decimal"
            autoComplete="off"
            value={form.routablePercent}
            placeholder={count(assumedPercent)}
            onChange={(event) => {
              set(event.target.value)
            }}
          />
        </div>
      )}
    </Field>
  )
}
