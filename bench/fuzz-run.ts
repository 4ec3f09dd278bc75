import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '../src/flows/check.ts'
import { importStatements } from '../src/flows/import-statements.ts'
import { openLedger, type Ledger } from '../src/ledger/open.ts'
import { problemWords } from '../src/core/words.ts'
import type { Seed } from './fuzz-corpus.ts'
import { chance, mutated } from './fuzz-mutations.ts'
import { inStage, leftovers, wholeOf, type Whole } from './fuzz-ledger.ts'
import { agreement } from './oracle/agreement.ts'

/** What came of one mutated bill. `violations` is empty where all is as it must be. */
export type Case = {
  readonly number: number
  readonly dialect: string
  readonly mutations: number
  /** Bills in it that were imported; for each refused one, the kind of its problem. */
  readonly accepted: number
  readonly refused: readonly string[]
  /** Accepted ones that others could not read: Parquet with damage where the import did not look. */
  readonly unseen: number
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

/** Statements, and files, after which a new ledger is begun: its check takes longer the more is in it. */
const mostStatements = 12
const mostCases = 400

const now = Date.UTC(2026, 10, 21, 12)

const longestSentence = 1500

export type Fuzzing = {
  readonly next: (number: number) => Promise<Case>
  readonly end: () => void
}

/** A ledger in use, what was accepted into it, and what was in it before the next file. */
type Open = { readonly ledger: Ledger; readonly accepted: number[]; before: Whole; cases: number }

/**
 * Imports mutated bills into real ledgers in a folder and looks for whatever must not be. After each file the ledger
 * holds exactly what was accepted, its check is fine and the archive keeps exactly the originals; where nothing was
 * accepted, not a byte was written.
 */
export function fuzzing(seeds: readonly Seed[], seed: number, folder: string): Fuzzing {
  let inUse: Open | null = null

  const opened = (): Open => {
    if (inUse) return inUse
    mkdirSync(folder, { recursive: true })
    const result = openLedger(join(folder, 'ledger.sqlite'))
    if (!result.ok) throw new Error(problemWords(result.problem))
    const ledger = result.value
    // A fuzz run does not outlive the power; and a log that only grows shows every writing by its size.
    ledger.db.pragma('synchronous = OFF')
    ledger.db.pragma('wal_autocheckpoint = 0')
    mkdirSync(ledger.archive, { recursive: true })
    inUse = { ledger, accepted: [], before: wholeOf(ledger), cases: 0 }
    return inUse
  }
  const end = (): void => {
    inUse?.ledger.close()
    inUse = null
    rmSync(folder, { recursive: true, force: true })
  }

  const next = async (number: number): Promise<Case> => {
    const { from, bytes, mutations } = bytesOfCase(seeds, seed, number)
    const held = opened()
    const { ledger, accepted, before } = held
    const violations: string[] = []
    const refused: string[] = []
    const latest: number[] = []
    let unseen = 0
    try {
      const file = { name: from.name, bytes }
      const mappings = from.mapping === null ? [] : [from.mapping]
      const outcomes = await importStatements(ledger, [file], now + number, { mappings })
      for (const outcome of outcomes) {
        if (outcome.state === 'refused') {
          refused.push(outcome.problem.kind)
          if (problemWords(outcome.problem).length > longestSentence)
            violations.push(`a sentence longer than ${longestSentence} letters`)
        }
        if (outcome.state === 'imported') latest.push(outcome.statement.id)
      }
      accepted.push(...latest)
      const after = wholeOf(ledger)
      violations.push(...inStage(ledger))
      if (latest.length === 0) violations.push(...changes(before, after))
      else violations.push(...leftovers(ledger, accepted, latest, bytes), ...(await whatCheckFinds(ledger)))
      held.before = after
      for (const id of latest) {
        const found = await agreement(ledger, id, bytes)
        violations.push(...found.violations)
        if (!found.isWhole) unseen += 1
      }
    } catch (thrown) {
      violations.push(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
    }
    held.cases += 1
    if (violations.length > 0 || accepted.length >= mostStatements || held.cases >= mostCases) end()
    return { number, dialect: from.dialect, mutations, accepted: latest.length, refused, unseen, violations }
  }
  return { next, end }
}

/** Where nothing was accepted. */
const changes = (before: Whole, after: Whole): readonly string[] => [
  ...(before.ledger === after.ledger ? [] : ['nothing was accepted, and yet the ledger was written to']),
  ...(before.archive === after.archive
    ? []
    : [`nothing was accepted, and yet the archive was ${before.archive} and is ${after.archive}`]),
]

async function whatCheckFinds(ledger: Ledger): Promise<readonly string[]> {
  const checked = await check(ledger)
  return checked.ok ? [] : [`check: ${JSON.stringify(checked).slice(0, 2000)}`]
}
