import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { archiveOf } from '../../src/ledger/open.ts'
import { anthropicBill } from '../make.ts'
import { aPlace, run } from '../cli/run.ts'

describe('a dry run in the terminal', () => {
  it('leaves no half-kept original in the archive', async () => {
    const { files, ledger } = aPlace(anthropicBill([['2026-07-01', '1.50']]))
    expect(await run('import', ...files, '--dry-run', ...ledger)).toMatchObject({ code: 0, err: '' })
    const archive = archiveOf(ledger[1] ?? '')
    expect(existsSync(archive) ? readdirSync(archive) : []).toEqual([])
  })
})
