import { useId, useState, type ReactNode } from 'react'
import { fieldFault, fieldText, fieldValue, type ShownInput } from '../inputWords.ts'

/** One input: what it is, a slider and a number for it, where its value comes from, and the way back from an own one. */
export function InputRow({
  input,
  edit,
  change,
}: {
  input: ShownInput
  /** The user's own value, where there is one. */
  edit: number | undefined
  change: (path: string, value: number | undefined) => void
}): ReactNode {
  const id = useId()
  const [typed, type] = useState<string | null>(null)
  const { label, unit, reach, path, source } = input
  const value = edit ?? input.value
  const known = value === null ? null : fieldText(value, input)
  const fault = typed === null ? null : fieldFault(typed, input)
  const isWrong = fault !== null
  const write = (text: string): void => {
    type(text)
    const read = fieldValue(text, input)
    if (read !== null && fieldFault(text, input) === null) change(path, read)
    if (text.trim() === '') change(path, undefined)
  }
  const takeBack = (): void => {
    type(null)
    change(path, undefined)
  }
  return (
    <div className={edit === undefined ? 'input-row' : 'input-row own'}>
      <label className="field-label" htmlFor={id}>
        {label}
        <span className="input-unit"> {unit}</span>
      </label>
      <input
        id={id}
        className="control figure"
        inputMode="decimal"
        autoComplete="off"
        value={typed ?? known ?? ''}
        placeholder={input.value === null ? 'not known' : fieldText(input.value, input)}
        aria-invalid={isWrong}
        aria-describedby={`${id}-source`}
        onChange={(event) => {
          write(event.target.value)
        }}
        onBlur={() => {
          type(null)
        }}
      />
      <input
        type="range"
        min={reach.low}
        max={reach.high}
        step={reach.step}
        value={value ?? reach.low}
        aria-label={`${label}, as a slider`}
        aria-valuetext={known === null ? 'not known' : `${known} ${unit}`}
        onChange={(event) => {
          type(null)
          change(path, Number(event.target.value))
        }}
      />
      <span className={isWrong ? 'field-wrong' : 'field-hint'} id={`${id}-source`}>
        {isWrong ? (
          `“${typed}” is not ${fault}.`
        ) : edit === undefined ? (
          source
        ) : (
          <>
            <span className="tag">Yours</span>{' '}
            <button type="button" className="link" onClick={takeBack}>
              Back to {input.value === null ? 'not known' : fieldText(input.value, input)}
            </button>
            : {source}
          </>
        )}
      </span>
    </div>
  )
}
