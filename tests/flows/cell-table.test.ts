import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cellTable } from '../../src/flows/cell-table.ts'

type Parts = readonly [number, number, number, number, number, number]
const place = fc.integer({ min: -1, max: 3 })
const parts: fc.Arbitrary<Parts> = fc.tuple(fc.nat(20), place, place, place, place, place)

it('equal keys are one cell, other keys another, numbered as they came', () => {
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 400 }), (keys) => {
      const table = cellTable()
      const numbers = new Map<string, number>()
      for (const key of keys) {
        const name = key.join()
        const number = table.numberOf(...key)
        expect(number).toBe(numbers.get(name) ?? numbers.size)
        numbers.set(name, number)
        const [day, kind, service, project, sku, unit] = key
        expect(table.key(number)).toEqual({ day, kind, service, project, sku, unit })
      }
      expect(table.count()).toBe(numbers.size)
    }),
    { numRuns: 300 },
  )
})

it('grows, and begins anew when cleared', () => {
  const table = cellTable()
  const numbers = (): readonly number[] =>
    Array.from({ length: 5000 }, (_, cell) => table.numberOf(20_000 + (cell % 60), 0, cell, -1, -1, -1))
  const first = numbers()
  expect(first).toEqual(Array.from({ length: 5000 }, (_, cell) => cell))
  expect(numbers()).toEqual(first)
  table.clear()
  expect(table.count()).toBe(0)
  expect(numbers()).toEqual(first)
})
