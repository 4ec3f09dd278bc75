import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '../src/flows/check.ts'
import { importStatements } from '../src/flows/import-statements.ts'
import { openLedger, type Ledger } from '../src/ledger/open.ts'
import { problemWords } from '../src/core/words.ts'
import type { Seed } from './fuzz-corpus.ts'
import { chance, mutated } from './fuzz-mutations.ts'
import { disagreements } from './fuzz-oracle.ts'

/** What came of one mutated bill. `violations` is empty where all is as it must be. */
export type Case = {
  readonly number: number
  readonly dialect: string
  readonly mutations: number
  /** Bills in it that were imported; for each refused one, the kind of its problem. */
  readonly accepted: number
  readonly refused: readonly string[]
  readonly violations: readonly string[]
}

/** The bytes of a case, which follow from the seed and its number alone. */
export function bytesOfCase(
  seeds: readonly Seed[],
  seed: number,
  number: number,
): { readonly from: Seed; readonly bytes: Buffer; readonly mutations: number } {
  const by = chance(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b))
  const from = seeds[number % seeds.length]
  const other = seeds[by.below(seeds.length)]
  if (!from || !other) throw new Error('There are no bills to start from')
  const { bytes, mutations } = mutated(from.bytes, other.bytes, by)
  return { from, bytes: from.pack ? from.pack(bytes) : bytes, mutations }
}

/** Cases after which a new ledger is begun: its check takes longer the more is in it. */
const casesInLedger = 60

/** Longest that reading, importing and checking one bill of some kilobytes may take, in milliseconds. */
const patience = 20_000

const now = Date.UTC(2026, 10, 21, 12)

/** The stage is made when the first bill goes into it. */
const cellsInStage = ({ db }: Ledger): number =>
  db.prepare(`SELECT count(*) FROM temp.sqlite_schema WHERE name = 'staged'`).pluck().get() === 0
    ? 0
    : Number(db.prepare('SELECT count(*) FROM staged').pluck().get())

export type Fuzzing = {
  readonly next: (number: number) => Promise<Case>
  /** Checks the ledger in use; answers what is wrong with it. */
  readonly end: () => Promise<readonly string[]>
}

/** Imports mutated bills into real ledgers in a folder and looks for whatever must not be. */
export function fuzzing(seeds: readonly Seed[], seed: number, folder: string): Fuzzing {
  let ledger: Ledger | null = null
  let imported = 0
  let cases = 0

  const opened = (): Ledger => {
    if (ledger) return ledger
    mkdirSync(folder, { recursive: true })
    const result = openLedger(join(folder, 'ledger.sqlite'))
    if (!result.ok) throw new Error(problemWords(result.problem))
    ledger = result.value
    // A fuzz run does not outlive the power.
    ledger.db.pragma('synchronous = OFF')
    return ledger
  }
  const end = async (): Promise<readonly string[]> => {
    if (ledger === null) return []
    const checked = await check(ledger)
    ledger.close()
    ledger = null
    imported = 0
    cases = 0
    rmSync(folder, { recursive: true, force: true })
    return checked.ok ? [] : [`check: ${JSON.stringify(checked).slice(0, 2000)}`]
  }
  const inLedger = (held: Ledger): string =>
    JSON.stringify([
      held.db.prepare('SELECT count(*), max(id) FROM statements').raw().get(),
      held.db.prepare('SELECT count(*), sum(row_count) FROM charges').raw().get(),
      held.db.prepare('SELECT count(*) FROM covered_days').raw().get(),
    ])
  const inArchive = (held: Ledger): readonly string[] =>
    readdirSync(held.archive, { withFileTypes: true }).map(({ name }) => name)

  const next = async (number: number): Promise<Case> => {
    const { from, bytes, mutations } = bytesOfCase(seeds, seed, number)
    const held = opened()
    mkdirSync(held.archive, { recursive: true })
    const violations: string[] = []
    const began = performance.now()
    const before = [inLedger(held), inArchive(held).join()]
    const kinds: string[] = []
    let accepted = 0
    try {
      const outcomes = await importStatements(held, [{ name: from.name, bytes }], now + number)
      for (const outcome of outcomes) {
        if (outcome.state === 'refused') {
          kinds.push(outcome.problem.kind)
          if (problemWords(outcome.problem).length > 1500)
            violations.push('a sentence longer than 1,500 letters')
        }
        if (outcome.state !== 'imported') continue
        accepted += 1
        violations.push(...(await disagreements(held, outcome)))
      }
      const after = [inLedger(held), inArchive(held).join()]
      if (accepted === 0 && JSON.stringify(before) !== JSON.stringify(after))
        violations.push(`refused, and yet ${JSON.stringify(before)} became ${JSON.stringify(after)}`)
      if (inArchive(held).some((name) => !/^[0-9a-f]{64}\.(?:zst|json)$/.test(name)))
        violations.push(`left in the archive: ${inArchive(held).join(' ')}`)
      if (cellsInStage(held) > 0) violations.push('cells are left in the stage')
    } catch (thrown) {
      violations.push(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
    }
    const took = performance.now() - began
    if (took > patience) violations.push(`took ${(took / 1000).toFixed(1)} seconds`)
    imported += accepted
    cases += 1
    if (violations.length > 0 || imported >= casesInLedger || cases >= 20 * casesInLedger)
      violations.push(...(await end()))
    return { number, dialect: from.dialect, mutations, accepted, refused: kinds, violations }
  }
  return { next, end }
}
