import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ratesCommand } from '../../src/cli/rates.ts'
import { spendCommand } from '../../src/cli/spend.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aFolder, aLedger, anthropicBill, importText } from '../make.ts'

const rates = (ledger: Ledger, ...line: readonly string[]) => ratesCommand(ledger, line)
const set = ['set', '--day', '2026-07-31', '--from', 'USD', '--to', 'EUR', '--rate', '0.9123']

describe('breakwatt rates', () => {
  it('imports the ECB’s file, and lists what is there', async () => {
    const ledger = aLedger()
    const file = join(aFolder(), 'eurofxref-hist.csv')
    writeFileSync(file, 'Date,USD,JPY,\n2026-07-31,1.25,160,\n2026-07-30,1.15,N/A,\n')
    const imported = {
      file: 'eurofxref-hist.csv',
      firstDay: '2026-07-30',
      lastDay: '2026-07-31',
      days: 2,
      currencies: ['JPY', 'USD'],
      added: 3,
      changed: 0,
    }
    expect(await rates(ledger, 'import', file)).toMatchObject({
      json: { files: [imported] },
      words:
        'eurofxref-hist.csv: 2 days of 2 currencies, 2026-07-30 to 2026-07-31; 3 rates are new, 0 changed.',
    })
    await rates(ledger, ...set)
    expect(await rates(ledger, 'list')).toMatchObject({
      json: {
        own: [{ day: '2026-07-31', from: 'USD', to: 'EUR', rate: '0.9123' }],
        ecb: { firstDay: '2026-07-30', lastDay: '2026-07-31', days: 2, currencies: ['JPY', 'USD'] },
      },
      words: [
        'Day         1        is  of',
        '2026-07-31  USD  0.9123  EUR',
        "The European Central Bank's rates: 2 days of 2 currencies, 2026-07-30 to 2026-07-31.",
      ].join('\n'),
    })
  })

  it('sets and removes a rate of one’s own', async () => {
    const ledger = aLedger()
    expect(await rates(ledger, ...set)).toMatchObject({
      json: { day: '2026-07-31', from: 'USD', to: 'EUR', rate: '0.9123' },
      words: 'On 2026-07-31, 1 USD is 0.9123 EUR. It counts for all of its month.',
    })
    const remove = ['remove', '--day', '2026-07-31', '--from', 'EUR', '--to', 'USD']
    expect(await rates(ledger, ...remove)).toMatchObject({ json: { own: [], ecb: null } })
    expect(await rates(ledger, ...remove)).toMatchObject({ problems: [{ kind: 'no-such-rate' }] })
  })

  it.each([
    [[], /^rates needs a command/],
    [['toString'], /^rates has no command 'toString'/],
    [['import'], /^rates import needs a file/],
    [['set', '--day', '2026-07-31'], /^rates set needs --day, --from, --to and --rate/],
  ])('shows its usage after %j', async (line, message) => {
    const answer = await rates(aLedger(), ...line)
    expect('usage' in answer && answer.usage).toMatch(message)
  })

  it('refuses a file that holds no rates', async () => {
    const file = join(aFolder(), 'bill.csv')
    writeFileSync(file, anthropicBill([['2026-07-01', '10']]))
    expect(await rates(aLedger(), 'import', file)).toMatchObject({ problems: [{ kind: 'no-rates-file' }] })
  })
})

describe('breakwatt spend --in', () => {
  it('shows each row also in that currency, with the rate it used; without a rate, why not', async () => {
    const ledger = aLedger()
    await importText(ledger, anthropicBill([['2026-07-01', '100'], ['2026-08-01', '7']])) // prettier-ignore
    await rates(ledger, ...set)
    const answer = spendCommand(ledger, ['--in', 'eur'])
    expect(answer).toMatchObject({
      json: {
        currency: 'EUR',
        rows: [
          {
            month: '2026-07',
            currency: 'USD',
            billed: '100',
            reported: {
              billed: '91.23',
              effective: '91.23',
              rate: { rate: '0.9123', days: 1, origin: 'user' },
              reason: null,
            },
          },
          {
            month: '2026-08',
            billed: '7',
            reported: {
              billed: null,
              effective: null,
              rate: null,
              reason: expect.stringMatching(/^There is no rate for USD in 2026-08/) as string,
            },
          },
        ],
      },
    })
    expect('words' in answer && answer.words).toBe(
      [
        'month     billed  effective  tokens  billed in EUR  effective in EUR',
        '2026-07  $100.00    $100.00       –         €91.23            €91.23',
        '2026-08    $7.00      $7.00       –              –                 –',
        "There is no rate for USD in 2026-08. Import the European Central Bank's rates, or enter one of your own.",
      ].join('\n'),
    )
    expect(spendCommand(ledger, ['--in', 'euros'])).toMatchObject({
      problems: [{ kind: 'bad-input', field: 'in' }],
    })
  })
})
