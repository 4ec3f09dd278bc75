import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addAll, alternativeOf, moneySources, type MoneySource } from '../../src/core/money-sources.ts'

const usd = (dollars: number): MoneySource['billed'] => [
  { currency: 'USD', billed: BigInt(dollars) * 1_000_000_000n },
]
let sourceId = 0
const source = (exportName: string, account: string, dollars: number, days = 31): MoneySource => ({
  sourceId: (sourceId += 1),
  exportName,
  billingAccountId: account,
  keptApart: false,
  coveredDays: days,
  firstDay: 0,
  lastDay: days - 1,
  statements: [sourceId],
  billed: usd(dollars),
  projects: [],
  newest: { invoiced: false, lastDay: days - 1, writtenAt: null },
  importedAt: sourceId,
})
const counting = (sources: readonly MoneySource[], choice: string | null = null): readonly string[] => {
  const counts = new Map(moneySources(sources, choice).map((use) => [use.sourceId, use]))
  return sources
    .filter((one) => counts.get(one.sourceId)?.counts)
    .map((one) => `${one.exportName} ${one.billingAccountId}`.trim())
}

describe('an export of days without any cost', () => {
  it('leaves the money of another one in place, however few days that has', () => {
    const quiet = { ...source('openai-cost', '', 0, 31), billed: [] }
    expect(counting([quiet, source('openai-cost', 'org-1', 20, 2)])).toEqual([
      'openai-cost',
      'openai-cost org-1',
    ])
  })
})

describe('an export of a subscription beside that of its account', () => {
  const split = (whole: MoneySource, projects: Readonly<Record<string, number>>): MoneySource => ({
    ...whole,
    projects: Object.entries(projects).map(([project, dollars]) => ({ project, billed: usd(dollars) })),
  })
  const account = (): MoneySource =>
    split(source('azure-cost-details', '8611', 12), { Production: 7, Test: 5 })
  const part = (project: string, dollars: number): MoneySource =>
    split(source('azure-subscription', 'sub-1', dollars), { [project]: dollars })

  it('counts once, told by the subscription’s name', () => {
    expect(counting([account(), part('Production', 6)])).toEqual(['azure-cost-details 8611'])
  })

  it('counts once, told by what the subscription was billed', () => {
    expect(counting([part('b1a2', 7), account()])).toEqual(['azure-cost-details 8611'])
  })

  it('adds up where the account has no such subscription', () => {
    expect(counting([account(), part('Research', 30)])).toEqual([
      'azure-cost-details 8611',
      'azure-subscription sub-1',
    ])
  })

  it('adds up with that of another subscription', () => {
    expect(counting([part('Production', 7), { ...part('Test', 5), billingAccountId: 'sub-2' }])).toEqual([
      'azure-subscription sub-1',
      'azure-subscription sub-2',
    ])
  })
})

