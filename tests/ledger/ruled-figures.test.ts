import { describe, expect, it } from 'vitest'
import { parseMonth } from '../../src/core/period.ts'
import { addRule } from '../../src/flows/change-rules.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { openFigure } from '../../src/ledger/figures.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, importText, noon } from '../make.ts'

const july = parseMonth('2026-07') ?? 0

/** A workspace that belongs to Sales, from 15 July on to Retail, and one that no rule speaks of. */
async function ruledLedger(): Promise<Ledger> {
  const ledger = aLedger()
  await importText(
    ledger,
    [
      'usage_date_utc,model,workspace,token_type,cost_usd',
      '2026-07-01,Claude Sonnet 4.5,Shop,output,3.00',
      '2026-07-14,Claude Opus 4.1,Shop,output,4.50',
      '2026-07-15,Claude Sonnet 4.5,Shop,output,5.25',
      '2026-07-20,Claude Sonnet 4.5,Lab,output,7.00',
      '2026-07-21,Claude Sonnet 4.5,,output,0.125',
      '',
    ].join('\n'),
    'july.csv',
  )
  for (const [name, effectiveFrom, costCentre] of [
    ['later', '2026-07-15', 'Retail'],
    ['first', '2026-01-01', 'Sales'],
  ] as const) {
    const added = addRule(
      ledger,
      {
        name,
        match: { provider: null, account: null, project: 'shop', service: null },
        assign: { costCentre, project: null, workload: null },
        effectiveFrom,
        effectiveUntil: null,
        before: null,
      },
      noon,
    )
    if (!added.ok) throw new Error(JSON.stringify(added.problem))
  }
  return ledger
}

const opened = (ledger: Ledger, ...under: readonly (string | null)[]) =>
  openFigure(ledger, {
    month: july,
    providers: [],
    currency: 'USD',
    filed: { by: 'costCentre', under },
  })

describe('a figure under the rules', () => {
  it('opens to the charges of its cost centre, to the day on which a rule begins', async () => {
    const ledger = await ruledLedger()
    const lines = (centre: string | null): readonly number[] =>
      opened(ledger, centre).statements.flatMap(({ charges }) =>
        charges.map(({ firstLine }) => firstLine).sort((a, b) => a - b),
      )
    expect(lines('Sales')).toEqual([2, 3])
    expect(lines('Retail')).toEqual([4])
    expect(lines(null)).toEqual([5, 6])
    expect(lines('Nobody')).toEqual([])
  })

  it('adds up to what Spend shows of it, alone and with others', async () => {
    const ledger = await ruledLedger()
    const rows = readSpendRows(ledger, ['costCentre'])
    expect(rows).toHaveLength(3)
    for (const { costCentre, effective, billed } of rows)
      expect(opened(ledger, costCentre ?? null)).toMatchObject({ effective, billed })
    // 3 + 4.50 + 7 + 0.125.
    expect(opened(ledger, 'Sales', null).effective).toBe(14_625_000_000n)
  })
})
