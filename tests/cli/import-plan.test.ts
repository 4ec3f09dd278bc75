import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aFolder, anthropicBill } from '../make.ts'
import { aPlace, json, run } from './run.ts'

const whole = anthropicBill([
  ['2026-07-01', '60.00'],
  ['2026-07-02', '40.00'],
])
const less = anthropicBill([
  ['2026-07-01', '60.00'],
  ['2026-07-02', '4.00'],
])
const spent = async (ledger: readonly string[]): Promise<unknown> =>
  json(await run('spend', '--by', 'month', ...ledger))

describe('import --dry-run', () => {
  it('prints what importing would do, and does nothing', async () => {
    const { files, ledger } = aPlace(whole, less, 'Dear Sir')
    const ran = await run('import', ...files, '--dry-run', ...ledger)
    expect(ran.code).toBe(1)
    expect(json(ran)).toMatchObject({
      plan: {
        bills: [
          {
            file: 'bill-0.csv',
            state: 'new',
            totals: [{ currency: 'USD', billed: '100' }],
            sources: [{ newDays: 2, replacedDays: 0, firstLine: 2, lastLine: 3 }],
            imports: true,
          },
          {
            file: 'bill-1.csv',
            state: 'replaces',
            replaced: [
              { file: 'bill-0.csv', days: 2, months: [{ month: '2026-07', before: '100', after: '64' }] },
            ],
            doubts: [{ kind: 'shrinks' }],
            imports: false,
          },
          { file: 'bill-2.csv', state: 'rejected', problem: { kind: 'unknown-format' } },
        ],
      },
    })
    expect(json(await run('statements', ...ledger))).toEqual({ statements: [] })
  })
})

describe('a replacement in doubt', () => {
  it('is refused in words until the command line answers', async () => {
    const { files, ledger } = aPlace(whole, less)
    const ran = await run('import', ...files, ...ledger)
    expect(ran.code).toBe(1)
    expect(ran.err).toBe(
      'bill-1.csv was not imported: it would replace days of bill-0.csv, and 2026-07-02 falls from 40.00 USD to 4.00 USD: it may be only a part of the bill. Replace them, or import it as another account.\n',
    )
    expect(await spent(ledger)).toMatchObject({ rows: [{ billed: '100' }] })
  })

  it('--replace lets it replace', async () => {
    const { files, ledger } = aPlace(whole, less)
    await run('import', files[0] ?? '', ...ledger)
    expect((await run('import', files[1] ?? '', '--replace', ...ledger)).code).toBe(0)
    expect(await spent(ledger)).toMatchObject({ rows: [{ billed: '64' }] })
  })

  it('--replace says what to do about a file that counts already and does not speak for all its days', async () => {
    const { files, ledger } = aPlace(whole, anthropicBill([['2026-07-01', '59.00']]))
    await run('import', ...files, ...ledger)
    const words = async (file = ''): Promise<string> =>
      (await run('import', file, '--replace', ...ledger, '--no-json')).out
    expect(await words(files[1])).toContain(
      'nothing changed. To make it speak for all its days, undo it first: undo --statement 2.',
    )
    expect(await words(files[0])).toMatch(/nothing changed\.\n$/)
  })

  it('--as keeps it apart as another account, and the money adds up', async () => {
    const { files, ledger } = aPlace(whole, less)
    await run('import', files[0] ?? '', ...ledger)
    const kept = await run('import', files[1] ?? '', '--as', 'Lab', ...ledger)
    expect(json(kept)).toMatchObject({ statements: [{ account: 'Lab', accountLabel: 'Lab' }] })
    expect(await spent(ledger)).toMatchObject({ rows: [{ billed: '164' }] })
  })

  it('both at once is no command line', async () => {
    const { files, ledger } = aPlace(whole)
    expect((await run('import', ...files, '--replace', '--as', 'Lab', ...ledger)).code).toBe(2)
  })
})

