import { useId, type ReactNode } from 'react'

/** A labelled control with what it means, or what is wrong with it, beneath. */
export function Field({
  label,
  hint,
  wrong,
  wide = false,
  inCell = false,
  children,
}: {
  label: string
  hint?: ReactNode
  wrong?: string | undefined
  wide?: boolean
  /** In a table, where the label is read out and the column is titled. */
  inCell?: boolean
  children: (control: {
    readonly id: string
    readonly 'aria-describedby': string | undefined
    readonly 'aria-invalid': boolean
  }) => ReactNode
}): ReactNode {
  const id = useId()
  const told = wrong ?? hint
  return (
    <div className={wide ? 'field wide' : 'field'}>
      <label className={inCell ? 'unseen' : 'field-label'} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': told === undefined ? undefined : `${id}-told`,
        'aria-invalid': wrong !== undefined,
      })}
      {told === undefined ? null : (
        <span className={wrong === undefined ? 'field-hint' : 'field-wrong'} id={`${id}-told`}>
          {told}
        </span>
      )}
    </div>
  )
}

export const TextField = ({
  label,
  value,
  change,
  hint,
  wrong,
  placeholder,
  type = 'text',
  inputMode,
  inCell = false,
  autoFocus = false,
}: {
  label: string
  value: string
  change: (value: string) => void
  hint?: ReactNode
  wrong?: string | undefined
  placeholder?: string | undefined
  type?: 'text' | 'date'
  inputMode?: 'decimal'
  inCell?: boolean
  autoFocus?: boolean
}): ReactNode => (
  <Field label={label} hint={hint} wrong={wrong} inCell={inCell}>
    {(control) => (
      <input
        {...control}
        className="control"
        type={type}
        inputMode={inputMode}
        autoFocus={autoFocus}
        autoComplete="off"
        spellCheck={false}
        value={value}
        placeholder={placeholder}
        onChange={(event) => {
          change(event.target.value)
        }}
      />
    )}
  </Field>
)

export const SelectField = ({
  label,
  value,
  change,
  hint,
  wrong,
  wide = false,
  autoFocus = false,
  children,
}: {
  label: string
  value: string
  change: (value: string) => void
  hint?: ReactNode
  wrong?: string | undefined
  wide?: boolean
  autoFocus?: boolean
  children: ReactNode
}): ReactNode => (
  <Field label={label} hint={hint} wrong={wrong} wide={wide}>
    {(control) => (
      <select
        {...control}
        className="control"
        autoFocus={autoFocus}
        value={value}
        onChange={(event) => {
          change(event.target.value)
        }}
      >
        {children}
      </select>
    )}
  </Field>
)

/** A few ways to see the same, side by side; one of them is chosen. */
export function Choice<T extends string>({
  label,
  value,
  change,
  choices,
}: {
  label: string
  value: T | null
  change: (value: T) => void
  choices: readonly { readonly value: T; readonly label: string }[]
}): ReactNode {
  const name = useId()
  return (
    <fieldset className="choice">
      <legend className="unseen">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => {
              change(choice.value)
            }}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  )
}