describe('the money of a seller’s month', () => {
  it('rows of one file add up, whether they name an account or not', () => {
    const named = source('github-usage', 'acme', 1)
    const unnamed = { ...source('github-usage', '', 38), statements: named.statements }
    expect(counting([named, unnamed])).toEqual(['github-usage acme', 'github-usage'])
  })

  it('an export that takes over from another in the middle of the month adds up with it', () => {
    const before = { ...source('aws-cur', '111', 1500, 15), firstDay: 0, lastDay: 14 }
    const after = { ...source('focus', '111', 160, 16), firstDay: 15, lastDay: 30 }
    expect(counting([before, after])).toEqual(['aws-cur 111', 'focus 111'])
    expect(counting([before, { ...after, firstDay: 14 }])).toEqual(['focus 111'])
  })

  it('an export with the month on one day does not add up with what other days say', () => {
    const month = { ...source('aws-cost-explorer', '111', 1660, 1), firstDay: 0, lastDay: 0 }
    const days = { ...source('focus', '111', 160, 16), firstDay: 15, lastDay: 30 }
    expect(counting([month, days])).toEqual(['focus 111'])
  })

  it('accounts of one export add up', () => {
    expect(counting([source('focus', '1', 10), source('focus', '2', 20)])).toEqual(['focus 1', 'focus 2'])
  })

  it('accounts of two exports that are not the same money add up', () => {
    expect(counting([source('focus', '1', 10), source('aws-cur', '2', 20)])).toEqual(['focus 1', 'aws-cur 2'])
  })

  it('the same account through two exports counts once', () => {
    const both = [source('focus', '1', 10), source('aws-cur', '1', 12)]
    expect(counting(both)).toEqual(['aws-cur 1'])
  })

  it('a report that names no account is the same money, and the export that itemises the bill is used', () => {
    expect(counting([source('aws-cur', '1', 10), source('aws-cost-explorer', '', 9)])).toEqual(['aws-cur 1'])
  })

  it('the one that covers more days comes first, whatever its kind', () => {
    expect(counting([source('aws-cur', '1', 10, 12), source('aws-cost-explorer', '', 9)])).toEqual([
      'aws-cost-explorer',
    ])
  })

  it('of two as exact ones the newer counts, by its invoice and its reach before its import', () => {
    const [first, last] = [source('focus', '1', 10), source('aws-cur', '1', 11)]
    expect(counting([first, last])).toEqual(['aws-cur 1'])
    const invoiced = { ...first, newest: { invoiced: true, lastDay: 30, writtenAt: null } }
    expect(counting([invoiced, last])).toEqual(['focus 1'])
    const further = { ...first, newest: { invoiced: false, lastDay: 40, writtenAt: null } }
    expect(counting([further, last])).toEqual(['focus 1'])
    expect(counting([further, { ...last, newest: invoiced.newest }])).toEqual(['aws-cur 1'])
  })

  it('an amortised view never stands beside the bill it spreads, and is used where nothing else is', () => {
    const spread = source('azure-amortized', 'a', 16)
    expect(counting([spread, source('azure-cost-details', 'a', 9)])).toEqual(['azure-cost-details a'])
    expect(counting([spread, source('azure-cost-details', 'a', 9, 12)])).toEqual(['azure-cost-details a'])
    expect(counting([spread])).toEqual(['azure-amortized a'])
  })

  it('ungrouped and grouped rows of one export are the same money when one names no account', () => {
    expect(counting([source('openai-cost', '', 10), source('openai-cost', 'org-1', 10)])).toEqual([
      'openai-cost org-1',
    ])
  })

  it('accounts named in two ways are the same money when their sums are within one percent', () => {
    const profile = 'WV3A-KQ5B-BG7-PGB'
    const account = '/providers/Microsoft.Billing/billingAccounts/8611'
    expect(counting([source('azure-cost-details', profile, 1000), source('focus', account, 1005)])).toEqual([
      `focus ${account}`,
    ])
    expect(
      counting([source('azure-cost-details', profile, 1000), source('focus', account, 1020)]),
    ).toHaveLength(2)
  })

  it('an account is the same one with and without the path that leads to it', () => {
    expect(
      counting([source('azure-cost-details', '8611', 1000), source('focus', '/billingAccounts/8611', 700)]),
    ).toEqual(['focus /billingAccounts/8611'])
  })

  it.each([
    ['111122223333', '444455556666'],
    ['acme', 'initech'],
    ['0f8fad5b-d9cb-469f-a165-70867728950e', '7c9e6679-7425-40de-944b-e07fc1f90ae7'],
    ['/billingAccounts/8611', '/billingAccounts/9922'],
  ])('the accounts %s and %s are two, however near their sums are', (one, other) => {
    expect(counting([source('aws-cur', one, 1000), source('focus', other, 1000)])).toHaveLength(2)
  })

  it('what the user kept apart is other money', () => {
    expect(
      counting([source('openai-cost', '', 10), { ...source('openai-cost', 'Lab', 4), keptApart: true }]),
    ).toEqual(['openai-cost', 'openai-cost Lab'])
  })

  it('the user’s choice comes before every rule', () => {
    const both = [source('aws-cur', '1', 10), source('aws-cost-explorer', '', 9)]
    expect(counting(both, 'aws-cost-explorer without account')).toEqual(['aws-cost-explorer'])
    expect(counting(both, addAll)).toHaveLength(2)
  })

  it('every source is decided once; of each group of the same money exactly one alternative counts', () => {
    const any = fc.record({
      exportName: fc.constantFrom('focus', 'aws-cur', 'aws-cost-explorer'),
      account: fc.constantFrom('', '1', '2'),
      dollars: fc.integer({ min: 0, max: 3 }),
      days: fc.integer({ min: 1, max: 31 }),
    })
    const unique = fc.uniqueArray(any, { selector: ({ exportName, account }) => `${exportName} ${account}` })
    fc.assert(
      fc.property(unique, (drawn) => {
        const sources = drawn.map((one) => source(one.exportName, one.account, one.dollars, one.days))
        const uses = moneySources(sources, null)
        expect(uses.map((use) => use.sourceId).sort()).toEqual(sources.map((one) => one.sourceId).sort())
        const counted = sources.filter((one) =>
          uses.some((use) => use.sourceId === one.sourceId && use.counts),
        )
        expect(counted.length > 0 || sources.length === 0).toBe(true)
        const accounts = new Map<string, string>()
        for (const one of counted) {
          const before = accounts.get(one.billingAccountId)
          expect(before ?? alternativeOf(one)).toBe(alternativeOf(one))
          accounts.set(one.billingAccountId, alternativeOf(one))
        }
        // The order they are asked in decides nothing.
        const ids = (all: readonly MoneySource[]): unknown =>
          moneySources(all, null)
            .map((use) => `${use.sourceId} ${use.counts} ${use.reason}`)
            .sort()
        expect(ids(sources.toReversed())).toEqual(ids(sources))
      }),
      { numRuns: 1000 },
    )
  })
})
