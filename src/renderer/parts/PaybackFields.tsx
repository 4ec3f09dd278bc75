import type { ReactNode } from 'react'
import type { PaybackAnswer } from '../../core/payback.ts'
import { presetCurrency, presetNamed, type Rig } from '../../core/rig.ts'
import { count, decimal } from '../figures.ts'
import { typedNumber, type PaybackForm } from '../paybackQuestion.ts'
import { offeredPresets, presetWords, rangeWords } from '../presets.ts'
import { Field, SelectField, TextField } from './Field.tsx'

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
  const preset = presetNamed(form.presetId)
  const own = rigs.find((rig) => rig.id === form.rigId)
  const currency = own?.price.currency ?? presetCurrency
  const assumed = (name: string): string | undefined => {
    const value = taken(answer, name)
    return value === null ? undefined : decimal(value, 4)
  }
  const pick = (presetId: string): void => {
    change({ ...form, presetId, price: '', loadWatts: '' })
  }
  const pickOwn = (id: string): void => {
    const rig = rigs.find((known) => known.id === Number(id))
    change({
      ...form,
      rigId: rig?.id ?? null,
      presetId: rig?.presetId ?? form.presetId,
      price: '',
      loadWatts: '',
      pricePerKwh: '',
    })
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
        value={form.presetId}
        change={pick}
        hint={preset === null ? undefined : presetWords(preset)}
        wide
      >
        {offeredPresets.map((offered) => (
          <option key={offered.id} value={offered.id}>
            {offered.name}
            {offered.verified ? '' : ' (not verified)'}
          </option>
        ))}
      </SelectField>
      {rigs.length === 0 ? null : (
        <SelectField
          label="Your own rig"
          value={form.rigId === null ? '' : String(form.rigId)}
          change={pickOwn}
          hint={
            own === undefined ? 'Takes its price and tariff.' : 'Its price, its tariff, its measured energy.'
          }
        >
          <option value="">None</option>
          {rigs.map((rig) => (
            <option key={rig.id} value={String(rig.id)}>
              {rig.name}
            </option>
          ))}
        </SelectField>
      )}
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
        placeholder={assumed('pricePerKwh')}
        wrong={wrongNumber(form.pricePerKwh)}
        inputMode="decimal"
      />
      <RoutableShare form={form} change={change} assumed={taken(answer, 'routableShare')} />
    </form>
  )
}

function RoutableShare({
  form,
  change,
  assumed,
}: {
  form: PaybackForm
  change: (form: PaybackForm) => void
  assumed: number | null
}): ReactNode {
  const typed = typedNumber(form.routablePercent)
  const shown = typed ?? (assumed === null ? 50 : assumed * 100)
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
            placeholder={assumed === null ? undefined : count(assumed * 100)}
            onChange={(event) => {
              set(event.target.value)
            }}
          />
        </div>
      )}
    </Field>
  )
}
