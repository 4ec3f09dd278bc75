import { describe, expect, it } from 'vitest'
import { rulesCommand } from '../../src/cli/rules.ts'
import { spendCommand } from '../../src/cli/spend.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, anthropicBill, importText, noon } from '../make.ts'

const rules = (ledger: Ledger, line: string, now = noon) =>
  rulesCommand(ledger, line === '' ? [] : line.split(' ').map((word) => word.replaceAll('_', ' ')), now)
const words = (answer: ReturnType<typeof rules>): string => ('words' in answer ? answer.words : answer.usage)

async function aLedgerOfJuly(): Promise<Ledger> {
  const ledger = aLedger()
  await importText(
    ledger,
    anthropicBill([
      ['2026-07-01', '10', 'Claude Opus 4.5'],
      ['2026-07-20', '1', 'Claude Opus 4.5'],
      ['2026-07-20', '3', 'Claude Haiku 4.5'],
    ]),
  )
  return ledger
}

const opus = '--service *opus* --from 2026-07-15 --cost-centre R&D --workload agents'

describe('breakwatt rules', () => {
  it('adds, lists and removes; a removed rule is kept', () => {
    const ledger = aLedger()
    rules(ledger, 'add --name rest --from 2026-01-01 --until 2026-12-31 --cost-centre Shared')
    expect(rules(ledger, `add --name opus ${opus} --to-project Lab --before rest`)).toMatchObject({
      json: {
        rules: [
          {
            id: 2,
            name: 'opus',
            match: { provider: null, account: null, project: null, service: '*opus*' },
            assign: { costCentre: 'R&D', project: 'Lab', workload: 'agents' },
            effectiveFrom: '2026-07-15',
            effectiveUntil: null,
            addedAt: '2026-11-21T12:00:00.000Z',
            removedAt: null,
          },
          { id: 1, name: 'rest', effectiveUntil: '2026-12-31' },
        ],
      },
    })
    expect(words(rules(ledger, 'list'))).toBe(
      [
        'Number  Name  Rule',
        '     2  opus  service *opus* → cost centre R&D, project Lab, workload agents, from 2026-07-15',
        '     1  rest  everything → cost centre Shared, from 2026-01-01 until 2026-12-31',
      ].join('\n'),
    )
    expect(words(rules(ledger, 'remove --rule REST'))).not.toContain('rest')
    expect(words(rules(ledger, 'list --removed'))).toContain('until 2026-12-31 (removed)')
    expect(rules(ledger, 'remove --rule 1')).toMatchObject({ problems: [{ kind: 'no-such-rule' }] })
    expect(words(rules(aLedger(), 'list'))).toBe('There is no rule yet.')
  })

  it('tries a rule: what would move and what stays unassigned; nothing is changed', async () => {
    const ledger = await aLedgerOfJuly()
    const tried = rules(ledger, `try ${opus}`)
    const move = { month: '2026-07', from: null, currency: 'USD', billed: '1', effective: '1', cells: 1 }
    expect(tried).toMatchObject({
      json: {
        moves: [
          { ...move, field: 'costCentre', to: 'R&D' },
          { ...move, field: 'workload', to: 'agents' },
        ],
        unassigned: [{ month: '2026-07', currency: 'USD', billed: '13', effective: '13', cells: 2 }],
        unmatched: [
          { serviceProvider: 'Anthropic', account: null, service: 'Claude Opus 4.5', effective: '10' },
          { serviceProvider: 'Anthropic', account: null, service: 'Claude Haiku 4.5', effective: '3' },
        ],
      },
    })
    expect(words(tried)).toBe(
      [
        'month                 from  to      effective  cells',
        '2026-07  cost centre  –     R&D         $1.00      1',
        '2026-07  workload     –     agents      $1.00      1',
        '',
        'Unassigned: no rule matches',
        'month    effective  cells',
        '2026-07     $13.00      2',
        '',
        'The largest of it',
        'provider   account  project  service           effective',
        'Anthropic  –        Default  Claude Opus 4.5      $10.00',
        'Anthropic  –        Default  Claude Haiku 4.5      $3.00',
      ].join('\n'),
    )
    expect(rules(ledger, 'list')).toMatchObject({ json: { rules: [] } })
    rules(ledger, 'add --name all --from 2026-01-01 --workload x')
    expect(words(rules(ledger, 'try'))).toBe('No money would move.\n\nA rule matches all money.')
    expect(words(rules(ledger, 'try --remove all'))).toContain(
      '2026-07  workload  x     –      $14.00      2',
    )
  })

  it('spend is cut by them, also as they stood on an earlier day', async () => {
    const ledger = await aLedgerOfJuly()
    rules(ledger, `add --name opus ${opus}`)
    const spend = (...line: readonly string[]) => spendCommand(ledger, line)
    expect(spend('--by', 'month,costCentre,workload')).toMatchObject({
      json: {
        rows: [
          { month: '2026-07', costCentre: null, workload: null, effective: '13' },
          { month: '2026-07', costCentre: 'R&D', workload: 'agents', effective: '1' },
        ],
      },
    })
    expect(spend('--by', 'month,costCentre', '--rules-as-of', '2026-11-20')).toMatchObject({
      json: { rows: [{ costCentre: null, effective: '14' }] },
    })
    const today = spend('--by', 'month,costCentre', '--rules-as-of', '2026-11-21')
    expect(today).toMatchObject({ json: { rows: [{ effective: '13' }, { effective: '1' }] } })
    const wrong = spend('--by', 'month,colour')
    expect('usage' in wrong && wrong.usage).toMatch(
      /month and any of provider, .*, costCentre, workload, ruledProject/,
    )
  })

  it.each([
    ['', /^rules needs a command/],
    ['toString', /^rules has no command 'toString'/],
    ['add --name a', /^rules add needs --name and --from/],
    ['remove', /^rules remove needs --rule/],
    ['try --workload x', /^rules try needs --from/],
    ['try --remove a --workload x', /^rules try takes a rule to remove or a new one/],
  ])('shows its usage after %j', (line, message) => {
    expect(words(rules(aLedger(), line))).toMatch(message)
  })

  it.each([
    ['add --name a --from 2026-01-01', { kind: 'bad-input', field: 'rule' }],
    ['add --name a --from soon --workload x', { kind: 'bad-input', field: 'from' }],
    ['add --name a --from 2026-01-01 --workload x --before b', { kind: 'no-such-rule', name: 'b' }],
    ['try --remove b', { kind: 'no-such-rule', name: 'b' }],
  ])('refuses %j in words', (line, problem) => {
    expect(rules(aLedger(), line)).toMatchObject({ problems: [problem] })
  })
})
