import { describe, expect, it } from 'vitest'
import { rigCommand } from '../../src/cli/rig.ts'
import { recordPower } from '../../src/flows/record-power.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, noon } from '../make.ts'

const run = (ledger: Ledger, line: string) => rigCommand(ledger, line.split(' '), noon)

function done(ledger: Ledger, line: string): { readonly json: unknown; readonly words: string } {
  const outcome = run(ledger, line)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}

const addTower =
  'add --name tower --price 1999.99 --currency EUR --in-service 2026-07-01 --price-per-kwh 0.3012 --meter nvidia-smi'

describe('breakwatt rig', () => {
  it('adds a rig and says all of it exactly', () => {
    const ledger = aLedger()
    const tower = {
      id: 1,
      name: 'tower',
      preset: null,
      price: { currency: 'EUR', amount: '1999.99' },
      inService: '2026-07-01',
      meter: 'nvidia-smi',
      tariffs: [{ from: '2026-07-01', pricePerKwh: { currency: 'EUR', amount: '0.3012' } }],
      nodes: 1,
      purchases: [{ on: null, price: { currency: 'EUR', amount: '1999.99' }, nodes: 1 }],
      parts: [],
      lifeMonths: 36,
      warrantyMonths: null,
      resale: null,
      setupCost: null,
      replacementCost: null,
      failureRate: null,
      memoryGb: null,
      loadWatts: null,
      idleWatts: null,
      decodeTokensPerSecond: null,
      prefillTokensPerSecond: null,
    }
    expect(done(ledger, addTower).json).toEqual(tower)
    const list = done(ledger, 'list')
    expect(list.json).toEqual({ rigs: [tower] })
    expect(list.words).toBe(
      [
        'Rig    Preset  Price        In service  Per kWh     Meter',
        'tower  –       1999.99 EUR  2026-07-01  0.3012 EUR  nvidia-smi',
      ].join('\n'),
    )
  })

  it('takes the dear end of a preset where no price is given, in service today, no meter', () => {
    expect(done(aLedger(), 'add --name a --preset rtx4090-card --price-per-kwh .3').json).toMatchObject({
      preset: 'rtx4090-card',
      price: { currency: 'USD', amount: '2000' },
      inService: '2026-11-21',
      meter: 'none',
    })
  })

  it('tells the energy of a month, entered and measured; what is not known is no zero', () => {
    const ledger = aLedger()
    done(ledger, addTower)
    done(ledger, 'add --name mini --price 599 --in-service 2026-01-01 --price-per-kwh 0.30')
    done(ledger, 'add --name new --price 599 --in-service 2026-01-01 --price-per-kwh 0.30')
    const start = Date.UTC(2026, 8, 1) / 1000
    recordPower(ledger, 1, [{ start, wattHours: 100, knownSeconds: 900, upSeconds: 900, maxWatts: 400 }])
    done(ledger, 'enter --rig Mini --month 2026-09 --kwh 12.345')
    const energy = done(ledger, 'energy --month 2026-09')
    expect(energy.json).toEqual({
      month: '2026-09',
      rigs: [
        {
          rig: 'tower',
          kwh: 0.1,
          uptimeHours: 0.25,
          coverage: 0.000347,
          method: 'nvidia-smi',
          cost: { currency: 'EUR', amount: '0.03012' },
        },
        {
          rig: 'mini',
          kwh: 12.345,
          uptimeHours: null,
          coverage: 1,
          method: 'manual',
          cost: { currency: 'USD', amount: '3.7035' },
        },
        { rig: 'new', kwh: null, uptimeHours: null, coverage: 0, method: null, cost: null },
      ],
    })
    expect(energy.words).toBe(
      [
        '2026-09',
        'Rig    kWh     Hours up  Known  Method                     Cost',
        'tower  0.1     0.3       <1 %   GPU boards, by nvidia-smi  0.03012 EUR',
        'mini   12.345  –         100 %  entered                    3.7035 USD',
        'new    –       –         0 %    –                          –',
      ].join('\n'),
    )
    expect(done(ledger, 'energy --month 2026-09 --rig mini').json).toMatchObject({ rigs: [{ rig: 'mini' }] })
  })

  it('changes the tariff and removes a rig, by name or number', () => {
    const ledger = aLedger()
    done(ledger, addTower)
    expect(done(ledger, 'tariff --rig tower --from 2026-10-01 --price-per-kwh 0.40').words).toBe(
      'tower\nfrom 2026-10-01: 0.4 EUR per kWh\nfrom 2026-07-01: 0.3012 EUR per kWh',
    )
    expect(done(ledger, 'remove --rig 1').json).toEqual({ removed: 'tower' })
    expect(done(ledger, 'list').words).toBe('There is no rig yet.')
    expect(run(ledger, 'remove --rig tower')).toEqual({
      ok: false,
      problem: { kind: 'no-such-rig', name: 'tower' },
    })
  })

  it.each([
    ['', /^rig needs a command/],
    ['toString', /^rig has no command 'toString'/],
    ['add --name tower --price 1', /^missing: --price-per-kwh/],
    ['add --name tower --price-per-kwh 1', /^missing: --price or --preset/],
    ['list --colour', /^Unknown option '--colour'/],
    ['energy --month', /^Option '--month <value>' argument missing/],
    ['energy 2026-09', /^Unexpected argument '2026-09'/],
  ])('shows its usage after %j', (line, message) => {
    const outcome = run(aLedger(), line)
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'usage' } })
    if (!outcome.ok && outcome.problem.kind === 'usage') expect(outcome.problem.message).toMatch(message)
  })

  it.each([
    ['add --name a --price 1 --price-per-kwh x', { kind: 'bad-input', field: 'price per kWh', text: 'x' }],
    ['add --name a --price 1 --price-per-kwh 1 --meter plug', { kind: 'bad-input', field: 'meter' }],
    ['add --name a --preset toaster --price-per-kwh 1', { kind: 'unknown-preset', name: 'toaster' }],
    ['add --name a --preset macstudio-m2ultra --price-per-kwh 1', { kind: 'preset-incomplete' }],
    ['add --name a --preset rtx4090-card --currency EUR --price-per-kwh 1', { kind: 'preset-incomplete' }],
    ['energy --month 2026-13', { kind: 'bad-input', field: 'month' }],
    ['energy --month 2026-09 --rig x', { kind: 'no-such-rig', name: 'x' }],
  ])('refuses %j in words', (line, problem) => {
    expect(run(aLedger(), line)).toMatchObject({ ok: false, problem })
  })
})
