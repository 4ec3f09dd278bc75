import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fuzzSeeds } from '../../bench/fuzz-corpus.ts'
import { fuzzing } from '../../bench/fuzz-run.ts'
import { aFolder } from '../make.ts'

describe('300 bills of all dialects with bytes and rows changed at random', () => {
  it('never crash, leave nothing behind when they are refused, and add up to their rows when they are not', async () => {
    const seed = 20261121
    const run = fuzzing(await fuzzSeeds(), seed, join(aFolder(), 'fuzz'))
    let accepted = 0
    for (let number = 0; number < 300; number += 1) {
      const done = await run.next(number)
      expect(done.violations, `seed ${seed}, case ${number}, ${done.dialect}`).toEqual([])
      accepted += done.accepted
    }
    expect(await run.end()).toEqual([])
    expect(accepted).toBeGreaterThan(30)
  })
})
