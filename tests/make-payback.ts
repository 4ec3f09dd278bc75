import type { PaybackGround, RigChoice } from '../src/core/payback/ground.ts'
import { addRig } from '../src/flows/add-rig.ts'
import { readPaybackGround } from '../src/flows/payback-ground.ts'
import type { NewRig } from '../src/core/rig.ts'
import type { Ledger } from '../src/ledger/open.ts'
import { anthropicMonths, importText, noon } from './make.ts'

export type Ready = Extract<PaybackGround, { readonly state: 'ready' }>

/** What a question about these rigs rests on; it must be ready. */
export function ready(ledger: Ledger, choice: Partial<RigChoice>, now = noon): Ready {
  const ground = readPaybackGround(ledger, { ownRigIds: [], planned: [], ...choice }, now)
  if (!ground.ok) throw new Error(JSON.stringify(ground.problem))
  if (ground.value.state !== 'ready') throw new Error(JSON.stringify(ground.value))
  return ground.value
}

/** 1,200 dollars, in service since 2026-08-01, 0.20 a kWh. */
export const aNewRig = (rig: Partial<NewRig> = {}): NewRig => ({
  name: 'Basement',
  presetId: null,
  price: '1200',
  currency: 'USD',
  inServiceOn: '2026-08-01',
  pricePerKwh: '0.20',
  metered: false,
  ...rig,
})

/** The number of a rig that was added, with nothing kept of what was assumed. */
export function added(ledger: Ledger, rig: Partial<NewRig> = {}): number {
  const done = addRig(ledger, aNewRig(rig))
  if (!done.ok) throw new Error(JSON.stringify(done.problem))
  return done.value.id
}

/** Anthropic bills of whole months, the same dollars each day. */
export const importMonths = (
  ledger: Ledger,
  months: readonly (readonly [month: string, dollars: string])[],
): Promise<unknown> => importText(ledger, anthropicMonths(months))

const usageHeader =
  'usage_date_utc,model_version,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens'

/** An Anthropic usage export: `[day, tokens in, tokens out]`, or with the model's name. */
export const importUsage = (
  ledger: Ledger,
  rows: readonly (readonly [day: string, tokensIn: number, tokensOut: number, model?: string])[],
): Promise<unknown> =>
  importText(
    ledger,
    [
      usageHeader,
      ...rows.map(([day, tokensIn, tokensOut, model = 'claude-sonnet-4-5-20250929']) =>
        [day, model, tokensIn, 0, tokensOut].join(','),
      ),
      '',
    ].join('\n'),
    'usage.csv',
  )
