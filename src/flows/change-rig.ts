import { firstDayOf, lastDayOf, monthOfDay, dayOfInstant, monthText } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Rig, TypedRig } from '../core/rig.ts'
import type { Ledger } from '../ledger/open.ts'
import {
  changeStoredRig,
  listRigs,
  removeStoredRig,
  storeEnergy,
  storeMetered,
  storeTariff,
} from '../ledger/rigs.ts'
import { readTypedRig } from './read-typed-rig.ts'
import { freeMeter, typedDay, typedKwh, typedMonth, typedPrice } from './typed.ts'

const noSuchRig = (rigId: number): Result<never, Problem> =>
  refused({ kind: 'no-such-rig', name: `number ${rigId}` })

function rigOf(ledger: Ledger, rigId: number): Result<Rig, Problem> {
  const rig = listRigs(ledger).find(({ id }) => id === rigId)
  return rig ? ok(rig) : noSuchRig(rigId)
}

/**
 * Puts what the user typed in the place of all that a rig is, beside its electricity and its meter. Refused: a rig that
 * is not there, and what `readTypedRig` refuses. Where its tariffs covered its whole service they still do: the first
 * begins earlier when service does.
 */
export function changeRig(ledger: Ledger, rigId: number, typed: TypedRig): Result<Rig, Problem> {
  const before = rigOf(ledger, rigId)
  if (!before.ok) return before
  const facts = readTypedRig(ledger, typed, rigId)
  if (!facts.ok) return facts
  const { inServiceOn, tariffs } = before.value
  const firstTariff = tariffs.at(-1)?.from ?? Infinity
  const isUncovered = firstTariff <= inServiceOn && facts.value.inServiceOn < firstTariff
  changeStoredRig(ledger, rigId, facts.value, isUncovered ? facts.value.inServiceOn : null)
  return rigOf(ledger, rigId)
}

/** Removes a rig and all that was read and entered for it. Its meter is to be stopped before. */
export const removeRig = (ledger: Ledger, rigId: number): Result<null, Problem> =>
  removeStoredRig(ledger, rigId) ? ok(null) : noSuchRig(rigId)

/** Whether the rig's nvidia-smi is to be read while Breakwatt runs. Refused while it reads another rig. */
export function setMetered(ledger: Ledger, rigId: number, metered: boolean): Result<null, Problem> {
  const meter = freeMeter(ledger, metered, rigId)
  if (!meter.ok) return meter
  return storeMetered(ledger, rigId, meter.value) ? ok(null) : noSuchRig(rigId)
}

/** Sets the electricity price from a day (`YYYY-MM-DD`) on; months already shown are priced anew. */
export function changeTariff(
  ledger: Ledger,
  rigId: number,
  from: string,
  pricePerKwh: string,
): Result<null, Problem> {
  const rig = rigOf(ledger, rigId)
  if (!rig.ok) return rig
  const day = typedDay('from', from)
  if (!day.ok) return day
  const price = typedPrice('price per kWh', pricePerKwh)
  if (!price.ok) return price
  storeTariff(ledger, rigId, day.value, price.value)
  return ok(null)
}

/**
 * Enters a month's energy (`YYYY-MM`, kWh above 0), which goes before what the meter read. Refused: a month
 * that has not begun (`now` in ms since 1970, UTC) or that ended before the rig was in service.
 */
export function enterEnergy(
  ledger: Ledger,
  rigId: number,
  month: string,
  kwh: string,
  now: number,
): Result<null, Problem> {
  const rig = rigOf(ledger, rigId)
  if (!rig.ok) return rig
  const typed = typedMonth(month)
  if (!typed.ok) return typed
  const amount = typedKwh(kwh)
  if (!amount.ok) return amount
  const { inServiceOn } = rig.value
  if (firstDayOf(typed.value) > dayOfInstant(now) || lastDayOf(typed.value) < inServiceOn) {
    const span = `${monthText(monthOfDay(inServiceOn))} to ${monthText(monthOfDay(dayOfInstant(now)))}`
    return refused({ kind: 'bad-input', field: 'month', text: month, expected: `a month of ${span}` })
  }
  storeEnergy(ledger, rigId, typed.value, amount.value)
  return ok(null)
}
