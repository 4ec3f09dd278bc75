import type { ReactNode } from 'react'
import {
  amountUnits,
  dateFormats,
  decimalMarks,
  signs,
  type MappingDraft,
  type MappingField,
  type Told,
} from '../../core/mapping.ts'
import { dateFormatWords, leaveOutWords, markWords, signWords, unitWords } from '../mappingWords.ts'
import type { Mapped } from '../useMapping.ts'
import { SelectField, TextField } from './Field.tsx'

type Say = (said: Partial<Omit<MappingDraft, 'version' | 'fingerprint' | 'columns'>>) => void

/** Who sells it, and how days and amounts are written. */
export function MappingWays({ mapped, say }: { mapped: Mapped; say: Say }): ReactNode {
  const { draft, guess, missing } = mapped
  const lacks = (field: MappingField): boolean => missing.includes(field)
  const hasMoney = draft.dataset !== 'usage'
  return (
    <>
      <div className="mapping-ways">
        <TextField
          label="Who sells it"
          value={draft.serviceProviderName ?? ''}
          change={(name) => {
            say({ serviceProviderName: name })
          }}
          wrong={lacks('serviceProviderName') ? 'The name its money is shown under.' : undefined}
        />
        <TextField
          label="Name of this kind of file"
          value={draft.title ?? ''}
          change={(title) => {
            say({ title })
          }}
          wrong={lacks('title') ? 'To find it again in Settings.' : undefined}
        />
        <TextField
          label="Account"
          value={draft.account ?? ''}
          change={(account) => {
            say({ account })
          }}
          hint="Empty where there is but one."
        />
        <SelectField
          label="It holds"
          value={draft.dataset ?? ''}
          change={(dataset) => {
            say({ dataset: dataset === 'usage' ? 'usage' : 'cost' })
          }}
        >
          {draft.dataset === null ? <option value="">Choose…</option> : null}
          <option value="cost">money</option>
          <option value="usage">quantities only</option>
        </SelectField>
        <Way
          label="Days are written"
          value={draft.dateFormat}
          choices={dateFormats}
          words={dateFormatWords}
          told={guess.dateFormat}
          change={(dateFormat) => {
            say({ dateFormat })
          }}
        />
        <Way
          label="Decimals follow"
          value={draft.decimalMark}
          choices={decimalMarks}
          words={markWords}
          told={guess.decimalMark}
          change={(decimalMark) => {
            say({ decimalMark })
          }}
        />
        {hasMoney ? (
          <>
            <Way
              label="Amounts are"
              value={draft.amountUnit}
              choices={amountUnits}
              words={unitWords}
              told={guess.amountUnit}
              change={(amountUnit) => {
                say({ amountUnit })
              }}
            />
            <Way
              label="Sign"
              value={draft.sign}
              choices={signs}
              words={signWords}
              told={guess.sign}
              change={(sign) => {
                say({ sign })
              }}
            />
            {draft.columns.currency === null ? (
              <TextField
                label="Currency of every row"
                value={draft.currency ?? ''}
                change={(currency) => {
                  say({ currency: currency.trim() === '' ? null : currency.trim().toUpperCase() })
                }}
                placeholder="USD"
                hint={lacks('currency') ? undefined : guess.currency.reason}
                wrong={lacks('currency') ? 'A code such as USD.' : undefined}
              />
            ) : null}
          </>
        ) : null}
        {draft.columns.quantity !== null && draft.columns.unit === null ? (
          <TextField
            label="What is counted"
            value={draft.unit ?? ''}
            change={(unit) => {
              say({ unit: unit === '' ? null : unit })
            }}
            placeholder="tokens"
          />
        ) : null}
      </div>
      {draft.rowsToLeaveOut.length === 0 ? null : (
        <ul className="rows-left-out">
          {draft.rowsToLeaveOut.map((rows) => (
            <li key={leaveOutWords(rows)}>
              {leaveOutWords(rows)}{' '}
              <button
                type="button"
                className="link"
                onClick={() => {
                  say({ rowsToLeaveOut: draft.rowsToLeaveOut.filter((other) => other !== rows) })
                }}
              >
                Count them
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** A choice out of a closed list, with what the rows say about it. */
function Way<T extends string>({
  label,
  value,
  choices,
  words,
  told,
  change,
}: {
  label: string
  value: T | null
  choices: readonly T[]
  words: Readonly<Record<T, string>>
  told: Told<T>
  change: (value: T) => void
}): ReactNode {
  return (
    <SelectField
      label={label}
      value={value ?? ''}
      change={(text) => {
        const picked = choices.find((choice) => choice === text)
        if (picked !== undefined) change(picked)
      }}
      hint={value === null || told.state !== 'ambiguous' ? told.reason : 'You chose it.'}
    >
      {value === null ? <option value="">Choose…</option> : null}
      {choices.map((choice) => (
        <option key={choice} value={choice}>
          {words[choice]}
        </option>
      ))}
    </SelectField>
  )
}
