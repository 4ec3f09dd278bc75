import { findProvider } from '@pydantic/genai-prices'
import { describe, expect, it, vi } from 'vitest'
import { dayOfDate } from '../../src/core/period.ts'
import { priceTable } from '../../src/flows/price-table.ts'

const on = (year: number, month: number, date: number) => {
  const day = dayOfDate(year, month, date) ?? 0
  return { firstDay: day, lastDay: day }
}

const prices = await priceTable()

describe('the installed list of prices', () => {
  it('is the price of the day: OpenAI o3 became cheaper on 2025-06-10', () => {
    const model = prices.modelOf('OpenAI', 'o3-2025-04-16') ?? ''
    expect(prices.pricesOf('OpenAI', model, on(2025, 6, 9))).toMatchObject({
      input: { low: 10, high: 10 },
      output: { low: 40, high: 40 },
    })
    expect(prices.pricesOf('OpenAI', model, on(2025, 6, 10))).toMatchObject({
      input: { low: 2, high: 2 },
      output: { low: 8, high: 8 },
    })
  })

  it('over days on both sides of a change is anything between', () => {
    const model = prices.modelOf('OpenAI', 'o3') ?? ''
    const june = { firstDay: on(2025, 6, 1).firstDay, lastDay: on(2025, 6, 30).firstDay }
    expect(prices.pricesOf('OpenAI', model, june)).toMatchObject({ input: { low: 2, high: 10 } })
  })

  it('bug 11: a price by size of the request is its first tier', () => {
    // claude-sonnet-4-5: 3 and, above 200,000 tokens in one request, 6; writing an hour's cache costs twice.
    const model = prices.modelOf('Anthropic', 'Claude Sonnet 4.5') ?? ''
    expect(prices.pricesOf('Anthropic', model, on(2026, 2, 8))).toMatchObject({
      input: { low: 3, high: 6 },
      cachedInput: { low: 0.3, high: 0.3 },
      output: { low: 15, high: 15 },
    })
  })

  it.each([
    ['Anthropic', 'Claude Haiku 3.5', 'claude-3-5-haiku-latest'],
    ['Anthropic', 'claude-sonnet-4-20250514', 'claude-sonnet-4-0'],
    ['OpenAI', 'gpt-5.2-pro-2025-12-11', 'gpt-5.2-pro'],
    ['OpenAI', 'gpt-4o-2024-05-13', 'gpt-4o-2024-05-13'],
    ['OpenAI', 'gpt-4o-2024-08-06', 'gpt-4o'],
    ['Microsoft', 'gpt 4.1 (Azure OpenAI)', 'gpt-4.1'],
    ['OpenRouter', 'anthropic/claude-sonnet-4.5', 'anthropic/claude-sonnet-4.5'],
  ])('%s sells %s as %s', (seller, service, model) => {
    expect(prices.modelOf(seller, service)).toBe(model)
  })

  it('trap 38: knows no model by its beginning, and no seller by a part of its name', () => {
    const asked = [
      ['OpenAI', 'gpt-5-nano-of-tomorrow'],
      ['OpenAI', 'gpt-4o-mini-0718'],
      ['Anthropic', 'Claude Sonnet 4.99'],
      ['Anthropic', 'Web search'],
      ['Not OpenAI', 'gpt-4o'],
    ] as const
    expect(asked.map(([seller, service]) => prices.modelOf(seller, service))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
  })

  it('of a name that two models share is anything between the two', () => {
    const model = prices.modelOf('OpenAI', 'text embedding 3') ?? ''
    expect(prices.pricesOf('OpenAI', model, on(2026, 1, 1))).toMatchObject({
      input: { low: 0.02, high: 0.13 },
      output: null,
    })
  })

  it('finds every model of these sellers by its own id', () => {
    for (const [seller, id] of [
      ['OpenAI', 'openai'],
      ['Anthropic', 'anthropic'],
      ['DeepSeek', 'deepseek'],
      ['AWS', 'aws'],
    ] as const) {
      const models = findProvider({ providerId: id })?.models ?? []
      expect(models.length).toBeGreaterThan(0)
      for (const model of models) expect(prices.modelOf(seller, model.id)?.split(' or ')).toContain(model.id)
    }
  })

  it('asks no network', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch')
    vi.resetModules()
    const { priceTable: anew } = await import('../../src/flows/price-table.ts')
    expect((await anew()).modelOf('OpenAI', 'gpt-4o')).toBe('gpt-4o')
    expect(fetched).not.toHaveBeenCalled()
    fetched.mockRestore()
  })
})
