import { describe, expect, test } from 'vitest'
import type { PaybackRange } from '../../src/core/payback/answers.ts'
import { irrFigure, overflowFigure, paybackFigure, rangeFigure } from '../../src/renderer/scenarioFigures.ts'

const range = (part: Partial<PaybackRange>): PaybackRange => ({
  n: 2_000,
  seed: 1,
  p10: 12,
  p50: 15,
  p90: 20,
  shareNever: 0,
  band: { low: [], high: [] },
  npvSpread: 0,
  ...part,
})

describe('the payback month in a comparison', () => {
  test('is a calendar month with its number beneath it', () => {
    const paid = { status: 'paid', month: 12, fraction: 11.11, relapse: [] } as const
    expect(paybackFigure(paid, '2026-03', 36)).toEqual({
      state: 'known',
      text: 'Mar 2027',
      below: 'month 12, after 11.1 months',
    })
  })

  test('says that it is below zero again later', () => {
    const relapsing = { status: 'paid', month: 12, fraction: 12, relapse: [14, 15] } as const
    expect(paybackFigure(relapsing, '2026-03', 36)).toMatchObject({
      below: 'month 12, after 12 months; below zero again later',
    })
  })

  test('is never with the end of the horizon', () => {
    const never = { status: 'never', month: null, fraction: null, relapse: [] } as const
    expect(paybackFigure(never, '2026-01', 36)).toMatchObject({ text: 'Never', below: 'not by Jan 2029' })
  })
})

describe('the range of the payback month', () => {
  test('goes from the tenth to the ninetieth percentile', () => {
    expect(rangeFigure(range({}), '2026-01')).toMatchObject({
      text: 'Jan 2027 – Sep 2027',
      below: null,
    })
  })

  test('ends with never where more than one run in ten never pays', () => {
    expect(rangeFigure(range({ p90: null, shareNever: 0.25 }), '2026-01')).toMatchObject({
      text: 'Jan 2027 – never',
      below: 'never in 25% of the runs',
    })
  })

  test('is never where nine runs in ten never pay', () => {
    expect(
      rangeFigure(range({ p10: null, p50: null, p90: null, shareNever: 0.97 }), '2026-01'),
    ).toMatchObject({ text: 'Never', below: 'never in 97% of the runs' })
  })
})

test('an internal rate of return that is none says why; one of several is the modified one', () => {
  expect(irrFigure({ status: 'undefined', why: 'no outflow', monthlyRoots: [] })).toMatchObject({
    state: 'unknown',
  })
  expect(irrFigure({ status: 'not unique', monthlyRoots: [0.1, 0.2], mirrAnnual: 0.12 })).toMatchObject({
    text: '12%',
    below: 'modified rate: several plain ones fit',
  })
})

test('overflow is told in its month, tokens and money', () => {
  expect(
    overflowFigure({ firstOverflow: { m: 5, tokens: 1_300_000, spend: 12.5 } }, '2026-01', 'USD'),
  ).toEqual({ state: 'known', text: 'Jun 2026', below: '1.3\u202fM tokens, $12.50 stay with the API' })
  expect(overflowFigure({ firstOverflow: null }, '2026-01', 'USD')).toMatchObject({ text: 'None' })
})
