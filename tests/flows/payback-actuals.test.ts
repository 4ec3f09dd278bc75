import { describe, expect, it } from 'vitest'
import { project } from '../../src/core/payback/project.ts'
import { enterEnergy } from '../../src/flows/change-rig.ts'
import { buyRig } from '../../src/flows/buy-rig.ts'
import { enterServedTokens } from '../../src/flows/enter-served-tokens.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { frozenFor } from '../../src/ledger/scenarios.ts'
import { aLedger, noon } from '../make.ts'
import { added, aNewRig, importMonths, importUsage, ready } from '../make-payback.ts'

const before = [
  ['2026-05', '50'],
  ['2026-06', '50'],
  ['2026-07', '50'],
] as const
const since = [
  ['2026-08', '30'],
  ['2026-09', '10'],
  ['2026-10', '10'],
] as const
/** 1,550, 1,500 and 1,550 dollars for the same 310 million tokens a month. */
const baseline = (1_550 + 1_500 + 1_550) / 3
const perToken = (1_550 + 1_500 + 1_550) / (3 * 310e6)

async function aLedgerWithRig(): Promise<{ readonly ledger: Ledger; readonly rigId: number }> {
  const ledger = aLedger()
  await importMonths(ledger, [...before, ...since])
  await importUsage(
    ledger,
    before.map(([month]) => [`${month}-15`, 300e6, 10e6] as const),
  )
  return { ledger, rigId: added(ledger) }
}

describe('months since the purchase', () => {
  it('are known by the bill and the forecast made before it, where nobody counted the rig’s tokens', async () => {
    const { ledger, rigId } = await aLedgerWithRig()
    const { scenario } = ready(ledger, { ownRigIds: [rigId] })
    expect(scenario.actuals).toMatchObject([
      { month: 0, billed: 930, basis: 'frozen-baseline', kwh: null, energyCost: null },
      { month: 1, billed: 300, basis: 'frozen-baseline' },
      { month: 2, billed: 310, basis: 'frozen-baseline' },
    ])
    expect(scenario.actuals[1]?.avoided).toBeCloseTo(baseline - 300, 9)
  })

  it('are known by the tokens the rig served, at the price paid before, where those were entered', async () => {
    const { ledger, rigId } = await aLedgerWithRig()
    const enter = (month: string, tokensIn: string, tokensOut: string) =>
      enterServedTokens(ledger, rigId, month, tokensIn, tokensOut, noon)
    expect(enter('2026-09', '100,000,000', '4000000')).toEqual({ ok: true, value: null })
    const served = ready(ledger, { ownRigIds: [rigId] }).scenario.actuals
    expect(served.map(({ basis }) => basis)).toEqual(['frozen-baseline', 'tokens-served', 'frozen-baseline'])
    expect(served[1]?.avoided).toBeCloseTo(104e6 * perToken, 9)
    enter('2026-09', '', '')
    expect(ready(ledger, { ownRigIds: [rigId] }).scenario.actuals[1]?.basis).toBe('frozen-baseline')
  })

  it('have the measured energy and its cost, and the projection goes by them', async () => {
    const { ledger, rigId } = await aLedgerWithRig()
    enterEnergy(ledger, rigId, '2026-09', '100', noon)
    const { scenario, inputs } = ready(ledger, { ownRigIds: [rigId] })
    expect(scenario.actuals[1]).toMatchObject({ kwh: 100, energyCost: 20 })
    expect(scenario.energy.measuredKwh).toEqual({ 1: 100 })
    // The mean of what was measured, as power day and night: 100 kWh in 730 hours.
    expect(scenario.rig.loadW).toBeCloseTo(100_000 / 730, 9)
    expect(inputs.find(({ path }) => path === 'rig.loadW')?.origin).toBe('measured')
    const [, september, october, november] = project(scenario).months
    expect(september).toMatchObject({
      basis: 'actual',
      residualApi: 300,
      energy: 20,
      kwh: 100,
      kwhMeasured: true,
    })
    expect(september?.avoided).toBeCloseTo(baseline - 300, 9)
    expect([october?.basis, november?.basis]).toEqual(['actual', 'forecast'])
  })

  it('a rig that stood before there were three months of bills has no forecast to be held against', async () => {
    const ledger = aLedger()
    await importMonths(ledger, since)
    const { scenario, inputs } = ready(ledger, { ownRigIds: [added(ledger)] })
    expect(scenario.actuals).toEqual([])
    expect(inputs[0]?.source).toContain('the rig stood already')
  })

  it('with two rigs, tokens of one alone are not all that was served', async () => {
    const { ledger, rigId } = await aLedgerWithRig()
    const second = added(ledger, { name: 'Attic', inServiceOn: '2026-10-01' })
    for (const month of ['2026-09', '2026-10']) enterServedTokens(ledger, rigId, month, '1000000', '0', noon)
    const { actuals } = ready(ledger, { ownRigIds: [rigId, second] }).scenario
    expect(actuals.map(({ basis }) => basis)).toEqual(['frozen-baseline', 'tokens-served', 'frozen-baseline'])
  })
})

describe('what is assumed when a rig is bought', () => {
  it('is kept, and the forecast stays the one made then', async () => {
    const ledger = aLedger()
    await importMonths(ledger, before)
    const bought = Date.UTC(2026, 7, 5)
    const rig = buyRig(ledger, aNewRig({ inServiceOn: '2026-08-05' }), bought)
    if (!rig.ok) throw new Error(JSON.stringify(rig.problem))
    const frozen = frozenFor(ledger, rig.value.id)
    expect(frozen).toMatchObject({
      kind: 'fixed',
      why: 'frozen-at-purchase',
      name: 'Basement, as it was bought',
      currency: 'USD',
      savedAt: bought,
      scenario: { month0: '2026-08', actuals: [], energy: { measuredKwh: {} } },
    })
    // A bill for July that comes later, twice as high, does not change what was forecast.
    await importMonths(ledger, [['2026-07', '100'], ...since])
    const { scenario } = ready(ledger, { ownRigIds: [rig.value.id] })
    expect(scenario.workloads[0]?.spend).toBeCloseTo((1_550 + 1_500 + 3_100) / 3, 9)
    expect(scenario.actuals[1]?.avoided).toBeCloseTo(baseline - 300, 9)
  })

  it('is kept once, and not where the bills say too little', async () => {
    const ledger = aLedger()
    const first = buyRig(ledger, aNewRig(), noon)
    expect(first.ok && frozenFor(ledger, first.value.id)).toBe(null)
    await importMonths(ledger, before)
    expect(buyRig(ledger, aNewRig(), noon)).toMatchObject({ problem: { kind: 'bad-input', field: 'name' } })
  })
})

describe('tokens a rig served', () => {
  it.each([
    ['2026-07', '1', '1', 'month'],
    ['2026-12', '1', '1', 'month'],
    ['soon', '1', '1', 'month'],
    ['2026-09', '-1', '1', 'tokens in'],
    ['2026-09', '1', '', 'tokens out'],
    ['2026-09', '1.5', '1', 'tokens in'],
  ])('of %s, %s in and %s out, are refused for the %s', (month, tokensIn, tokensOut, field) => {
    const ledger = aLedger()
    const rigId = added(ledger)
    expect(enterServedTokens(ledger, rigId, month, tokensIn, tokensOut, noon)).toMatchObject({
      problem: { kind: 'bad-input', field },
    })
  })

  it('of a rig that is not there are refused', () => {
    expect(enterServedTokens(aLedger(), 4, '2026-09', '1', '1', noon)).toMatchObject({
      problem: { kind: 'no-such-rig' },
    })
  })
})
