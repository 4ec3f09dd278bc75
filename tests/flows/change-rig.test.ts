import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nodeFigures, type NewRig, type Rig, type TypedRig } from '../../src/core/rig.ts'
import { typedRig } from '../../src/core/typed-rig.ts'
import { problemWords } from '../../src/core/words.ts'
import { addRig } from '../../src/flows/add-rig.ts'
import { changeRig, changeTariff } from '../../src/flows/change-rig.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { listRigs } from '../../src/ledger/rigs.ts'
import { aLedger } from '../make.ts'

const typed: NewRig = {
  name: 'tower',
  presetId: 'rtx4090-card',
  price: '2000',
  currency: 'USD',
  inServiceOn: '2026-07-01',
  pricePerKwh: '0.30',
  metered: false,
}

function added(ledger: Ledger, part: Partial<NewRig> = {}): Rig {
  const rig = addRig(ledger, { ...typed, ...part })
  if (!rig.ok) throw new Error(JSON.stringify(rig.problem))
  return rig.value
}

function changed(ledger: Ledger, rig: Rig, part: Partial<TypedRig>): Rig {
  const after = changeRig(ledger, rig.id, { ...typedRig(rig), ...part })
  if (!after.ok) throw new Error(problemWords(after.problem))
  return after.value
}

const everything: Partial<TypedRig> = {
  name: 'barn',
  presetId: null,
  inServiceOn: '2026-07-02',
  purchases: [
    { on: '2026-06-28', price: '1,999.99', nodes: '2' },
    { on: '2026-10-01', price: '900', nodes: '1' },
  ],
  parts: [
    { name: ' GPU ', price: '1599', note: ' used ' },
    { name: ' ', price: '', note: ' ' },
    { name: 'Case', price: '', note: '' },
  ],
  lifeMonths: '48',
  warrantyMonths: '24',
  resale: 'own',
  resaleAtEnd: '250.50',
  setupCost: '120',
  replacementCost: '1599',
  failurePercent: '6.1',
  memoryGb: '24',
  loadWatts: '450',
  idleWatts: '60',
  decodeTokensPerSecond: '42.5',
  prefillTokensPerSecond: '1800',
}

