import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { anthropicBill } from '../make.ts'
import { aPlace, json, run } from './run.ts'

const cli = join(import.meta.dirname, '../../src/cli/index.ts')
const bill = anthropicBill([['2026-07-01', '60.00']])

describe('the name of another account', () => {
  it('is taken without the blanks around it', async () => {
    const { files, ledger } = aPlace(bill)
    const ran = await run('import', ...files, '--as', '  My Lab ', ...ledger)
    expect(json(ran)).toMatchObject({ statements: [{ account: 'My Lab', accountLabel: 'My Lab' }] })
  })

  it.each([
    ['   ', 'the NAME of --as must not be blank'],
    ['a'.repeat(101), 'the NAME of --as may have at most 100 characters'],
  ])('%j is no command line', async (name, sentence) => {
    const { files, ledger } = aPlace(bill)
    const ran = await run('import', ...files, '--as', name, ...ledger)
    expect(ran.code).toBe(2)
    expect(ran.err.split('\n')[0]).toBe(sentence)
    expect(json(await run('statements', ...ledger))).toEqual({ statements: [] })
  })
})

describe('an answer that cannot be written', () => {
  it.runIf(existsSync('/dev/full'))('is one sentence where there is no room', async () => {
    const { files, ledger } = aPlace(bill)
    const full = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [cli, 'import', ...files, ...ledger], {
      stdio: ['ignore', full, 'pipe'],
    })
    if (child.stderr === null) throw new Error('No stderr')
    const [err] = await Promise.all([text(child.stderr), once(child, 'exit')])
    closeSync(full)
    expect(err).toBe('The answer could not be written: there is no room. What the command did is done.\n')
    expect(child.exitCode).toBe(1)
    expect(json(await run('statements', ...ledger))).toMatchObject({ statements: [{ rows: 1 }] })
  })

  it('is nothing to tell where nobody reads on', async () => {
    const { files, ledger } = aPlace(bill)
    const child = spawn(process.execPath, [cli, 'import', ...files, ...ledger], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    child.stdout.destroy()
    const [err] = await Promise.all([text(child.stderr), once(child, 'exit')])
    expect(err).toBe('')
    expect(child.exitCode).toBe(0)
  })
})
