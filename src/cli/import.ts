import { parseArgs } from 'node:util'
import { longestLabel, type ImportPlan, type PlanAnswer } from '../core/import-plan.ts'
import type { Problem } from '../core/problem.ts'
import { ok, type Result } from '../core/result.ts'
import type { ImportOutcome } from '../core/statement.ts'
import { coveredDaysOf } from '../core/undo-words.ts'
import { startImporter, type Importer } from '../flows/import-off-thread.ts'
import { raiseAlerts } from '../flows/raise-alerts.ts'
import { readMappingFile } from '../flows/read-mapping-file.ts'
import { daysSpokenFor } from '../ledger/coverage.ts'
import type { Ledger } from '../ledger/open.ts'
import { outcomeJson, outcomeWords } from './import-words.ts'
import { failed, type Output, type Usage } from './output.ts'
import { besidesJson, besidesWords, planOutput, sameMoneyJson, sameMoneySaid } from './plan-words.ts'

const options = {
  'dry-run': { type: 'boolean' },
  replace: { type: 'boolean' },
  as: { type: 'string' },
  mapping: { type: 'string' },
} as const

/** What the command line says of the files: `--replace`, or the NAME of `--as`. */
type Said = { readonly replace: boolean; readonly label: string | null }

/** `import FILE… [--dry-run] [--replace | --as NAME] [--mapping FILE]` */
export async function importCommand(
  ledger: Ledger,
  args: readonly string[],
  now: number,
): Promise<Output | Usage> {
  const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options })
  if (positionals.length === 0) return { usage: 'import needs at least one file: import FILE…' }
  if (positionals.includes('')) return { usage: 'a FILE of import must not be empty: import FILE…' }
  if (values.replace === true && values.as !== undefined)
    return { usage: 'import takes either --replace or --as NAME' }
  const label = values.as?.trim() ?? null
  if (label === '') return { usage: 'the NAME of --as must not be blank' }
  if (label !== null && label.length > longestLabel)
    return { usage: `the NAME of --as may have at most ${longestLabel} characters` }
  const said = { replace: values.replace === true, label }
  const mapping = values.mapping === undefined ? null : await readMappingFile(values.mapping)
  if (mapping?.ok === false) return failed(mapping.problem)
  const importer = startImporter(new URL('../flows/import-worker.ts', import.meta.url))
  const files = positionals.map((path) => ({ path }))
  const mappings = mapping === null ? [] : [mapping.value]
  const planAndCommit = async (): Promise<Output> => {
    const planned = await importer.plan(ledger.file, files, now, () => undefined, mappings)
    if (!planned.ok) return failed(planned.problem)
    if (planned.value === null) throw new Error('Nobody cancels an import in the terminal')
    const plan = await answered(importer, planned.value, said)
    if (!plan.ok) return failed(plan.problem)
    if (values['dry-run'] === true) return planOutput(plan.value)
    const done = await importer.commit(plan.value.id)
    if (!done.ok) return failed(done.problem)
    if (done.value.state === 'changed') return failed({ kind: 'ledger-busy' })
    raiseAlerts(ledger, now)
    return outcomesOutput(ledger, done.value.outcomes, plan.value, said)
  }
  try {
    const output = await planAndCommit()
    await importer.discard()
    return output
  } finally {
    await importer.close()
  }
}

/** `--replace` and `--as` answer what is in doubt; `--as` also keeps apart what is not. */
async function answered(
  importer: Importer,
  plan: ImportPlan,
  { replace, label }: Said,
): Promise<Result<ImportPlan, Problem>> {
  if (!replace && label === null) return ok(plan)
  const answer: PlanAnswer = label === null ? { kind: 'outrank' } : { kind: 'import-as', label }
  return importer.answer(
    plan.id,
    plan.bills.map(({ number }) => [number, answer] as const),
  )
}

/** What counts already stays as it is, whatever is said of it this time. */
function asItIsWords(ledger: Ledger, outcome: ImportOutcome, { replace, label }: Said): string {
  if (outcome.state !== 'already-imported') return ''
  const { statement } = outcome
  const wants =
    label !== null && statement.accountLabel !== label
      ? `import it as ${label}`
      : replace && daysSpokenFor(ledger, statement.id) < coveredDaysOf(statement)
        ? 'make it speak for all its days'
        : null
  return wants === null ? '' : ` To ${wants}, undo it first: undo --statement ${statement.id}.`
}

/** What came of each bill of the plan, with what the plan said of it. */
function outcomesOutput(
  ledger: Ledger,
  outcomes: readonly ImportOutcome[],
  plan: ImportPlan,
  said: Said,
): Output {
  const done = outcomes.map((outcome, at) => {
    const bill = outcome.state === 'imported' ? plan.bills[at] : undefined
    return {
      outcome,
      json: { ...outcomeJson(outcome), ...(bill ? besidesJson(bill) : { outrankedBy: [], flags: [] }) },
      words: `${outcomeWords(outcome)}${bill ? besidesWords(bill) : ''}${asItIsWords(ledger, outcome, said)}`,
    }
  })
  return {
    json: { statements: done.map(({ json }) => json), sameMoney: sameMoneyJson(plan) },
    words: [
      ...done.filter(({ outcome }) => outcome.state !== 'refused').map(({ words }) => words),
      ...sameMoneySaid(plan),
    ].join('\n'),
    problems: outcomes.flatMap((outcome) => (outcome.state === 'refused' ? [outcome.problem] : [])),
  }
}
