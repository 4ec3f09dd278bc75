import { describe, expect, it } from 'vitest'
import { nanosText } from '../../src/core/money.ts'
import { monthText } from '../../src/core/period.ts'
import { addRule, type TypedRule } from '../../src/flows/change-rules.ts'
import { editRule, tryEdit } from '../../src/flows/edit-rule.ts'
import { allRules, listRules } from '../../src/ledger/rules.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, importText, noon } from '../make.ts'

const typed = (name: string, project: string, costCentre: string): TypedRule => ({
  name,
  match: { provider: null, account: null, project, service: null },
  assign: { costCentre, project: null, workload: null },
  effectiveFrom: '2026-01-01',
  effectiveUntil: null,
  before: null,
})

function added(ledger: Ledger, rule: TypedRule): number {
  const answer = addRule(ledger, rule, noon)
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
  return answer.value.id
}

/** Two workspaces: 3 dollars and 4 dollars. */
async function twoWorkspaces(): Promise<Ledger> {
  const ledger = aLedger()
  await importText(
    ledger,
    [
      'usage_date_utc,model,workspace,token_type,cost_usd',
      '2026-03-01,Claude Sonnet 4.5,Shop,output,3.00',
      '2026-03-02,Claude Sonnet 4.5,Lab,output,4.00',
      '',
    ].join('\n'),
  )
  return ledger
}

describe('editing a rule', () => {
  it('puts the new wording in its place and keeps the old one for the answers of before', async () => {
    const ledger = await twoWorkspaces()
    const first = added(ledger, typed('first', 'Shop', 'Sales'))
    const second = added(ledger, typed('second', 'Lab', 'Research'))
    const edited = editRule(ledger, first, { ...typed('first', '*', 'All'), before: second }, noon + 1)
    expect(edited.ok).toBe(true)
    expect(listRules(ledger).map(({ name, assign }) => [name, assign.costCentre])).toEqual([
      ['first', 'All'],
      ['second', 'Research'],
    ])
    expect(allRules(ledger).find(({ id }) => id === first)?.removedAt).toBe(noon + 1)
  })

  it('says first what it would move, against the rules as they are', async () => {
    const ledger = await twoWorkspaces()
    const id = added(ledger, typed('first', 'Shop', 'Sales'))
    const tried = tryEdit(ledger, id, typed('first', 'Lab', 'Sales'), noon)
    if (!tried.ok) throw new Error(JSON.stringify(tried.problem))
    expect(
      tried.value.moves.map(({ month, from, to, effective }) => [
        monthText(month),
        from,
        to,
        nanosText(effective),
      ]),
    ).toEqual([
      ['2026-03', null, 'Sales', '4'],
      ['2026-03', 'Sales', null, '3'],
    ])
    expect(listRules(ledger).map(({ match }) => match.project)).toEqual(['Shop'])
  })

  it('refuses the name of another rule and a rule that is not there, and changes nothing', async () => {
    const ledger = await twoWorkspaces()
    const first = added(ledger, typed('first', 'Shop', 'Sales'))
    added(ledger, typed('second', 'Lab', 'Research'))
    const before = allRules(ledger)
    const taken = editRule(ledger, first, typed('Second', 'Shop', 'Sales'), noon)
    expect(taken).toMatchObject({ ok: false, problem: { kind: 'bad-input', field: 'name' } })
    const gone = tryEdit(ledger, 99, typed('third', 'Shop', 'Sales'), noon)
    expect(gone).toMatchObject({ ok: false, problem: { kind: 'no-such-rule' } })
    expect(allRules(ledger)).toEqual(before)
  })
})
