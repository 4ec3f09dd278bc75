import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mappingCommand } from '../../src/cli/mapping.ts'
import type { Output } from '../../src/cli/output.ts'
import type { Ledger } from '../../src/ledger/open.ts'
import { aFolder, aLedger, noon } from '../make.ts'

const run = (ledger: Ledger, ...args: readonly string[]) => mappingCommand(ledger, args, noon)
async function done(ledger: Ledger, ...args: readonly string[]): Promise<Output> {
  const answer = await run(ledger, ...args)
  if ('usage' in answer) throw new Error(answer.usage)
  return answer
}

function aFile(text: string, name = 'groq.csv'): string {
  const file = join(aFolder(), name)
  writeFileSync(file, text)
  return file
}

const ambiguous = 'Day,Model,Cost ($)\n03/04/2026,llama,1.50\n05/06/2026,llama,2.25\n'
const rest = ['--set', 'serviceProviderName=Groq', '--set', 'dateFormat=m/d/y']

describe('mapping guess', () => {
  it('says what it makes of each column and of each row, and what it will not guess', async () => {
    const { json, words } = await done(aLedger(), 'guess', aFile(ambiguous))
    expect(json).toMatchObject({
      file: 'groq.csv',
      rows: 2,
      missing: ['serviceProviderName', 'dateFormat'],
      mapping: {
        columns: { date: 'Day', amount: 'Cost ($)', service: 'Model' },
        currency: 'USD',
        dateFormat: null,
      },
      evidence: { dateFormat: { state: 'ambiguous', choices: ['d/m/y', 'm/d/y'] } },
      preview: [
        {
          line: 2,
          state: 'row',
          firstDay: null,
          amount: '1.5',
          currency: 'USD',
          unread: [{ column: 'Day', text: '03/04/2026', reason: 'it is not said yet how dates are written' }],
        },
        { line: 3, amount: '2.25' },
      ],
      problem: null,
    })
    expect(words).toContain('--set dateFormat=d/m/y or m/d/y')
  })

  it('takes what the user says, shows the rows read by it, and saves it when asked', async () => {
    const ledger = aLedger()
    const { json } = await done(ledger, 'guess', aFile(ambiguous), ...rest, '--save')
    expect(json).toMatchObject({
      missing: [],
      preview: [{ firstDay: '2026-03-04', unread: [] }, { firstDay: '2026-05-06' }],
    })
    expect((await done(ledger, 'list')).json).toMatchObject({
      mappings: [{ savedAt: '2026-11-21T12:00:00.000Z', mapping: { title: 'groq', dateFormat: 'm/d/y' } }],
    })
  })

  it('saves nothing while a part has to be said', async () => {
    const ledger = aLedger()
    const { problems } = await done(ledger, 'guess', aFile(ambiguous), '--save')
    expect(problems).toMatchObject([{ kind: 'bad-mapping', field: 'serviceProviderName', text: null }])
    expect((await done(ledger, 'list')).json).toEqual({ mappings: [] })
  })

  it.each([
    ['dateFormat=d/m', { kind: 'bad-mapping', field: 'dateFormat', text: 'd/m' }],
    ['columns.date=Tag', { kind: 'bad-mapping', field: 'columns.date', text: 'Tag' }],
    ['columns.day=Day', { kind: 'bad-input', text: 'columns.day' }],
    ['colour=red', { kind: 'bad-input', text: 'colour' }],
    ['rowsToLeaveOut=all', { kind: 'bad-mapping', field: 'rowsToLeaveOut' }],
  ])('--set %s is refused', async (setting, problem) => {
    const { problems } = await done(aLedger(), 'guess', aFile(ambiguous), '--set', setting)
    expect(problems).toMatchObject([problem])
  })

  it('chooses columns and rows to leave out', async () => {
    const rule = '[{"column":"Model","when":"is","texts":["llama"]}]'
    const settings = ['--set', 'columns.service=', '--set', `rowsToLeaveOut=${rule}`]
    const { json } = await done(aLedger(), 'guess', aFile(ambiguous), ...settings)
    expect(json).toMatchObject({
      mapping: { columns: { service: null } },
      preview: [{ state: 'left-out', reason: 'Model reads llama' }, { state: 'left-out' }],
    })
  })

  it('a file that cannot be sampled is a problem', async () => {
    const { problems } = await done(aLedger(), 'guess', aFile('2026-03-01,1.50\n'))
    expect(problems).toMatchObject([{ kind: 'no-column-names', file: 'groq.csv' }])
  })
})

describe('mapping list, save, export, remove', () => {
  it('what is exported can be saved in another ledger', async () => {
    const ledger = aLedger()
    await done(ledger, 'guess', aFile(ambiguous), ...rest, '--save')
    const listed = (await done(ledger, 'list')).json as { mappings: readonly { fingerprint: string }[] }
    const fingerprint = listed.mappings[0]?.fingerprint ?? ''
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/)
    const exported = await done(ledger, 'export', '--fingerprint', fingerprint)
    expect(JSON.parse(exported.words)).toEqual(exported.json)

    const other = aLedger()
    const saved = await done(other, 'save', aFile(exported.words, 'groq.json'))
    expect(saved.json).toEqual({ mapping: exported.json })
    const byColumns = await done(other, 'export', '--fingerprint', 'cost ($) | day | model')
    expect(byColumns.json).toEqual(exported.json)

    expect((await done(other, 'remove', '--fingerprint', fingerprint)).problems).toEqual([])
    expect((await done(other, 'list')).words).toBe('No mappings.')
    expect((await done(other, 'remove', '--fingerprint', fingerprint)).problems).toEqual([
      { kind: 'no-such-mapping', fingerprint },
    ])
  })

  it.each([[[]], [['guess']], [['save']], [['export']], [['forget', 'x']]])(
    '%j is no command',
    async (args) => {
      expect(await run(aLedger(), ...args)).toHaveProperty('usage')
    },
  )
})
