import type { Problem } from '../core/problem.ts'
import { ok, type Result } from '../core/result.ts'
import { rigFields } from '../core/rig-fields.ts'
import type { NewRig, Rig } from '../core/rig.ts'
import { nothingMore } from '../core/typed-rig.ts'
import type { Ledger } from '../ledger/open.ts'
import { addStoredRig, listRigs } from '../ledger/rigs.ts'
import { readTypedRig } from './read-typed-rig.ts'
import { freeMeter, typedPrice } from './typed.ts'

/**
 * Adds a rig as the user typed it. Refused: what `readTypedRig` refuses, a tariff that is none, a meter that reads
 * another rig. Its first tariff is valid from its first day in service.
 */
export function addRig(ledger: Ledger, typed: NewRig): Result<Rig, Problem> {
  const { name, presetId, currency, inServiceOn, price, purchasedOn = '', nodes = '1' } = typed
  const purchases = [{ on: purchasedOn, price, nodes }]
  const facts = readTypedRig(
    ledger,
    { name, presetId, currency, inServiceOn, purchases, ...nothingMore, ...typed.details },
    null,
  )
  if (!facts.ok) return facts
  const pricePerKwh = typedPrice(rigFields.pricePerKwh, typed.pricePerKwh)
  if (!pricePerKwh.ok) return pricePerKwh
  const meter = freeMeter(ledger, typed.metered)
  if (!meter.ok) return meter
  const id = addStoredRig(ledger, {
    ...facts.value,
    pricePerKwh: pricePerKwh.value,
    metered: meter.value,
  })
  return ok(rigWith(ledger, id))
}

function rigWith(ledger: Ledger, id: number): Rig {
  const rig = listRigs(ledger).find((one) => one.id === id)
  if (rig === undefined) throw new Error(`The rig ${id} was not stored`)
  return rig
}
