import { describe, expect, it } from 'vitest'
import { dayText } from '../../src/core/period.ts'
import { guessFile, guessSample, type GuessedFile } from '../../src/flows/guess-mapping.ts'

async function guessOf(text: string): Promise<GuessedFile> {
  const guessed = await guessFile({ name: 'sheet.csv', bytes: Buffer.from(text) })
  if (!guessed.ok) throw new Error(JSON.stringify(guessed.problem))
  return guessed.value
}

describe('the sample', () => {
  const days = (count: number): readonly string[] =>
    Array.from({ length: count }, (_, row) => `${dayText(20_000 + Math.floor(row / 30))},m,1.${row}5`)

  it('takes the first rows, the last and some between, so that what only a late row tells is told', async () => {
    const text = ['day,model,cost', ...days(3000), ',,3000.00'].join('\n')
    const { sample, guess } = await guessOf(text)
    expect(sample).toMatchObject({ rowCount: 3001, whole: true, problem: null, separator: ',' })
    const lines = sample.rows.map(({ line }) => line)
    expect(lines.length).toBeGreaterThan(35)
    expect(lines.length).toBeLessThanOrEqual(50)
    expect(lines.slice(0, 20)).toEqual(Array.from({ length: 20 }, (_, row) => row + 2))
    expect(lines.slice(-10)).toEqual(Array.from({ length: 10 }, (_, row) => row + 2993))
    expect(lines).toEqual([...new Set(lines)].toSorted((a, b) => a - b))
    expect(guess.draft.rowsToLeaveOut).toEqual([{ column: 'day', when: 'empty' }])
  })

  it('finds the header below other rows, also when these are as wide', async () => {
    const padded = 'Report;;\nFrom;2026-03-01;\nDay;Model;Cost\n2026-03-01;m;1,50\n'
    expect((await guessOf(padded)).sample).toMatchObject({ header: ['Day', 'Model', 'Cost'], separator: ';' })
    const preamble = 'Report\nAccount,7\n\nDay,Model,Cost\n2026-03-01,m,1.50\n'
    expect((await guessOf(preamble)).sample).toMatchObject({ header: ['Day', 'Model', 'Cost'], rowCount: 1 })
  })

  it('is not misled by decimal commas', async () => {
    const { sample } = await guessOf('Day;Cost\n03.04.2026;1,50\n04.04.2026;2,50\n')
    expect(sample).toMatchObject({ header: ['Day', 'Cost'], separator: ';' })
  })

  it('says what will stop the import whatever the columns mean', async () => {
    const { sample } = await guessOf('Day,Model,Cost\n2026-03-01,m,1.50\nTotal,1.50\n')
    expect(sample).toMatchObject({ rowCount: 1, problem: { kind: 'crooked-row', line: 3 } })
    const twice = await guessOf('Day,Cost,Cost\n2026-03-01,1.50,2.00\n')
    expect(twice.sample.problem).toMatchObject({ kind: 'repeated-column', column: 'Cost' })
  })

  it.each([
    ['nothing', '', { kind: 'file-empty' }],
    ['blank rows', ' \n;;\n', { kind: 'file-empty' }],
    ['rows without a header', '2026-03-01,1.50\n2026-03-02,2.50\n', { kind: 'no-column-names' }],
    ['a header without rows', 'Day,Cost\n', { kind: 'no-column-names' }],
    ['a letter', 'Dear all,\nthe bill is below.\n', { kind: 'no-column-names' }],
    ['a picture', 'GIF89a\0\x01', { kind: 'not-text' }],
  ])('%s cannot be mapped', async (_, text, problem) => {
    expect(await guessFile({ name: 'x.csv', bytes: Buffer.from(text) })).toMatchObject({ problem })
  })

  it('is guessed from anew when the user chooses another column', async () => {
    const { sample } = await guessOf('Posted,Used,Cost\n13/04/2026,2026-04-12,1.50\n')
    expect(guessSample(sample, { date: 'Posted' }).guess.draft.dateFormat).toBe('d/m/y')
    expect(guessSample(sample, { date: 'Used' }).guess.draft.dateFormat).toBe('iso')
  })
})
