import { parseCurrency, type Currency, type Money } from '../core/money.ts'
import { dayText, type Day } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { figureFields, partField, purchaseField, rigFields } from '../core/rig-fields.ts'
import { nodeFigures, presetNamed, rigPresets } from '../core/rig.ts'
import type { NodeFigures, Part, Purchase, Resale, RigFacts, TypedPart, TypedRig } from '../core/rig.ts'
import type { Ledger } from '../ledger/open.ts'
import { listRigs } from '../ledger/rigs.ts'
import { typedDay, typedNumber, typedPrice, type NumberBounds } from './typed.ts'

const longestName = 80
const mostNodes = 10_000
const mostFigure = 10_000_000
const months: NumberBounds = { most: 600, whole: 'months' }
const above: NumberBounds = { most: mostFigure, above: 0 }

type Read<T> = Result<T, Problem>

/**
 * A rig as the user typed it, field by field. Refused, with the field's name: a name that is empty, too long or that
 * another rig than `rigId` has; a preset that does not exist; amounts, days and numbers that are none or cannot be.
 */
export function readTypedRig(ledger: Ledger, typed: TypedRig, rigId: number | null): Read<RigFacts> {
  const name = freeName(ledger, typed.name, rigId)
  if (!name.ok) return name
  const { presetId } = typed
  if (presetId !== null && presetNamed(presetId) === null)
    return refused({ kind: 'unknown-preset', name: presetId, known: rigPresets.map(({ id }) => id) })
  const currency = parseCurrency(typed.currency)
  if (currency === null) return wrong(rigFields.currency, typed.currency, 'a currency code such as USD')
  const inServiceOn = typedDay(rigFields.inServiceOn, typed.inServiceOn)
  if (!inServiceOn.ok) return inServiceOn
  const purchases = readPurchases(typed, currency, inServiceOn.value)
  if (!purchases.ok) return purchases
  const parts = readParts(typed, currency)
  if (!parts.ok) return parts
  const lifeMonths = typedNumber(rigFields.lifeMonths, typed.lifeMonths, { ...months, above: 0 })
  if (!lifeMonths.ok) return lifeMonths
  const warrantyMonths = known(typed.warrantyMonths, (text) =>
    typedNumber(rigFields.warrantyMonths, text, months),
  )
  if (!warrantyMonths.ok) return warrantyMonths
  const resale = readResale(typed, currency)
  if (!resale.ok) return resale
  const setupCost = knownMoney(rigFields.setupCost, typed.setupCost, currency)
  if (!setupCost.ok) return setupCost
  const replacementCost = knownMoney(rigFields.replacementCost, typed.replacementCost, currency)
  if (!replacementCost.ok) return replacementCost
  const failures = known(typed.failurePercent, (text) =>
    typedNumber(rigFields.failurePercent, text, { most: 100 }),
  )
  if (!failures.ok) return failures
  const figures = readFigures(typed)
  if (!figures.ok) return figures
  return ok({
    name: name.value,
    presetId,
    inServiceOn: inServiceOn.value,
    purchases: purchases.value,
    parts: parts.value,
    lifeMonths: lifeMonths.value,
    warrantyMonths: warrantyMonths.value,
    resale: resale.value,
    setupCost: setupCost.value,
    replacementCost: replacementCost.value,
    failureRate: failures.value === null ? null : failures.value / 100,
    figures: figures.value,
  })
}

const wrong = (field: string, text: string, expected: string): Result<never, Problem> =>
  refused({ kind: 'bad-input', field, text, expected })

/** Null where nothing was typed: not known. */
const known = <T>(text: string, read: (text: string) => Read<T>): Read<T | null> =>
  text.trim() === '' ? ok(null) : read(text)

const money = (field: string, text: string, currency: Currency): Read<Money> => {
  const nanos = typedPrice(field, text)
  return nanos.ok ? ok({ currency, nanos: nanos.value }) : nanos
}
const knownMoney = (field: string, text: string, currency: Currency): Read<Money | null> =>
  known(text, (typed) => money(field, typed, currency))

