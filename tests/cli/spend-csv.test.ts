import { describe, expect, it } from 'vitest'
import { finishedMapping } from '../../src/core/parse-mapping.ts'
import { nanosText } from '../../src/core/money.ts'
import { guessFile } from '../../src/flows/guess-mapping.ts'
import { importStatements } from '../../src/flows/import-statements.ts'
import { readSpendRows } from '../../src/flows/read-spend.ts'
import { aLedger, anthropicBill, noon } from '../make.ts'
import { aPlace, run } from './run.ts'

describe('spend --csv', () => {
  it('prints rows for a spreadsheet, also where a program reads it; what is not known is empty', async () => {
    const { files, ledger } = aPlace(
      anthropicBill([
        ['2026-07-01', '1.50', 'a'],
        ['2026-07-02', '-0.25', 'b'],
      ]),
    )
    await run('import', ...files, ...ledger)
    const ran = await run('spend', '--by', 'month,provider,service', '--csv', '--in', 'EUR', ...ledger)
    expect(ran).toEqual({
      code: 0,
      err: '',
      out: [
        'month,serviceProvider,service,currency,billed,effective,inputTokens,cachedInputTokens,outputTokens,reportedCurrency,reportedBilled,reportedEffective',
        '2026-07,Anthropic,a,USD,1.5,1.5,,,,,,',
        '2026-07,Anthropic,b,USD,-0.25,-0.25,,,,,,',
        '',
      ].join('\n'),
    })
  })

  it('a formula in the name of a model comes out disarmed, and the file imports again to the same totals', async () => {
    const models = ['=1+1|cmd', '@SUM(A1)', '-2+3', '+4', '=HYPERLINK(""http://x""; ""y"")', 'plain']
    const quoted = models.map((model) => `"${model}"`)
    const { files, ledger } = aPlace(
      anthropicBill(quoted.map((model, place) => ['2026-07-01', `${place}.000000001`, model] as const)),
    )
    await run('import', ...files, ...ledger)
    const { out } = await run('spend', '--by', 'month,service', '--csv', ...ledger)
    const names = out
      .split('\n')
      .slice(1, -1)
      .map((line) => line.slice('2026-07,'.length))
    expect(names.filter((name) => !name.startsWith(`"'`))).toEqual([expect.stringMatching(/^plain,/)])

    const file = { name: 'spend.csv', bytes: Buffer.from(out) }
    const guessed = await guessFile(file)
    if (!guessed.ok) throw new Error(guessed.problem.kind)
    const { draft } = guessed.value.guess
    const columns = { ...draft.columns, amount: 'billed', service: 'service', quantity: null, unit: null }
    const mapping = finishedMapping({ ...draft, columns, serviceProviderName: 'Anthropic' })
    if (!mapping.ok) throw new Error(JSON.stringify(mapping.problem))
    const again = aLedger()
    await importStatements(again, [file], noon, { mappings: [mapping.value] })
    expect(readSpendRows(again, []).map((row) => [row.currency, nanosText(row.billed ?? 0n)])).toEqual([
      ['USD', '15.000000006'],
    ])
  })
})
