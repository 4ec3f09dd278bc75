import {
  addIncrements,
  bucketOfInstant,
  bucketSeconds,
  type PowerIncrement,
  type PowerReading,
} from '../core/energy.ts'

type Moment = { readonly at: number; readonly monotonic: number }
type Span = { readonly low: number; readonly high: number }

/** A run of readings with bit-identical power. */
type Flat = {
  readonly since: number
  /** Up to here its energy is booked, or given up as not known. */
  readonly settled: number
  readonly besideError: boolean
  readonly temperature: Span | null
  readonly utilisation: Span | null
}

/** What is known of a channel: null after a reading without power. */
type Channel = { readonly last: PowerReading & { readonly watts: number }; readonly flat: Flat } | null

/** What integrating remembers between two looks. */
export type Integration = {
  /** Milliseconds between two looks. */
  readonly interval: number
  readonly channels: ReadonlyMap<string, Channel>
  readonly answered: Moment | null
}

export const startIntegration = (interval: number): Integration => ({
  interval,
  channels: new Map(),
  answered: null,
})

/** A gap longer than this many intervals is time that nobody watched. */
const longestGap = 3

/** Wall and monotonic clock may drift apart this far in one gap, ms; beyond it somebody set the clock. */
const clockStep = 2_000

/** Power that stays bit-identical for longer, ms, while other values move is a stuck sensor (rig-power.md 2.1). */
const longestFlat = 120_000

/** How far a temperature (°C) or a utilisation (0 to 1) must move to count as moving. */
const moves = { temperature: 3, utilisation: 0.1 }

function isUnbroken(before: Moment, after: Moment, interval: number): boolean {
  const wall = after.at - before.at
  const monotonic = after.monotonic - before.monotonic
  const longest = longestGap * interval
  return wall > 0 && wall <= longest && monotonic <= longest && Math.abs(wall - monotonic) <= clockStep
}

const spanOf = (value: number | null): Span | null => (value === null ? null : { low: value, high: value })

function widened(span: Span | null, value: number | null): Span | null {
  if (span === null || value === null) return span ?? spanOf(value)
  return { low: Math.min(span.low, value), high: Math.max(span.high, value) }
}

const hasMoved = (span: Span | null, by: number): boolean => span !== null && span.high - span.low >= by

const startFlat = (reading: PowerReading): Flat => ({
  since: reading.at,
  settled: reading.at,
  besideError: reading.besideError,
  temperature: spanOf(reading.temperature),
  utilisation: spanOf(reading.utilisation),
})

const continueFlat = (flat: Flat, reading: PowerReading): Flat => ({
  ...flat,
  besideError: flat.besideError || reading.besideError,
  temperature: widened(flat.temperature, reading.temperature),
  utilisation: widened(flat.utilisation, reading.utilisation),
})

const isStuck = (flat: Flat, at: number): boolean =>
  at - flat.since > longestFlat &&
  (flat.besideError ||
    hasMoved(flat.temperature, moves.temperature) ||
    hasMoved(flat.utilisation, moves.utilisation))

/** Cuts a stretch of time (ms since 1970) at the quarter hours. */
function pieces(from: number, to: number): readonly { start: number; from: number; to: number }[] {
  const cut: { start: number; from: number; to: number }[] = []
  for (let at = from; at < to;) {
    const start = bucketOfInstant(at)
    const end = Math.min(to, (start + bucketSeconds) * 1000)
    cut.push({ start, from: at, to: end })
    at = end
  }
  return cut
}

const nothing = { wattHours: 0, knownSeconds: 0, upSeconds: 0, maxWatts: null }

/** A straight line of watts between two moments, as parts of quarter hours; `share` is the channel's 1/n. */
function energyBetween(
  a: { readonly at: number; readonly watts: number },
  b: { readonly at: number; readonly watts: number },
  share: number,
): readonly PowerIncrement[] {
  const wattsAt = (at: number): number => a.watts + ((b.watts - a.watts) * (at - a.at)) / (b.at - a.at)
  return pieces(a.at, b.at).map(({ start, from, to }) => ({
    ...nothing,
    start,
    wattHours: (((wattsAt(from) + wattsAt(to)) / 2) * (to - from)) / 3_600_000,
    knownSeconds: ((to - from) / 1000) * share,
  }))
}

const upBetween = (a: Moment, b: Moment): readonly PowerIncrement[] =>
  pieces(a.at, b.at).map(({ start, from, to }) => ({ ...nothing, start, upSeconds: (to - from) / 1000 }))

