import { parseArgs } from 'node:util'
import { nanosText } from '../core/money.ts'
import { dayOfInstant, dayText } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { presetCurrency, presetNamed, rigPresets, type NewRig, type Rig } from '../core/rig.ts'
import { typedRig } from '../core/typed-rig.ts'
import { buyRig } from '../flows/buy-rig.ts'
import { changeRig, changeTariff, enterEnergy, removeRig } from '../flows/change-rig.ts'
import { monthsOfRig } from '../flows/read-rigs.ts'
import { typedMonth } from '../flows/typed.ts'
import type { Ledger } from '../ledger/open.ts'
import { listRigs } from '../ledger/rigs.ts'
import { flag, termFlags, termUsage, typedTerms, withTerms, type Flags } from './rig-terms.ts'
import { rigTokens, tokensUsage } from './rig-tokens.ts'
import { energyJson, energyWords, rigJson, rigWords } from './rig-words.ts'
import { rigTermsWords } from './rig-terms-words.ts'

/** A command line that is not one of ours; `message` says what is wrong with it. */
export type Usage = { readonly kind: 'usage'; readonly message: string }

/** One command's answer: for machines, amounts as exact decimal text; and in words. */
export type Answer = { readonly json: unknown; readonly words: string }

type Outcome = Result<Answer, Problem | Usage>

export const rigUsage = `breakwatt rig add --name NAME [--preset ID] [--price P] [--currency USD] [--in-service YYYY-MM-DD]
              --price-per-kwh X [--meter nvidia-smi|none]
              ${termUsage}
breakwatt rig change NAME [--name NEW] [--preset ID|none] [--price P] [--currency USD] [--in-service YYYY-MM-DD]
              and any of the options above from --purchased on; an empty text is not known
breakwatt rig buy NAME --on YYYY-MM-DD --price P [--nodes N]
breakwatt rig show NAME
breakwatt rig list
breakwatt rig remove --rig NAME
breakwatt rig enter --rig NAME --month YYYY-MM --kwh X
breakwatt rig tariff --rig NAME --from YYYY-MM-DD --price-per-kwh X
breakwatt rig energy --month YYYY-MM [--rig NAME]
${tokensUsage}`

/**
 * Each command: its options (those with `!` must be given, those with `*` may be several times), whether the rig's
 * name stands before them, and what it does.
 */
const commands: Readonly<
  Record<
    string,
    {
      readonly flags: readonly string[]
      readonly named?: true
      readonly run: (ledger: Ledger, flags: Flags, now: number) => Outcome
    }
  >
> = {
  add: {
    flags: ['name!', 'preset', 'price', 'currency', 'in-service', 'price-per-kwh!', 'meter', ...termFlags],
    run: add,
  },
  change: {
    flags: ['name', 'preset', 'price', 'currency', 'in-service', ...termFlags],
    named: true,
    run: change,
  },
  buy: { flags: ['on!', 'price!', 'nodes'], named: true, run: buy },
  show: { flags: [], named: true, run: show },
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
  if (name === 'tokens') return tokens(ledger, rest, now)
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) return usage(name === '' ? 'rig needs a command' : `rig has no command '${name}'`)
  const [rig, ...options] = command.named === true ? rest : [undefined, ...rest]
  if (command.named === true && (rig === undefined || rig.startsWith('--')))
    return usage(`rig ${name} needs the name of a rig`)
  const flags = readFlags(
    command.flags,
    options.filter((word) => word !== undefined),
  )
  if (!flags.ok) return flags
  return command.run(ledger, rig === undefined ? flags.value : { ...flags.value, rig: [rig] }, now)
}

const usage = (message: string): Result<never, Usage> =>
  refused({ kind: 'usage', message: `${message}\n\n${rigUsage}` })

function readFlags(flags: readonly string[], args: readonly string[]): Result<Flags, Usage> {
  const options: Record<string, { type: 'string'; multiple: boolean }> = {}
  for (const name of flags)
    options[name.replace(/[!*]/, '')] = { type: 'string', multiple: name.endsWith('*') }
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true })
    const read: Record<string, readonly string[]> = {}
    for (const [name, value] of Object.entries(values))
      read[name] = [value].flat().filter((text) => typeof text === 'string')
    const missing = flags.filter((name) => name.endsWith('!') && read[name.slice(0, -1)] === undefined)
    if (missing.length === 0) return ok(read)
    return usage(`missing: ${missing.map((name) => `--${name.slice(0, -1)}`).join(', ')}`)
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
  const meter = flag(flags, 'meter') ?? 'none'
  if (meter !== 'nvidia-smi' && meter !== 'none')
    return refused({ kind: 'bad-input', field: 'meter', text: meter, expected: 'nvidia-smi or none' })
  const price = priceOf(flags)
  if (!price.ok) return price
  const bought: NewRig = {
    name: flag(flags, 'name') ?? '',
    presetId: flag(flags, 'preset') ?? null,
    price: price.value,
    currency: flag(flags, 'currency') ?? presetCurrency,
    inServiceOn: flag(flags, 'in-service') ?? dayText(dayOfInstant(now)),
    pricePerKwh: flag(flags, 'price-per-kwh') ?? '',
    metered: meter === 'nvidia-smi',
    purchasedOn: flag(flags, 'purchased') ?? '',
    nodes: flag(flags, 'nodes') ?? '1',
    details: typedTerms(flags),
  }
  const added = buyRig(ledger, bought, now)
  if (!added.ok) return added
  return ok({ json: rigJson(added.value), words: `Added.\n${rigWords([added.value])}` })
}

