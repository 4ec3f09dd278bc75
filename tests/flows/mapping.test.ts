import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ChargeLine } from '../../src/core/charge.ts'
import { decimalText } from '../../src/core/decimal.ts'
import { shortFingerprint, type Mapping, type MappingDraft } from '../../src/core/mapping.ts'
import { finishedMapping, parseMapping } from '../../src/core/parse-mapping.ts'
import { dayOfDate, dayText } from '../../src/core/period.ts'
import type { Problem } from '../../src/core/problem.ts'
import type { Result } from '../../src/core/result.ts'
import { guessFile, readingsOf, type GuessedFile } from '../../src/flows/guess-mapping.ts'
import { mappingText, readMappingFile } from '../../src/flows/read-mapping-file.ts'
import { statementReader, type ReadStatement } from '../../src/flows/read-statement.ts'
import { openStage } from '../../src/ledger/stage.ts'
import { mappedBy } from '../../src/statements/mapped-dialect.ts'
import { aFolder, aLedger } from '../make.ts'

const asOf = dayOfDate(2026, 11, 21) ?? 0

async function guessOf(text: string | Uint8Array, name = 'sheet.csv'): Promise<GuessedFile> {
  const guessed = await guessFile({ name, bytes: Buffer.from(text) })
  if (!guessed.ok) throw new Error(JSON.stringify(guessed.problem))
  return guessed.value
}

/** The mapping that a guess becomes once the user has said the rest. */
function said(draft: MappingDraft, rest: Partial<MappingDraft> = {}): Mapping {
  const finished = finishedMapping({ ...draft, serviceProviderName: 'Mistral', ...rest })
  if (!finished.ok) throw new Error(JSON.stringify(finished.problem))
  return finished.value
}

function read(
  text: string | Uint8Array,
  mappings: readonly Mapping[],
): { readonly statement: Result<ReadStatement, Problem>; readonly charges: readonly ChargeLine[] } {
  const stage = openStage(aLedger())
  const charges: ChargeLine[] = []
  const reader = statementReader('sheet.csv', stage, {
    asOf,
    mapped: mappedBy(mappings),
    watch: (charge) => charges.push(charge),
  })
  const problem = reader.push(Buffer.from(text))
  return { statement: problem ? { ok: false, problem } : reader.end(), charges }
}
const billed = ({ statement }: ReturnType<typeof read>): unknown =>
  statement.ok
    ? statement.value.totals.map((total) => `${total.billed} ${total.currency}`)
    : statement.problem

/** Semicolons, decimal commas, a byte order mark, days before months, CRLF: features.md, bug 14. */
const german = [
  '\uFEFFDatum;Modell;Betrag;Währung;Tokens',
  '03/04/2026;mistral-large;1.234,56;EUR;1.200.000',
  '13/04/2026;mistral-small;0,50;EUR;3000',
  '14/04/2026;mistral-small;-0,06;EUR;',
  'Summe;;1.235,00;EUR;',
  '',
].join('\r\n')

