import { useRef, useState, type ReactNode } from 'react'
import type { ServedMonth } from '../../contract/bridge.ts'
import { monthText, parseMonth } from '../../core/period.ts'
import { servedFields } from '../../core/rig-fields.ts'
import type { Rig, RigMonth } from '../../core/rig.ts'
import { bridge } from '../bridge.ts'
import { monthShort } from '../figures.ts'
import { isOfField, useLeadToWrong, wrongIn } from '../rigForm.ts'
import { isBlank, monthToEnter, typedServed, type TypedServed } from '../servedForm.ts'
import { useDeed } from '../useDeed.ts'
import { SelectField, TextField } from './Field.tsx'
import { ProblemNotice } from './Screen.tsx'

/** Enters what the rig read and wrote in a month, shows what was entered, and takes it back. */
export function EnterServedTokens({
  rig,
  months,
  served,
}: {
  rig: Rig
  months: readonly RigMonth[]
  served: readonly ServedMonth[]
}): ReactNode {
  const [picked, setPicked] = useState<string | null>(null)
  const [typed, setTyped] = useState<TypedServed | null>(null)
  const [taken, setTaken] = useState<ServedMonth | null>(null)
  const [deed, perform] = useDeed()
  const form = useRef<HTMLFormElement>(null)
  useLeadToWrong(form, deed)
  const known = months.map(({ month }) => month)
  const month = picked === null ? monthToEnter(known, served) : (parseMonth(picked) ?? undefined)
  if (month === undefined) return null
  const entry = served.find((one) => one.month === month)
  const shown = typed ?? typedServed(entry ?? (taken?.month === month ? taken : undefined))
  const wrong = wrongIn(deed)
  const saysNothing = isBlank(shown) || (entry !== undefined && typed === null)
  return (
    <form
      ref={form}
      className="block"
      aria-label={`Tokens served by ${rig.name}`}
      onSubmit={(event) => {
        event.preventDefault()
        const { tokensIn, tokensOut } = shown
        perform(bridge.enterServedTokens(rig.id, monthText(month), tokensIn, tokensOut), () => {
          setTyped(null)
          setTaken(null)
          setPicked(null)
        })
      }}
    >
      <div className="fields">
        <SelectField
          label="Month"
          value={monthText(month)}
          change={setPicked}
          wrong={wrong(servedFields.month, monthText(month))}
        >
          {known.map((one) => (
            <option key={one} value={monthText(one)}>
              {monthShort(one)}
              {served.some((of) => of.month === one) ? ', entered' : ''}
            </option>
          ))}
        </SelectField>
        <TextField
          label="Tokens read"
          value={shown.tokensIn}
          change={(tokensIn) => {
            setTyped({ ...shown, tokensIn })
          }}
          hint="All that its prompts held."
          wrong={wrong(servedFields.tokensIn, shown.tokensIn)}
          inputMode="decimal"
        />
        <TextField
          label="Tokens written"
          value={shown.tokensOut}
          change={(tokensOut) => {
            setTyped({ ...shown, tokensOut })
          }}
          hint="Without answers thrown away."
          wrong={wrong(servedFields.tokensOut, shown.tokensOut)}
          inputMode="decimal"
        />
      </div>
      <div className="buttons">
        <button type="submit" className="button" disabled={deed.state === 'doing' || saysNothing}>
          {entry === undefined ? 'Enter tokens' : 'Replace tokens'}
        </button>
        {entry === undefined ? null : (
          <button
            type="button"
            className="button"
            disabled={deed.state === 'doing'}
            onClick={() => {
              perform(bridge.enterServedTokens(rig.id, monthText(month), '', ''), () => {
                setTyped(null)
                setTaken(entry)
                form.current?.querySelector('input')?.focus()
              })
            }}
          >
            Take back {monthShort(month)}
          </button>
        )}
      </div>
      {deed.state === 'refused' && !isOfField(deed.problem) ? <ProblemNotice problem={deed.problem} /> : null}
    </form>
  )
}
