import { useEffect, useEffectEvent, useId, useRef, useState, type ReactNode } from 'react'
import { doubtWords, outrankedWords, type DoubtFigures } from '../../core/doubt-words.ts'
import { longestLabel, type Doubted, type PlanAnswer } from '../../core/import-plan.ts'
import { dayRange, money } from '../figures.ts'
import { replacedWords, type ReadyBill } from '../planWords.ts'
import { counted } from '../words.ts'

/** Milliseconds after the last key stroke until a name is taken. */
const pause = 300

const inFigures: DoubtFigures = { money, day: (day) => dayRange(day, day) }

const wordsOf = ({ stays }: Doubted): typeof doubtWords => (stays ? outrankedWords : doubtWords)

/** What is in doubt, statement by statement. */
export const DoubtSentences = ({ doubted }: { doubted: readonly Doubted[] }): ReactNode =>
  doubted.map((replaced) => (
    <span key={`${replaced.fileName} ${replaced.serviceProviderName} ${replaced.billingAccountId}`}>
      {replaced.stays
        ? `${replaced.fileName} is newer and goes on speaking for ${counted(replaced.days, 'day')}: nothing of this file would count there, and `
        : `It would replace ${counted(replaced.days, 'day')} of ${replaced.fileName}, and `}
      {replaced.doubts.map((doubt) => wordsOf(replaced)(doubt, inFigures)).join(' Also, ')}{' '}
    </span>
  ))

/** Asks what to do about a replacement that looks wrong. Nothing is chosen beforehand. */
export function DoubtQuestion({
  bill,
  doubted,
  given,
  answer,
}: {
  bill: ReadyBill
  doubted: readonly Doubted[]
  given: PlanAnswer | null
  answer: (answer: PlanAnswer | null) => void
}): ReactNode {
  const name = useId()
  const taken = doubted.filter(({ stays }) => !stays)
  const newer = [...new Set(doubted.flatMap(({ stays, fileName }) => (stays ? [fileName] : [])))]
  const [naming, setNaming] = useState(given?.kind === 'import-as')
  const choice = (kind: PlanAnswer['kind'], label: string, choose: () => void): ReactNode => (
    <label className="check">
      <input
        type="radio"
        name={name}
        checked={kind === 'import-as' ? naming : !naming && given?.kind === kind}
        onChange={choose}
      />
      {label}
    </label>
  )
  return (
    <fieldset className="doubt">
      <legend>
        <DoubtSentences doubted={doubted} />
      </legend>
      {choice(
        'import',
        taken.length === 0
          ? `Import, but keep ${newer.join(', ')} for these days`
          : `Replace ${replacedWords(taken)}`,
        () => {
          setNaming(false)
          answer({ kind: 'import' })
        },
      )}
      {newer.length === 0
        ? null
        : choice('outrank', `Use it for these days instead of ${newer.join(', ')}`, () => {
            setNaming(false)
            answer({ kind: 'outrank' })
          })}
      {choice('import-as', 'Import as another account…', () => {
        setNaming(true)
        answer(null)
      })}
      {naming ? <AccountName file={bill.file} given={given} answer={answer} /> : null}
      {choice('skip', 'Leave out', () => {
        setNaming(false)
        answer({ kind: 'skip' })
      })}
    </fieldset>
  )
}

/** What the other account is called: taken when the typing pauses, and with Enter. */
function AccountName({
  file,
  given,
  answer,
}: {
  file: string
  given: PlanAnswer | null
  answer: (answer: PlanAnswer | null) => void
}): ReactNode {
  const id = useId()
  const [typed, type] = useState(given?.kind === 'import-as' ? given.label : '')
  const field = useRef<HTMLInputElement>(null)
  const label = typed.trim()
  const taken = given?.kind === 'import-as' ? given.label : ''
  const take = (): void => {
    answer(label === '' ? null : { kind: 'import-as', label })
  }
  const pausing = useEffectEvent(take)
  useEffect(() => {
    field.current?.focus()
  }, [])
  useEffect(() => {
    if (label === taken) return
    const timer = setTimeout(pausing, pause)
    return () => {
      clearTimeout(timer)
    }
  }, [label, taken])
  return (
    <div className="account-name">
      <label className="field-label" htmlFor={id}>
        Name of the other account
      </label>
      <input
        id={id}
        ref={field}
        className="control"
        type="text"
        required
        maxLength={longestLabel}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        placeholder="Team B"
        aria-label={`Name of the other account, for ${file}`}
        onChange={(event) => {
          type(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && typed !== '') {
            event.preventDefault()
            type('')
          }
          if (event.key === 'Enter') {
            event.preventDefault()
            event.stopPropagation()
            take()
          }
        }}
      />
    </div>
  )
}
