import { rmSync, writeFileSync } from 'node:fs'
import { evidence, ready, type Order } from '../../bench/fuzz-watch.ts'

/** Stands in for the process that runs fuzz cases: its case 7 never ends, its case 13 ends the process. */
const { seed, first, last, folder } = JSON.parse(process.argv[2] ?? '{}') as Order

process.send?.(ready)
for (let number = first; number <= last; number += 1) {
  const path = evidence(folder, seed, number, 'bill.csv')
  writeFileSync(path, `the bytes of case ${number}`)
  if (number === 13) process.exit(3)
  while (number === 7) Math.sqrt(number)
  rmSync(path)
  const done = { number, dialect: 'any', mutations: 1, accepted: 0, refused: [], unseen: 0, violations: [] }
  await new Promise((sent) => process.send?.(done, sent))
}
process.disconnect()
