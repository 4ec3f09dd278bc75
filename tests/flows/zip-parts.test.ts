import { describe, expect, it } from 'vitest'
import { groupParts, partName } from '../../src/flows/zip-parts.ts'

describe('a part is told by its name', () => {
  it.each([
    ['bill-part-1-of-3.csv', 'bill-part-*-of-3.csv', 1],
    ['x/part_0_0001.csv', 'x/part_*_0001.csv', 0],
    ['part-00012-6f3c9a4e.c000.csv', 'part-*-6f3c9a4e.c000.csv', 12],
    ['Bill Part 2.CSV', 'Bill Part *.CSV', 2],
    ['20260701-20260801/report-3.csv.gz', '20260701-20260801/report-*.csv.gz', 3],
    ['export-00001.csv', 'export-*.csv', 1],
  ])('%s', (name, series, number) => {
    expect(partName(name)).toMatchObject({ series, number })
  })

  it.each([
    'cost.csv',
    'cost-2026-5.csv',
    'cost_2026_01.csv',
    'cost (1).csv',
    'usage_data_2026-06-01_2026-06-30.csv',
    'report.v2.1.csv',
    'bill-1/cost.csv',
  ])('%s is none', (name) => {
    expect(partName(name)).toBeNull()
  })

  it('a word that only ends in part is no label', () => {
    expect(partName('department-2.csv')).toMatchObject({ series: 'department-*.csv', labelled: false })
  })
})

describe('parts are grouped', () => {
  const group = (names: readonly string[], headers: readonly string[] = []): Promise<unknown> =>
    groupParts(names, (name) => Promise.resolve(headers[names.indexOf(name)] ?? 'a,b'))

  it('in the order of their numbers, where the first of them stands', async () => {
    expect(
      await group(['a-10.csv', 'b.csv', ...Array.from({ length: 9 }, (_, n) => `a-${n + 1}.csv`)]),
    ).toEqual([
      { series: 'a-*.csv', members: Array.from({ length: 10 }, (_, n) => `a-${n + 1}.csv`), missing: [] },
      { series: null, members: ['b.csv'], missing: [] },
    ])
  })

  it('counted from 0 as well', async () => {
    expect(await group(['part-0.csv', 'part-1.csv'])).toMatchObject([{ missing: [] }])
  })

  it('by their header too', async () => {
    expect(await group(['a-1.csv', 'a-2.csv', 'a-3.csv'], ['x', 'x', 'y'])).toMatchObject([
      { members: ['a-1.csv', 'a-2.csv'] },
      { series: null, members: ['a-3.csv'] },
    ])
  })

  it('and say which are missing', async () => {
    expect(await group(['part-1.csv', 'part-4.csv'])).toMatchObject([{ missing: [2, 3] }])
    expect(await group(['part-2-of-999999.csv'])).toMatchObject([
      { missing: [1, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
    ])
    expect(await group(['part-2.csv'])).toMatchObject([{ series: null, missing: [] }])
    expect(await group(['part-1-of-1.csv'])).toMatchObject([{ series: null, missing: [] }])
  })
})
