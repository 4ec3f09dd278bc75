import { useEffect, useRef, useState, type ReactNode } from 'react'
import { decide } from '../../core/routing/decide.ts'
import { decisionWords, taskWords } from '../../core/routing/words.ts'
import {
  modalities,
  type Modality,
  type RoutedWork,
  type WorkloadFacts,
} from '../../core/routing/workload.ts'
import { bridge } from '../bridge.ts'
import { sensitivityWords } from '../routingWords.ts'
import { useDeed } from '../useDeed.ts'
import { readFacts, typedFrom, type TypedAnswer, type TypedFacts } from '../workloadFields.ts'
import { SelectField, TextField } from './Field.tsx'
import { ProblemNotice } from './Screen.tsx'

type Change = (part: Partial<TypedFacts>) => void
type TextFact = {
  [K in keyof TypedFacts]: TypedFacts[K] extends string ? (string extends TypedFacts[K] ? K : never) : never
}[keyof TypedFacts]

/** What the user knows of a workload; what it would decide is told before it is saved. */
export function WorkloadFactsForm({
  work,
  facts,
  done,
}: {
  work: RoutedWork
  facts: WorkloadFacts
  done: () => void
}): ReactNode {
  const [typed, type] = useState(() => typedFrom(facts))
  const [deed, perform] = useDeed()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector('select')?.focus()
  }, [])
  const answer = readFacts(typed)
  const wrong = answer.state === 'wrong' ? answer.wrong : {}
  const change: Change = (part) => {
    type({ ...typed, ...part })
  }
  const field = (name: TextFact, label: string, hint?: string): ReactNode => (
    <TextField
      label={label}
      value={typed[name]}
      change={(text) => {
        change({ [name]: text })
      }}
      hint={hint}
      wrong={wrong[name]}
      inputMode="decimal"
    />
  )
  return (
    <form
      ref={form}
      className="facts-form"
      aria-label={`What is known of ${work.id}`}
      onSubmit={(event) => {
        event.preventDefault()
        if (answer.state === 'read') perform(bridge.saveWorkloadFacts(work.id, answer.facts), done)
      }}
    >
      <Part legend="What it is">
        <SelectField
          label="Task"
          value={typed.taskClass}
          change={(taskClass) => {
            change({ taskClass })
          }}
        >
          <option value="">not said (other)</option>
          {Object.entries(taskWords).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Content"
          value={typed.sensitivity}
          change={(sensitivity) => {
            change({ sensitivity })
          }}
        >
          <option value="">not said (internal)</option>
          {Object.entries(sensitivityWords).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </SelectField>
        <Answer
          label="Agreement covers the API"
          hint="BAA, DPA or enterprise terms for this content."
          value={typed.agreement}
          change={(agreement) => {
            change({ agreement })
          }}
        />
      </Part>
      <Part legend="What it needs">
        {field('contextP95', 'Context, tokens', '95 of 100 requests stay within it.')}
        {field('agentSteps', 'Agent steps a task', 'From 50 on it stays on the API.')}
        {field('latencyTargetMs', 'Answer within, ms')}
        <Answer
          label="Needs the best model there is"
          value={typed.frontier}
          change={(frontier) => {
            change({ frontier })
          }}
        />
        <Modalities
          legend="Beside text it takes"
          chosen={typed.modalities}
          change={(needed) => {
            change({ modalities: needed })
          }}
        />
      </Part>
      <Part legend="What the local model does">
        {field('localContext', 'Largest context, tokens')}
        {field('localLatencyP95Ms', 'Answers within, ms', '95 of 100 answers.')}
        <Modalities
          legend="Beside text it takes"
          chosen={typed.localModalities}
          change={(done) => {
            change({ localModalities: done })
          }}
        />
      </Part>
      <Part legend="How good its answers are">
        {field('pairs', 'Pairs compared', 'The same request to both; from 30 on they count.')}
        {field('localUseful', 'Local answer useful in')}
        {field('apiUseful', 'API answer useful in')}
        {field('rhoLow', 'Assumed, lowest % of the API', 'Where nothing was measured.')}
        {field('rhoHigh', 'Assumed, highest % of the API')}
      </Part>
      <Part legend="Who looks after the rig, and when it is busy">
        {field('operatorHoursNeeded', 'Hours a month it takes')}
        {field('operatorHoursAvailable', 'Hours a month there are')}
        {field('peakToMean', 'Busiest hour, × the mean', 'How uneven its requests come.')}
        {field('activeDays', 'Days with any request, %')}
      </Part>
      {deed.state === 'refused' ? <ProblemNotice problem={deed.problem} /> : null}
      <div className="buttons">
        <button
          type="submit"
          className="button first"
          disabled={answer.state === 'wrong' || deed.state === 'doing'}
        >
          Save facts
        </button>
        <button type="button" className="button" onClick={done}>
          Cancel
        </button>
        <p className="quiet" role="status">
          {answer.state === 'read'
            ? `With these facts: ${decisionWords(decide({ ...work, ...answer.facts }))}`
            : 'A field above is not yet readable.'}
        </p>
      </div>
    </form>
  )
}

const Part = ({ legend, children }: { legend: string; children: ReactNode }): ReactNode => (
  <fieldset className="rule-part">
    <legend>{legend}</legend>
    <div className="fields">{children}</div>
  </fieldset>
)

const Answer = ({
  label,
  value,
  change,
  hint,
}: {
  label: string
  value: TypedAnswer
  change: (value: TypedAnswer) => void
  hint?: string
}): ReactNode => (
  <SelectField
    label={label}
    value={value}
    hint={hint}
    change={(picked) => {
      change(picked === 'yes' || picked === 'no' ? picked : '')
    }}
  >
    <option value="">not said</option>
    <option value="yes">yes</option>
    <option value="no">no</option>
  </SelectField>
)

const Modalities = ({
  legend,
  chosen,
  change,
}: {
  legend: string
  chosen: readonly Modality[]
  change: (chosen: readonly Modality[]) => void
}): ReactNode => (
  <fieldset className="checks">
    <legend className="field-label">{legend}</legend>
    {modalities.map((modality) => (
      <label key={modality} className="check">
        <input
          type="checkbox"
          checked={chosen.includes(modality)}
          onChange={({ target }) => {
            change(target.checked ? [...chosen, modality] : chosen.filter((one) => one !== modality))
          }}
        />
        {modality}
      </label>
    ))}
  </fieldset>
)
