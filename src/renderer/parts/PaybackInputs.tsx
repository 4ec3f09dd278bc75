import { memo, type ReactNode } from 'react'
import type { Currency } from '../../core/money.ts'
import { alternativeInputs } from '../../core/payback/alternative-edits.ts'
import type { Alternatives } from '../../core/payback/answers.ts'
import { workloadPath } from '../../core/payback/edits.ts'
import type { Edits, ScenarioInput } from '../../core/payback/ground.ts'
import type { Scenario } from '../../core/payback/scenario.ts'
import { phasePath, phases, weeksOf } from '../../core/payback/migration-plan.ts'
import { shownAlternative, shownInput, type ShownInput } from '../inputWords.ts'
import { counted } from '../words.ts'
import { InputRow } from './InputRow.tsx'

type Change = (path: string, value: number | undefined) => void

const groups: readonly { readonly group: ScenarioInput['group']; readonly title: string }[] = [
  { group: 'work', title: 'The work' },
  { group: 'purchase', title: 'What is bought' },
  { group: 'people', title: 'People and upkeep' },
  { group: 'quality', title: 'Quality' },
  { group: 'rig', title: 'The rig' },
  { group: 'energy', title: 'Electricity' },
  { group: 'migration', title: 'Migration plan' },
  { group: 'money', title: 'Money and time' },
]
/** Open from the start: what a slider is moved for. */
const openFirst: ReadonlySet<string> = new Set(['The work', 'People and upkeep'])

/** Every input beside the result. */
export function PaybackInputs({
  inputs,
  workloads,
  alternatives,
  currency,
  edits,
  change,
}: {
  inputs: readonly ScenarioInput[]
  workloads: Scenario['workloads']
  alternatives: Alternatives
  currency: Currency
  edits: Edits
  change: Change
}): ReactNode {
  const others = alternativeInputs(alternatives)
  const of = (which: keyof Alternatives): readonly ShownInput[] =>
    others.filter((input) => input.of === which).map((input) => shownAlternative(input, currency))
  return (
    <div className="input-groups">
      {groups.map(({ group, title }) => {
        const rows = inputs.filter((input) => input.group === group).map(shownInput)
        const works = group === 'work' || group === 'quality' ? workParts(rows, workloads) : []
        return works.length > 0 ? (
          <WorkGroup key={group} title={title} parts={works} edits={edits} change={change} />
        ) : (
          <Group key={group} title={title} rows={rows} edits={edits} change={change}>
            {group === 'migration' ? <PlanWords edits={edits} /> : null}
          </Group>
        )
      })}
      <Group
        title="Compared: API with caching and batches"
        rows={of('optimised')}
        edits={edits}
        change={change}
      />
      <Group title="Compared: rented GPUs" rows={of('cloudGpu')} edits={edits} change={change} />
      <Group title="Compared: a hosted open model" rows={of('hostedModel')} edits={edits} change={change} />
    </div>
  )
}

function Group({
  title,
  rows,
  edits,
  change,
  children,
}: {
  title: string
  rows: readonly ShownInput[]
  edits: Edits
  change: Change
  children?: ReactNode
}): ReactNode {
  if (rows.length === 0) return null
  return (
    <details className="input-group" open={openFirst.has(title)}>
      <summary>
        {title}
        <OwnTag own={ownOf(rows, edits)} />
      </summary>
      {children}
      {rows.map((input) => (
        <Row key={input.path} input={input} edit={edits[input.path]} change={change} />
      ))}
    </details>
  )
}

/** Rows whose value stays are not drawn again while another is slid. */
const Row = memo(
  InputRow,
  (before, now) =>
    before.edit === now.edit &&
    before.change === now.change &&
    before.input.value === now.input.value &&
    before.input.source === now.input.source &&
    before.input.reach.high === now.input.reach.high,
)

type WorkPart = { readonly name: string; readonly rows: readonly ShownInput[] }

/** The inputs of each workload under its name; what may go local first, for that is what is asked most. */
const workParts = (rows: readonly ShownInput[], workloads: Scenario['workloads']): readonly WorkPart[] =>
  workloads.flatMap(({ id }) => {
    const own = rows
      .filter(({ path }) => path.startsWith(workloadPath(id, '')))
      .map((row) => ({ ...row, label: capital(row.label.replace(`${id}: `, '')) }))
    const first = own.filter(({ path }) => path.endsWith('.routableShare'))
    return own.length === 0
      ? []
      : [{ name: id, rows: [...first, ...own.filter((row) => !first.includes(row))] }]
  })

const capital = (label: string): string => label.charAt(0).toUpperCase() + label.slice(1)

const ownOf = (rows: readonly ShownInput[], edits: Edits): number =>
  rows.filter(({ path }) => edits[path] !== undefined).length

const OwnTag = ({ own }: { own: number }): ReactNode =>
  own === 0 ? null : <span className="tag">{own} yours</span>

/** A group with a part for each workload; a single one needs no name. */
const WorkGroup = ({
  title,
  parts,
  edits,
  change,
}: {
  title: string
  parts: readonly WorkPart[]
  edits: Edits
  change: Change
}): ReactNode => (
  <details className="input-group" open={openFirst.has(title)}>
    <summary>
      {title}
      <OwnTag
        own={ownOf(
          parts.flatMap(({ rows }) => rows),
          edits,
        )}
      />
    </summary>
    {parts.map(({ name, rows }, place) => (
      <details className="input-part" key={name} open={place === 0}>
        <summary>
          {name} <OwnTag own={ownOf(rows, edits)} />
        </summary>
        {rows.map((input) => (
          <Row key={input.path} input={input} edit={edits[input.path]} change={change} />
        ))}
      </details>
    ))}
  </details>
)

/** What the weeks of the plan come to. */
const PlanWords = ({ edits }: { edits: Edits }): ReactNode => {
  const weeks = weeksOf(edits)
  const all = Object.values(weeks).reduce((sum, of) => sum + of, 0)
  const isOwn = phases.some(({ key }) => edits[phasePath(key)] !== undefined)
  return (
    <p className="quiet">
      {counted(all, 'week')}, {counted(weeks.parallel, 'week')} of them beside the API
      {isOwn ? '' : ', as a published plan has it'}. Nothing is saved until the work moves.
    </p>
  )
}
