import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fuzzSeeds } from '../../bench/fuzz-corpus.ts'
import { bytesOfCase, type Case } from '../../bench/fuzz-run.ts'
import { evidenceOf, watchFuzz } from '../../bench/fuzz-watch.ts'
import { aFolder } from '../make.ts'

const seed = 20261121
const last = 299
/** One case takes milliseconds; the first one waits for its process. */
const patience = 60_000

describe('300 bills of all dialects with bytes and rows changed at random', () => {
  it(
    'never crash or hang, leave nothing behind when they are refused, and are what others read in them when not',
    { timeout: 600_000 },
    async () => {
      const folder = aFolder()
      const done: Case[] = []
      const wrong: string[] = []
      await watchFuzz({
        ...{ seed, first: 0, last, folder, ledgers: folder, patience },
        tell: (one) => {
          done.push(one)
          for (const violation of one.violations)
            wrong.push(`seed ${seed}, case ${one.number}, ${one.dialect}: ${violation}`)
          return true
        },
      })
      expect(wrong).toEqual([])
      expect(done.map(({ number }) => number)).toEqual(
        Array.from({ length: last + 1 }, (_, number) => number),
      )
      expect(done.reduce((sum, { accepted }) => sum + accepted, 0)).toBeGreaterThan(30)
    },
  )

  it('a case that hangs is killed and reported with its seed and its bytes, and the next ones are run', async () => {
    const folder = aFolder()
    const done: Case[] = []
    await watchFuzz({
      ...{ seed, first: 5, last: 8, folder, ledgers: folder, patience: 5000 },
      program: new URL('a-case-that-hangs.ts', import.meta.url),
      tell: (one) => {
        done.push(one)
        return true
      },
    })
    expect(done.map(({ number, violations }) => [number, violations])).toEqual([
      [5, []],
      [6, []],
      [7, ['hangs: no end in 5 seconds']],
      [8, []],
    ])
    expect(readFileSync(evidenceOf({ folder, seed }, 7) ?? '', 'utf8')).toBe('the bytes of case 7')
    expect(evidenceOf({ folder, seed }, 6)).toBe(null)
  })

  it('a case that ends its process is reported as well', async () => {
    const folder = aFolder()
    const done: Case[] = []
    await watchFuzz({
      ...{ seed, first: 13, last: 14, folder, ledgers: folder, patience },
      program: new URL('a-case-that-hangs.ts', import.meta.url),
      tell: (one) => {
        done.push(one)
        return true
      },
    })
    expect(done.map(({ number, violations }) => [number, violations])).toEqual([
      [13, ['ends the process: exit 3']],
      [14, []],
    ])
  })

  it('are the same bytes for the same seed and number, and others for others', async () => {
    const seeds = await fuzzSeeds()
    const bytes = (number: number, of = seed): string =>
      bytesOfCase(seeds, of, number).bytes.toString('latin1')
    expect(bytes(41)).toBe(bytes(41))
    expect(bytes(41, seed + 1)).not.toBe(bytes(41))
  })
})