/** The price as given, else the dear end of the preset's, which is in USD. */
function priceOf(flags: Flags): Result<string, Problem | Usage> {
  const price = flag(flags, 'price')
  if (price !== undefined) return ok(price)
  const id = flag(flags, 'preset')
  if (id === undefined) return usage('missing: --price or --preset')
  const preset = presetNamed(id)
  if (preset === null)
    return refused({ kind: 'unknown-preset', name: id, known: rigPresets.map((one) => one.id) })
  const isInItsCurrency = (flag(flags, 'currency') ?? presetCurrency).trim().toUpperCase() === presetCurrency
  return preset.price !== null && isInItsCurrency
    ? ok(preset.price.high.toString())
    : refused({ kind: 'preset-incomplete', name: preset.name, missing: ['the price'] })
}

function change(ledger: Ledger, flags: Flags): Outcome {
  const rig = rigNamed(ledger, flag(flags, 'rig') ?? '')
  if (!rig.ok) return rig
  return shown(changeRig(ledger, rig.value.id, withTerms(typedRig(rig.value), flags)))
}

function buy(ledger: Ledger, flags: Flags): Outcome {
  const rig = rigNamed(ledger, flag(flags, 'rig') ?? '')
  if (!rig.ok) return rig
  const before = typedRig(rig.value)
  const bought = {
    on: flag(flags, 'on') ?? '',
    price: flag(flags, 'price') ?? '',
    nodes: flag(flags, 'nodes') ?? '1',
  }
  return shown(changeRig(ledger, rig.value.id, { ...before, purchases: [...before.purchases, bought] }))
}

function show(ledger: Ledger, flags: Flags): Outcome {
  return shown(rigNamed(ledger, flag(flags, 'rig') ?? ''))
}

const shown = (rig: Result<Rig, Problem>): Outcome =>
  rig.ok ? ok({ json: rigJson(rig.value), words: rigTermsWords(rig.value) }) : rig

function list(ledger: Ledger): Outcome {
  const rigs = listRigs(ledger)
  return ok({ json: { rigs: rigs.map(rigJson) }, words: rigWords(rigs) })
}

function remove(ledger: Ledger, flags: Flags): Outcome {
  const rig = rigNamed(ledger, flag(flags, 'rig') ?? '')
  if (!rig.ok) return rig
  const removed = removeRig(ledger, rig.value.id)
  if (!removed.ok) return removed
  return ok({ json: { removed: rig.value.name }, words: `Removed ${rig.value.name} and its readings.` })
}

function enter(ledger: Ledger, flags: Flags, now: number): Outcome {
  const rig = rigNamed(ledger, flag(flags, 'rig') ?? '')
  if (!rig.ok) return rig
  const entered = enterEnergy(ledger, rig.value.id, flag(flags, 'month') ?? '', flag(flags, 'kwh') ?? '', now)
  return entered.ok ? energyOf(ledger, [rig.value], flag(flags, 'month') ?? '', now) : entered
}

function tariff(ledger: Ledger, flags: Flags): Outcome {
  const rig = rigNamed(ledger, flag(flags, 'rig') ?? '')
  if (!rig.ok) return rig
  const changed = changeTariff(
    ledger,
    rig.value.id,
    flag(flags, 'from') ?? '',
    flag(flags, 'price-per-kwh') ?? '',
  )
  if (!changed.ok) return changed
  const after = rigNamed(ledger, rig.value.name)
  if (!after.ok) return after
  const tariffs = after.value.tariffs.map(
    ({ from, pricePerKwh }) =>
      `from ${dayText(from)}: ${nanosText(pricePerKwh.nanos)} ${pricePerKwh.currency} per kWh`,
  )
  return ok({ json: rigJson(after.value), words: `${after.value.name}\n${tariffs.join('\n')}` })
}

function tokens(ledger: Ledger, [name, ...words]: readonly string[], now: number): Outcome {
  if (name === undefined) return usage('rig tokens needs the name of a rig')
  const rig = rigNamed(ledger, name)
  if (!rig.ok) return rig
  return (
    rigTokens(ledger, rig.value, words, now) ?? usage('rig tokens takes a month and two numbers of tokens')
  )
}

function energy(ledger: Ledger, flags: Flags, now: number): Outcome {
  const month = flag(flags, 'month') ?? ''
  const name = flag(flags, 'rig')
  if (name === undefined) return energyOf(ledger, listRigs(ledger), month, now)
  const rig = rigNamed(ledger, name)
  return rig.ok ? energyOf(ledger, [rig.value], month, now) : rig
}

function energyOf(ledger: Ledger, rigs: readonly Rig[], text: string, now: number): Outcome {
  const month = typedMonth(text)
  if (!month.ok) return month
  const months = rigs.flatMap((rig) => monthsOfRig(ledger, rig, month.value, month.value, now))
  return ok({ json: energyJson(month.value, months), words: energyWords(month.value, months) })
}