describe('tie-out', () => {
  it('says by how much a statement is off its invoice, and exits 1; then that it ties out', async () => {
    const { files, ledger } = aPlace(whole)
    await run('import', ...files, ...ledger)
    const off = await run('tie-out', '--statement', '1', '--total', '119.00', '--currency', 'USD', ...ledger)
    expect(off.code).toBe(1)
    expect(json(off)).toMatchObject({
      state: 'differs',
      difference: '19',
      candidates: [
        { kind: 'tax-on-top', rate: 0.19 },
        { missing: [{ month: '2026-07', days: 29 }] },
        { kind: 'never-exported' },
      ],
    })
    const even = await run('tie-out', '--statement', '1', '--total', '100', '--currency', 'USD', ...ledger)
    expect([even.code, json(even)]).toMatchObject([0, { state: 'ties-out' }])
    expect((await run('tie-out', '--statement', '1', '--forget', ...ledger)).out).toContain('no-control')
    expect((await run('tie-out', '--statement', '9', ...ledger)).code).toBe(1)
  })

  it('a typed total survives a rebuild', async () => {
    const { files, ledger } = aPlace(whole)
    await run('import', ...files, ...ledger)
    await run('tie-out', '--statement', '1', '--total', '100', '--currency', 'USD', ...ledger)
    await run('rebuild', ...ledger)
    expect(json(await run('tie-out', '--statement', '1', ...ledger))).toMatchObject({ state: 'ties-out' })
  })
})

describe('sources', () => {
  const costExplorer = 'Service,Amazon Bedrock($),Total costs($)\nService total,31,31\n2026-07-01,31,31\n'
  const focus = [
    'BilledCost,EffectiveCost,BillingCurrency,ChargeCategory,BillingAccountId,ServiceName,ProviderName,ChargePeriodStart,ChargePeriodEnd,BillingPeriodStart,BillingPeriodEnd',
    '30,30,USD,Usage,111,Amazon Bedrock,AWS,2026-07-01,2026-07-02,2026-07-01,2026-08-01',
    '',
  ].join('\n')

  it('money that two exports show counts once, and the user may choose', async () => {
    const { files, ledger } = aPlace(costExplorer, focus)
    await run('import', ...files, ...ledger)
    expect(await spent(ledger)).toMatchObject({ rows: [{ billed: '30' }] })
    expect(json(await run('sources', ...ledger))).toMatchObject({
      sources: [
        { export: 'focus', billed: [{ billed: '30' }], counts: true, reason: 'exact' },
        { export: 'aws-cost-explorer without account', billed: [{ billed: '31' }], counts: false },
      ],
    })
    const choose = ['sources', '--provider', 'AWS', '--month', '2026-07', '--use']
    await run(...choose, 'aws-cost-explorer without account', ...ledger)
    expect(await spent(ledger)).toMatchObject({ rows: [{ billed: '31' }] })
    await run(...choose, 'all', ...ledger)
    expect(await spent(ledger)).toMatchObject({ rows: [{ billed: '61' }] })
    await run(...choose, 'rule', ...ledger)
    expect(await spent(ledger)).toMatchObject({ rows: [{ billed: '30' }] })
    expect((await run(...choose, 'nonsense', ...ledger)).code).toBe(2)
  })
})

describe('import of a folder', () => {
  it('takes every bill in it', async () => {
    const folder = aFolder()
    writeFileSync(join(folder, 'july.csv'), whole)
    writeFileSync(join(folder, 'august.csv'), anthropicBill([['2026-08-01', '1']]))
    const { ledger } = aPlace()
    const ran = await run('import', folder, ...ledger)
    expect(ran.code).toBe(0)
    expect(await spent(ledger)).toMatchObject({ rows: [{ billed: '100' }, { billed: '1' }] })
  })
})

it('says where a file put its lost original back, and that nothing changed where none was lost', async () => {
  const { files, ledger } = aPlace(whole)
  const [file, store] = [files[0] ?? '', ledger[1] ?? '']
  const inWords = [...ledger.slice(0, 2), '--no-json']
  await run('import', file, ...ledger)
  expect((await run('import', file, ...inWords)).out).toContain('; nothing changed.')
  const archive = `${store}.archive`
  for (const name of readdirSync(archive)) if (name.endsWith('.zst')) rmSync(join(archive, name))
  expect((await run('import', file, ...inWords)).out).toContain('; its original file is back.')
  expect(readdirSync(archive).filter((name) => name.endsWith('.zst'))).toHaveLength(1)
})
