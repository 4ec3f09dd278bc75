import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fuzzSeeds } from './fuzz-corpus.ts'
import { bytesOfCase, fuzzing } from './fuzz-run.ts'
import { evidence, ledgerOf, ready, type Order } from './fuzz-watch.ts'

/** Runs cases one by one in a process of its own and tells of each. A case's bytes lie in the folder until it is fine. */
const { seed, first, last, folder, ledgers } = JSON.parse(process.argv[2] ?? '{}') as Order

mkdirSync(folder, { recursive: true })
const seeds = await fuzzSeeds()
const run = fuzzing(seeds, seed, ledgerOf(ledgers, process.pid))
process.send?.(ready)
for (let number = first; number <= last; number += 1) {
  const { from, bytes } = bytesOfCase(seeds, seed, number)
  const path = evidence(folder, seed, number, from.name)
  writeFileSync(path, bytes)
  const done = await run.next(number)
  if (done.violations.length === 0) rmSync(path)
  await new Promise((sent) => process.send?.(done, sent))
}
run.end()
process.disconnect()
