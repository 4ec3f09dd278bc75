import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { removeStoredRig, listRigs } from '../../src/ledger/rigs.ts'
import { listScenarios } from '../../src/ledger/scenarios.ts'
import { migrate } from '../../src/ledger/migrate.ts'
import { listServed, servedTokens, storeServed } from '../../src/ledger/served-tokens.ts'
import { listWorkloadFacts } from '../../src/ledger/workload-facts.ts'
import { aFolder, aLedger } from '../make.ts'

/** A ledger of format 10 with one rig. */
function anOlderLedger(): string {
  const file = join(aFolder(), 'ledger.sqlite')
  const db = new Database(file)
  db.pragma('application_id = 0x42576174')
  migrate(db, 10)
  db.exec(`INSERT INTO rigs VALUES (3, 'Basement', NULL, 1200000000000, 'USD', 20666, 0);
    INSERT INTO tariffs VALUES (3, 20666, 200000000);
    INSERT INTO energy_entries VALUES (3, 680, 100);`)
  db.close()
  return file
}

describe('a ledger of format 10', () => {
  it('keeps its rig, which from now on may have tokens; they go with it', () => {
    const ledger = aLedger(anOlderLedger())
    expect(listRigs(ledger)).toMatchObject([{ id: 3, name: 'Basement', inServiceOn: 20666 }])
    storeServed(ledger, 3, 680, { tokensIn: 5, tokensOut: 2 })
    storeServed(ledger, 3, 680, { tokensIn: 7, tokensOut: 2 })
    expect([...servedTokens(ledger, 3)]).toEqual([[680, { tokensIn: 7, tokensOut: 2 }]])
    expect(listServed(ledger)).toEqual([{ rigId: 3, month: 680, tokensIn: 7, tokensOut: 2 }])
    removeStoredRig(ledger, 3)
    expect(ledger.db.prepare('SELECT count(*) FROM rig_tokens').pluck().get()).toBe(0)
  })

  it('has no scenario and no workload said anything of yet', () => {
    const ledger = aLedger(anOlderLedger())
    expect([listScenarios(ledger), listWorkloadFacts(ledger)]).toEqual([[], []])
  })
})
