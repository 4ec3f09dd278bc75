import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dayOfInstant, dayText, firstDayOf, monthOfDay, monthText } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, type Result } from '../core/result.ts'
import { openLedger, type Ledger } from '../ledger/open.ts'
import { addRig } from './add-rig.ts'
import { enterEnergy } from './change-rig.ts'
import { importStatements } from './import-statements.ts'
import { raiseAlerts } from './raise-alerts.ts'
import { sampleBills } from './sample-bills.ts'

/** A ledger of made-up bills in a folder of its own; `discard` leaves no trace of it. */
export type SampleLedger = { readonly ledger: Ledger; readonly discard: () => void }

/** kWh of the made-up rig in the months before the running one, newest first. */
const sampleEnergy = ['131.2', '127.9', '118.4', '64.0'] as const

/** Makes the sample ledger as of `now` (milliseconds since 1970): bills, a rig with its energy, alerts. */
export async function openSampleLedger(now: number): Promise<Result<SampleLedger, Problem>> {
  const folder = mkdtempSync(join(tmpdir(), 'breakwatt-sample-'))
  const opened = openLedger(join(folder, 'ledger.sqlite'))
  if (!opened.ok) return opened
  const ledger = opened.value
  await importStatements(ledger, sampleBills(now), now)
  addSampleRig(ledger, now)
  raiseAlerts(ledger, now)
  return ok({
    ledger,
    discard: () => {
      ledger.close()
      rmSync(folder, { recursive: true, force: true })
    },
  })
}

function addSampleRig(ledger: Ledger, now: number): void {
  const month = monthOfDay(dayOfInstant(now))
  const rig = addRig(ledger, {
    name: 'Sample rig',
    presetId: 'macstudio-m3ultra-256',
    price: '5499',
    currency: 'USD',
    inServiceOn: dayText(firstDayOf(month - sampleEnergy.length)),
    pricePerKwh: '0.1648',
    metered: false,
  })
  if (!rig.ok) throw new Error(JSON.stringify(rig.problem))
  for (const [back, kwh] of sampleEnergy.entries())
    enterEnergy(ledger, rig.value.id, monthText(month - 1 - back), kwh, now)
}
