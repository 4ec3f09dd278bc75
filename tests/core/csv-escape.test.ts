import { describe, expect, it } from 'vitest'
import { csvRow } from '../../src/core/csv-escape.ts'

describe('a row of CSV on its way out', () => {
  it.each([
    ['=1+1', `"'=1+1"`],
    ['+1', `"'+1"`],
    ['-2+3', `"'-2+3"`],
    ['@SUM(A1)', `"'@SUM(A1)"`],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['＝1+1', `"'＝1+1"`],
    ['=HYPERLINK("http://a","b")', `"'=HYPERLINK(""http://a"",""b"")"`],
  ])('disarms a text that a spreadsheet runs: %j', (text, cell) => {
    expect(csvRow([text])).toBe(cell)
  })

  it('leaves amounts as numbers, negative ones too, and other texts as they are', () => {
    expect(csvRow([{ amount: '-12.5' }, 'gpt-5', null, 'a, b', 'say "so"', 'x=1'])).toBe(
      '-12.5,gpt-5,,"a, b","say ""so""",x=1',
    )
  })
})
