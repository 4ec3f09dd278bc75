import { describe, expect, it } from 'vitest'
import { rigCommand } from '../../src/cli/rig.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aLedger, noon } from '../make.ts'

type Said = { readonly json: unknown; readonly words: string }

function done(ledger: Ledger, ...args: readonly string[]): Said {
  const outcome = rigCommand(ledger, args, noon)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}

const addTower = (ledger: Ledger): Said =>
  done(
    ledger,
    ...'add --name tower --preset rtx4090-card --price 1999.99 --currency EUR --in-service 2026-07-01'.split(
      ' ',
    ),
    ...'--price-per-kwh 0.3012 --purchased 2026-06-20 --nodes 2 --life 48 --warranty 24 --resale 250'.split(
      ' ',
    ),
    ...'--setup 120 --replacement 1599 --failures 7 --memory 24 --load-watts 450 --idle-watts 60'.split(' '),
    ...'--decode 42.5 --prefill 1800 --part GPU=1599=used --part'.split(' '),
    'Case and fans',
  )

const eur = (amount: string) => ({ currency: 'EUR', amount })

describe('breakwatt rig, beyond price and days', () => {
  it('adds all that is said of a rig', () => {
    expect(addTower(aLedger()).json).toMatchObject({
      preset: 'rtx4090-card',
      nodes: 2,
      purchases: [{ on: '2026-06-20', price: eur('1999.99'), nodes: 2 }],
      parts: [
        { name: 'GPU', price: eur('1599'), note: 'used' },
        { name: 'Case and fans', price: null, note: null },
      ],
      lifeMonths: 48,
      warrantyMonths: 24,
      resale: { atEndOfLife: eur('250') },
      setupCost: eur('120'),
      replacementCost: eur('1599'),
      failureRate: 0.07,
      memoryGb: 24,
      loadWatts: 450,
      idleWatts: 60,
      decodeTokensPerSecond: 42.5,
      prefillTokensPerSecond: 1800,
    })
  })

  it('changes what is given, and nothing else; an empty text is not known', () => {
    const ledger = aLedger()
    const before = addTower(ledger).json as object
    const change = [
      '--name',
      'barn',
      '--preset',
      'none',
      '--warranty',
      '',
      '--resale',
      'consumer',
      '--price',
      '2100',
    ]
    expect(done(ledger, 'change', 'tower', ...change).json).toEqual({
      ...before,
      name: 'barn',
      preset: null,
      price: eur('2100'),
      purchases: [{ on: '2026-06-20', price: eur('2100'), nodes: 2 }],
      warrantyMonths: null,
      resale: { curve: 'consumer' },
    })
  })

  it('shows a rig a line each: purchases, parts and their sum, the preset’s source and flaw', () => {
    const ledger = aLedger()
    addTower(ledger)
    done(ledger, 'buy', 'tower', '--on', '2026-10-01', '--price', '900')
    done(ledger, 'change', 'tower', '--prefill', '')
    expect(done(ledger, 'show', 'TOWER').words).toBe(
      [
        'tower',
        'Preset       rtx4090-card: RTX 4090 card, by published articles 001, 003 and 004, not verified. Cannot hold the 70B model its source gives its speed for: 35 to 42 GB of weights at 4 bit, and it has 24 GB; 40 to 80 tokens a second fit a model of 13B to 34B.',
        'In service   2026-07-01',
        'Nodes        3',
        'Life         48 months',
        'Warranty     24 months',
        'Resale       250 EUR at the end of its life',
        'Set-up       120 EUR',
        'Replacement  1599 EUR',
        'Failures     7 % of the nodes a year',
        'Memory       24 GB a node',
        'Load         450 W a node',
        'Idle         60 W a node',
        'Writes       42.5 tokens a second a node',
        'Reads        –',
        'Electricity  0.3012 EUR per kWh from 2026-07-01',
        'Meter        none',
        '',
        'Bought',
        'Day         Price        Nodes',
        '2026-06-20  1999.99 EUR  2',
        '2026-10-01  900 EUR      1',
        '',
        'Part           Price     Note',
        'GPU            1599 EUR  used',
        'Case and fans  –',
        'The parts add up to 1599 EUR: 1300.99 EUR less than the price of 2899.99 EUR. The price of 1 part is not known.',
      ].join('\n'),
    )
  })

  it.each([
    [['show'], { kind: 'usage' }],
    [['change', '--life', '48'], { kind: 'usage' }],
    [['show', 'attic'], { kind: 'no-such-rig', name: 'attic' }],
    [['change', 'tower', '--life', 'long'], { kind: 'bad-input', field: 'life' }],
    [['change', 'tower', '--resale', 'a lot'], { kind: 'bad-input', field: 'resale at the end of its life' }],
    [
      ['buy', 'tower', '--on', 'soon', '--price', '1'],
      { kind: 'bad-input', field: 'bought on of purchase 2' },
    ],
    [['buy', 'tower', '--price', '1'], { kind: 'usage' }],
  ])('refuses %j', (args, problem) => {
    const ledger = aLedger()
    addTower(ledger)
    expect(rigCommand(ledger, args, noon)).toMatchObject({ ok: false, problem })
  })
})
