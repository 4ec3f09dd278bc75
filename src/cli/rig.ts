import { parseArgs } from 'node:util'
import { nanosText } from '../core/money.ts'
import { dayOfInstant, dayText } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { presetCurrency, presetNamed, rigPresets, type Rig } from '../core/rig.ts'
import { addRig } from '../flows/add-rig.ts'
import { changeTariff, enterEnergy, removeRig } from '../flows/change-rig.ts'
import { monthsOfRig } from '../flows/read-rigs.ts'
import { typedMonth } from '../flows/typed.ts'
import type { Ledger } from '../ledger/open.ts'
import { listRigs } from '../ledger/rigs.ts'
import { energyJson, energyWords, rigJson, rigWords } from './rig-words.ts'

/** A command line that is not one of ours; `message` says what is wrong with it. */
export type Usage = { readonly kind: 'usage'; readonly message: string }

/** One command's answer: for machines, amounts as exact decimal text; and in words. */
export type Answer = { readonly json: unknown; readonly words: string }

type Outcome = Result<Answer, Problem | Usage>

export const rigUsage = `breakwatt rig add --name NAME [--preset ID] [--price P] [--currency USD] [--in-service YYYY-MM-DD]
              --price-per-kwh X [--meter nvidia-smi|none]
breakwatt rig list
breakwatt rig remove --rig NAME
breakwatt rig enter --rig NAME --month YYYY-MM --kwh X
breakwatt rig tariff --rig NAME --from YYYY-MM-DD --price-per-kwh X
breakwatt rig energy --month YYYY-MM [--rig NAME]`

type Flags = Readonly<Record<string, string | undefined>>

/** Each command: its flags (those with `!` must be given) and what it does. */
const commands: Readonly<
  Record<
    string,
    {
      readonly flags: readonly string[]
      readonly run: (ledger: Ledger, flags: Flags, now: number) => Outcome
    }
  >
> = {
  add: {
    flags: ['name!', 'preset', 'price', 'currency', 'in-service', 'price-per-kwh!', 'meter'],
    run: add,
  },
  list: { flags: [], run: list },
  remove: { flags: ['rig!'], run: remove },
  enter: { flags: ['rig!', 'month!', 'kwh!'], run: enter },
  tariff: { flags: ['rig!', 'from!', 'price-per-kwh!'], run: tariff },
  energy: { flags: ['month!', 'rig'], run: energy },
}

/**
 * Runs `rig ...`: `args` are those after the word rig, without the flags every command has; `now` is in ms
 * since 1970, UTC.
 */
export function rigCommand(ledger: Ledger, args: readonly string[], now: number): Outcome {
  const [name = '', ...rest] = args
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) return usage(name === '' ? 'rig needs a command' : `rig has no command '${name}'`)
  const flags = readFlags(command.flags, rest)
  return flags.ok ? command.run(ledger, flags.value, now) : flags
}

const usage = (message: string): Result<never, Usage> =>
  refused({ kind: 'usage', message: `${message}\n\n${rigUsage}` })

function readFlags(flags: readonly string[], args: readonly string[]): Result<Flags, Usage> {
  const options: Record<string, { type: 'string' }> = {}
  for (const flag of flags) options[flag.replace('!', '')] = { type: 'string' }
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true })
    const read: Record<string, string> = {}
    for (const [name, value] of Object.entries(values)) if (typeof value === 'string') read[name] = value
    const missing = flags.filter((flag) => flag.endsWith('!') && read[flag.slice(0, -1)] === undefined)
    if (missing.length === 0) return ok(read)
    return usage(`missing: ${missing.map((flag) => `--${flag.slice(0, -1)}`).join(', ')}`)
  } catch (thrown) {
    if (thrown instanceof TypeError) return usage(thrown.message)
    throw thrown
  }
}

/** The rig of that name; a text of digits may be its number. */
function rigNamed(ledger: Ledger, name: string): Result<Rig, Problem> {
  const rigs = listRigs(ledger)
  const rig =
    rigs.find((one) => one.name.toLowerCase() === name.trim().toLowerCase()) ??
    rigs.find(({ id }) => id.toString() === name)
  return rig ? ok(rig) : refused({ kind: 'no-such-rig', name })
}

