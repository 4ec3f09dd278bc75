import { atMonth, type Model, type Stand, type Work } from './model.ts'

/**
 * Works out month m (payback.md section 2.3) and leaves it in the model. Months must come in order from 0: growth and
 * prices are carried on from the month before.
 */
export function stepMonth(model: Model, m: number): void {
  const { works, stands, now, scenario } = model
  now.rate = m === 0 ? model.rate0 : now.rate * model.escalation
  now.ramp = atMonth(scenario.ramp, m)
  now.shadowLeft = atMonth(scenario.shadow, m)
  now.live = 0
  let apiOnly = 0
  for (const work of works) {
    carryOn(work, m)
    apiOnly += work.spend
  }
  let kwh = 0
  for (let i = 0; i < stands.length; i += 1) {
    const stand = stands[i]
    if (stand !== undefined) kwh += fillStand(model, stand, m, i === 0)
  }
  let avoided = 0
  let badAnswers = 0
  for (const work of works) {
    if (!work.open) continue
    const served = (1 - work.left) * now.ramp
    avoided += work.spend * work.kept * served
    badAnswers += work.volume * work.badAnswers * served
  }
  now.apiOnly = apiOnly
  now.avoided = avoided
  now.badAnswers = badAnswers
  now.kwh = kwh * scenario.energy.pue
  now.kwhMeasured = false
  payRunning(model, m)
  now.net = now.avoided - now.opex - (model.outlay[m] ?? 0)
}

/** Volume and price of the month, from those of the month before. */
function carryOn(work: Work, m: number): void {
  if (m > 0) {
    if (m <= work.growthMonths) {
      work.volume *= work.growth
      work.spend *= work.growth
    }
    if (m <= work.priceMonths) work.spend *= work.priceChange
  }
  for (const step of work.steps) if (step.fromMonth === m) work.spend *= step.factor
  work.open = m >= work.avoidableFrom
  work.wanted = false
  work.left = 1
  work.seconds = 0
  work.gain = 0
}

/**
 * Gives one rig what it has time for of the work still left: mirrored work first, then what must be local, then what
 * gains most a second. Work that loses money stays on the API. Returns its kWh before the losses around it.
 */
function fillStand(model: Model, stand: Stand, m: number, isFirst: boolean): number {
  const { works, now } = model
  const live = atMonth(stand.live, m)
  const nodes = typeof stand.nodes === 'number' ? stand.nodes : (stand.nodes[m] ?? 0)
  if (live > now.live) now.live = live
  const { seconds, worth, secondsAtStart } = stand
  const secondCost = stand.billedSecondKwh * now.rate
  let routable = 0
  let wanted = 0
  for (let i = 0; i < works.length; i += 1) {
    const work = works[i]
    if (work === undefined) continue
    worth[i] = -Infinity
    seconds[i] = 0
    if (!work.open) continue
    const needed = (secondsAtStart[i] ?? 0) * work.volume
    const gain = work.spend * work.kept - work.volume * work.badAnswers - needed * secondCost
    seconds[i] = needed
    routable += needed
    if (isFirst) {
      work.seconds = needed
      work.gain = gain
    }
    if (gain <= 0 && !work.forced) continue
    work.wanted = true
    wanted += needed * work.left
    worth[i] = work.forced ? Infinity : gain / needed
  }
  const capacity = stand.nodeSeconds * nodes * live
  stand.capacity = capacity
  let busy = 0
  if (now.shadowLeft > 0 && routable > 0 && live > 0) {
    const mirrored = routable * now.shadowLeft * live
    busy = mirrored < capacity ? mirrored : capacity
    now.shadowLeft -= (now.shadowLeft * live * busy) / mirrored
  }
  busy += now.ramp * serve(works, stand, live, capacity - busy, wanted * live)
  stand.busy = busy
  return stand.onHours * live * nodes * stand.idleKw + busy * stand.secondKwh
}

/** Takes the wanted work as far as there is time; returns the seconds it takes, before the ramp. */
function serve(works: readonly Work[], stand: Stand, live: number, time: number, wanted: number): number {
  const { seconds, worth, order } = stand
  if (wanted <= time) {
    for (let i = 0; i < works.length; i += 1) {
      const work = works[i]
      if (work !== undefined && (worth[i] ?? 0) >= 0) work.left -= work.left * live
    }
    return wanted
  }
  sortByWorth(order, worth)
  let left = time
  for (const i of order) {
    const work = works[i]
    if (work === undefined || (worth[i] ?? 0) < 0) break
    const offered = work.left * live
    const needed = (seconds[i] ?? 0) * offered
    if (needed <= left) {
      work.left -= offered
      left -= needed
    } else {
      work.left -= (offered * left) / needed
      left = 0
    }
  }
  return time - left
}

/** Insertion sort, most worth first, then as listed: it is nearly sorted from the month before. */
function sortByWorth(order: Int32Array, worth: Float64Array): void {
  for (let place = 1; place < order.length; place += 1) {
    const moving = order[place] ?? 0
    const value = worth[moving] ?? 0
    let to = place
    while (to > 0) {
      const before = order[to - 1] ?? 0
      const other = worth[before] ?? 0
      if (other > value || (other === value && before < moving)) break
      order[to] = before
      to -= 1
    }
    order[to] = moving
  }
}

/** Energy and all other running costs of the month; what is known of it takes the place of what is projected. */
function payRunning(model: Model, m: number): void {
  const { now, scenario } = model
  const { energy, opex } = scenario
  const { live } = now
  const measured = energy.measuredKwh[m]
  const actual = model.actuals?.get(m)
  const kwh = actual?.kwh ?? measured
  if (kwh !== undefined) {
    now.kwh = kwh
    now.kwhMeasured = true
  }
  now.energy = actual?.energyCost ?? now.kwh * now.rate + energy.fixedMonthly * live
  if (actual !== undefined) {
    now.avoided = actual.avoided
    now.apiOnly = actual.billed + actual.avoided
  }
  now.maintenance = (((model.capexSoFar[m] ?? 0) * opex.maintenancePctCapexAnnual) / 12) * live
  now.engineering = opex.engHoursPerMonth * opex.engRate * live
  now.colo = opex.coloMonthly * live
  now.licences = opex.licencesMonthly * live
  now.lease = m <= opex.leaseMonths ? opex.leaseMonthly * live : 0
  now.hardwareFailure = m > opex.warrantyMonths ? (opex.afr / 12) * opex.replacementCost * live : 0
  now.opex =
    now.energy +
    now.maintenance +
    now.engineering +
    now.colo +
    now.licences +
    now.lease +
    now.hardwareFailure +
    now.badAnswers
}
