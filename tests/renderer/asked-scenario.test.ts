import { describe, expect, test } from 'vitest'
import type { PaybackGround, RigChoice, SavedScenario } from '../../src/core/payback/ground.ts'
import type { Problem } from '../../src/core/problem.ts'
import { ok, refused, type Result } from '../../src/core/result.ts'
import { askGrounds, projectionOf, savedScenario } from '../../src/renderer/askedScenario.ts'
import { doneWords, isFrozen, replacedBy, savedWords, ticked } from '../../src/renderer/scenarioWords.ts'
import { aScenario } from './a-scenario.ts'

const one: RigChoice = { ownRigIds: [1], planned: [] }
const two: RigChoice = { ownRigIds: [1, 2], planned: [] }
const ground: PaybackGround = {
  state: 'ready',
  scenario: aScenario(),
  inputs: [],
  entered: {},
  ranges: {},
  alternatives: { optimised: null, cloudGpu: null, hostedModel: null },
  currency: 'USD',
  otherCurrencies: [],
  completeMonths: [],
  past: [],
  withoutTokens: [],
}
const following = (choice: RigChoice, edits = {}): SavedScenario => ({
  id: 1,
  name: 'Two nodes',
  savedAt: 0,
  kind: 'following',
  choice,
  edits,
})
const frozen: SavedScenario = {
  id: 2,
  name: 'RTX 4090',
  savedAt: 0,
  kind: 'fixed',
  why: 'frozen-at-purchase',
  scenario: aScenario(),
  currency: 'EUR',
  rigId: 1,
}

describe('a saved scenario today', () => {
  test('is asked of the ledger once for each choice of rigs, and carries the user’s values', async () => {
    const asked: RigChoice[] = []
    const answer = (choice: RigChoice): Promise<Result<PaybackGround, Problem>> => {
      asked.push(choice)
      return Promise.resolve(choice.ownRigIds.length === 1 ? ok(ground) : refused({ kind: 'ledger-busy' }))
    }
    const grounds = await askGrounds([one, two, { ...one }], answer)
    if (!grounds.ok) throw new Error('refused')
    expect(asked).toEqual([one, two])
    expect(savedScenario(following(one, { 'opex.engRate': 40 }), grounds.value)).toMatchObject({
      state: 'ready',
      currency: 'USD',
      scenario: { opex: { engRate: 40 } },
    })
    expect(savedScenario(following(two), grounds.value)).toEqual({
      state: 'refused',
      problem: { kind: 'ledger-busy' },
    })
    expect(savedScenario(following(one, { 'opex.nothing': 1 }), grounds.value)).toMatchObject({
      state: 'refused',
    })
  })

  test('is as it was where it stands still, whatever the ledger says', () => {
    expect(savedScenario(frozen, new Map())).toMatchObject({
      state: 'ready',
      scenario: aScenario(),
      currency: 'EUR',
    })
  })

  test('is not known before the ledger answered', () => {
    expect(savedScenario(following(one), new Map())).toBeNull()
  })

  test('is worked out once', () => {
    const scenario = aScenario()
    expect(projectionOf(scenario)).toBe(projectionOf(scenario))
  })
})

describe('the words of saved scenarios', () => {
  test('say what each rests on', () => {
    expect(savedWords(following(one))).toBe('Follows your bills')
    expect(savedWords(following(one, { 'opex.engRate': 40 }))).toBe(
      'Follows your bills, with 1 value of yours',
    )
    expect(savedWords(frozen)).toBe('Stands still, to be held against what comes of it')
    expect(savedWords({ ...frozen, why: 'imported' })).toBe('Stands still, whatever is imported')
    expect(isFrozen(frozen)).toBe(true)
    expect(isFrozen({ ...frozen, why: 'imported' })).toBe(false)
  })

  test('say which one a name would replace: never one that stands still', () => {
    expect(replacedBy(' two NODES ', [following(one)])?.id).toBe(1)
    expect(replacedBy('Two', [following(one)])).toBeNull()
    expect(replacedBy('RTX 4090', [frozen])).toBeNull()
  })

  test('say what was done', () => {
    expect(doneWords({ kind: 'removed', scenario: following(one) })).toBe('“Two nodes” is removed.')
    expect(doneWords({ kind: 'exported', file: 'two.json' })).toBe('Written to two.json.')
  })
})

test('no more than four are ticked, and a ticked one is let go', () => {
  expect(ticked([0, 1, 2], 3)).toEqual([0, 1, 2, 3])
  expect(ticked([0, 1, 2, 3], 4)).toEqual([0, 1, 2, 3])
  expect(ticked([0, 1, 2, 3], 1)).toEqual([0, 2, 3])
})
