import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLedger, type Ledger } from '../../src/ledger/open.ts'
import { aFolder, aLedger } from '../make.ts'

/** Where files lie in memory, if there is such a place: a property makes some hundred ledgers. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

let empty: string | null = null
/** An empty ledger is made once and copied. */
function emptyLedger(): string {
  if (empty !== null && existsSync(empty)) return empty
  empty = join(aFolder(), 'empty.sqlite')
  aLedger(empty).close()
  return empty
}

/** A new ledger for one run of a property, gone when it is over. */
export async function withLedger<T>(use: (ledger: Ledger) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(memory, 'breakwatt-property-'))
  try {
    const file = join(folder, 'ledger.sqlite')
    copyFileSync(emptyLedger(), file)
    const opened = openLedger(file)
    if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
    const answer = await use(opened.value)
    opened.value.close()
    return answer
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
