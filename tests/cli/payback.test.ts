import { workloadPath } from '../../src/core/payback/edits.ts'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aFolder, anthropicMonths } from '../make.ts'
import { aPlace, json, run } from './run.ts'

/** The `count` complete months before this one, oldest first. */
const monthsBefore = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, back) => {
    const now = new Date()
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count + back, 1))
    return month.toISOString().slice(0, 7)
  })

/** 2,000 for a rig that saves 200 a month and takes 20 of electricity. */
const simple = {
  month0: '2026-11',
  workloads: [{ id: 'a', spend: 200 }],
  investments: [{ month: 0, amount: 2_000, kind: 'capex' }],
  energy: { fixedMonthly: 20 },
}

function aScenario(scenario: unknown): string {
  const file = join(aFolder(), 'scenario.json')
  writeFileSync(file, typeof scenario === 'string' ? scenario : JSON.stringify(scenario))
  return file
}

type Month = Readonly<Record<'m' | 'apiOnly' | 'avoided' | 'opex' | 'energy' | 'kwh' | 'net', number>>
type Answer = {
  readonly payback: { readonly status: string; readonly month: number; readonly fraction: number }
  readonly months: readonly Month[]
  readonly assumptions: readonly {
    readonly name: string
    readonly value: number | null
    readonly origin: string
  }[]
  readonly tornado: readonly { readonly driver: string; readonly swing: number }[]
}

async function bills(dollars: string, months = 3): Promise<ReturnType<typeof aPlace>> {
  const place = aPlace(anthropicMonths(monthsBefore(months).map((month) => [month, dollars] as const)))
  await run('import', ...place.files, ...place.ledger)
  return place
}