describe('a file that no dialect knows', () => {
  it('with semicolons, decimal commas, a byte order mark and dd/mm reads right', async () => {
    const { guess } = await guessOf(german)
    const done = read(german, [said(guess.draft)])
    expect(billed(done)).toEqual(['1235 EUR'])
    expect(done.statement).toMatchObject({ value: { rowCount: 4, dataset: 'cost' } })
    expect(
      done.charges.map((charge) => [
        dayText(charge.day),
        charge.serviceName,
        charge.cost && decimalText(charge.cost.billed),
        charge.consumedQuantity,
        charge.consumedUnit,
        charge.chargeCategory,
      ]),
    ).toEqual([
      ['2026-04-03', 'mistral-large', '1234.56', 1200000, 'Tokens', 'Usage'],
      ['2026-04-13', 'mistral-small', '0.5', 3000, 'Tokens', 'Usage'],
      ['2026-04-14', 'mistral-small', '-0.06', null, null, 'Credit'],
    ])
  })

  it('the same in UTF-16, in Windows-1252 and packed', async () => {
    const plain = german.slice(1)
    const utf16 = Buffer.from(german, 'utf16le')
    for (const bytes of [utf16, Buffer.from(plain, 'latin1'), gzipSync(german)]) {
      const { sample, readings } = await guessOf(bytes)
      expect(sample.header).toEqual(['Datum', 'Modell', 'Betrag', 'Währung', 'Tokens'])
      expect(readings.map(({ state }) => state)).toEqual(['row', 'row', 'row', 'left-out'])
    }
    expect(billed(read(utf16, [said((await guessOf(utf16)).guess.draft)]))).toEqual(['1235 EUR'])
  })

  it('the preview is what the import reads, row for row', async () => {
    const { sample, guess } = await guessOf(german)
    const mapping = said(guess.draft)
    const preview = readingsOf(mapping, sample).flatMap((reading) =>
      reading.state === 'row' && reading.days.read && reading.amount.read && reading.amount.value
        ? [[reading.days.value.firstDay, decimalText(reading.amount.value), reading.service]]
        : [],
    )
    const imported = read(german, [mapping]).charges.map((charge) => [
      charge.day,
      charge.cost && decimalText(charge.cost.billed),
      charge.serviceName,
    ])
    expect(preview).toEqual(imported)
  })

  it('a card statement with charges below zero and two identical rows keeps both', async () => {
    const row = '1234,03/14/2026,03/15/2026,ANTHROPIC* CLAUDE SUB,Shopping,Sale,-20.00,'
    const other = '1234,03/16/2026,03/17/2026,GROCER,Food,Sale,-51.20,'
    const refund = '1234,03/18/2026,03/19/2026,ANTHROPIC* CLAUDE SUB,Shopping,Return,5.00,'
    const header = 'Card,Transaction Date,Post Date,Description,Category,Type,Amount,Memo'
    const statement = [header, row, row, other, refund, ''].join('\n')
    const { guess } = await guessOf(statement)
    expect(guess.missing).toEqual(['serviceProviderName', 'currency', 'sign'])
    const rest = { sign: 'charges-negative', currency: 'USD' } as const
    expect(billed(read(statement, [said(guess.draft, rest)]))).toEqual(['86.2 USD'])
    const onlyAi = { column: 'Description', when: 'lacks', texts: ['anthropic', 'openai'] } as const
    const done = read(statement, [said(guess.draft, { ...rest, rowsToLeaveOut: [onlyAi] })])
    expect(billed(done)).toEqual(['35 USD'])
    expect(done.charges.map(({ cost }) => cost && decimalText(cost.billed))).toEqual(['20', '20', '-5'])
  })

  it('with the header in another order, case and place, and rows above it, is known again', async () => {
    const { guess } = await guessOf('Day,Model,Cost\n2026-03-01,m,1.50\n')
    const mapping = said(guess.draft, { currency: 'USD' })
    const again = 'Usage of March\n\nCOST, day ,Model\n1.50,2026-03-01,m\n'
    expect(billed(read(again, [mapping]))).toEqual(['1.5 USD'])
    expect(read('Day,Model,Cost,Note\n2026-03-01,m,1.50,x\n', [mapping]).statement).toMatchObject({
      problem: { kind: 'unknown-format' },
    })
  })

  it('of whole months covers every day of them', async () => {
    const sheet = 'Month,Model,Cost\nFeb 2026,m,28.00\nMar 2026,m,31.50\n'
    const { guess } = await guessOf(sheet)
    const { statement } = read(sheet, [said(guess.draft, { currency: 'USD' })])
    const { coverage = [] } = statement.ok ? statement.value : {}
    expect(coverage.map(({ firstDay, lastDay }) => [dayText(firstDay), dayText(lastDay)])).toEqual([
      ['2026-02-01', '2026-03-31'],
    ])
  })

  it('of cents comes out in whole units; of quantities without money', async () => {
    const cents = 'created,amount_cents,currency\n1772582400,1999.5,usd\n'
    expect(billed(read(cents, [said((await guessOf(cents)).guess.draft)]))).toEqual(['19.995 USD'])
    const usage = 'date,model,requests\n2026-03-01,m,12\n'
    const done = read(usage, [said((await guessOf(usage)).guess.draft)])
    expect(done.charges).toMatchObject([{ cost: null, consumedQuantity: 12, consumedUnit: 'Requests' }])
    expect(done.statement).toMatchObject({ value: { dataset: 'usage', totals: [] } })
  })

  it('has a dialect and an export of its own for each header', async () => {
    const mapping = said((await guessOf(german)).guess.draft)
    const dialect = mappedBy([mapping])(['Tokens', 'Betrag', 'Modell', 'Datum', 'Währung'])
    const name = `mapped:${shortFingerprint('betrag | datum | modell | tokens | währung')}`
    expect(dialect).toMatchObject({ name, exportName: name, version: 1, seller: 'Mistral' })
    expect(mappedBy([mapping])(['Betrag', 'Modell', 'Datum'])).toBeNull()
  })
})

describe('a cell that the mapping cannot read refuses the file', () => {
  const header = 'Day,Model,Cost,Currency'
  const mapping = async (): Promise<Mapping> =>
    said((await guessOf(`${header}\n13/03/2026,m,$1.50,USD\n`)).guess.draft)

  it.each([
    ['a day the other way round', '03/13/2026,m,1.50,USD', { column: 1, expected: 'date' }],
    ['no amount', '13/03/2026,m,n/a,USD', { column: 3, expected: 'amount' }],
    ['an empty amount', '13/03/2026,m,,USD', { column: 3, expected: 'amount' }],
    ['the other decimal mark', '13/03/2026,m,"1,5",USD', { column: 3, expected: 'amount' }],
    ['another currency', '13/03/2026,m,€1.50,USD', { column: 3, expected: 'own-currency' }],
    ['no currency', '13/03/2026,m,1.50,dollars', { column: 4, expected: 'currency' }],
  ])('%s', async (_, row, place) => {
    const text = `${header}\n13/03/2026,m,1.50,USD\n${row}\n`
    expect(read(text, [await mapping()]).statement).toMatchObject({
      problem: { kind: 'bad-cell', line: 3, ...place },
    })
  })
})

describe('a mapping handed on', () => {
  it('gives the same totals when it is exported and read in again', async () => {
    const mapping = said((await guessOf(german)).guess.draft)
    const file = join(aFolder(), 'mistral.json')
    writeFileSync(file, mappingText(mapping))
    const again = await readMappingFile(file)
    expect(again).toEqual({ ok: true, value: mapping })
    expect(again).toEqual(parseMapping(mappingText(mapping)))
    expect(again.ok && billed(read(german, [again.value]))).toEqual(['1235 EUR'])
  })

  it('is refused in words when it is not there or is no JSON', async () => {
    const file = join(aFolder(), 'm.json')
    expect(await readMappingFile(file)).toMatchObject({
      problem: { kind: 'file-unreadable', file: 'm.json' },
    })
    writeFileSync(file, german)
    expect(await readMappingFile(file)).toEqual({ ok: false, problem: { kind: 'mapping-not-json' } })
  })
})
