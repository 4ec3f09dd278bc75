import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PlanAnswer, PlannedBill } from '../../src/core/import-plan.ts'
import { nanosText } from '../../src/core/money.ts'
import { check } from '../../src/flows/check.ts'
import { planImport, type Planning } from '../../src/flows/plan-import.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { rebuild } from '../../src/flows/rebuild.ts'
import { undoStatement } from '../../src/flows/undo-statement.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { listStatements } from '../../src/ledger/statements.ts'
import { aFolder, aLedger, anthropicBill, importText, noon } from '../make.ts'

const header = 'start_time_iso,amount_value,amount_currency,organization_id,project_id,line_item'
/** An OpenAI cost export: `[day, dollars, project]`. */
const openaiBill = (rows: readonly (readonly [string, string, string])[], org = ''): string =>
  [
    header,
    ...rows.map(([day, usd, project]) => `${day},${usd},usd,${org},${project},"gpt-5, input"`),
    '',
  ].join('\n')

const plan = (ledger: Ledger, ...files: readonly (readonly [string, string])[]): Promise<Planning> =>
  planImport(
    ledger,
    files.map(([name, text]) => ({ name, bytes: Buffer.from(text) })),
    noon,
  )
const billed = (ledger: Ledger): string =>
  readSpendRows(ledger, ['provider'])
    .map((row) => nanosText(row.billed ?? 0n))
    .join(' ')
const states = (planning: Planning): readonly string[] => planning.plan().bills.map(({ state }) => state)
const ready = (planning: Planning, number = 0): Extract<PlannedBill, { state: 'ready' }> => {
  const bill = planning.plan().bills[number]
  if (bill?.state !== 'ready') throw new Error(JSON.stringify(bill?.state))
  return bill
}
const answered = (planning: Planning, ...answers: readonly PlanAnswer[]): void => {
  planning.answer(new Map(answers.map((answer, number) => [number, answer])))
}

const july = anthropicBill([
  ['2026-07-01', '10'],
  ['2026-07-02', '20'],
])

describe('a plan', () => {
  it('says of each source how many days are new, replaced or kept by a newer statement, and its lines', async () => {
    const ledger = aLedger()
    await importText(ledger, july, 'july.csv', noon - 1)
    const planning = await plan(ledger, [
      'more.csv',
      anthropicBill([
        ['2026-07-02', '21'],
        ['2026-07-04', '5'],
      ]),
    ])
    expect(ready(planning)).toMatchObject({
      sources: [
        {
          serviceProviderName: 'Anthropic',
          newDays: 2,
          replacedDays: 1,
          outrankedDays: 0,
          billed: [{ currency: 'USD', billed: 26_000_000_000n }],
          firstLine: 2,
          lastLine: 3,
        },
      ],
      replaced: [
        {
          fileName: 'july.csv',
          days: 1,
          months: [{ currency: 'USD', before: 20_000_000_000n, after: 21_000_000_000n }],
          doubts: [],
        },
      ],
      answer: { kind: 'import' },
    })
    await planning.end()
  })

  it('an older export of days that a newer one covers brings nothing, and says so', async () => {
    const ledger = aLedger()
    await importText(ledger, anthropicBill([...['01', '31'].map((day) => [`2026-07-${day}`, '1'] as const)]))
    const planning = await plan(ledger, ['old.csv', july])
    expect(ready(planning).sources).toMatchObject([{ newDays: 0, replacedDays: 0, outrankedDays: 2 }])
    await planning.end()
  })

  it('new, already seen, replaces and rejected stand side by side', async () => {
    const ledger = aLedger()
    await importText(ledger, july, 'july.csv', noon - 1)
    const planning = await plan(
      ledger,
      ['again.csv', july],
      ['august.csv', anthropicBill([['2026-08-01', '1']])],
      ['twin.csv', anthropicBill([['2026-08-01', '1']])],
      ['letter.csv', 'Dear Sir'],
    )
    expect(states(planning)).toEqual(['already-imported', 'ready', 'already-imported', 'rejected'])
    expect(planning.plan().bills[0]).toMatchObject({ sameAs: 'july.csv' })
    expect(planning.plan().bills[2]).toMatchObject({ sameAs: 'august.csv', statement: null })
    await planning.end()
  })

  it('of several files each is planned after those before it', async () => {
    const ledger = aLedger()
    const planning = await plan(
      ledger,
      ['a.csv', july],
      [
        'b.csv',
        anthropicBill([
          ['2026-07-02', '22'],
          ['2026-07-03', '1'],
        ]),
      ],
    )
    expect(ready(planning, 1).replaced).toMatchObject([{ fileName: 'a.csv', statementId: null, days: 1 }])
    planning.answer(new Map([[0, { kind: 'skip' }]]))
    expect(ready(planning, 1).replaced).toEqual([])
    await planning.end()
  })

  it('writes nothing, and leaves nothing when it is put away', async () => {
    const ledger = aLedger()
    const planning = await plan(ledger, ['july.csv', july])
    expect(listStatements(ledger)).toEqual([])
    await planning.end()
    expect(readdirSync(ledger.archive)).toEqual([])
    expect(ledger.db.prepare('SELECT count(*) FROM staged').pluck().get()).toBe(0)
  })

  it('cancelled while it reads, it leaves nothing either', async () => {
    const ledger = aLedger()
    const path = join(aFolder(), 'long.csv')
    writeFileSync(path, anthropicBill(Array.from({ length: 60_000 }, () => ['2026-07-01', '1'] as const)))
    const cancelling = new AbortController()
    const planned = planImport(ledger, [{ path }], noon, {
      signal: cancelling.signal,
      tell: () => {
        cancelling.abort()
      },
    })
    await expect(planned).rejects.toThrow('aborted')
    expect(readdirSync(ledger.archive)).toEqual([])
    expect(ledger.db.prepare('SELECT count(*) FROM staged').pluck().get()).toBe(0)
  })
})

