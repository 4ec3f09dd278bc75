import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { deliveries } from '../../src/flows/dropped-files.ts'
import { aTree, day, dropAll, told } from '../drop.ts'
import { aFolder } from '../make.ts'
import { aParquet } from '../make-parquet.ts'

describe('a dropped folder', () => {
  it('is looked through; hidden files, links and marks of finished jobs are none', async () => {
    const root = aTree({
      'a.csv': day('2026-07-01'),
      'deep/er/b.csv': day('2026-07-02'),
      '.DS_Store': 'x',
      '.hidden/c.csv': 'x',
      '__MACOSX/._a.csv': 'x',
      'deep/_SUCCESS': '',
    })
    symlinkSync(join(root, 'a.csv'), join(root, 'link.csv'))
    symlinkSync(root, join(root, 'deep', 'round'))
    expect(told(await deliveries([{ path: root }]))).toEqual([
      ['drop/a.csv', ['a.csv'], false],
      ['drop/deep/er/b.csv', ['deep/er/b.csv'], false],
    ])
  })

  it('without files, or with too many, is refused in words', async () => {
    expect(await dropAll({ '.DS_Store': 'x' })).toEqual([
      ['drop', expect.stringContaining('The folder drop has no files in it.')],
    ])
    const root = aTree({ 'a.csv': 'x', 'b.csv': 'x', 'c/d.csv': 'x' })
    expect(told(await deliveries([{ path: root }], 2))).toEqual([
      ['drop', expect.stringContaining('holds more than 2 files')],
    ])
  })

  it('beside files: what is dropped twice is there once, and what is not there is told by its own reading', async () => {
    const root = aTree({ 'a.csv': day('2026-07-01'), 'b.csv': day('2026-07-02') })
    const all = await deliveries([
      { path: join(root, 'a.csv') },
      { path: root },
      { path: join(aFolder(), 'gone.csv') },
      { name: 'pasted.csv', bytes: Buffer.from(day('2026-07-03')) },
      { name: 'pasted.csv', bytes: Buffer.from(day('2026-07-04')) },
    ])
    expect(all).toMatchObject([
      { name: 'drop/a.csv', files: [{ path: join(root, 'a.csv') }], writtenAt: null },
      { name: 'drop/b.csv' },
      { name: 'gone.csv', state: 'found' },
      { name: 'pasted.csv' },
      { name: 'pasted.csv' },
    ])
  })
})

describe('loose parts', () => {
  it('are one statement where their names count them, in one folder, with the same columns in any order', async () => {
    const swapped = 'cost_usd,token_type,workspace,model,usage_date_utc\n4,output,Default,m,2026-07-02\n'
    expect(
      await dropAll({
        'team-part-2-of-2.csv': swapped,
        'team-part-1-of-2.csv': day('2026-07-01'),
        'x/cost-0001.csv': day('2026-07-01'),
        'y/cost-0002.csv': day('2026-07-02'),
        'z/0001.csv.gz': gzipSync(day('2026-07-01')),
        'z/0002.csv.gz': gzipSync(day('2026-07-02')),
        'z/other_0003.csv.gz': gzipSync(day('2026-07-02')),
      }),
    ).toEqual([
      ['drop/team-part-*-of-2.csv', ['team-part-1-of-2.csv', 'team-part-2-of-2.csv'], true],
      ['drop/x/cost-0001.csv', ['x/cost-0001.csv'], false],
      ['drop/y/cost-0002.csv', ['y/cost-0002.csv'], false],
      ['drop/z/*.csv.gz', ['z/0001.csv.gz', 'z/0002.csv.gz'], true],
      ['drop/z/other_0003.csv.gz', ['z/other_0003.csv.gz'], false],
    ])
  })

  it('in Parquet too', async () => {
    const part = (n: number): Promise<Buffer> => aParquet(`SELECT ${n} AS a, 'x' AS b`)
    const name = (n: number): string => `part-0000${n}-6f3c.c000.snappy.parquet`
    expect(await dropAll({ [name(0)]: await part(0), [name(1)]: await part(1) })).toEqual([
      ['drop/part-*-6f3c.c000.snappy.parquet', [name(0), name(1)], true],
    ])
  })

  it('that are not all there are refused with the numbers of the others', async () => {
    expect(
      await dropAll({ 'b-part-1-of-3.csv': day('2026-07-01'), 'b-part-3-of-3.csv': day('2026-07-02') }),
    ).toEqual([['drop/b-part-*-of-3.csv', expect.stringContaining('part 2 is missing')]])
  })

  it('that begin with the same row are two exports of one range, not parts', async () => {
    expect(
      await dropAll({ 'cost-0001.csv': day('2026-07-01'), 'cost-0002.csv': day('2026-07-01') }),
    ).toHaveLength(2)
  })
})
