import { workloadPath } from '../../src/core/payback/edits.ts'
import { describe, expect, it } from 'vitest'
import { applyEdits } from '../../src/core/payback/edits.ts'
import { inputAt } from '../core/payback/input-at.ts'
import { readPaybackGround } from '../../src/flows/payback-ground.ts'
import { aLedger, anthropicBill, importText, noon } from '../make.ts'
import { added, importMonths, importUsage, ready } from '../make-payback.ts'

const mac = { presetId: 'macstudio-m3ultra-256', count: 1, month: null } as const
const autumn = [
  ['2026-08', '20'],
  ['2026-09', '20'],
  ['2026-10', '20'],
] as const

const inputOf = ({ inputs }: ReturnType<typeof ready>, path: string) =>
  inputs.find((input) => input.path === path)

describe('what a payback answer rests on', () => {
  it('is the mean of the last three complete months, the preset’s cautious end and the app’s defaults', async () => {
    const ledger = aLedger()
    await importMonths(ledger, autumn)
    const ground = ready(ledger, { planned: [mac] })
    // 20 a day for 31, 30 and 31 days; the running month has no bill yet.
    const [work] = ground.scenario.workloads
    expect(work?.id).toBe('Claude Sonnet 4.5')
    expect(work?.spend).toBeCloseTo((20 * 92) / 3, 9)
    expect(ground.scenario).toMatchObject({
      month0: '2026-11',
      horizonMonths: 36,
      hoursPerMonth: 730,
      discountRateAnnual: 0.08,
      live: [0, 1],
      rig: { nodes: 1, decodeTps: 18, availability: 0.98, maxUtil: 0.8, loadW: 215 },
      energy: { tariff: { flat: 0.1648 } },
      opex: { maintenancePctCapexAnnual: 0.03, engHoursPerMonth: 0 },
      actuals: [],
    })
    expect(ground.scenario.investments[0]).toMatchObject({ month: 0, kind: 'capex', amount: 5499 })
    expect(work).toMatchObject({ routableShare: 0.6, quality: { policy: 'fallback', qLocal: 0.85 } })
    expect(ground.completeMonths).toHaveLength(3)
    expect(inputOf(ground, 'opex.engHoursPerMonth')).toMatchObject({ value: 0, group: 'people' })
    expect(inputOf(ground, workloadPath(work?.id ?? '', 'spend'))).toMatchObject({
      origin: 'bills',
      date: '2026-10',
    })
  })

  it('every input stands in the scenario with the value it shows', async () => {
    const ledger = aLedger()
    await importMonths(ledger, autumn)
    const { scenario, inputs } = ready(ledger, {
      planned: [mac, { ...mac, presetId: 'l40s', month: '2027-03' }],
    })
    const own = inputs.filter(({ path }) => !path.startsWith('migration.'))
    expect(own.length).toBeGreaterThan(40)
    for (const { path, value, reach } of own) {
      if (value !== null) expect([path, inputAt(scenario, path)]).toEqual([path, value])
      expect(applyEdits(scenario, { [path]: reach.high })).toMatchObject({ ok: true })
      expect(reach.low).toBeLessThan(reach.high)
    }
  })

  it('with fewer than three complete months is not enough', async () => {
    const ledger = aLedger()
    await importMonths(ledger, autumn.slice(1))
    expect(readPaybackGround(ledger, { ownRigIds: [], planned: [mac] }, noon)).toMatchObject({
      value: { state: 'not-enough-history', completeMonths: { length: 2 }, needed: 3, currency: 'USD' },
    })
  })

  it('takes the months before the purchase as the baseline, not those the rig has changed already', async () => {
    const ledger = aLedger()
    await importMonths(ledger, [['2026-05', '50'], ['2026-06', '50'], ['2026-07', '50'], ...autumn])
    const { scenario, completeMonths } = ready(ledger, { ownRigIds: [added(ledger)] })
    expect(scenario.month0).toBe('2026-08')
    expect(completeMonths).toEqual([676, 677, 678])
    expect(scenario.workloads[0]?.spend).toBeCloseTo((50 * 92) / 3, 9)
  })

  it('grows the work until a purchase that is yet to come', async () => {
    const ledger = aLedger()
    const spends = ['10', '11', '12.1', '13.31']
    const months = ['2026-07', '2026-08', '2026-09', '2026-10']
    const rows = months.map((month, at) => [`${month}-01`, spends[at] ?? ''] as const)
    const days = months.flatMap((month, at) => [
      ...(rows[at] ? [rows[at]] : []),
      [`${month}-${month === '2026-09' ? '30' : '31'}`, '0'] as const,
    ])
    await importText(ledger, anthropicBill(days))
    const { scenario } = ready(ledger, { planned: [{ ...mac, month: '2027-01' }] })
    const [work] = scenario.workloads
    expect(work?.growthMonthly).toBeCloseTo(0.1, 9)
    expect(work?.spend).toBeCloseTo(((11 + 12.1 + 13.31) / 3) * 1.1 ** 2, 9)
    expect(work?.growthMonths).toBe(10)
  })

  it('bills in another currency than the rigs’ are named and left out, or refused where there are no others', async () => {
    const ledger = aLedger()
    const euro = ['2026-08-01', '2026-08-31', '2026-09-01', '2026-09-30', '2026-10-01', '2026-10-31']
    await importText(
      ledger,
      `start_time_iso,amount_value,amount_currency\n${euro.map((day) => `${day},5,eur`).join('\n')}\n`,
    )
    expect(readPaybackGround(ledger, { ownRigIds: [], planned: [mac] }, noon)).toMatchObject({
      problem: { kind: 'currencies-differ', currencies: ['USD', 'EUR'] },
    })
    await importMonths(ledger, autumn)
    const ground = ready(ledger, { planned: [mac] })
    expect([ground.currency, ground.otherCurrencies]).toEqual(['USD', ['EUR']])
    const ownInEuro = added(ledger, { currency: 'EUR' })
    expect(ready(ledger, { ownRigIds: [ownInEuro] }).scenario.workloads[0]?.spend).toBeCloseTo(10, 9)
    expect(readPaybackGround(ledger, { ownRigIds: [ownInEuro], planned: [mac] }, noon)).toMatchObject({
      problem: { kind: 'currencies-differ', currencies: ['EUR', 'USD'] },
    })
  })

  it('a rig that is not there, and no rig at all, are said', () => {
    const ledger = aLedger()
    const ask = (choice: Parameters<typeof readPaybackGround>[1]) => readPaybackGround(ledger, choice, noon)
    expect(ask({ ownRigIds: [9], planned: [] })).toMatchObject({ problem: { kind: 'no-such-rig' } })
    expect(ask({ ownRigIds: [], planned: [] })).toMatchObject({ problem: { kind: 'bad-input' } })
    expect(ask({ ownRigIds: [], planned: [{ ...mac, presetId: 'abacus' }] })).toMatchObject({
      problem: { kind: 'unknown-preset' },
    })
    expect(ask({ ownRigIds: [], planned: [{ ...mac, count: 0 }] })).toMatchObject({
      problem: { kind: 'bad-input', field: 'count' },
    })
  })
})

