import { describe, expect, it } from 'vitest'
import type { PaybackAnswer } from '../../src/core/payback.ts'
import { addRig } from '../../src/flows/add-rig.ts'
import { answerPayback } from '../../src/flows/answer-payback.ts'
import { changeTariff, enterEnergy } from '../../src/flows/change-rig.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, anthropicMonths, importText, noon } from '../make.ts'

const summer = ['2026-08', '2026-09', '2026-10'] as const

async function aLedgerWithRig(): Promise<{ readonly ledger: Ledger; readonly rigId: number }> {
  const ledger = aLedger()
  await importText(ledger, anthropicMonths(summer.map((month) => [month, '20'] as const)))
  const rig = addRig(ledger, {
    name: 'Basement',
    presetId: null,
    price: '1200',
    currency: 'USD',
    inServiceOn: '2026-08-01',
    pricePerKwh: '0.20',
    metered: false,
  })
  if (!rig.ok) throw new Error(JSON.stringify(rig.problem))
  return { ledger, rigId: rig.value.id }
}

function answered(ledger: Ledger, question: Parameters<typeof answerPayback>[1]): PaybackAnswer {
  const answer = answerPayback(ledger, question, noon)
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
  return answer.value
}
const value = (answer: PaybackAnswer, name: string): unknown =>
  answer.assumptions.find((assumption) => assumption.name === name)?.value

describe('payback of a rig of one’s own', () => {
  it('measured energy replaces the assumed one; without either, the power is asked for', async () => {
    const { ledger, rigId } = await aLedgerWithRig()
    expect(answerPayback(ledger, { rigId }, noon)).toMatchObject({
      ok: false,
      problem: { kind: 'preset-incomplete', missing: ['its power under load'] },
    })
    expect(value(answered(ledger, { rigId, loadWatts: 400 }), 'kwhMonthly')).toBe(292)
    for (const month of summer) enterEnergy(ledger, rigId, month, '100', noon)
    expect(value(answered(ledger, { rigId, loadWatts: 400 }), 'kwhMonthly')).toBe(100)
    const answer = answered(ledger, { rigId })
    expect([value(answer, 'price'), value(answer, 'pricePerKwh')]).toEqual([1200, 0.2])
    expect(answer.running).toBeCloseTo(100 * 0.2 + (1200 * 0.03) / 12, 9)
  })

  it('a tariff of the future is not in force yet', async () => {
    const { ledger, rigId } = await aLedgerWithRig()
    changeTariff(ledger, rigId, '2026-11-01', '0.30')
    changeTariff(ledger, rigId, '2027-01-01', '0.90')
    expect(value(answered(ledger, { rigId, loadWatts: 400 }), 'pricePerKwh')).toBe(0.3)
  })

  it('a rig that was removed is said, not overlooked', async () => {
    const { ledger } = await aLedgerWithRig()
    expect(answerPayback(ledger, { rigId: 99, presetId: 'l40s' }, noon)).toMatchObject({
      problem: { kind: 'no-such-rig' },
    })
  })
})

describe('what the answer is honest about', () => {
  it('bills in another currency than the rig are not added up with it', async () => {
    const ledger = aLedger()
    const rows = summer.flatMap((month) => [`${month}-01`, `${month}-31`].map((day) => `${day},5,eur`))
    const days = rows.filter((row) => !row.startsWith('2026-09-31')).concat('2026-09-30,5,eur')
    await importText(ledger, `start_time_iso,amount_value,amount_currency\n${days.join('\n')}\n`)
    expect(answerPayback(ledger, { presetId: 'macstudio-m3ultra-256' }, noon)).toMatchObject({
      problem: { kind: 'currencies-differ', currencies: ['USD', 'EUR'] },
    })
  })

  it('a rig too slow for the work says which share it serves', async () => {
    const { ledger } = await aLedgerWithRig()
    const usage = summer.map((month) => `${month}-15,m,0,0,1000000000`)
    const header =
      'usage_date_utc,model_version,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens'
    await importText(ledger, [header, ...usage, ''].join('\n'), 'usage.csv')
    const answer = answered(ledger, { presetId: 'macstudio-m3ultra-256', routableShare: 1 })
    // 18 tokens a second for 3600 * 730 * 0.98 * 0.8 seconds, of a billion.
    expect(answer.servedShare).toBeCloseTo((18 * 3600 * 730 * 0.98 * 0.8) / 1e9, 9)
  })
})