function add(ledger: Ledger, flags: Flags, now: number): Outcome {
  const meter = flags['meter'] ?? 'none'
  if (meter !== 'nvidia-smi' && meter !== 'none')
    return refused({ kind: 'bad-input', field: 'meter', text: meter, expected: 'nvidia-smi or none' })
  const price = priceOf(flags)
  if (!price.ok) return price
  const added = addRig(ledger, {
    name: flags['name'] ?? '',
    presetId: flags['preset'] ?? null,
    price: price.value,
    currency: flags['currency'] ?? presetCurrency,
    inServiceOn: flags['in-service'] ?? dayText(dayOfInstant(now)),
    pricePerKwh: flags['price-per-kwh'] ?? '',
    metered: meter === 'nvidia-smi',
  })
  if (!added.ok) return added
  return ok({ json: rigJson(added.value), words: `Added.\n${rigWords([added.value])}` })
}

/** The price as given, else the dear end of the preset's, which is in USD. */
function priceOf(flags: Flags): Result<string, Problem | Usage> {
  if (flags['price'] !== undefined) return ok(flags['price'])
  const id = flags['preset']
  if (id === undefined) return usage('missing: --price or --preset')
  const preset = presetNamed(id)
  if (preset === null)
    return refused({ kind: 'unknown-preset', name: id, known: rigPresets.map((one) => one.id) })
  const isInItsCurrency = (flags['currency'] ?? presetCurrency).trim().toUpperCase() === presetCurrency
  return preset.price !== null && isInItsCurrency
    ? ok(preset.price.high.toString())
    : refused({ kind: 'preset-incomplete', name: preset.name, missing: ['the price'] })
}

function list(ledger: Ledger): Outcome {
  const rigs = listRigs(ledger)
  return ok({ json: { rigs: rigs.map(rigJson) }, words: rigWords(rigs) })
}

function remove(ledger: Ledger, flags: Flags): Outcome {
  const rig = rigNamed(ledger, flags['rig'] ?? '')
  if (!rig.ok) return rig
  const removed = removeRig(ledger, rig.value.id)
  if (!removed.ok) return removed
  return ok({ json: { removed: rig.value.name }, words: `Removed ${rig.value.name} and its readings.` })
}

function enter(ledger: Ledger, flags: Flags, now: number): Outcome {
  const rig = rigNamed(ledger, flags['rig'] ?? '')
  if (!rig.ok) return rig
  const entered = enterEnergy(ledger, rig.value.id, flags['month'] ?? '', flags['kwh'] ?? '', now)
  return entered.ok ? energyOf(ledger, [rig.value], flags['month'] ?? '', now) : entered
}

function tariff(ledger: Ledger, flags: Flags): Outcome {
  const rig = rigNamed(ledger, flags['rig'] ?? '')
  if (!rig.ok) return rig
  const changed = changeTariff(ledger, rig.value.id, flags['from'] ?? '', flags['price-per-kwh'] ?? '')
  if (!changed.ok) return changed
  const after = rigNamed(ledger, rig.value.name)
  if (!after.ok) return after
  const tariffs = after.value.tariffs.map(
    ({ from, pricePerKwh }) =>
      `from ${dayText(from)}: ${nanosText(pricePerKwh.nanos)} ${pricePerKwh.currency} per kWh`,
  )
  return ok({ json: rigJson(after.value), words: `${after.value.name}\n${tariffs.join('\n')}` })
}

function energy(ledger: Ledger, flags: Flags, now: number): Outcome {
  if (flags['rig'] === undefined) return energyOf(ledger, listRigs(ledger), flags['month'] ?? '', now)
  const rig = rigNamed(ledger, flags['rig'])
  return rig.ok ? energyOf(ledger, [rig.value], flags['month'] ?? '', now) : rig
}

function energyOf(ledger: Ledger, rigs: readonly Rig[], text: string, now: number): Outcome {
  const month = typedMonth(text)
  if (!month.ok) return month
  const months = rigs.flatMap((rig) => monthsOfRig(ledger, rig, month.value, month.value, now))
  return ok({ json: energyJson(month.value, months), words: energyWords(month.value, months) })
}