describe('carrying a plan out', () => {
  it('does exactly what was shown', async () => {
    const ledger = aLedger()
    const planning = await plan(ledger, ['july.csv', july], ['letter.csv', 'Dear Sir'])
    const { statement } = ready(planning)
    const done = planning.commit()
    await planning.end()
    expect(done).toMatchObject({ ok: true, value: { state: 'committed' } })
    const [written] = listStatements(ledger)
    expect(written).toMatchObject({ totals: statement.totals, coverage: statement.coverage })
    expect(await check(ledger)).toMatchObject({ ok: true })
  })

  it('does nothing when the ledger has changed meanwhile, and shows what it would do now', async () => {
    const ledger = aLedger()
    await importText(ledger, july, 'july.csv', noon - 1)
    const planning = await plan(ledger, ['b.csv', anthropicBill([['2026-07-02', '15']])])
    expect(ready(planning).replaced).toHaveLength(1)
    undoStatement(ledger, 1, noon)
    const done = planning.commit()
    expect(done).toMatchObject({ ok: true, value: { state: 'changed', plan: { bills: [{ replaced: [] }] } } })
    expect(listStatements(ledger)).toHaveLength(1)
    expect(planning.commit()).toMatchObject({ ok: true, value: { state: 'committed' } })
    await planning.end()
    expect(billed(ledger)).toBe('15')
  })

  it('a bill that was undone comes back instead of being read in again', async () => {
    const ledger = aLedger()
    await importText(ledger, july, 'july.csv', noon - 1)
    undoStatement(ledger, 1, noon)
    const planning = await plan(ledger, ['again.csv', july])
    expect(ready(planning)).toMatchObject({ broughtBack: { id: 1 }, sources: [{ newDays: 2 }] })
    planning.commit()
    await planning.end()
    expect(listStatements(ledger)).toMatchObject([{ id: 1, undoneAt: null }])
  })

  it('a bill that comes back says what it replaces, and asks like a new one', async () => {
    const ledger = aLedger()
    const less = anthropicBill([
      ['2026-07-01', '1'],
      ['2026-07-02', '1'],
    ])
    await importText(ledger, less, 'less.csv', noon - 2)
    undoStatement(ledger, 1, noon)
    await importText(ledger, july, 'july.csv', noon - 3)
    const planning = await plan(ledger, ['less again.csv', less])
    expect(ready(planning)).toMatchObject({
      broughtBack: { id: 1 },
      answer: null,
      replaced: [{ fileName: 'july.csv', days: 2, doubts: [{ kind: 'shrinks' }] }],
    })
    answered(planning, { kind: 'import' })
    expect(planning.commit()).toMatchObject({
      ok: true,
      value: { outcomes: [{ state: 'imported', replaced: [{ days: 2 }] }] },
    })
    await planning.end()
    expect(billed(ledger)).toBe('2')
    expect((await check(ledger)).ok).toBe(true)
  })
})

