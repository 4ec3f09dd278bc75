import { blendedPrice, memoryLeftGb } from '../article-arithmetic.ts'
import { readFileSync } from 'node:fs'
import { bitsPerWeight, weightsGb } from '../../../../src/core/payback/model-memory.ts'
import { amountsIn, figuresOf, type Figures } from './entry.ts'

const fixture = new URL('../../../fixtures/payback/paper-2509.18101.json', import.meta.url)
const paper = JSON.parse(readFileSync(fixture, 'utf8')) as {
  readonly table_iv: readonly { readonly published_months: number }[]
}

const amount = (it: Figures, name: string, at = 0): number => amountsIn(it.text(name))[at] ?? Number.NaN

/** Claims of one article against another, and against the paper: the numbers in their sentences, in order. */
export const acrossSentences: Readonly<Record<string, (figures: Figures) => readonly number[]>> = {
  '004-16': () => {
    const months = paper.table_iv.map((row) => row.published_months)
    return [Math.min(...months), Math.max(...months), months.length]
  },
  'X-01': (it) => {
    const ofQuarter = amount(it, '000') / 3
    const saving = amount(it, '004') - amount(it, '004', 1)
    return [ofQuarter, saving, saving / ofQuarter]
  },
  'X-02': () => {
    const memory = figuresOf('000-18').one('vram_gb')
    const gb = (billions: number): number => weightsGb(billions, bitsPerWeight.q4KM)
    const sizes = [13, 34, 70]
    const fitting = sizes.filter((billions) => memoryLeftGb(memory, gb(billions)) >= 0)
    return [
      bitsPerWeight.int4,
      ...sizes.flatMap((billions) => [billions, gb(billions)]),
      Math.max(...fitting),
    ]
  },
  'X-03': (it) => {
    const prices = it.names.flatMap((name) => amountsIn(it.text(name)))
    return [Math.min(...prices), Math.max(...prices)]
  },
  'X-07': (it) => [amount(it, '004') / amount(it, '001'), amount(it, '004', 1) / amount(it, '001', 1)],
  'X-14': () => {
    const sonnet = figuresOf('001-19')
    const prices = { inPerMillion: sonnet.one('in'), outPerMillion: sonnet.one('out') }
    const price = (partsIn: number, partsOut: number): readonly number[] => [
      blendedPrice(prices, { partsIn, partsOut }),
      partsIn,
      partsOut,
    ]
    return [...price(4, 1), ...price(1, 3)]
  },
}
