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
    ['cur/part-00000-6f3c9a4e.c000.snappy.parquet', 'cur/part-*-6f3c9a4e.c000.snappy.parquet', 0],
    ['cur-00002.snappy.parquet', 'cur-*.snappy.parquet', 2],
    ['usage_0001.csv', 'usage_*.csv', 1],
    ['000000000000.csv', '*.csv', 0],
    ['billing-000000000011.csv.gz', 'billing-*.csv.gz', 11],
  ])('%s', (name, series, number) => {
    expect(partName(name)).toMatchObject({ series, number })
  })

  it.each([
    'cost.csv',
    'cost_20260731.csv',
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
  const group = (
    names: readonly string[],
    headers: readonly string[] = [],
    firstRows: readonly string[] = [],
  ): Promise<unknown> =>
    groupParts(names, (name) => {
      const at = names.indexOf(name)
      return Promise.resolve({ header: headers[at] ?? 'a,b', firstRow: firstRows[at] ?? '' })
    })

  it('in the order of their numbers, where the first of them stands', async () => {
    expect(
      await group(['a part 10.csv', 'b.csv', ...Array.from({ length: 9 }, (_, n) => `a part ${n + 1}.csv`)]),
    ).toEqual([
      {
        series: 'a part *.csv',
        members: Array.from({ length: 10 }, (_, n) => `a part ${n + 1}.csv`),
        missing: [],
      },
      { series: null, members: ['b.csv'], missing: [] },
    ])
  })

  it('counted from 0 as well', async () => {
    expect(await group(['part-0.csv', 'part-1.csv'])).toMatchObject([{ missing: [] }])
  })

  it('by their header too', async () => {
    expect(await group(['a-0001.csv', 'a-0002.csv', 'a-0003.csv'], ['x', 'x', 'y'])).toMatchObject([
      { members: ['a-0001.csv', 'a-0002.csv'] },
      { series: null, members: ['a-0003.csv'] },
    ])
  })

  it('by a bare number only where a machine wrote it, or it is a report of AWS', async () => {
    expect(await group(['cost-1.csv', 'cost-2.csv'])).toMatchObject([{ series: null }, { series: null }])
    expect(await group(['cost-0001.csv', 'cost-0002.csv'])).toMatchObject([{ series: 'cost-*.csv' }])
    for (const header of ['a\nlineItem/UnblendedCost\nz', 'line_item_unblended_cost'])
      expect(await group(['team-1.csv.gz', 'team-2.csv.gz'], [header, header])).toHaveLength(1)
  })

  it('not where they begin with the same row: that is one range exported twice', async () => {
    const names = ['cost-0001.csv', 'cost-0002.csv']
    expect(await group(names, [], ['July 1,5', 'July 1,5'])).toMatchObject([
      { series: null, members: ['cost-0001.csv'] },
      { series: null, members: ['cost-0002.csv'] },
    ])
    expect(await group(names, [], ['July 1,5', 'July 2,5'])).toHaveLength(1)
    expect(await group(['cost-part-1.csv', 'cost-part-2.csv'], [], ['July 1,5', 'July 1,5'])).toHaveLength(1)
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
