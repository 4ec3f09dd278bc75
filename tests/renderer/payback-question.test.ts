import { expect, test } from 'vitest'
import type { Rig } from '../../src/core/rig.ts'
import { choiceOf, emptyForm, firstPreset, withChoice, withEdit } from '../../src/renderer/paybackQuestion.ts'

/** Of a rig only its id is asked. */
const rig = (id: number): Rig => ({ id }) as Rig

test('the question begins with all own rigs, or with a preset whose answer is whole', () => {
  expect(choiceOf(emptyForm, [rig(3), rig(5)])).toEqual({ ownRigIds: [3, 5], planned: [] })
  expect(choiceOf(emptyForm, [])).toEqual({
    ownRigIds: [],
    planned: [{ presetId: firstPreset?.id, count: 1, month: null }],
  })
  expect(firstPreset).toMatchObject({ scope: 'system' })
  expect(firstPreset?.price).not.toBeNull()
})

test('what was chosen stays chosen when another rig comes', () => {
  const choice = { ownRigIds: [3], planned: [] }
  expect(choiceOf({ ...emptyForm, choice }, [rig(3), rig(5)])).toBe(choice)
})

test('other rigs leave the values that were put in for the former ones', () => {
  const edits = {
    'investments.1.amount': 900,
    'rig.loadW': 300,
    'opex.replacementCost': 2000,
    'otherRigs.0.decodeTps': 50,
    'opex.engRate': 80,
    'workloads.chat.routableShare': 0.7,
    'migration.setUp': 4,
  }
  expect(withChoice({ ...emptyForm, edits }, { ownRigIds: [1], planned: [] }).edits).toEqual({
    'opex.engRate': 80,
    'workloads.chat.routableShare': 0.7,
    'migration.setUp': 4,
  })
})

test('an edit takes the place of the one before, and is taken back', () => {
  const once = withEdit(emptyForm, 'opex.engRate', 80)
  expect(withEdit(once, 'opex.engRate', 90).edits).toEqual({ 'opex.engRate': 90 })
  expect(withEdit(once, 'opex.engRate', undefined).edits).toEqual({})
})
