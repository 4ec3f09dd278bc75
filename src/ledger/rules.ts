import type { Rule } from '../core/rules.ts'
import type { Day } from '../core/period.ts'
import type { Ledger } from './open.ts'

/** A rule that is not stored yet. */
export type NewStoredRule = Omit<Rule, 'id' | 'order' | 'removedAt'>

type Texts =
  'matchProvider' | 'matchAccount' | 'matchProject' | 'matchService' | 'costCentre' | 'project' | 'workload'
type RuleRow = Pick<Rule, 'id' | 'name' | 'order' | 'addedAt' | 'removedAt'> &
  Record<Texts, string | null> & { readonly effectiveFrom: Day; readonly effectiveUntil: Day | null }

const columns = `id, name, place AS "order", match_provider AS matchProvider, match_account AS matchAccount,
  match_project AS matchProject, match_service AS matchService, cost_centre AS costCentre, project, workload,
  effective_from AS effectiveFrom, effective_until AS effectiveUntil, added_at_ms AS addedAt,
  removed_at_ms AS removedAt`

/** Every rule, also the removed ones, in their order. */
export const allRules = ({ db }: Ledger): readonly Rule[] =>
  db.prepare<[], RuleRow>(`SELECT ${columns} FROM rules ORDER BY place, id`).all().map(ruleOf)

/** The rules in force, in their order. */
export const listRules = (ledger: Ledger): readonly Rule[] =>
  allRules(ledger).filter(({ removedAt }) => removedAt === null)

/** The rules as they stood at a moment (milliseconds since 1970), so that its answers can be given again. */
export const rulesAt = (ledger: Ledger, moment: number): readonly Rule[] =>
  allRules(ledger).filter(
    ({ addedAt, removedAt }) => addedAt <= moment && (removedAt === null || removedAt > moment),
  )

function ruleOf(row: RuleRow): Rule {
  const { id, name, order, effectiveFrom, effectiveUntil, addedAt, removedAt } = row
  return {
    id,
    name,
    match: {
      provider: row.matchProvider,
      account: row.matchAccount,
      project: row.matchProject,
      service: row.matchService,
    },
    assign: { costCentre: row.costCentre, project: row.project, workload: row.workload },
    effectiveFrom,
    effectiveUntil,
    order,
    addedAt,
    removedAt,
  }
}

/** Stores a rule at a place; those from there on move behind it. Its name must be free among those in force. */
export function addStoredRule({ db }: Ledger, rule: NewStoredRule, order: number): number {
  const { name, match, assign, effectiveFrom, effectiveUntil, addedAt } = rule
  return db
    .transaction(() => {
      db.prepare('UPDATE rules SET place = place + 1 WHERE place >= ?').run(order)
      const { lastInsertRowid } = db
        .prepare(
          `INSERT INTO rules (name, place, match_provider, match_account, match_project, match_service, cost_centre,
             project, workload, effective_from, effective_until, added_at_ms)
           VALUES (@name, @order, @matchProvider, @matchAccount, @matchProject, @matchService, @costCentre,
             @project, @workload, @effectiveFrom, @effectiveUntil, @addedAt)`,
        )
        .run({
          name,
          order,
          matchProvider: match.provider,
          matchAccount: match.account,
          matchProject: match.project,
          matchService: match.service,
          ...assign,
          effectiveFrom,
          effectiveUntil,
          addedAt,
        })
      return Number(lastInsertRowid)
    })
    .immediate()
}

/** Takes a rule out of force; it stays for the answers of before. False when none of that number is in force. */
export const removeStoredRule = ({ db }: Ledger, ruleId: number, removedAt: number): boolean =>
  db
    .prepare('UPDATE rules SET removed_at_ms = ? WHERE id = ? AND removed_at_ms IS NULL')
    .run(removedAt, ruleId).changes > 0
