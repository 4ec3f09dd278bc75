import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { TypedRule } from '../../contract/bridge.ts'
import type { Problem } from '../../core/problem.ts'
import { dayOfInstant, dayText } from '../../core/period.ts'
import {
  assignFields,
  matchFields,
  type AssignField,
  type MatchField,
  type Rule,
  type RulesTried,
} from '../../core/rules.ts'
import { problemWords } from '../../core/words.ts'
import { bridge } from '../bridge.ts'
import { emptyRule, typedFrom } from '../ruleWords.ts'
import { useDeed } from '../useDeed.ts'
import { SelectField, TextField } from './Field.tsx'
import { Tried } from './RuleTable.tsx'
import { ProblemNotice } from './Screen.tsx'

/** After the last key, in milliseconds: a dry run reads the whole ledger. */
const pause = 250

const matchLabels: Readonly<Record<MatchField, string>> = {
  provider: 'Provider',
  account: 'Account',
  project: 'Project',
  service: 'Service or model',
}
const assignLabels: Readonly<Record<AssignField, string>> = {
  costCentre: 'Cost centre',
  project: 'Project',
  workload: 'Workload',
}

type Trial =
  | { readonly state: 'open' }
  | { readonly state: 'tried'; readonly tried: RulesTried }
  | { readonly state: 'refused'; readonly problem: Problem }

/** A rule in the making; what it would move is shown while it is typed and before it is saved. */
export function RuleForm({
  rule,
  rules,
  done,
}: {
  /** Null makes a new one. */
  rule: Rule | null
  rules: readonly Rule[]
  done: () => void
}): ReactNode {
  const [typed, setTyped] = useState<TypedRule>(() =>
    rule === null ? emptyRule(dayText(dayOfInstant(Date.now()))) : typedFrom(rule, rules),
  )
  const [trial, setTrial] = useState<Trial>({ state: 'open' })
  const [deed, perform] = useDeed()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector('input')?.focus()
  }, [])
  const replaces = rule?.id ?? null
  const says = assignFields.some((field) => (typed.assign[field] ?? '').trim() !== '')
  const isOpen = !says || typed.effectiveFrom === ''
  useEffect(() => {
    if (isOpen) return
    let stale = false
    const timer = setTimeout(() => {
      const named = typed.name.trim() === '' ? { ...typed, name: 'the rule that is tried' } : typed
      void bridge.tryRule(named, replaces).then((answer) => {
        if (stale) return
        setTrial(
          answer.ok ? { state: 'tried', tried: answer.value } : { state: 'refused', problem: answer.problem },
        )
      })
    }, pause)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [typed, replaces, isOpen])
  const change = (part: Partial<TypedRule>): void => {
    setTyped({ ...typed, ...part })
  }
  const others = rules.filter(({ id }) => id !== replaces)
  return (
    <form
      ref={form}
      className="card"
      aria-label={rule === null ? 'Add a rule' : `Edit ${rule.name}`}
      onSubmit={(event) => {
        event.preventDefault()
        perform(bridge.saveRule(typed, replaces), done)
      }}
    >
      <h2>{rule === null ? 'Add a rule' : `Edit ${rule.name}`}</h2>
      <div className="rule-fields">
        <TextField
          label="Name"
          value={typed.name}
          change={(name) => {
            change({ name })
          }}
        />
        <TextField
          label="From"
          type="date"
          value={typed.effectiveFrom}
          change={(effectiveFrom) => {
            change({ effectiveFrom })
          }}
        />
        <TextField
          label="Until"
          type="date"
          value={typed.effectiveUntil ?? ''}
          change={(until) => {
            change({ effectiveUntil: until === '' ? null : until })
          }}
          hint="Empty: no end."
        />
        <SelectField
          label="Place"
          value={typed.before?.toString() ?? ''}
          change={(before) => {
            change({ before: before === '' ? null : Number(before) })
          }}
        >
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              before {name}
            </option>
          ))}
          <option value="">last</option>
        </SelectField>
      </div>
      <fieldset className="rule-part">
        <legend>Charges whose</legend>
        <div className="rule-fields">
          {matchFields.map((field) => (
            <Pattern
              key={field}
              field={field}
              pattern={typed.match[field]}
              change={(pattern) => {
                change({ match: { ...typed.match, [field]: pattern } })
              }}
            />
          ))}
        </div>
        <p className="quiet">
          A star stands for any text: <span className="numbers">claude-*</span>. Upper and lower case are
          alike.
        </p>
      </fieldset>
      <fieldset className="rule-part">
        <legend>belong to</legend>
        <div className="rule-fields">
          {assignFields.map((field) => (
            <TextField
              key={field}
              label={assignLabels[field]}
              value={typed.assign[field] ?? ''}
              change={(value) => {
                change({ assign: { ...typed.assign, [field]: value === '' ? null : value } })
              }}
            />
          ))}
        </div>
      </fieldset>
      <div className="tried" role="status" aria-label="What it would move">
        {isOpen || trial.state === 'open' ? (
          <p className="quiet">Say what the charges belong to, and see here what the rule would move.</p>
        ) : trial.state === 'tried' ? (
          <Tried tried={trial.tried} nothing="It moves no money: no charge of its time fits." />
        ) : (
          <p>{problemWords(trial.problem)}</p>
        )}
      </div>
      {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
      <div className="buttons">
        <button
          type="submit"
          className="button first"
          disabled={deed.state === 'doing' || isOpen || typed.name.trim() === ''}
        >
          {rule === null ? 'Add rule' : 'Save rule'}
        </button>
        <button type="button" className="button" onClick={done}>
          Cancel
        </button>
      </div>
    </form>
  )
}

/** What the charges must fit; a bill need not name an account or a project, and that can be asked for as well. */
function Pattern({
  field,
  pattern,
  change,
}: {
  field: MatchField
  /** Null fits everything, an empty one what has none. */
  pattern: string | null
  change: (pattern: string | null) => void
}): ReactNode {
  const isLacking = pattern === ''
  return (
    <div className="rule-pattern">
      {isLacking ? (
        <p className="field-label">{matchLabels[field]}</p>
      ) : (
        <TextField
          label={matchLabels[field]}
          value={pattern ?? ''}
          placeholder="any"
          change={(text) => {
            change(text === '' ? null : text)
          }}
        />
      )}
      {field === 'account' || field === 'project' ? (
        <label className="check">
          <input
            type="checkbox"
            checked={isLacking}
            onChange={(event) => {
              change(event.target.checked ? '' : null)
            }}
          />
          only without one
        </label>
      ) : null}
    </div>
  )
}
