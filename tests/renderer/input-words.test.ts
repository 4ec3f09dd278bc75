import { expect, test } from 'vitest'
import type { ScenarioInput } from '../../src/core/payback/ground.ts'
import {
  fieldFault,
  fieldText,
  fieldValue,
  shownAlternative,
  shownInput,
} from '../../src/renderer/inputWords.ts'

const input = (of: Partial<ScenarioInput>): ScenarioInput => ({
  path: 'opex.engRate',
  group: 'people',
  label: 'Engineering',
  unit: 'USD',
  value: 96,
  origin: 'preset',
  source: 'article 004',
  date: null,
  reach: { low: 0, high: 300, step: 1 },
  ...of,
})

test('shares and rates are shown in percent and taken back as shares', () => {
  const share = shownInput(input({ unit: 'of 1', value: 0.6, reach: { low: 0, high: 1, step: 0.01 } }))
  expect(share.unit).toBe('%')
  expect(fieldText(0.6, share)).toBe('60')
  expect(fieldValue('62.5', share)).toBe(0.625)
  const growth = shownInput(
    input({ unit: 'a month', value: 0.0268944, reach: { low: -0.15, high: 0.15, step: 0.005 } }),
  )
  expect(growth.unit).toBe('% a month')
  expect(fieldText(0.0268944, growth)).toBe('2.69')
  expect(fieldText(-0.006389, growth)).toBe('−0.6389')
  expect(shownInput(input({ unit: 'of the price, a year', value: 0.03 })).unit).toBe('% of the price, a year')
})

test('requests a month are no rate', () => {
  const requests = shownInput(
    input({ unit: 'a month', value: 188_926, reach: { low: 0, high: 4e5, step: 1 } }),
  )
  expect(requests.unit).toBe('a month')
  expect(fieldText(188_926, requests)).toBe('188,926')
})

test('what is shown can be typed back', () => {
  const plain = shownInput(input({}))
  for (const value of [0, 0.1648, 96, 1234, 396_746_667, -3])
    expect(fieldValue(fieldText(value, plain), plain)).toBe(value)
})

test('what is no number is none', () => {
  const plain = shownInput(input({}))
  expect(fieldValue('a few', plain)).toBeNull()
  expect(fieldValue('', plain)).toBeNull()
})

test('a source is told with its day, once', () => {
  expect(shownInput(input({ date: '2026-07-01' })).source).toBe('article 004; Jul 1, 2026')
  expect(shownInput(input({ date: '2024' })).source).toBe('article 004; 2024')
  expect(
    shownInput(input({ source: 'mean of 2026-08, 2026-09, 2026-10, as billed', date: '2026-10' })).source,
  ).toBe('mean of Aug 2026, Sep 2026, Oct 2026, as billed')
})

test('an alternative’s money is in the currency of the bills', () => {
  const figure = { path: 'alternatives.hostedModel.inPerMillion', of: 'hostedModel' as const, label: 'In' }
  const shown = shownAlternative({ ...figure, unit: 'money', value: null, high: 20, step: 0.01 }, 'EUR')
  expect(shown).toMatchObject({ unit: 'EUR', scale: 1, source: 'not known: put in your own' })
})

test('a value that would make no answer is told what it should be', () => {
  const speed = { path: 'rig.decodeTps', scale: 1 } as const
  expect(fieldFault('0', speed)).toBe('a number of tokens a second above 0')
  expect(fieldFault('fast', speed)).toBe('a number')
  expect(fieldFault('0.5', speed)).toBeNull()
  expect(fieldFault('', speed)).toBeNull()
})
