import { residualCurveIds } from '../core/payback/presets.ts'
import type { Currency, Money, Nanos } from '../core/money.ts'
import { nodeFigures, type NodeFigure, type NodeFigures, type Part, type Purchase } from '../core/rig.ts'
import type { Resale, Rig, RigFacts } from '../core/rig.ts'
import type { Ledger } from './open.ts'

type Db = Ledger['db']

export type RigRow = Record<'id' | 'inServiceOn' | 'metered' | 'lifeMonths', bigint> &
  Record<'name' | 'currency', string> &
  Record<'presetId' | 'resaleCurve', string | null> &
  Record<'warrantyMonths' | 'resale' | 'setupCost' | 'replacementCost', bigint | null> &
  Record<'failureRate' | NodeFigure, number | null>

type Listed<T> = T & { readonly rigId: bigint }
type TariffRow = Listed<Record<'from' | 'pricePerKwh', bigint>>
type PurchaseRow = Listed<{ readonly boughtDay: bigint | null } & Record<'price' | 'nodes', bigint>>
type PartRow = Listed<{ readonly name: string; readonly price: bigint | null; readonly note: string | null }>

/** What every rig has several of, in the order it is told in. */
export type RigLists = {
  readonly tariffs: readonly TariffRow[]
  readonly purchases: readonly PurchaseRow[]
  readonly parts: readonly PartRow[]
}

export const listOfRigs = (db: Db): RigLists => ({
  tariffs: db
    .prepare<[], TariffRow>(
      `SELECT rig_id AS rigId, from_day AS "from", price_per_kwh_nanos AS pricePerKwh
       FROM tariffs ORDER BY from_day DESC`,
    )
    .safeIntegers()
    .all(),
  purchases: db
    .prepare<[], PurchaseRow>(
      `SELECT rig_id AS rigId, bought_day AS boughtDay, price_nanos AS price, nodes
       FROM rig_purchases ORDER BY number`,
    )
    .safeIntegers()
    .all(),
  parts: db
    .prepare<[], PartRow>(
      'SELECT rig_id AS rigId, name, price_nanos AS price, note FROM rig_parts ORDER BY number',
    )
    .safeIntegers()
    .all(),
})

/** A rig of its row and of what the lists hold of it. */
export function rigOfRow(row: RigRow, lists: RigLists): Rig {
  const { currency } = row
  const its = <T extends Listed<object>>(list: readonly T[]): readonly T[] =>
    list.filter(({ rigId }) => rigId === row.id)
  const purchases = its(lists.purchases).map((bought): Purchase => ({
    on: bought.boughtDay === null ? null : Number(bought.boughtDay),
    price: { currency, nanos: bought.price },
    nodes: Number(bought.nodes),
  }))
  const [first, ...later] = purchases
  if (first === undefined) throw new Error(`The rig ${row.id} was never bought`)
  return {
    id: Number(row.id),
    name: row.name,
    presetId: row.presetId,
    price: first.price,
    inServiceOn: Number(row.inServiceOn),
    purchases: [first, ...later],
    nodes: purchases.reduce((sum, { nodes }) => sum + nodes, 0),
    parts: its(lists.parts).map((part): Part => ({
      name: part.name,
      price: moneyOf(part.price, currency),
      note: part.note,
    })),
    lifeMonths: Number(row.lifeMonths),
    warrantyMonths: row.warrantyMonths === null ? null : Number(row.warrantyMonths),
    resale: resaleOf(row),
    setupCost: moneyOf(row.setupCost, currency),
    replacementCost: moneyOf(row.replacementCost, currency),
    failureRate: row.failureRate,
    figures: figuresOf((figure) => row[figure]),
    tariffs: its(lists.tariffs).map((tariff) => ({
      from: Number(tariff.from),
      pricePerKwh: { currency, nanos: tariff.pricePerKwh },
    })),
    metered: row.metered === 1n,
  }
}

const moneyOf = (nanos: Nanos | null, currency: Currency): Money | null =>
  nanos === null ? null : { currency, nanos }

function resaleOf({ resaleCurve, resale, currency }: RigRow): Resale | null {
  if (resale !== null) return { kind: 'own', atEndOfLife: { currency, nanos: resale } }
  const curve = residualCurveIds.find((id) => id === resaleCurve)
  return curve === undefined ? null : { kind: 'curve', curve }
}

const figuresOf = (figure: (name: NodeFigure) => number | null): NodeFigures =>
  Object.fromEntries(nodeFigures.map((name) => [name, figure(name)])) as NodeFigures

/** The columns of `rigs` that hold a rig's facts, by name. */
export const rigColumns = (rig: RigFacts) => ({
  name: rig.name,
  preset_id: rig.presetId,
  currency: rig.purchases[0].price.currency,
  in_service_day: rig.inServiceOn,
  life_months: rig.lifeMonths,
  warranty_months: rig.warrantyMonths,
  resale_curve: rig.resale?.kind === 'curve' ? rig.resale.curve : null,
  resale_nanos: rig.resale?.kind === 'own' ? rig.resale.atEndOfLife.nanos : null,
  setup_cost_nanos: rig.setupCost?.nanos ?? null,
  replacement_cost_nanos: rig.replacementCost?.nanos ?? null,
  failure_rate_year: rig.failureRate,
  memory_gb: rig.figures.memoryGb,
  load_watts: rig.figures.loadWatts,
  idle_watts: rig.figures.idleWatts,
  decode_tokens_per_second: rig.figures.decodeTokensPerSecond,
  prefill_tokens_per_second: rig.figures.prefillTokensPerSecond,
})

/** Puts a rig's purchases and parts in the place of those it had. */
export function storePurchasesAndParts(db: Db, rigId: number, rig: RigFacts): void {
  db.prepare('DELETE FROM rig_purchases WHERE rig_id = ?').run(rigId)
  db.prepare('DELETE FROM rig_parts WHERE rig_id = ?').run(rigId)
  const buy = db.prepare(
    'INSERT INTO rig_purchases (rig_id, number, bought_day, price_nanos, nodes) VALUES (?, ?, ?, ?, ?)',
  )
  for (const [index, { on, price, nodes }] of rig.purchases.entries())
    buy.run(rigId, index + 1, on, price.nanos, nodes)
  const build = db.prepare(
    'INSERT INTO rig_parts (rig_id, number, name, price_nanos, note) VALUES (?, ?, ?, ?, ?)',
  )
  for (const [index, { name, price, note }] of rig.parts.entries())
    build.run(rigId, index + 1, name, price?.nanos ?? null, note)
}