describe('several rigs', () => {
  it('more of the same kind are nodes of the first, bought when they are bought', async () => {
    const ledger = aLedger()
    await importMonths(ledger, autumn)
    const { scenario } = ready(ledger, {
      planned: [mac, { ...mac, count: 2, month: '2027-03' }, { ...mac, presetId: 'l40s', month: '2027-01' }],
    })
    expect(scenario.rig.nodes).toBe(1)
    expect(scenario.investments.filter(({ kind }) => kind === 'capex')).toMatchObject([
      { month: 0, amount: 5499 },
      { month: 2, amount: 10_000 },
      { month: 4, amount: 2 * 5499, addsNodes: 2 },
    ])
    expect(scenario.otherRigs).toMatchObject([{ name: 'L40S 48GB', nodes: 1, live: [0, 0, 0, 1] }])
  })

  it('one that stands and one to be bought are in one scenario', async () => {
    const ledger = aLedger()
    await importMonths(ledger, [['2026-05', '50'], ['2026-06', '50'], ['2026-07', '50'], ...autumn])
    const own = added(ledger, { inServiceOn: '2026-08-16' })
    const { scenario } = ready(ledger, { ownRigIds: [own], planned: [{ ...mac, month: '2027-02' }] })
    // 16 of the 31 days of August.
    expect(scenario.live).toEqual([16 / 31, 1])
    expect(scenario.investments).toMatchObject([
      { month: 0, amount: 1200, note: 'Basement' },
      { month: 6, amount: 5499 },
      { month: 0, amount: 0, note: 'Labour of the migration' },
    ])
    expect(scenario.otherRigs[0]?.live).toEqual([0, 0, 0, 0, 0, 0, 0, 1])
    expect(scenario.energy.tariff).toEqual({ flat: 0.2 })
  })
})

describe('the work', () => {
  it('has the tokens of the usage export beside the money of the bill, whatever each calls the model', async () => {
    const ledger = aLedger()
    await importMonths(ledger, autumn)
    await importUsage(ledger, [
      ['2026-08-15', 3e6, 1e6],
      ['2026-09-15', 3e6, 1e6],
      ['2026-10-15', 6e6, 1e6],
    ])
    const { scenario, withoutTokens } = ready(ledger, { planned: [mac] })
    expect(scenario.workloads).toMatchObject([{ id: 'Claude Sonnet 4.5', tokensIn: 4e6, tokensOut: 1e6 }])
    expect(withoutTokens).toEqual([])
  })
})
