import type { ReactNode } from 'react'
import { failureRates, residualCurveOf, residualCurves } from '../../core/payback/presets.ts'
import { figureFields, rigFields } from '../../core/rig-fields.ts'
import { nodeFigures, type NodeFigure, type RigPreset, type TypedDetails } from '../../core/rig.ts'
import { percent } from '../figures.ts'
import { rangeWords, sourceDate } from '../presets.ts'
import type { Wrong } from '../rigForm.ts'
import { SelectField, TextField } from './Field.tsx'

/** Fields that belong together, under what they are about. */
export const FieldGroup = ({
  title,
  hint,
  children,
}: {
  title: string
  hint?: string
  children: ReactNode
}): ReactNode => (
  <fieldset className="field-group">
    <legend>{title}</legend>
    {hint === undefined ? null : <p className="quiet">{hint}</p>}
    {children}
  </fieldset>
)

type Fields = {
  readonly details: TypedDetails
  readonly change: (part: Partial<TypedDetails>) => void
  readonly currency: string
  readonly wrong: Wrong
}

type DetailText = Exclude<keyof TypedDetails, 'resale' | 'parts'>

/** A field of the details that is typed as text. */
export const DetailField = ({
  of: { details, change, wrong },
  field,
  label,
  name,
  hint,
  placeholder,
}: {
  of: Fields
  field: DetailText
  label: string
  /** What it is called when it is refused. */
  name: string
  hint?: string
  placeholder?: string | undefined
}): ReactNode => (
  <TextField
    label={label}
    value={details[field]}
    change={(text) => {
      change({ [field]: text })
    }}
    hint={hint}
    wrong={wrong(name, details[field])}
    placeholder={placeholder}
    inputMode="decimal"
  />
)

const failureHint = failureRates
  .filter(({ id }) => id !== 'datacentre-all')
  .map(({ name, likely }) => `${name}: ${percent(likely)}`)
  .join('; ')

/** How long the rig lasts, and what it is worth then. */
export const LifeFields = (of: Fields): ReactNode => {
  const { details, change, currency } = of
  return (
    <FieldGroup title="How long it lasts">
      <div className="fields">
        <DetailField
          of={of}
          field="lifeMonths"
          label="Life (months)"
          name={rigFields.lifeMonths}
          hint="Over which its price is spread."
        />
        <DetailField
          of={of}
          field="warrantyMonths"
          label="Warranty (months)"
          name={rigFields.warrantyMonths}
          hint="From the purchase on; 0 is none. Empty: not known."
        />
        <SelectField
          label="Resale"
          value={details.resale}
          change={(picked) => {
            const curve = residualCurves.find(({ id }) => id === picked)
            change({ resale: curve?.id ?? (picked === 'own' ? 'own' : '') })
          }}
          hint={resaleHint(details.resale)}
        >
          <option value="">Not known</option>
          {residualCurves.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="own">An amount of your own</option>
        </SelectField>
        {details.resale === 'own' ? (
          <DetailField
            of={of}
            field="resaleAtEnd"
            label={`Resale at the end of its life (${currency})`}
            name={rigFields.resaleAtEnd}
          />
        ) : null}
        <DetailField
          of={of}
          field="failurePercent"
          label="Nodes that fail in a year (%)"
          name={rigFields.failurePercent}
          hint={failureHint}
        />
        <DetailField
          of={of}
          field="replacementCost"
          label={`Replacing a failed node (${currency})`}
          name={rigFields.replacementCost}
          hint="Paid once the warranty is over."
        />
      </div>
    </FieldGroup>
  )
}

function resaleHint(resale: TypedDetails['resale']): string | undefined {
  if (resale === '' || resale === 'own') return undefined
  const { points, source, date } = residualCurveOf(resale)
  const worth = points
    .filter(([months]) => months > 0)
    .map(([months, share]) => `${percent(share)} after ${months} months`)
    .join(', ')
  const told = `${source}${date === null ? '' : `, ${sourceDate(date)}`}.`
  return worth === '' ? told : `${worth}. ${told}`
}

const figureLabels: Readonly<Record<NodeFigure, string>> = {
  memoryGb: 'Memory (GB)',
  loadWatts: 'Power under load (W)',
  idleWatts: 'Power when idle (W)',
  decodeTokensPerSecond: 'Writes (tokens a second)',
  prefillTokensPerSecond: 'Reads (tokens a second)',
}

/** What one node draws and does; where nothing is typed the preset's figure stands in its place. */
export const FigureFields = ({ preset, ...of }: Fields & { preset: RigPreset | null }): ReactNode => (
  <FieldGroup
    title="What it draws and does"
    hint="Of one node, all its requests together. Empty: not known, or as its preset says."
  >
    <div className="fields">
      {nodeFigures.map((figure) => (
        <DetailField
          key={figure}
          of={of}
          field={figure}
          label={figureLabels[figure]}
          name={figureFields[figure]}
          placeholder={rangeWords(preset?.[figure] ?? null)}
        />
      ))}
    </div>
  </FieldGroup>
)
