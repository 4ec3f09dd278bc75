import { parseCurrency } from '../core/money.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { presetNamed, rigPresets, type NewRig, type Rig } from '../core/rig.ts'
import type { Ledger } from '../ledger/open.ts'
import { addStoredRig, listRigs } from '../ledger/rigs.ts'
import { freeMeter, typedDay, typedPrice } from './typed.ts'

const longestName = 80

/**
 * Adds a rig as the user typed it. Refused: a name that is empty, too long or taken; a preset that does not
 * exist; amounts, currency or day that are none; a meter that reads another rig. Its first tariff is valid from its first day in service.
 */
export function addRig(ledger: Ledger, typed: NewRig): Result<Rig, Problem> {
  const name = freeName(ledger, typed.name)
  if (!name.ok) return name
  if (typed.presetId !== null && presetNamed(typed.presetId) === null)
    return refused({ kind: 'unknown-preset', name: typed.presetId, known: rigPresets.map(({ id }) => id) })
  const price = typedPrice('price', typed.price)
  if (!price.ok) return price
  const currency = parseCurrency(typed.currency)
  if (currency === null)
    return refused({
      kind: 'bad-input',
      field: 'currency',
      text: typed.currency,
      expected: 'a currency code such as USD',
    })
  const inServiceOn = typedDay('in service', typed.inServiceOn)
  if (!inServiceOn.ok) return inServiceOn
  const pricePerKwh = typedPrice('price per kWh', typed.pricePerKwh)
  if (!pricePerKwh.ok) return pricePerKwh
  const meter = freeMeter(ledger, typed.metered)
  if (!meter.ok) return meter
  return ok(
    addStoredRig(ledger, {
      name: name.value,
      presetId: typed.presetId,
      price: { currency, nanos: price.value },
      inServiceOn: inServiceOn.value,
      pricePerKwh: pricePerKwh.value,
      metered: meter.value,
    }),
  )
}

function freeName(ledger: Ledger, text: string): Result<string, Problem> {
  const name = text.trim()
  const refuse = (expected: string): Result<string, Problem> =>
    refused({ kind: 'bad-input', field: 'name', text, expected })
  if (name === '' || name.length > longestName) return refuse(`a name of 1 to ${longestName} letters`)
  const isTaken = listRigs(ledger).some((rig) => rig.name.toLowerCase() === name.toLowerCase())
  return isTaken ? refuse('a name that no other rig has') : ok(name)
}