/** Every item read, or the first refusal. */
function all<T, U>(items: readonly T[], read: (item: T, index: number) => Read<U>): Read<readonly U[]> {
  const values: U[] = []
  for (const [index, item] of items.entries()) {
    const value = read(item, index)
    if (!value.ok) return value
    values.push(value.value)
  }
  return ok(values)
}

function freeName(ledger: Ledger, text: string, rigId: number | null): Read<string> {
  const name = text.trim()
  if (name === '' || name.length > longestName)
    return wrong(rigFields.name, text, `a name of 1 to ${longestName} letters`)
  const taken = listRigs(ledger).some(
    (rig) => rig.id !== rigId && rig.name.toLowerCase() === name.toLowerCase(),
  )
  return taken ? wrong(rigFields.name, text, 'a name that no other rig has') : ok(name)
}

/** By day, the first of them before service begins; a day that is not known comes first. */
function readPurchases(
  { purchases }: TypedRig,
  currency: Currency,
  inServiceOn: Day,
): Read<readonly [Purchase, ...Purchase[]]> {
  const read = all(purchases, (typed, index): Read<Purchase> => {
    const price = money(purchaseField(index, 'price'), typed.price, currency)
    if (!price.ok) return price
    const onField = purchaseField(index, 'on')
    const on: Read<Day | null> =
      index === 0 ? known(typed.on, (text) => typedDay(onField, text)) : typedDay(onField, typed.on)
    if (!on.ok) return on
    const nodes = typedNumber(purchaseField(index, 'nodes'), typed.nodes, {
      above: 0,
      most: mostNodes,
      whole: 'nodes',
    })
    return nodes.ok ? ok({ on: on.value, price: price.value, nodes: nodes.value }) : nodes
  })
  if (!read.ok) return read
  const [first, ...later] = read.value.toSorted((a, b) => (a.on ?? -Infinity) - (b.on ?? -Infinity))
  if (first === undefined) return wrong(purchaseField(0, 'price'), '', 'an amount of 0 or more')
  if (first.on !== null && first.on > inServiceOn)
    return wrong(
      purchaseField(0, 'on'),
      dayText(first.on),
      `a day up to ${dayText(inServiceOn)}, when it went into service`,
    )
  return ok([first, ...later])
}

/** A row in which nothing was typed is no part. */
function readParts({ parts }: TypedRig, currency: Currency): Read<readonly Part[]> {
  const read = all(parts, (part, index) => readPart(part, index, currency))
  return read.ok ? ok(read.value.filter((part) => part !== null)) : read
}

function readPart(typed: TypedPart, index: number, currency: Currency): Read<Part | null> {
  const name = typed.name.trim()
  const note = typed.note.trim()
  if (`${name}${note}${typed.price.trim()}` === '') return ok(null)
  if (name === '' || name.length > longestName)
    return wrong(partField(index, 'name'), typed.name, `a name of 1 to ${longestName} letters`)
  const price = knownMoney(partField(index, 'price'), typed.price, currency)
  return price.ok ? ok({ name, price: price.value, note: note === '' ? null : note }) : price
}

function readResale({ resale, resaleAtEnd }: TypedRig, currency: Currency): Read<Resale | null> {
  if (resale === '') return ok(null)
  if (resale !== 'own') return ok({ kind: 'curve', curve: resale })
  const atEndOfLife = money(rigFields.resaleAtEnd, resaleAtEnd, currency)
  return atEndOfLife.ok ? ok({ kind: 'own', atEndOfLife: atEndOfLife.value }) : atEndOfLife
}

function readFigures(typed: TypedRig): Read<NodeFigures> {
  const read = all(nodeFigures, (figure) =>
    known(typed[figure], (text) =>
      typedNumber(figureFields[figure], text, figure === 'idleWatts' ? { most: mostFigure } : above),
    ),
  )
  if (!read.ok) return read
  const figures = Object.fromEntries(nodeFigures.map((figure, at) => [figure, read.value[at] ?? null]))
  const { loadWatts, idleWatts } = figures as NodeFigures
  return loadWatts !== null && idleWatts !== null && idleWatts > loadWatts
    ? wrong(figureFields.idleWatts, typed.idleWatts, `a power of at most its ${loadWatts} W under load`)
    : ok(figures as NodeFigures)
}
