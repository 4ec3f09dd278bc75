import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayText, parseDay } from '../../src/core/period.ts'
import {
  bordersOf,
  globMatcher,
  ruler,
  ruleWords,
  type Rule,
  type RuleSubject,
} from '../../src/core/rules.ts'

type Given = Omit<Partial<Rule>, 'match' | 'assign'> & {
  readonly match?: Partial<Rule['match']>
  readonly assign: Partial<Rule['assign']>
  readonly from?: string
  readonly until?: string
}

const day = (text: string): number => parseDay(text) ?? 0

const aRule = ({ match, assign, from = '2026-01-01', until, ...rest }: Given): Rule => ({
  id: 1,
  name: 'a rule',
  match: { provider: null, account: null, project: null, service: null, ...match },
  assign: { costCentre: null, project: null, workload: null, ...assign },
  effectiveFrom: day(from),
  effectiveUntil: until === undefined ? null : day(until),
  order: 1,
  addedAt: 0,
  removedAt: null,
  ...rest,
})
const cell: RuleSubject = {
  provider: 'OpenAI',
  account: 'org-1',
  project: 'shop-search',
  service: 'gpt-5-nano',
}
const may = day('2026-05-15')

describe('a pattern', () => {
  it.each([
    ['OpenAI', 'openai', true],
    ['OpenAI', 'OpenAI Inc', false],
    ['shop-*', 'SHOP-search', true],
    ['*-search', 'shop-search', true],
    ['s*p*ch', 'shop-search', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['*', '', true],
    ['', '', true],
    ['', 'shop', false],
    ['shop.search', 'shop-search', false],
    ['*op*op*', 'shop', false],
    ['**x**', 'axb', true],
  ])('%j on %j: %j', (pattern, text, fits) => {
    expect(globMatcher(pattern)(text)).toBe(fits)
  })

  it('fits every text it was made from, however stars take its parts away', () => {
    const piece = fc.string({ maxLength: 6 }).filter((text) => !text.includes('*'))
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, piece), { minLength: 1, maxLength: 6 }), (pieces) => {
        const pattern = pieces.map(([kept]) => kept).join('*')
        const text = pieces.map(([kept, hidden], place) => (place === 0 ? kept : hidden + kept)).join('')
        expect(globMatcher(pattern)(text)).toBe(true)
      }),
    )
  })

  it('with a hundred stars on a long text answers at once', () => {
    expect(globMatcher('a*'.repeat(100) + 'b')('a'.repeat(100_000))).toBe(false)
  })
})

describe('applying rules', () => {
  it('for each field the first rule counts that says something of it', () => {
    const apply = ruler([
      aRule({ match: { provider: 'openai' }, assign: { workload: 'search' } }),
      aRule({ match: { project: 'shop-*' }, assign: { workload: 'chat', costCentre: 'Shop' } }),
      aRule({ assign: { costCentre: 'Shared', project: 'rest' } }),
    ])
    expect(apply(cell, may)).toEqual({ workload: 'search', costCentre: 'Shop', project: 'rest' })
  })

  it('all patterns of a rule must fit; without any, it fits everything', () => {
    const apply = ruler([
      aRule({ match: { provider: 'OpenAI', account: 'org-2' }, assign: { workload: 'x' } }),
    ])
    expect(apply(cell, may)).toBeNull()
    expect(ruler([aRule({ assign: { workload: 'x' } })])(cell, may)?.workload).toBe('x')
  })

  it('holds from its first day through its last', () => {
    const apply = ruler([aRule({ from: '2026-05-10', until: '2026-05-20', assign: { workload: 'x' } })])
    const days = ['2026-05-09', '2026-05-10', '2026-05-20', '2026-05-21']
    expect(days.map((text) => apply(cell, day(text))?.workload ?? null)).toEqual([null, 'x', 'x', null])
  })

  it('the empty pattern is for charges without a project', () => {
    const apply = ruler([aRule({ match: { project: '' }, assign: { costCentre: 'IT' } })])
    expect(apply({ ...cell, project: null }, may)?.costCentre).toBe('IT')
    expect(apply(cell, may)).toBeNull()
  })
})

describe('rules in words and days', () => {
  it('cut a month only where one begins or ends inside it', () => {
    const rules = [
      aRule({ from: '2026-05-10', until: '2026-06-30', assign: { workload: 'x' } }),
      aRule({ from: '2026-02-01', until: '2026-05-09', assign: { workload: 'y' } }),
      aRule({ from: '2026-03-31', assign: { workload: 'z' } }),
    ]
    expect(bordersOf(rules).map(dayText)).toEqual(['2026-03-31', '2026-05-10'])
  })

  it('read as one line', () => {
    const rule = aRule({
      match: { provider: 'OpenAI', project: '' },
      assign: { costCentre: 'Shop', workload: 'search' },
      until: '2026-06-30',
    })
    expect(ruleWords(rule)).toBe(
      'provider OpenAI, no project → cost centre Shop, workload search, from 2026-01-01 until 2026-06-30',
    )
    expect(ruleWords(aRule({ assign: { project: 'x' } }))).toBe('everything → project x, from 2026-01-01')
  })
})
