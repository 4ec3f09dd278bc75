import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { completeScenario } from '../../src/core/payback/complete-scenario.ts'
import type { SavedScenario } from '../../src/core/payback/ground.ts'
import type { Problem } from '../../src/core/problem.ts'
import type { Result } from '../../src/core/result.ts'
import {
  duplicateScenario,
  removeScenario,
  renameScenario,
  restoreScenario,
  saveScenario,
} from '../../src/flows/keep-scenario.ts'
import { importScenario, readScenarioFile, scenarioText } from '../../src/flows/scenario-file.ts'
import { addScenario, listScenarios } from '../../src/ledger/scenarios.ts'
import { aFolder, aLedger, noon } from '../make.ts'
import { importMonths, ready } from '../make-payback.ts'

const choice = { ownRigIds: [], planned: [{ presetId: 'l40s', count: 2, month: '2027-01' }] }

function kept(saved: Result<SavedScenario, Problem>): SavedScenario {
  if (!saved.ok) throw new Error(JSON.stringify(saved.problem))
  return saved.value
}
const names = (ledger: Parameters<typeof listScenarios>[0]): readonly string[] =>
  listScenarios(ledger).map(({ name }) => name)

describe('a saved scenario', () => {
  it('is there again as it was saved, and saving under its name puts the new one in its place', () => {
    const ledger = aLedger()
    const saved = kept(saveScenario(ledger, ' Two cards ', choice, { 'opex.engRate': 60 }, noon))
    expect(listScenarios(ledger)).toEqual([saved])
    expect(saved).toMatchObject({
      name: 'Two cards',
      kind: 'following',
      choice,
      edits: { 'opex.engRate': 60 },
    })
    const again = kept(saveScenario(ledger, 'two CARDS', choice, {}, noon + 1))
    expect(listScenarios(ledger)).toEqual([{ ...saved, edits: {}, savedAt: noon + 1 }])
    expect(again.id).toBe(saved.id)
  })

  it('is renamed, copied, removed and brought back', () => {
    const ledger = aLedger()
    const { id } = kept(saveScenario(ledger, 'One', choice, {}, noon))
    expect(kept(renameScenario(ledger, id, 'First')).name).toBe('First')
    expect(kept(duplicateScenario(ledger, id, noon + 1)).name).toBe('First (copy)')
    expect(kept(duplicateScenario(ledger, id, noon + 2)).name).toBe('First (copy 2)')
    expect(removeScenario(ledger, id, noon)).toEqual({ ok: true, value: null })
    expect(names(ledger)).toEqual(['First (copy 2)', 'First (copy)'])
    saveScenario(ledger, 'First', choice, {}, noon + 3)
    expect(kept(restoreScenario(ledger, id))).toMatchObject({ id, name: 'First (2)' })
    expect(names(ledger)).toHaveLength(4)
  })

  it('has a name of its own, and one that is not there is said', () => {
    const ledger = aLedger()
    const one = kept(saveScenario(ledger, 'One', choice, {}, noon))
    kept(saveScenario(ledger, 'Two', choice, {}, noon))
    expect(renameScenario(ledger, one.id, 'TWO')).toMatchObject({
      problem: { kind: 'bad-input', field: 'name' },
    })
    expect(renameScenario(ledger, one.id, 'ONE')).toMatchObject({ value: { name: 'ONE' } })
    expect(saveScenario(ledger, '  ', choice, {}, noon)).toMatchObject({ problem: { kind: 'bad-input' } })
    for (const missing of [
      renameScenario(ledger, 99, 'x'),
      duplicateScenario(ledger, 99, noon),
      removeScenario(ledger, 99, noon),
      restoreScenario(ledger, one.id),
    ])
      expect(missing).toMatchObject({ problem: { kind: 'no-such-scenario' } })
  })

  it('that was frozen at a purchase keeps its name and stays; a copy of it may change', () => {
    const ledger = aLedger()
    const scenario = completeScenario({ workloads: [{ id: 'a', spend: 200 }] })
    const body = { kind: 'fixed', why: 'frozen-at-purchase', scenario, currency: 'USD', rigId: null } as const
    const { id } = addScenario(ledger, 'Mac Studio', body, noon)
    expect(renameScenario(ledger, id, 'Other')).toMatchObject({ problem: { kind: 'scenario-frozen' } })
    expect(removeScenario(ledger, id, noon)).toMatchObject({ problem: { kind: 'scenario-frozen' } })
    expect(listScenarios(ledger)).toMatchObject([{ name: 'Mac Studio' }])
    const copy = kept(duplicateScenario(ledger, id, noon))
    expect(removeScenario(ledger, copy.id, noon)).toMatchObject({ ok: true })
  })
})

describe('a scenario as a file', () => {
  it('comes back the same, with the currency of its money', async () => {
    const ledger = aLedger()
    await importMonths(ledger, [
      ['2026-08', '20'],
      ['2026-09', '20'],
      ['2026-10', '20'],
    ])
    const { scenario } = ready(ledger, { planned: choice.planned })
    const file = join(aFolder(), 'Two cards.scenario.json')
    writeFileSync(file, scenarioText(scenario, 'EUR'))
    expect(await readScenarioFile(file)).toEqual({ ok: true, value: { scenario, currency: 'EUR' } })
    const saved = kept(await importScenario(ledger, file, 'USD', noon))
    expect(saved).toMatchObject({
      name: 'Two cards',
      kind: 'fixed',
      why: 'imported',
      currency: 'EUR',
      scenario,
    })
    expect(listScenarios(ledger)).toEqual([saved])
    expect(kept(await importScenario(ledger, file, 'USD', noon)).name).toBe('Two cards (2)')
    expect(saveScenario(ledger, 'Two cards', choice, {}, noon)).toMatchObject({ problem: { field: 'name' } })
    expect(kept(duplicateScenario(ledger, saved.id, noon))).toMatchObject({
      kind: 'fixed',
      scenario,
      rigId: null,
    })
  })

  it('that leaves fields out takes the values that change nothing, and the currency it is imported in', async () => {
    const file = join(aFolder(), 'small.json')
    writeFileSync(file, '{"month0":"2026-03","workloads":[{"id":"a","spend":200}]}')
    const saved = kept(await importScenario(aLedger(), file, 'CHF', noon))
    expect(saved).toMatchObject({
      name: 'small',
      currency: 'CHF',
      scenario: completeScenario({ month0: '2026-03', workloads: [{ id: 'a', spend: 200 }] }),
    })
  })

  it.each([
    ['{"workloads": [', 'scenario-not-json'],
    ['{"horizonMonths": "long"}', 'bad-scenario'],
    ['{"currency": "dollars"}', 'bad-scenario'],
    ['{"currency": 4}', 'unknown-scenario-field'],
    ['{"spend": 4}', 'unknown-scenario-field'],
    ['[]', 'bad-scenario'],
  ])('that reads %s is refused, and nothing is saved', async (text, kind) => {
    const ledger = aLedger()
    const file = join(aFolder(), 'wrong.json')
    writeFileSync(file, text)
    expect(readFileSync(file, 'utf8')).toBe(text)
    expect(await importScenario(ledger, file, 'USD', noon)).toMatchObject({ ok: false, problem: { kind } })
    expect(listScenarios(ledger)).toEqual([])
  })

  it('that is not there is said', async () => {
    expect(await readScenarioFile(join(aFolder(), 'gone.json'))).toMatchObject({
      problem: { kind: 'file-unreadable' },
    })
  })
})