/** The energy of a flat run that was held back until it was clear whether the sensor is stuck. */
function heldBack(channel: Channel, share: number): readonly PowerIncrement[] {
  if (channel === null || isStuck(channel.flat, channel.last.at)) return []
  const { watts, at } = channel.last
  return energyBetween({ at: channel.flat.settled, watts }, { at, watts }, share)
}

type Step = { readonly channel: Channel; readonly booked: readonly PowerIncrement[] }

function step(before: Channel, reading: PowerReading, interval: number, share: number): Step {
  const { watts } = reading
  if (watts === null) return { channel: null, booked: heldBack(before, share) }
  const last = { ...reading, watts }
  const afresh = { last, flat: startFlat(reading) }
  if (before === null) return { channel: afresh, booked: [] }
  if (reading.at === before.last.at) return { channel: before, booked: [] }
  if (!isUnbroken(before.last, reading, interval)) return { channel: afresh, booked: heldBack(before, share) }
  if (watts !== before.last.watts) {
    const isTrusted = !isStuck(before.flat, before.last.at)
    const line = isTrusted ? energyBetween(before.last, last, share) : []
    return { channel: afresh, booked: [...heldBack(before, share), ...line] }
  }
  const channel = { last, flat: continueFlat(before.flat, reading) }
  if (reading.at - channel.flat.since <= longestFlat) return { channel, booked: [] }
  const settled = { last, flat: { ...channel.flat, settled: reading.at } }
  return { channel: settled, booked: heldBack(channel, share) }
}

/** Several parts, one for each quarter hour. */
export function mergeIncrements(parts: readonly PowerIncrement[]): readonly PowerIncrement[] {
  const merged = new Map<number, PowerIncrement>()
  for (const part of parts) {
    const before = merged.get(part.start)
    merged.set(part.start, before ? addIncrements(before, part) : part)
  }
  return [...merged.values()]
}

/**
 * Adds one look at a rig: time-weighted trapezoids between the readings of each channel, cut at the quarter
 * hours. Nothing is booked across a reading without power, a gap of more than 3 intervals or a set clock,
 * nor for a stuck sensor; power that stands still is booked when it moves again, after 2 minutes at most.
 */
export function integrate(
  before: Integration,
  look: readonly PowerReading[],
): { readonly after: Integration; readonly booked: readonly PowerIncrement[] } {
  const latest = look.reduce<Moment | null>((a, b) => (a === null || b.at > a.at ? b : a), null)
  if (latest === null) return { after: before, booked: [] }
  const channels = new Map(before.channels)
  for (const { channel } of look) if (!channels.has(channel)) channels.set(channel, null)
  const share = 1 / channels.size
  const parts: PowerIncrement[] = []
  for (const reading of look) {
    const stepped = step(channels.get(reading.channel) ?? null, reading, before.interval, share)
    channels.set(reading.channel, stepped.channel)
    parts.push(...stepped.booked)
  }
  if (before.answered && isUnbroken(before.answered, latest, before.interval))
    parts.push(...upBetween(before.answered, latest))
  const after = { ...before, channels, answered: { at: latest.at, monotonic: latest.monotonic } }
  const maxWatts = wattsOf(after)
  if (maxWatts !== null) parts.push({ ...nothing, start: bucketOfInstant(latest.at), maxWatts })
  return { after, booked: mergeIncrements(parts) }
}

/** What was held back, when no further look will come; the integration starts afresh after it. */
export function settle(before: Integration): {
  readonly after: Integration
  readonly booked: readonly PowerIncrement[]
} {
  const share = 1 / before.channels.size
  const booked = [...before.channels.values()].flatMap((channel) => heldBack(channel, share))
  const channels = new Map([...before.channels.keys()].map((name) => [name, null]))
  return { after: { ...before, channels, answered: null }, booked: mergeIncrements(booked) }
}

/** The rig's power at the last look, in watts; null where a channel's is not known, too old, or stuck. */
export function wattsOf({ channels, answered, interval }: Integration): number | null {
  let sum = 0
  for (const channel of channels.values()) {
    if (channel === null || answered === null || isStuck(channel.flat, channel.last.at)) return null
    if (answered.at - channel.last.at > longestGap * interval) return null
    sum += channel.last.watts
  }
  return channels.size > 0 ? sum : null
}
