import type { Handlers } from '../contract/bridge.ts'
import { addRule, removeRule, tryRemoval, tryRule } from '../flows/change-rules.ts'
import { editRule, tryEdit } from '../flows/edit-rule.ts'
import { readSpendRows } from '../flows/read-spend.ts'
import { listRules } from '../ledger/rules.ts'
import type { Change, Read } from './asking.ts'

export type RuleCall = 'readRules' | 'tryRule' | 'saveRule' | 'tryRemoval' | 'removeRule' | 'readSpendBy'

export const ruleHandlers = ({
  read,
  change,
}: {
  readonly read: Read
  readonly change: Change
}): Pick<Handlers, RuleCall> => {
  /** Passes on what the ledger answers. */
  const answer: Change = (use) => {
    const answered = read(use)
    return answered.ok ? answered.value : answered
  }
  return {
    readRules: () => read(listRules),
    tryRule: (rule, replaces) =>
      answer((ledger) =>
        replaces === null ? tryRule(ledger, rule, Date.now()) : tryEdit(ledger, replaces, rule, Date.now()),
      ),
    saveRule: (rule, replaces) =>
      change((ledger) =>
        replaces === null ? addRule(ledger, rule, Date.now()) : editRule(ledger, replaces, rule, Date.now()),
      ),
    tryRemoval: (id) => answer((ledger) => tryRemoval(ledger, id)),
    removeRule: (id) => change((ledger) => removeRule(ledger, id, Date.now())),
    readSpendBy: (by) => read((ledger) => readSpendRows(ledger, [by])),
  }
}
