import { describe, expect, it } from 'vitest'
import { ruledSpend, tryRules } from '../../src/flows/apply-rules.ts'
import { addRule, removeRule, tryRemoval, tryRule } from '../../src/flows/change-rules.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { allRules, listRules, rulesAt } from '../../src/ledger/rules.ts'
import { added, typed, type Said } from '../make-rules.ts'
import { aLedger, anthropicBill, importText, noon } from '../make.ts'

describe('trying rules', () => {
  async function twoModels(): Promise<Ledger> {
    const ledger = aLedger()
    await importText(
      ledger,
      anthropicBill([
        ['2026-07-01', '10', 'Claude Opus 4.5'],
        ['2026-07-20', '1', 'Claude Opus 4.5'],
        ['2026-07-20', '3', 'Claude Haiku 4.5'],
        ['2026-08-01', '5', 'Claude Haiku 4.5'],
      ]),
    )
    return ledger
  }

  it('tells by month what would move from what to what, and what no rule would match; changes nothing', async () => {
    const ledger = await twoModels()
    added(ledger, { name: 'all', service: '*opus*', assign: { costCentre: 'R&D' } })
    const all = listRules(ledger)
    const rule = typed({ from: '2026-07-15', service: '*opus*', before: 1, assign: { costCentre: 'Shop' } })
    const tried = tryRule(ledger, rule, noon)
    if (!tried.ok) throw new Error(JSON.stringify(tried.problem))
    const money = (units: bigint) => ({
      currency: 'USD',
      billed: units * 10n ** 9n,
      effective: units * 10n ** 9n,
    })
    const july = 678
    expect(tried.value).toEqual({
      moves: [{ month: july, field: 'costCentre', from: 'R&D', to: 'Shop', ...money(1n), cells: 1 }],
      unassigned: [
        { month: july, ...money(3n), cells: 1 },
        { month: july + 1, ...money(5n), cells: 1 },
      ],
      unmatched: [
        {
          provider: 'Anthropic',
          account: '',
          project: 'Default',
          service: 'Claude Haiku 4.5',
          ...money(8n),
          cells: 2,
        },
      ],
    })
    expect(listRules(ledger)).toEqual(all)
  })

  it('a removal moves its money to the next rule, or to none', async () => {
    const ledger = await twoModels()
    const opus = added(ledger, { name: 'opus', service: '*opus*', assign: { workload: 'agents' } })
    const tried = tryRemoval(ledger, opus.id)
    expect(tried).toMatchObject({
      ok: true,
      value: {
        moves: [{ month: 678, field: 'workload', from: 'agents', to: null, billed: 11n * 10n ** 9n }],
      },
    })
    expect(tryRemoval(ledger, 99)).toEqual({
      ok: false,
      problem: { kind: 'no-such-rule', name: 'number 99' },
    })
    expect(tryRules(ledger, listRules(ledger)).moves).toEqual([])
  })
})

describe('the history of rules', () => {
  it('an answer of before can be given again after a rule was removed and others moved', async () => {
    const ledger = aLedger()
    await importText(ledger, anthropicBill([['2026-07-01', '10']]))
    const old = added(ledger, { name: 'old', assign: { costCentre: 'Old' } }, 1000)
    removeRule(ledger, old.id, 2000)
    const late = added(ledger, { name: 'late', assign: { costCentre: 'Late' } }, 3000)
    added(ledger, { name: 'first', before: late.id, assign: { costCentre: 'First' } }, 4000)
    const centreAt = (moment: number) =>
      ruledSpend(ledger, ['costCentre'], rulesAt(ledger, moment)).map(({ costCentre }) => costCentre)
    expect([500, 1500, 2500, 3500, 4500].map(centreAt)).toEqual([
      [null],
      ['Old'],
      [null],
      ['Late'],
      ['First'],
    ])
    expect(listRules(ledger).map(({ name }) => name)).toEqual(['first', 'late'])
    expect(allRules(ledger)).toHaveLength(3)
    expect(removeRule(ledger, old.id, 5000)).toMatchObject({ ok: false, problem: { kind: 'no-such-rule' } })
    expect(added(ledger, { name: 'old', assign: { costCentre: 'Again' } }).id).toBe(4)
  })

  it.each([
    [{ name: ' ' }, 'name'],
    [{ name: 'TAKEN' }, 'name'],
    [{ assign: { workload: ' ' } }, 'rule'],
    [{ service: 'x'.repeat(201) }, 'rule'],
    [{ from: 'May' }, 'from'],
    [{ until: '2025-12-31' }, 'until'],
  ])('a rule is refused in words: %j', (wrong: Partial<Said>, field) => {
    const ledger = aLedger()
    added(ledger, { name: 'taken', assign: { workload: 'x' } })
    expect(addRule(ledger, typed({ assign: { workload: 'x' }, ...wrong }), noon)).toMatchObject({
      ok: false,
      problem: { kind: 'bad-input', field },
    })
  })
})
