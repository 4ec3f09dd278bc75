import { describe, expect, it } from 'vitest'
import { fingerprintOf, type Mapping } from '../../src/core/mapping.ts'
import { listMappings, removeMapping, saveMapping } from '../../src/ledger/mappings.ts'
import { aLedger, noon } from '../make.ts'

const groq: Mapping = {
  version: 1,
  fingerprint: fingerprintOf(['Day', 'Cost']),
  title: 'Groq',
  serviceProviderName: 'Groq',
  account: '',
  separator: ',',
  dataset: 'cost',
  columns: {
    date: 'Day',
    amount: 'Cost',
    currency: null,
    service: null,
    project: null,
    quantity: null,
    unit: null,
  },
  currency: 'USD',
  unit: null,
  dateFormat: 'iso',
  decimalMark: '.',
  amountUnit: 'units',
  sign: 'charges-positive',
  rowsToLeaveOut: [],
}
const cohere = { ...groq, title: 'Cohere', fingerprint: fingerprintOf(['Day', 'Cost', 'Model']) }

describe('mappings in the ledger', () => {
  it('are remembered by the fingerprint of the header, listed by title', () => {
    const ledger = aLedger()
    saveMapping(ledger, groq, noon)
    saveMapping(ledger, cohere, noon + 1)
    expect(listMappings(ledger)).toEqual([
      { mapping: cohere, savedAt: noon + 1 },
      { mapping: groq, savedAt: noon },
    ])
  })

  it('the same header has one: what is said later counts', () => {
    const ledger = aLedger()
    saveMapping(ledger, groq, noon)
    saveMapping(ledger, { ...groq, currency: 'EUR' }, noon + 5)
    expect(listMappings(ledger)).toMatchObject([{ mapping: { currency: 'EUR' }, savedAt: noon + 5 }])
  })

  it('one that is removed is gone, one that was not there is told so', () => {
    const ledger = aLedger()
    saveMapping(ledger, groq, noon)
    expect(removeMapping(ledger, cohere.fingerprint)).toBe(false)
    expect(removeMapping(ledger, groq.fingerprint)).toBe(true)
    expect(listMappings(ledger)).toEqual([])
  })
})
