import { workloadPath } from '../../src/core/payback/edits.ts'
import { describe, expect, it } from 'vitest'
import { readWorkloads } from '../../src/flows/payback-workloads.ts'
import { acceptDecision, saveWorkloadFacts } from '../../src/flows/describe-workload.ts'
import { noFacts } from '../../src/core/routing/workload.ts'
import { parseMonth } from '../../src/core/period.ts'
import { listWorkloadFacts } from '../../src/ledger/workload-facts.ts'
import { aLedger, anthropicBill, importText, noon } from '../make.ts'
import { added as addRule } from '../make-rules.ts'
import { importMonths, importUsage, ready } from '../make-payback.ts'

const months = ['2026-08', '2026-09', '2026-10'].map((text) => parseMonth(text) ?? 0)
const ends = ['2026-08-01', '2026-08-31', '2026-09-01', '2026-09-30', '2026-10-01', '2026-10-31']

/** A bill of whole months in which each model costs the same every month. */
const bill = (models: Readonly<Record<string, number>>): string =>
  anthropicBill(
    Object.entries(models).flatMap(([model, dollars]) =>
      ends.map((day) => [day, (dollars / 2).toString(), model] as const),
    ),
  )

const mac = { presetId: 'macstudio-m3ultra-256', count: 1, month: null } as const
const summary = (found: ReturnType<typeof readWorkloads>) =>
  found.map(({ id, months: [first] }) => [id, first?.spend])

describe('the work behind the bills', () => {
  it('is told apart by model, the largest first, and what is left is one more', async () => {
    const ledger = aLedger()
    const models = { A: 70, B: 60, C: 50, D: 40, E: 30, F: 20, G: 10 }
    await importText(ledger, bill(models))
    expect(summary(readWorkloads(ledger, 'USD', months))).toEqual([
      ['A', 70],
      ['B', 60],
      ['C', 50],
      ['D', 40],
      ['E', 30],
      ['Other', 30],
    ])
  })

  it('is what the rules name, however small, and the rest by model', async () => {
    const ledger = aLedger()
    await importText(ledger, bill({ A: 70, B: 60, C: 5, D: 4 }))
    addRule(ledger, { name: 'support', service: 'C', assign: { workload: 'Support chat' } })
    addRule(ledger, { name: 'more', service: 'D', assign: { workload: 'Support chat' } })
    const found = readWorkloads(ledger, 'USD', months)
    expect(summary(found)).toEqual([
      ['A', 70],
      ['B', 60],
      ['Support chat', 9],
    ])
    expect(found.map(({ byRule }) => byRule)).toEqual([false, false, true])
  })

  it('a credit that stands on its own lowers the rest, so that it adds up to the bill', async () => {
    const ledger = aLedger()
    await importText(ledger, bill({ A: 60, B: 40, Credits: -10 }))
    expect(summary(readWorkloads(ledger, 'USD', months))).toEqual([
      ['A', 54],
      ['B', 36],
    ])
  })

  it('is one workload of the seller where its usage export names models that its bill does not', async () => {
    const ledger = aLedger()
    await importText(ledger, bill({ 'Token usage': 60, 'Web search': 2 }))
    await importUsage(
      ledger,
      ['2026-08-15', '2026-09-15', '2026-10-15'].map((day) => [day, 3e6, 1e6] as const),
    )
    expect(readWorkloads(ledger, 'USD', months)).toMatchObject([
      { id: 'Anthropic', months: [{ spend: 62, tokensIn: 3e6, tokensOut: 1e6 }, {}, {}] },
    ])
  })

  it('does not know the tokens of a month that no usage export covers', async () => {
    const ledger = aLedger()
    await importMonths(ledger, [
      ['2026-08', '1'],
      ['2026-09', '1'],
      ['2026-10', '1'],
    ])
    await importUsage(ledger, [['2026-09-15', 3e6, 1e6]])
    const [work] = readWorkloads(ledger, 'USD', months)
    expect(work?.months.map(({ tokensIn }) => tokensIn)).toEqual([null, 3e6, null])
    const ground = ready(ledger, { planned: [mac] })
    expect(ground.scenario.workloads[0]).toMatchObject({ tokensIn: 0, tokensOut: 0 })
    expect(ground.inputs.find(({ path }) => path === workloadPath(work?.id ?? '', 'tokensIn'))?.value).toBe(
      null,
    )
    expect(ground.withoutTokens).toEqual(['Anthropic'])
  })
})

describe('what is said of a workload', () => {
  it('gives its quality in place of the preset, and the range it may turn out in', async () => {
    const ledger = aLedger()
    await importText(ledger, bill({ A: 70 }))
    saveWorkloadFacts(ledger, 'A', { ...noFacts, taskClass: 'extraction', rhoRange: [0.8, 0.9] })
    const entered = ready(ledger, { planned: [mac] })
    expect(entered.scenario.workloads[0]?.quality.qLocal).toBeCloseTo(0.85, 9)
    expect(entered.ranges.quality?.map((end) => Number(end.toFixed(9)))).toEqual([0.8, 0.85, 0.9])
    saveWorkloadFacts(ledger, 'A', { ...noFacts, measured: { n: 200, qLocal: 0.9, qApi: 1 } })
    const { scenario, ranges, inputs } = ready(ledger, { planned: [mac] })
    expect(scenario.workloads[0]?.quality.qLocal).toBe(0.9)
    const [low = 1, mode, high = 0] = ranges.quality ?? []
    expect([low < 0.9, mode, high > 0.9]).toEqual([true, 0.9, true])
    expect(inputs.find(({ path }) => path === 'workloads.A.quality.qLocal')?.origin).toBe('measured')
  })

  it('and the decision accepted for it set how much of it may go local, until it is taken back', async () => {
    const ledger = aLedger()
    await importText(ledger, bill({ A: 70, B: 60 }))
    const decision = { decision: 'local', rule: 'R1', mode: 'all', share: 1, forcedLocal: true } as const
    acceptDecision(ledger, 'A', decision, noon)
    const accepted = ready(ledger, { planned: [mac] })
    expect(accepted.scenario.workloads).toMatchObject([
      { id: 'A', routableShare: 1, forcedLocal: true },
      { id: 'B', routableShare: 0.6, forcedLocal: false },
    ])
    expect(accepted.entered).toEqual({ A: { routableShare: 0.6, forcedLocal: false } })
    expect(accepted.inputs.find(({ path }) => path === 'workloads.A.routableShare')).toMatchObject({
      origin: 'yours',
      date: '2026-11-21',
    })
    acceptDecision(ledger, 'A', null, noon)
    expect(ready(ledger, { planned: [mac] }).entered).toEqual({})
    expect(listWorkloadFacts(ledger)).toEqual([])
  })

  it('facts stay when a decision is taken back, and a workload without a name is none', () => {
    const ledger = aLedger()
    const facts = { ...noFacts, agentSteps: 4 }
    saveWorkloadFacts(ledger, 'A', facts)
    acceptDecision(
      ledger,
      'A',
      { decision: 'both', rule: 'S3', mode: 'part', share: 0.3, forcedLocal: false },
      noon,
    )
    acceptDecision(ledger, 'A', null, noon)
    expect(listWorkloadFacts(ledger)).toEqual([{ workload: 'A', facts, accepted: null }])
    expect(saveWorkloadFacts(ledger, ' ', facts)).toMatchObject({ problem: { kind: 'bad-input' } })
  })
})
