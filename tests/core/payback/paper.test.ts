import { powerCost, tokensInHours } from './article-arithmetic.ts'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { completeScenario } from '../../../src/core/payback/complete-scenario.ts'
import { project } from '../../../src/core/payback/project.ts'
import { tokenCost } from '../../../src/core/payback/token-prices.ts'

type Row = {
  readonly open_model: string
  readonly api: string
  readonly published_months: number
  readonly recomputed_months_176h_300_500W: number
  readonly inputs: {
    readonly hardware_cost_usd: number
    readonly gpus: number
    readonly gpu: string
    readonly throughput_tok_s: number
    readonly api_cost_month_usd: number
    readonly electricity_month_usd: number
  }
}

const fixture = new URL('../../fixtures/payback/paper-2509.18101.json', import.meta.url)
const { table_iv: rows, api_prices_usd_per_m: prices } = JSON.parse(readFileSync(fixture, 'utf8')) as {
  readonly table_iv: readonly Row[]
  readonly api_prices_usd_per_m: Readonly<Record<string, { readonly input: number; readonly output: number }>>
}

/** 8 hours on 22 days, and the watts of a card in them: what the published table follows from. */
const hoursPerMonth = 176
const watts: Readonly<Record<string, number>> = { 'A100-80GB': 300, 'RTX 5090': 500 }
const perKwh = 0.15

/** All that the cards make, one part read to two written. */
const tokensOf = ({ inputs }: Row): number => tokensInHours(inputs.throughput_tok_s, hoursPerMonth)

/** A row of Table IV as a scenario; `spend` is the API's bill for all that the cards make. */
function months(row: Row, spend: number): number | null {
  const { inputs } = row
  const scenario = completeScenario({
    horizonMonths: 120,
    hoursPerMonth,
    workloads: [{ id: row.api, spend, tokensIn: tokensOf(row) / 3, tokensOut: (2 * tokensOf(row)) / 3 }],
    investments: [{ month: 0, amount: inputs.hardware_cost_usd, kind: 'capex' }],
    rig: { decodeTps: inputs.throughput_tok_s, prefillTps: inputs.throughput_tok_s },
    energy: { fixedMonthly: inputs.electricity_month_usd },
  })
  return project(scenario).payback.fraction
}

const asPrinted = (value: number): number => 0.5 / 10 ** (value.toString().split('.')[1] ?? '').length + 1e-9
const isGemini = ({ api }: Row): boolean => api.startsWith('Gemini')

describe('Table IV of arXiv 2509.18101', () => {
  it('has 45 rows of the 54 it speaks of', () => {
    expect(rows).toHaveLength(45)
  })

  for (const row of rows)
    it(`${row.open_model} against ${row.api}: ${row.recomputed_months_176h_300_500W} months`, () => {
      const found = months(row, row.inputs.api_cost_month_usd) ?? Number.NaN
      expect(Math.abs(found - row.recomputed_months_176h_300_500W)).toBeLessThanOrEqual(0.0005 + 1e-9)
    })

  it('follows from its prices and its cards', () => {
    for (const row of rows) {
      const { inputs } = row
      const price = prices[row.api] ?? { input: Number.NaN, output: Number.NaN }
      const list = { inPerMillion: price.input, outPerMillion: price.output }
      const tokens = tokensOf(row)
      expect(tokenCost(list, tokens / 3, (2 * tokens) / 3)).toBeCloseTo(inputs.api_cost_month_usd, 2)
      const power = powerCost((watts[inputs.gpu] ?? Number.NaN) * inputs.gpus, hoursPerMonth, perKwh)
      expect(power).toBeCloseTo(inputs.electricity_month_usd, 6)
    }
  })

  it('is what was published in 35 of the 36 rows that are not Gemini’s', () => {
    const others = rows.filter((row) => !isGemini(row))
    const differing = others.filter((row) => {
      const found = months(row, row.inputs.api_cost_month_usd) ?? Number.NaN
      return Math.abs(found - row.published_months) > asPrinted(row.published_months)
    })
    expect(others).toHaveLength(36)
    expect(differing.map(({ open_model, api }) => [open_model, api])).toEqual([['Kimi-K2', 'Claude-4 Opus']])
  })

  it('comes nearest for Gemini at $7.75 a million, not at the $7.08 of its Table I', () => {
    const gemini = rows.filter(isGemini)
    const off = (row: Row, perMillion: number): number =>
      Math.abs((months(row, (tokensOf(row) / 1e6) * perMillion) ?? Number.NaN) - row.published_months)
    const differing = (perMillion: number) =>
      gemini.filter((row) => off(row, perMillion) > asPrinted(row.published_months))
    expect(gemini).toHaveLength(9)
    expect(differing(85 / 12)).toHaveLength(9)
    // 31.048 against 31.1, twice: no single price makes all nine.
    expect(differing(7.75).map((row) => row.open_model)).toEqual(['Qwen3-235B', 'GLM-4.5-Air'])
    expect(Math.max(...differing(7.75).map((row) => off(row, 7.75)))).toBeLessThan(0.052)
  })
})
