import { expect, it } from 'vitest'
import { anthropicBill } from '../make.ts'
import { aPlace, json, run } from './run.ts'

it.each([
  [['statements', '--year', '2026'], "Unknown option '--year'"],
  [['check', 'bill.csv'], "Unexpected argument 'bill.csv'. This command does not take positional arguments"],
  [['import', ''], 'a FILE of import must not be empty: import FILE…'],
  [['undo', '--statement', '0x1'], 'undo and redo need the number of a statement: undo --statement ID'],
  [
    ['sources', '--provider', 'Anthropic', '--month', '2026-07', '--use', 'all'],
    'Anthropic has no money in 2026-07 that more than one export shows: nothing to choose',
  ],
])('%j is no command line, and changes nothing', async (args, sentence) => {
  const { files, ledger } = aPlace(anthropicBill([['2026-07-01', '1.50']]))
  await run('import', ...files, ...ledger)
  const ran = await run(...args, ...ledger)
  expect([ran.code, ran.out, ran.err.split('\n')[0]]).toEqual([2, '', sentence])
  expect(json(await run('statements', ...ledger))).toMatchObject({ statements: [{ undoneAt: null }] })
})
