import { expect, test } from 'vitest'
import {
  alternativeInputs,
  applyAlternatives,
  isAlternative,
} from '../../../src/core/payback/alternative-edits.ts'
import type { Alternatives } from '../../../src/core/payback/answers.ts'

const none: Alternatives = { optimised: null, cloudGpu: null, hostedModel: null }

test('an alternative is compared as soon as the figures it cannot do without are there', () => {
  expect(applyAlternatives(none, {})).toEqual(none)
  expect(applyAlternatives(none, { 'alternatives.hostedModel.inPerMillion': 0.88 }).hostedModel).toBeNull()
  expect(
    applyAlternatives(none, {
      'alternatives.hostedModel.inPerMillion': 0.88,
      'alternatives.hostedModel.outPerMillion': 0.88,
    }).hostedModel,
  ).toEqual({ inPerMillion: 0.88, outPerMillion: 0.88 })
  expect(
    applyAlternatives(none, {
      'alternatives.cloudGpu.ratePerHour': 2.49,
      'alternatives.cloudGpu.decodeTps': 900,
    }).cloudGpu,
  ).toEqual({ ratePerHour: 2.49, decodeTps: 900, prefillTps: null, elastic: false, runLabourMonthly: 0 })
})

test('a share the user does not give changes nothing of the bill', () => {
  expect(applyAlternatives(none, { 'alternatives.optimised.batchShare': 0.4 }).optimised).toEqual({
    cacheReadShare: 0,
    cacheReadMultiplier: 1,
    batchShare: 0.4,
    batchMultiplier: 1,
    inputShareOfSpend: null,
  })
})

test('the user’s figure takes the place of what was known, and the rest stays', () => {
  const known: Alternatives = {
    ...none,
    cloudGpu: { ratePerHour: 2, decodeTps: 500, prefillTps: 9000, elastic: true, runLabourMonthly: 100 },
  }
  expect(applyAlternatives(known, { 'alternatives.cloudGpu.ratePerHour': 3 }).cloudGpu).toEqual({
    ...known.cloudGpu,
    ratePerHour: 3,
  })
})

test('every figure is listed with what is known of it', () => {
  const inputs = alternativeInputs({ ...none, hostedModel: { inPerMillion: 0.5, outPerMillion: 0.9 } })
  expect(inputs.find(({ path }) => path === 'alternatives.hostedModel.outPerMillion')?.value).toBe(0.9)
  expect(inputs.find(({ path }) => path === 'alternatives.cloudGpu.ratePerHour')?.value).toBeNull()
  expect(inputs.every(({ path }) => isAlternative(path))).toBe(true)
  expect(isAlternative('opex.engRate')).toBe(false)
})
