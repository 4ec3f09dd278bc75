import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { routingCommand } from '../../src/cli/routing.ts'
import { aFolder, aLedger } from '../make.ts'
import { aPlace, json, run } from './run.ts'

const tickets = {
  id: 'tickets',
  taskClass: 'classification',
  sensitivity: 'public',
  spend: 4000,
  netSaving: 2600,
  daysOfData: 120,
}
const phi = { id: 'phi', taskClass: 'summarisation', sensitivity: 'regulated', spend: 200, netSaving: -50 }
const research = { ...tickets, id: 'research', taskClass: 'reasoning', spend: 8000, netSaving: 4000 }

function aFile(content: unknown): string {
  const file = join(aFolder(), 'work.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
const routing = (...args: readonly string[]) => routingCommand(aLedger(), args)

describe('breakwatt routing', () => {
  it('of one workload prints its decision', async () => {
    const { ledger } = aPlace()
    const ran = await run('routing', '--workload', aFile(tickets), ...ledger)
    expect(ran).toMatchObject({ code: 0, err: '' })
    expect(json(ran)).toEqual({
      id: 'tickets',
      decision: 'local',
      mode: 'all',
      rule: 'S1',
      scores: { cost: 100, compliance: 20, capability: 80, fit: 70 },
      text: expect.stringMatching(
        /^Run tickets on the rig\. Rule S1: .* saves 2,600 of 4,000 a month/,
      ) as string,
      flips: [
        {
          lever: 'quality',
          side: 'below',
          at: 0.85,
          today: 0.9,
          nodes: null,
          decision: 'both',
          mode: 'cascade',
        },
        {
          lever: 'quality',
          side: 'below',
          at: 0.8,
          today: 0.9,
          nodes: null,
          decision: 'cloud',
          mode: 'quality',
        },
        expect.objectContaining({ lever: 'spend', side: 'below', decision: 'both' }),
        expect.objectContaining({ lever: 'spend', side: 'below', decision: 'cloud' }),
        expect.objectContaining({ lever: 'capacity', at: 0.95, decision: 'both' }),
      ],
      blockers: [],
      facts: {
        saving: 0.65,
        rho: 0.9,
        rhoSource: 'preset (seed 000 and defaults), low end',
        capacityShare: 1,
      },
    })
  })

  it('of several prints a list, the best fit first, and a table for people', async () => {
    const file = aFile([research, phi, tickets])
    expect(await routing('--workload', file)).toMatchObject({
      json: [{ id: 'tickets' }, { id: 'phi', rule: 'R1' }, { id: 'research', decision: 'cloud' }],
    })
    const answer = await routing('--workload', file, '--currency', 'usd')
    const [table, first] = ('words' in answer ? answer.words : '').split('\n\n')
    expect(table).toBe(
      [
        'workload  decision  mode     rule  fit  cost  compliance  capability',
        'tickets   local     all      S1     70   100          20          80',
        'phi       local     all      R1     52     0         100          72',
        'research  cloud     quality  S4     39    83          20           0',
      ].join('\n'),
    )
    expect(first).toContain('Cost 100: moving it saves $2,600 of $4,000 a month, 65%.')
    expect(await routing('--workload', aFile([phi]))).toMatchObject({
      json: [{ id: 'phi' }],
      words: expect.stringMatching(/^Run phi on the rig\.\n/) as string,
    })
    expect(await routing('--workload', aFile([]))).toMatchObject({
      json: [],
      words: 'The file holds no workload.',
    })
  })

  it('refuses in words a file it cannot read, and one that says too little', async () => {
    const { ledger } = aPlace()
    const ran = await run('routing', '--workload', aFile([tickets, { id: 'b', spend: 1 }]), ...ledger)
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('says nothing for [1].netSaving, where it needs a number')
    expect(json(ran)).toMatchObject({ problem: { kind: 'bad-workload' } })
    expect(await routing('--workload', aFile('{'))).toMatchObject({
      problems: [{ kind: 'workload-not-json' }],
    })
    expect(await routing('--workload', '/nowhere/work.json')).toMatchObject({
      problems: [{ kind: 'file-unreadable', reason: 'there is no such file' }],
    })
  })

  it.each([
    [[], 'routing needs a file: routing --workload FILE'],
    [['--workload', 'a.json', '--currency', 'dollars'], 'dollars is no currency code such as USD'],
  ])('shows its usage after %j', async (line, usage) => {
    expect(await routing(...line)).toEqual({ usage })
  })

  it('shows the usage of the program after an option it does not have', async () => {
    const { ledger } = aPlace()
    expect(await run('routing', '--file', 'a.json', ...ledger)).toMatchObject({ code: 2 })
  })
})
