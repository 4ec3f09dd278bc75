import { parseArgs } from 'node:util'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { tryRules } from '../flows/apply-rules.ts'
import { addRule, removeRule, tryRemoval, tryRule, type TypedRule } from '../flows/change-rules.ts'
import type { Ledger } from '../ledger/open.ts'
import { allRules, listRules } from '../ledger/rules.ts'
import { failed, said, type Output, type Usage } from './output.ts'
import { ruleJson, rulesWords, triedJson, triedWords } from './rules-words.ts'

const rulesUsage = `breakwatt rules list [--removed]
breakwatt rules add --name NAME --from YYYY-MM-DD [--until YYYY-MM-DD] [--before NUMBER|NAME]
              [--provider PATTERN] [--account PATTERN] [--project PATTERN] [--service PATTERN]
              [--cost-centre X] [--to-project X] [--workload X]
breakwatt rules remove --rule NUMBER|NAME
breakwatt rules try                    what no rule matches
breakwatt rules try --remove NUMBER|NAME
breakwatt rules try …                  what rules add … would move`

const usage = (message: string): Usage => ({ usage: `${message}\n\n${rulesUsage}` })

/** `rules list | add | remove | try`; `now` is in ms since 1970, UTC. */
export function rulesCommand(ledger: Ledger, args: readonly string[], now: number): Output | Usage {
  const [name = '', ...rest] = args
  switch (name) {
    case 'list':
      return list(ledger, rest)
    case 'add':
      return add(ledger, rest, now)
    case 'remove':
      return remove(ledger, rest, now)
    case 'try':
      return tryOut(ledger, rest, now)
    default:
      return usage(name === '' ? 'rules needs a command' : `rules has no command '${name}'`)
  }
}

function list(ledger: Ledger, args: readonly string[]): Output {
  const { values } = parseArgs({ args: [...args], options: { removed: { type: 'boolean' } } })
  return listed(values.removed === true ? allRules(ledger) : listRules(ledger))
}

const listed = (rules: ReturnType<typeof listRules>): Output =>
  said({ rules: rules.map(ruleJson) }, rulesWords(rules))

const text = { type: 'string' } as const
const ruleOptions = {
  name: text,
  from: text,
  until: text,
  before: text,
  provider: text,
  account: text,
  project: text,
  service: text,
  'cost-centre': text,
  'to-project': text,
  workload: text,
} as const

type Flags = Partial<Record<keyof typeof ruleOptions, string>>

function add(ledger: Ledger, args: readonly string[], now: number): Output | Usage {
  const { values } = parseArgs({ args: [...args], options: ruleOptions })
  if (values.name === undefined || values.from === undefined)
    return usage('rules add needs --name and --from')
  const typed = typedRule(ledger, values)
  if (!typed.ok) return failed(typed.problem)
  const added = addRule(ledger, typed.value, now)
  return added.ok ? listed(listRules(ledger)) : failed(added.problem)
}

function remove(ledger: Ledger, args: readonly string[], now: number): Output | Usage {
  const { values } = parseArgs({ args: [...args], options: { rule: text } })
  if (values.rule === undefined) return usage('rules remove needs --rule')
  const id = ruleNamed(ledger, values.rule)
  if (!id.ok) return failed(id.problem)
  const removed = removeRule(ledger, id.value, now)
  return removed.ok ? listed(listRules(ledger)) : failed(removed.problem)
}

function tryOut(ledger: Ledger, args: readonly string[], now: number): Output | Usage {
  const { values } = parseArgs({ args: [...args], options: { ...ruleOptions, remove: text } })
  const { remove: removed, ...flags } = values
  const isNew = Object.keys(flags).length > 0
  if (removed !== undefined && isNew) return usage('rules try takes a rule to remove or a new one, not both')
  if (isNew && flags.from === undefined) return usage('rules try needs --from for a new rule')
  const tried =
    removed !== undefined
      ? triedRemoval(ledger, removed)
      : isNew
        ? triedRule(ledger, flags, now)
        : ok(tryRules(ledger, listRules(ledger)))
  return tried.ok ? said(triedJson(tried.value), triedWords(tried.value)) : failed(tried.problem)
}

function triedRemoval(ledger: Ledger, name: string): ReturnType<typeof tryRemoval> {
  const id = ruleNamed(ledger, name)
  return id.ok ? tryRemoval(ledger, id.value) : id
}

function triedRule(ledger: Ledger, flags: Flags, now: number): ReturnType<typeof tryRule> {
  const typed = typedRule(ledger, { name: 'the rule that is tried', ...flags })
  return typed.ok ? tryRule(ledger, typed.value, now) : typed
}

/** The number of the rule in force of that name; a text of digits may be its number. */
function ruleNamed(ledger: Ledger, name: string): Result<number, Problem> {
  const rules = listRules(ledger)
  const rule =
    rules.find((one) => one.name.toLowerCase() === name.trim().toLowerCase()) ??
    rules.find(({ id }) => id.toString() === name)
  return rule ? ok(rule.id) : refused({ kind: 'no-such-rule', name })
}

function typedRule(ledger: Ledger, flags: Flags): Result<TypedRule, Problem> {
  const before = flags.before === undefined ? ok(null) : ruleNamed(ledger, flags.before)
  if (!before.ok) return before
  return ok({
    name: flags.name ?? '',
    match: {
      provider: flags.provider ?? null,
      account: flags.account ?? null,
      project: flags.project ?? null,
      service: flags.service ?? null,
    },
    assign: {
      costCentre: flags['cost-centre'] ?? null,
      project: flags['to-project'] ?? null,
      workload: flags.workload ?? null,
    },
    effectiveFrom: flags.from ?? '',
    effectiveUntil: flags.until ?? null,
    before: before.value,
  })
}
