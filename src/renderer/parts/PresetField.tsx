import type { ReactNode } from 'react'
import { presetNamed } from '../../core/rig.ts'
import { flawWords, presetGroups, presetWords } from '../presets.ts'
import { SelectField } from './Field.tsx'
import { LookMark } from './Marks.tsx'

/** Every preset with its source and date, where a form begins; those never sold or impossible as told are marked, with the reason. */
export function PresetField({
  presetId,
  pick,
}: {
  presetId: string | null
  pick: (id: string) => void
}): ReactNode {
  const preset = presetId === null ? null : presetNamed(presetId)
  return (
    <SelectField
      label="Preset"
      autoFocus
      value={presetId ?? ''}
      change={pick}
      wide
      hint={
        preset === null ? (
          'Fills in what is known of it.'
        ) : (
          <span className={preset.flaw === null ? undefined : 'flawed'}>
            {preset.flaw === null ? null : <LookMark />}
            <span>{presetWords(preset)}</span>
          </span>
        )
      }
    >
      <option value="">None of these</option>
      {presetGroups.map(({ title, presets }) => (
        <optgroup key={title} label={title}>
          {presets.map(({ id, name, flaw }) => (
            <option key={id} value={id}>
              {flaw === null ? name : `${name} (${flawWords[flaw.kind]})`}
            </option>
          ))}
        </optgroup>
      ))}
    </SelectField>
  )
}