describe('editing a rig', () => {
  it('keeps all that was typed, exactly', () => {
    const ledger = aLedger()
    const rig = added(ledger)
    const after = changed(ledger, rig, everything)
    expect(after).toMatchObject({
      id: rig.id,
      name: 'barn',
      presetId: null,
      price: { currency: 'USD', nanos: 1_999_990_000_000n },
      nodes: 3,
      purchases: [{ nodes: 2 }, { nodes: 1, price: { nanos: 900_000_000_000n } }],
      parts: [
        { name: 'GPU', price: { nanos: 1_599_000_000_000n }, note: 'used' },
        { name: 'Case', price: null, note: null },
      ],
      lifeMonths: 48,
      warrantyMonths: 24,
      resale: { kind: 'own', atEndOfLife: { nanos: 250_500_000_000n } },
      failureRate: 0.061,
      figures: { memoryGb: 24, loadWatts: 450, decodeTokensPerSecond: 42.5 },
      tariffs: rig.tariffs,
      metered: false,
    })
    expect(listRigs(ledger)).toEqual([after])
  })

  it('with nothing changed changes nothing', () => {
    const ledger = aLedger()
    const rig = changed(ledger, added(ledger), everything)
    expect(changed(ledger, rig, {})).toEqual(rig)
  })

  it('takes back what is emptied: it is not known, never zero', () => {
    const ledger = aLedger()
    const rig = changed(ledger, added(ledger), everything)
    const empty = Object.fromEntries(nodeFigures.map((figure) => [figure, ''])) as Partial<TypedRig>
    const after = changed(ledger, rig, {
      ...empty,
      warrantyMonths: '',
      resale: '',
      setupCost: ' ',
      replacementCost: '',
      failurePercent: '',
      parts: [],
      purchases: [{ on: '', price: '0', nodes: '1' }],
    })
    expect(after).toMatchObject({
      purchases: [{ on: null, price: { nanos: 0n } }],
      warrantyMonths: null,
      resale: null,
      setupCost: null,
      replacementCost: null,
      failureRate: null,
      figures: Object.fromEntries(nodeFigures.map((figure) => [figure, null])),
      parts: [],
    })
  })

  it('tells its purchases by day, the one without a day first', () => {
    const ledger = aLedger()
    const bought = (on: string) => ({ on, price: on === '' ? '1' : '2', nodes: '1' })
    const rig = added(ledger)
    const later = changed(ledger, rig, {
      purchases: [bought(''), bought('2026-10-01'), bought('2026-09-01')],
    })
    expect(typedRig(later).purchases.map(({ on }) => on)).toEqual(['', '2026-09-01', '2026-10-01'])
    const dated = changed(ledger, rig, { purchases: [bought('2026-10-01'), bought('2026-06-01')] })
    expect(typedRig(dated).purchases.map(({ on }) => on)).toEqual(['2026-06-01', '2026-10-01'])
  })

  it('lets the first tariff begin earlier when service does, and only then', () => {
    const ledger = aLedger()
    const rig = added(ledger)
    const starts = (after: Rig) => after.tariffs.map(({ from }) => from - rig.inServiceOn)
    expect(changeTariff(ledger, rig.id, '2026-08-01', '0.40').ok).toBe(true)
    expect(starts(changed(ledger, rig, { inServiceOn: '2026-07-11' }))).toEqual([31, 0])
    expect(starts(changed(ledger, rig, { inServiceOn: '2026-06-30' }))).toEqual([31, -1])
  })

  it('may keep its own name and no other’s', () => {
    const ledger = aLedger()
    const rig = added(ledger)
    added(ledger, { name: 'mini' })
    expect(changed(ledger, rig, { name: 'TOWER' }).name).toBe('TOWER')
    expect(changeRig(ledger, rig.id, { ...typedRig(rig), name: 'Mini' })).toMatchObject({
      problem: { kind: 'bad-input', field: 'name' },
    })
    expect(changeRig(ledger, 99, typedRig(rig))).toMatchObject({ problem: { kind: 'no-such-rig' } })
  })

  const bought = { on: '', price: '1', nodes: '1' }
  it.each<[Partial<TypedRig>, string]>([
    [{ purchases: [] }, 'price: “” is not an amount of 0 or more.'],
    [
      { purchases: [{ ...bought, on: '2026-07-02' }] },
      'bought on: “2026-07-02” is not a day up to 2026-07-01, when it went into service.',
    ],
    [{ purchases: [bought, bought] }, 'bought on of purchase 2: “” is not a day such as 2026-03-01.'],
    [
      { purchases: [bought, { on: '2026-10-01', price: 'x', nodes: '1' }] },
      'price of purchase 2: “x” is not an amount of 0 or more, such as 0.30.',
    ],
    [
      { purchases: [{ ...bought, nodes: '1.5' }] },
      'nodes: “1.5” is not a whole number of nodes from 1 to 10,000.',
    ],
    [{ parts: [{ name: '', price: '5', note: '' }] }, 'name of part 1: “” is not a name of 1 to 80 letters.'],
    [
      { parts: [{ name: 'GPU', price: '-5', note: '' }] },
      'price of part 1: “-5” is not an amount of 0 or more, such as 0.30.',
    ],
    [{ lifeMonths: '' }, 'life: “” is not a whole number of months from 1 to 600.'],
    [{ lifeMonths: '0' }, 'life: “0” is not a whole number of months from 1 to 600.'],
    [{ warrantyMonths: '-1' }, 'warranty: “-1” is not a whole number of months from 0 to 600.'],
    [
      { resale: 'own', resaleAtEnd: '' },
      'resale at the end of its life: “” is not an amount of 0 or more, such as 0.30.',
    ],
    [{ failurePercent: '101' }, 'failures a year: “101” is not a number from 0 to 100.'],
    [{ memoryGb: '0' }, 'memory: “0” is not a number above 0 to 10,000,000.'],
    [
      { loadWatts: '100', idleWatts: '120' },
      'power when idle: “120” is not a power of at most its 100 W under load.',
    ],
  ])('refuses %j in a sentence, and changes nothing', (part, sentence) => {
    const ledger = aLedger()
    const rig = added(ledger)
    const refused = changeRig(ledger, rig.id, { ...typedRig(rig), ...part })
    expect(refused.ok ? null : problemWords(refused.problem)).toBe(sentence)
    expect(listRigs(ledger)).toEqual([rig])
  })

  it('reads every share of failures it has written', () => {
    const ledger = aLedger()
    const rig = added(ledger)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (hundredths) => {
        const failurePercent = (hundredths / 100).toString()
        expect(typedRig(changed(ledger, rig, { failurePercent })).failurePercent).toBe(failurePercent)
      }),
      { numRuns: 200 },
    )
  })
})

describe('adding a rig with more than its price', () => {
  it('keeps its day of purchase, its nodes and what else is known', () => {
    const rig = added(aLedger(), {
      purchasedOn: '2026-06-20',
      nodes: '2',
      details: { warrantyMonths: '12', resale: 'consumer' },
    })
    expect(rig).toMatchObject({
      nodes: 2,
      purchases: [{ price: { nanos: 2_000_000_000_000n }, nodes: 2 }],
      lifeMonths: 36,
      warrantyMonths: 12,
      resale: { kind: 'curve', curve: 'consumer' },
    })
    expect(typedRig(rig).purchases[0]?.on).toBe('2026-06-20')
  })
})
