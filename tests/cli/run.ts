import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { aFolder } from '../make.ts'

const cli = join(import.meta.dirname, '../../src/cli/index.ts')

export type Ran = { readonly code: number; readonly out: string; readonly err: string }

/** Runs the terminal's program in a process of its own. */
export const run = (...args: readonly string[]): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err })
    })
  })

export const json = (ran: Ran): unknown => JSON.parse(ran.out)

/** A folder with a bill of every text, and the options that name a ledger in it. */
export function aPlace(...texts: readonly string[]): {
  readonly files: readonly string[]
  readonly ledger: readonly string[]
} {
  const folder = aFolder()
  const files = texts.map((text, place) => {
    const file = join(folder, `bill-${place}.csv`)
    writeFileSync(file, text)
    return file
  })
  return { files, ledger: ['--ledger', join(folder, 'new folder', 'ledger.sqlite'), '--json'] }
}
