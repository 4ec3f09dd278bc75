import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Case } from './fuzz-run.ts'
import { evidenceOf, watchFuzz } from './fuzz-watch.ts'

/**
 * Bills of every dialect with bytes and rows changed at random, imported one by one: nothing may crash or hang, a
 * refused file leaves nothing behind, and what is imported is what others read in the file. What a case holds follows
 * from the seed and its number, so a run goes on from any case. Exits with 1 on any violation; its bytes are then in
 * .bench/fuzz/.
 *
 *   npm run fuzz -- [mutations] [seed] [first case]     default 1000000 1 0
 */
const wanted = Number(process.argv[2] ?? 1_000_000)
const seed = Number(process.argv[3] ?? 1)
const first = Number(process.argv[4] ?? 0)
const folder = join(import.meta.dirname, '..', '.bench', 'fuzz')

/** Files in memory, where the system has them: they spare the waiting for a disk. */
const inMemory = '/dev/shm'

/** A case of some kilobytes that takes longer hangs, in milliseconds. */
const patience = 60_000
/** Violations after which it is enough. */
const mostViolations = 20
/** Cases between two signs of life. */
const oftenEnough = 2000

type Tally = {
  cases: number
  mutations: number
  accepted: number
  unseen: number
  readonly refused: Map<string, number>
}

const tallies = new Map<string, Tally>()
const began = performance.now()
const seconds = (): string => ((performance.now() - began) / 1000).toFixed(0)
let made = 0
let violations = 0
let accepted = 0
let refused = 0

function count({ dialect, mutations, accepted: imported, unseen, refused: kinds }: Case): void {
  const tally: Tally = tallies.get(dialect) ?? {
    cases: 0,
    mutations: 0,
    accepted: 0,
    unseen: 0,
    refused: new Map(),
  }
  tallies.set(dialect, tally)
  tally.cases += 1
  tally.mutations += mutations
  tally.accepted += imported
  tally.unseen += unseen
  for (const kind of kinds) tally.refused.set(kind, (tally.refused.get(kind) ?? 0) + 1)
  made += mutations
  accepted += imported
  refused += kinds.length
}

mkdirSync(folder, { recursive: true })
await watchFuzz({
  seed,
  first,
  last: Number.MAX_SAFE_INTEGER,
  folder,
  ledgers: existsSync(inMemory) ? inMemory : tmpdir(),
  patience,
  tell: (done) => {
    count(done)
    if (done.violations.length > 0) {
      violations += 1
      const at = evidenceOf({ folder, seed }, done.number) ?? 'bytes not kept'
      console.log(
        `\nseed ${seed}, case ${done.number} (${done.dialect}): ${at}\n  ${done.violations.join('\n  ')}`,
      )
    }
    const next = done.number + 1
    if (next % oftenEnough === 0)
      console.log(
        `${made} changes, ${accepted} bills accepted, ${refused} refused, ${violations} violations, ${seconds()} s; ` +
          `to go on from here: npm run fuzz -- ${wanted - made} ${seed} ${next}`,
      )
    return made < wanted && violations < mostViolations
  },
})
for (const [dialect, tally] of [...tallies].toSorted()) {
  const kinds = [...tally.refused].toSorted((one, other) => other[1] - one[1])
  const unseen = tally.unseen > 0 ? ` (${tally.unseen} not held against DuckDB)` : ''
  console.log(
    `${dialect.padEnd(24)} ${String(tally.cases).padStart(6)} files ${String(tally.mutations).padStart(8)} changes ` +
      `${String(tally.accepted).padStart(6)} accepted${unseen}; refused: ` +
      kinds.map(([kind, times]) => `${kind} ${times}`).join(', '),
  )
}
console.log(
  `seed ${seed}: ${made} changes, ${accepted} accepted, ${refused} refused, ${violations} violations, ${seconds()} s`,
)
process.exitCode = violations === 0 ? 0 : 1