describe('payback of a scenario', () => {
  it('prints what docs/cli.md promises, and makes no ledger', async () => {
    const folder = aFolder()
    const ledger = join(folder, 'ledger.sqlite')
    const answer = json(
      await run('payback', '--scenario', aScenario(simple), '--ledger', ledger, '--json'),
    ) as Record<string, unknown>
    expect(Object.keys(answer)).toEqual([
      'payback',
      'discountedPayback',
      'npv',
      'npvWithoutResidual',
      'irrAnnual',
      'roi',
      'profit',
      'walkAwayMonth',
      'never',
      'breakEven',
      'views',
      'months',
      'warnings',
    ])
    expect(answer['payback']).toEqual({ status: 'paid', month: 12, fraction: 2_000 / 180, relapse: [] })
    expect(answer).toMatchObject({ npv: 36 * 180 - 2_000, roi: 2.24, walkAwayMonth: 12, never: null })
    const monthly = 2_000 / 36 + 20
    expect(answer['views']).toEqual({
      cash: { months: 2_000 / 180 },
      amortised: { cost: expect.closeTo(monthly, 9) as number, avoided: 200 },
      threshold: {
        cost: expect.closeTo(12 * monthly, 9) as number,
        bill: 2_400,
        billNeeded: expect.closeTo(12 * monthly, 9) as number,
      },
    })
    const months = answer['months'] as readonly Month[]
    expect(months).toHaveLength(37)
    expect(Object.keys(months[0] ?? {})).toEqual([
      'm',
      'apiOnly',
      'avoided',
      'residualApi',
      'opex',
      'energy',
      'kwh',
      'util',
      'net',
      'cumulative',
      'cumulativeDiscounted',
    ])
    expect(months[12]).toMatchObject({
      m: 12,
      apiOnly: 200,
      avoided: 200,
      opex: 20,
      net: 180,
      cumulative: 160,
    })
    expect(existsSync(ledger)).toBe(false)
  })

  it('in words is the sentence first, then what it rests on', async () => {
    const file = aScenario({ ...simple, currency: 'EUR' })
    const { out, code } = await run('payback', '--scenario', file, '--no-json')
    expect(code).toBe(0)
    expect(out).toMatch(/^Pays off in November 2027, month 12\.\n/)
    expect(out).toContain('€2,000.00 in Nov 2026')
    expect(out).toMatch(/Threshold +€906\.67 a year, the bill is €2,400\.00 +From what bill a year/)
    expect(out.indexOf('Pays off')).toBeLessThan(out.indexOf('It rests on'))
  })

  it('never has its reason', async () => {
    const file = aScenario({ ...simple, workloads: [{ id: 'a', spend: 70 }] })
    expect(json(await run('payback', '--scenario', file, '--json'))).toMatchObject({
      payback: { status: 'never', month: null, fraction: null },
      // 36 × 50 is less than 2,000; 36 × 70 and 40 × 50 are not.
      never: { reason: 'OPEX_EXCEEDS_SAVINGS', binding: ['OPEX_EXCEEDS_SAVINGS', 'HORIZON'] },
    })
  })

  it('adds the spread and the ranking where they are asked for; the same seed says the same', async () => {
    const asked = ['payback', '--scenario', aScenario(simple), '--json', '--monte-carlo', '300']
    const [first, again, other] = await Promise.all([
      run(...asked, '--seed', '7', '--tornado'),
      run(...asked, '--seed', '7', '--tornado'),
      run(...asked, '--seed', '8'),
    ])
    expect(first.out).toBe(again.out)
    const spread = json(first) as Answer & Readonly<Record<'p10' | 'p50' | 'p90' | 'shareNever', number>>
    expect(spread.p10).toBeLessThanOrEqual(spread.p50)
    expect(spread.p50).toBeLessThanOrEqual(spread.p90)
    expect(spread.shareNever).toBeGreaterThanOrEqual(0)
    const swings = spread.tornado.map(({ swing }) => swing)
    expect(swings.length).toBeGreaterThan(3)
    expect(swings).toEqual(swings.toSorted((a, b) => b - a))
    expect(Object.keys(json(other) as object)).toContain('p10')
    expect(Object.keys(json(other) as object)).not.toContain('tornado')
  })

  it.each([
    ['{"workloads": [', /scenario\.json.*not JSON|stops being JSON/],
    [{ ...simple, spend: 4 }, /spend/],
    [{ ...simple, horizonMonths: 'long' }, /horizonMonths/],
  ])('of a file that is none is refused in words', async (text, words) => {
    const { code, err } = await run('payback', '--scenario', aScenario(text), '--json')
    expect(code).toBe(1)
    expect(err).toMatch(words)
  })

  it.each([
    [['--monte-carlo', 'many']],
    [['--monte-carlo', '0']],
    [['--seed', '4']],
    [['--price', '4']],
    [['--weather', 'fine']],
  ])('%j is no command line', async (words) => {
    const { code } = await run('payback', '--scenario', aScenario(simple), ...words)
    expect(code).toBe(2)
  })
})

describe('payback of a rig to be bought', () => {
  it('two complete months are not enough', async () => {
    const { ledger } = await bills('100', 2)
    expect(json(await run('payback', '--preset', 'rtx4090-rig-seed000', ...ledger))).toMatchObject({
      payback: { status: 'not-enough-history', month: null },
      needed: 3,
      completeMonths: { length: 2 },
    })
  })

  it('three months answer, with figures anyone can redo from the assumptions', async () => {
    const { ledger } = await bills('20')
    const said = '--share 0.5 --watts 300 --price-per-kwh 0.12 --price 1500'.split(' ')
    const answer = json(await run('payback', '--preset', 'rtx4090-rig-seed000', ...said, ...ledger)) as Answer
    const value = (path: string): number =>
      answer.assumptions.find(({ name }) => name === path)?.value ?? Number.NaN
    const sixth = answer.months[6]
    expect(value(workloadPath('Claude Sonnet 4.5', 'routableShare'))).toBe(0.5)
    expect(sixth?.avoided).toBeCloseTo(value(workloadPath('Claude Sonnet 4.5', 'spend')) * 0.5 * 0.85, 9)
    expect(sixth?.kwh).toBeCloseTo(219, 9)
    expect(sixth?.energy).toBeCloseTo(219 * 0.12, 9)
    // Three per cent of 1,500 a year for maintenance; nobody's hours; under warranty.
    expect(sixth?.opex).toBeCloseTo(219 * 0.12 + 45 / 12, 9)
    // Five weeks of the plan before the rig takes any work.
    expect(answer.months.slice(0, 3).map(({ avoided }) => avoided)).toEqual([0, 0, 0])
    expect(answer.payback.status).toBe('paid')
    expect(
      answer.months.slice(0, answer.payback.month + 1).reduce((sum, { net }) => sum + net, 0),
    ).toBeGreaterThan(0)
  })

  it('a tiny bill never pays, for a reason', async () => {
    const { ledger } = await bills('0.10')
    expect(json(await run('payback', '--preset', 'rtx4090-rig-seed000', ...ledger))).toMatchObject({
      payback: { status: 'never' },
      never: { reason: 'OPEX_EXCEEDS_SAVINGS' },
    })
  })

  it('what is not known is asked for, never zero', async () => {
    const { ledger } = await bills('100')
    const ran = await run('payback', '--preset', 'rig-192gb-seed000', ...ledger)
    expect(ran.code).toBe(1)
    expect(ran.err).toBe(
      'For 8-GPU workstation, its power under load is not known. Enter it to get an answer.\n',
    )
    const told = await run('payback', '--preset', 'rig-192gb-seed000', '--watts', '900', ...ledger)
    expect((json(told) as Answer).months[6]?.kwh).toBeCloseTo(657, 9)
  })
})

