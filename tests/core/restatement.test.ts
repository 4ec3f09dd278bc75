import { describe, expect, it } from 'vitest'
import { doubtWords } from '../../src/core/doubt-words.ts'
import { dayOfDate } from '../../src/core/period.ts'
import { restatement, type DayMoney } from '../../src/core/restatement.ts'

const money = (date: number, cents: number, project: string | null = null, currency = 'USD'): DayMoney => ({
  day: dayOfDate(2026, date > 31 ? 8 : 7, date > 31 ? date - 31 : date) ?? 0,
  project,
  currency,
  billed: BigInt(cents) * 10_000_000n,
})
const openAi = { serviceProviderName: 'OpenAI', exportName: 'openai-cost' }
const kinds = (
  before: readonly DayMoney[],
  after: readonly DayMoney[],
  { exportName, serviceProviderName } = openAi,
): unknown => restatement(before, after, { exportName, serviceProviderName }).doubts.map(({ kind }) => kind)

describe('a restatement', () => {
  it('adds up by currency and by month', () => {
    const { restated, months } = restatement(
      [money(30, 100), money(31, 100), money(32, 500), money(1, 7, null, 'EUR')],
      [money(30, 101), money(31, 100), money(32, 400)],
      openAi,
    )
    expect(restated).toEqual([
      { currency: 'EUR', before: 70_000_000n, after: 0n },
      { currency: 'USD', before: 7_000_000_000n, after: 6_010_000_000n },
    ])
    expect(months.map(({ before, after }) => [before, after])).toEqual([
      [70_000_000n, 0n],
      [2_000_000_000n, 2_010_000_000n],
      [5_000_000_000n, 4_000_000_000n],
    ])
  })

  it('asks when a day loses more than half of its money, by the day that loses most', () => {
    expect(kinds([money(1, 100)], [money(1, 50)])).toEqual([])
    const { doubts } = restatement([money(1, 100), money(2, 1000)], [money(1, 49), money(2, 10)], openAi)
    expect(doubts.map((doubt) => doubtWords(doubt))).toEqual([
      '2026-07-02 falls from 10.00 USD to 0.10 USD: it may be only a part of the bill.',
    ])
  })

  it('does not ask about fractions of a cent, nor about a negative day', () => {
    expect(kinds([{ ...money(1, 0), billed: 9_000_000n }], [{ ...money(1, 0), billed: 1n }])).toEqual([])
    expect(kinds([money(1, -100)], [money(1, -900)])).toEqual([])
  })

  it('looks at projects only where the money changes', () => {
    expect(kinds([money(1, 60, 'a'), money(1, 40, 'b')], [money(1, 100, 'c')])).toEqual([])
    expect(kinds([money(1, 60, 'a'), money(1, 40, 'b')], [money(1, 90, 'c')])).toEqual(['other-account'])
    expect(kinds([money(1, 60, 'a'), money(1, 40, 'b')], [money(1, 60, 'a')])).toEqual(['filtered'])
    expect(kinds([money(1, 60, 'a'), money(1, 40, 'b')], [money(1, 90)])).toEqual([])
    expect(kinds([money(1, 40), money(1, 60, 'b')], [money(1, 60, 'b')])).toEqual(['filtered'])
    expect(kinds([money(1, 40)], [money(1, 30, 'a'), money(1, 20, 'b')])).toEqual([])
  })

  it.each([
    { serviceProviderName: 'Oracle', exportName: 'oracle-cost' },
    { serviceProviderName: 'Oracle', exportName: 'focus' },
  ])(
    'of $serviceProviderName’s $exportName, which comes in parts of a day, asks where the money changes',
    (oracle) => {
      expect(kinds([money(1, 200)], [money(1, 250)], oracle)).toEqual(['part-of-day'])
      expect(kinds([money(1, 200)], [money(1, 200)], oracle)).toEqual([])
    },
  )

  it('does not take a file of many days for a part of one, nor another seller’s', () => {
    const days = [money(1, 250), money(2, 250), money(3, 250)]
    expect(kinds([money(1, 200)], days, { serviceProviderName: 'Oracle', exportName: 'focus' })).toEqual([])
    expect(
      kinds([money(1, 200)], [money(1, 250)], { serviceProviderName: 'AWS', exportName: 'focus' }),
    ).toEqual([])
  })

  describe('whose projects have the same names', () => {
    const july = (cents: (day: number) => number, project = 'Default'): readonly DayMoney[] =>
      Array.from({ length: 7 }, (_, at) => money(at + 1, cents(at + 1), project))

    it('asks where days that were over rise to more than double', () => {
      const { doubts } = restatement(
        july(() => 1000),
        july((day) => 2500 + day),
        openAi,
      )
      expect(doubts.map((doubt) => doubtWords(doubt))).toEqual([
        '4 of 4 amounts of days that were over are others, most of all 2026-07-04, Default: 10.00 USD there, 25.04 USD here. It may be the bill of another account.',
      ])
    })

    it('asks where what the days cost has little to do with what they cost before', () => {
      const one = july((day) => 1000 + 100 * day)
      const other = july((day) => [1500, 1000, 2300, 900, 1400, 1200, 2000][day - 1] ?? 0)
      expect(kinds(one, other)).toEqual(['other-amounts'])
    })

    it('does not ask about a correction by one factor, nor of a few amounts', () => {
      expect(
        kinds(
          july((day) => 1000 * day),
          july((day) => 800 * day),
        ),
      ).toEqual([])
      expect(
        kinds(
          july(() => 1000),
          july((day) => (day < 4 ? 1000 + 600 * day : 1000)),
        ),
      ).toEqual([])
    })

    it('does not ask about the last three days with money, which may have gone on, nor about new days', () => {
      expect(
        kinds(
          july(() => 1000),
          [...july((day) => (day > 4 ? 9000 : 1000)), money(8, 500, 'Default')],
        ),
      ).toEqual([])
      const three = july(() => 1000).slice(0, 3)
      expect(
        kinds(
          three,
          july(() => 9000),
        ),
      ).toEqual([])
    })

    it('goes by the day alone where one of them has no projects', () => {
      const unnamed = july(() => 1000).map((one) => ({ ...one, project: null }))
      expect(
        kinds(
          unnamed,
          july(() => 1000),
        ),
      ).toEqual([])
      expect(
        kinds(
          unnamed,
          july(() => 2500),
        ),
      ).toEqual(['other-amounts'])
    })
  })
})