describe('a replacement in doubt asks', () => {
  const two = openaiBill([
    ['2026-07-01', '60', 'search'],
    ['2026-07-01', '40', 'chat'],
  ])
  const planned = async (text: string): Promise<{ ledger: Ledger; planning: Planning }> => {
    const ledger = aLedger()
    await importText(ledger, two, 'whole.csv', noon - 1)
    return { ledger, planning: await plan(ledger, ['next.csv', text]) }
  }
  const doubts = (planning: Planning): readonly string[] =>
    ready(planning).replaced.flatMap((replaced) => replaced.doubts.map(({ kind }) => kind))

  it.each([
    ['a day that loses more than half of its money', [['2026-07-01', '49.98', 'search'] as const], 'shrinks'],
    ['a project that is missing', [['2026-07-01', '60', 'search'] as const], 'filtered'],
    ['no project in common', [['2026-07-01', '90', 'robots'] as const], 'other-account'],
  ])('%s', async (_, rows, kind) => {
    const { planning } = await planned(openaiBill(rows))
    expect(doubts(planning)).toContain(kind)
    expect(ready(planning).answer).toBe(null)
    await planning.end()
  })

  it('not a day that loses just half, nor a correction of the same projects', async () => {
    for (const [search, chat] of [
      ['30', '20'],
      ['61', '40'],
    ]) {
      const { planning } = await planned(
        openaiBill([
          ['2026-07-01', search ?? '', 'search'],
          ['2026-07-01', chat ?? '', 'chat'],
        ]),
      )
      expect(doubts(planning)).toEqual([])
      await planning.end()
    }
  })

  const part = openaiBill([['2026-07-01', '40', 'chat']])

  it('unanswered, it is refused in words and the rest is imported', async () => {
    const { ledger, planning } = await planned(part)
    expect(planning.commit()).toMatchObject({
      ok: true,
      value: { outcomes: [{ state: 'refused', problem: { kind: 'replacement-in-doubt' } }] },
    })
    await planning.end()
    expect(billed(ledger)).toBe('100')
  })

  it.each([
    ['replace', { kind: 'import' }, '40'],
    ['leave out', { kind: 'skip' }, '100'],
    ['add as another account', { kind: 'import-as', label: 'Lab' }, '140'],
  ] as const)('%s', async (_, answer, total) => {
    const { ledger, planning } = await planned(part)
    answered(planning, answer)
    planning.commit()
    await planning.end()
    expect(billed(ledger)).toBe(total)
    expect(await check(ledger)).toMatchObject({ ok: true })
    expect(await rebuild(ledger)).toMatchObject({ ok: true })
    expect(billed(ledger)).toBe(total)
  })
})

describe('two plans on one ledger', () => {
  it('know nothing of each other’s cells', async () => {
    const ledger = aLedger()
    const first = await plan(ledger, ['july.csv', july])
    const second = await plan(ledger, ['august.csv', anthropicBill([['2026-08-01', '7']])])
    expect(ready(first).sources).toMatchObject([{ billed: [{ billed: 30_000_000_000n }] }])
    first.commit()
    second.commit()
    await first.end()
    await second.end()
    expect(billed(ledger)).toBe('30 7')
  })
})

describe('an undone bill that comes back', () => {
  it('counts for what stands after it in the plan: its days are replaced, and a loss asks', async () => {
    const ledger = aLedger()
    await importText(ledger, july, 'july.csv', noon - 1)
    undoStatement(ledger, 1, noon)
    const less = anthropicBill([
      ['2026-07-01', '10'],
      ['2026-07-02', '1'],
    ])
    const planning = await plan(ledger, ['again.csv', july], ['less.csv', less])
    expect(ready(planning, 1)).toMatchObject({
      sources: [{ newDays: 0, replacedDays: 2 }],
      replaced: [{ statementId: 1, fileName: 'july.csv', days: 2, doubts: [{ kind: 'shrinks' }] }],
      answer: null,
    })
    planning.answer(new Map([[0, { kind: 'skip' }]]))
    expect(ready(planning, 1)).toMatchObject({ replaced: [], answer: { kind: 'import' } })
    await planning.end()
  })
})