describe('payback of a rig of one’s own', () => {
  it('rests on its price, its tariff and the tokens it served', async () => {
    const { ledger } = await bills('20', 5)
    const [, , , fourth = '', fifth = ''] = monthsBefore(5)
    const add = `rig add --name Attic --price 900 --in-service ${fourth}-01 --price-per-kwh 0.30`.split(' ')
    expect((await run(...add, ...ledger)).code).toBe(0)
    const tokens = await run('rig', 'tokens', 'Attic', fifth, '2000000', '500000', ...ledger)
    expect(json(tokens)).toEqual({
      rig: 'Attic',
      months: [{ month: fifth, tokensIn: 2_000_000, tokensOut: 500_000 }],
    })
    const asked = await run('payback', '--rig', 'Attic', '--watts', '200', ...ledger)
    const answer = json(asked) as Answer & { readonly actuals: readonly { readonly basis: string }[] }
    expect(answer.assumptions.find(({ name }) => name === 'investments.0.amount')).toMatchObject({
      value: 900,
      origin: 'rig',
    })
    expect(answer.assumptions.find(({ name }) => name === 'energy.tariff.flat')?.value).toBe(0.3)
    // Nobody counted the API's own tokens, so there is no price per token to go by.
    expect(answer.actuals.map(({ basis }) => basis)).toEqual(['frozen-baseline', 'frozen-baseline'])
    const words = await run('payback', '--rig', 'Attic', '--watts', '200', ...ledger, '--no-json')
    expect(words.out).toContain('the forecast made before the purchase, less the bill')
    expect(words.out).toContain(
      '! The tokens of Anthropic are not known, so whether the rig has room for that work is not checked.\n',
    )
    expect(json(await run('rig', 'tokens', 'Attic', fifth, '--forget', ...ledger))).toMatchObject({
      months: [],
    })
    expect((await run('rig', 'tokens', 'Attic', fifth, '5', ...ledger)).code).toBe(2)
    expect((await run('payback', '--rig', 'Cellar', ...ledger)).err).toContain('no rig named')
  })
})

it('examples of the specification come out as it says, to the cent', async () => {
  const { examples } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../fixtures/payback/payback-vectors.json'), 'utf8'),
  ) as { examples: readonly { id: string; scenario: unknown; expect: { payback: unknown; npv: number } }[] }
  for (const example of examples.filter(({ id }) => ['E06', 'E12', 'E17', 'E32', 'E40'].includes(id))) {
    const answer = json(
      await run('payback', '--scenario', aScenario(example.scenario), '--json'),
    ) as Answer & {
      readonly npv: number
    }
    const { status, month } = example.expect.payback as Answer['payback']
    expect([example.id, answer.payback.status, answer.payback.month]).toEqual([example.id, status, month])
    expect(answer.npv).toBeCloseTo(example.expect.npv, 2)
  }
})
