import { describe, expect, it } from 'vitest'
import { decimalText } from '../../src/core/decimal.ts'
import { creditsSum } from '../../src/statements/dialects/google-credits.ts'

const sumOf = (cell: string): string | null => {
  const sum = creditsSum(cell)
  return sum === null ? null : decimalText(sum)
}

describe('the sum of a credits cell', () => {
  it.each([
    ['', '0'],
    ['[]', '0'],
    ['[{"amount": -42.4956}]', '-42.4956'],
    ['[ {"name":"a \\"b\\" \\u2264, {}","amount":"-0.1"} , {"amount":0.3,"id":null,"used":true} ]', '0.2'],
    [`[{'name': 'x', 'amount': -5e-06, 'full_name': None, 'type': 'PROMOTION'}]`, '-0.000005'],
    [`[{'name': "Founder's, {'amount': 9}", 'amount': -1.0}, {'amount': -2., 'id': 'it\\'s'}]`, '-3'],
  ])('%s is %s', (cell, sum) => {
    expect(sumOf(cell)).toBe(sum)
  })

  it.each([
    ['neither notation', `[{'amount': -1, "full_name": null}]`],
    ['Python words in JSON', '[{"amount": -1, "id": nan}]'],
    ['single quotes in JSON with null', `[{'amount': -1, 'id': null}]`],
    ['a credit without an amount', '[{"name": "x"}]'],
    ['an amount that is not known', '[{"amount": null}]'],
    ['an amount in words', '[{"amount": "one"}]'],
    ['two amounts', '[{"amount": -1, "amount": -2}]'],
    ['a record alone', '{"amount": -1}'],
    ['a number alone', '-1'],
    ['an array of numpy', `array([{'amount': -1}], dtype=object)`],
    ['a decimal of Python', `[{'amount': Decimal('-1')}]`],
    ['a cell cut short', `[{'amount': -1}, {'amount': -2`],
    ['something after the list', '[{"amount": -1}] x'],
    ['a comma too many', '[{"amount": -1},]'],
    ['a list in a list', '[{"amount": [1]}]'],
  ])('is refused for %s', (_, cell) => {
    expect(sumOf(cell)).toBeNull()
  })
})
