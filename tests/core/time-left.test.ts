import { describe, expect, test } from 'vitest'
import { paced, timeLeftWords, type Pace } from '../../src/core/time-left.ts'

const megabyte = 1024 * 1024

/** Reports of one file of 100 MB: `[second, megabytes read]`. */
const after = (reports: readonly (readonly [number, number])[], file = 'bill.csv'): Pace | null =>
  reports.reduce<Pace | null>(
    (pace, [second, read]) =>
      paced(pace, { number: 1, file, bytesRead: read * megabyte, byteCount: 100 * megabyte }, second * 1000),
    null,
  )

describe('the time that a file still takes', () => {
  test('is not told in the first two seconds', () => {
    expect(
      after([
        [0, 0],
        [1.9, 10],
      ])?.secondsLeft,
    ).toBeNull()
  })

  test('follows from the pace so far: 10 MB in 2 s leave 90 MB, which is 18 s, told in steps of five', () => {
    expect(
      after([
        [0, 0],
        [2, 10],
      ])?.secondsLeft,
    ).toBe(20)
  })

  test('does not jump up for a little: 21 s after 20 s were told', () => {
    expect(
      after([
        [0, 0],
        [2, 10],
        [4, 16],
      ])?.secondsLeft,
    ).toBe(20)
  })

  test('is corrected where it was plainly wrong: 8 s for 12 MB leave 59 s', () => {
    expect(
      after([
        [0, 0],
        [2, 10],
        [8, 12],
      ])?.secondsLeft,
    ).toBe(60)
  })

  test('begins anew with the next file', () => {
    const first = after([
      [0, 0],
      [2, 10],
    ])
    const next = paced(first, { number: 2, file: 'next.csv', bytesRead: 0, byteCount: 10 }, 2_100)
    expect(next).toMatchObject({ number: 2, since: 2_100, secondsLeft: null })
  })

  test('is said as one says it', () => {
    expect([5, 20, 60, 150].map(timeLeftWords)).toEqual([
      'a few seconds left',
      'about 20 s left',
      'about 1 min left',
      'about 3 min left',
    ])
  })
})
