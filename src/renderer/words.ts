import type { Alert } from '../core/alert.ts'
import type { LivePower } from '../core/rig.ts'
import type { MonthState, SourceMonth } from '../core/spend.ts'
import { daysIn } from '../core/period.ts'
import { count, monthShort, percent, quarter, watts, wholeMoney } from './figures.ts'

export const counted = (of: number, noun: string): string => `${count(of)} ${noun}${of === 1 ? '' : 's'}`

export { listedText as listed } from '../core/payback/written.ts'

export const monthStateWords: Readonly<Record<MonthState, string>> = {
  complete: 'complete',
  partial: 'partial',
  missing: 'missing',
  running: 'partial, to date',
}

/** What is known of a source's month, for the title of its cell. */
export const sourceWords = (source: SourceMonth): string =>
  `${knownWords(source)}${source.restated ? '; a newer statement replaced some of its days and changed what they cost' : ''}`

function knownWords(source: SourceMonth): string {
  const who = source.serviceProviderName
  const covered = `${count(source.coveredDays)} of ${counted(daysIn(source.month), 'day')}`
  switch (source.state) {
    case 'complete':
      return `${who}: every day of ${monthShort(source.month)} is in a statement`
    case 'missing':
      return `${who}: no statement covers ${monthShort(source.month)}`
    case 'partial':
      return `${who}: statements cover ${covered} of ${monthShort(source.month)}`
    case 'running':
      return `${who}: ${monthShort(source.month)} is not over; statements cover ${covered}`
  }
}

/** How much `now` differs from `before`: `12% more than`, `4% less than`, `as much as`. */
export function comparedWords(now: bigint, before: bigint): string | null {
  if (before <= 0n) return null
  const change = Number(now - before) / Number(before)
  if (Math.abs(change) < 0.0005) return 'as much as'
  return change > 0 ? `${percent(change)} more than` : `${percent(-change)} less than`
}

const fractions: readonly (readonly [number, string])[] = [
  [1, 'All'],
  [0.75, 'Three quarters'],
  [2 / 3, 'Two thirds'],
  [0.5, 'Half'],
  [1 / 3, 'A third'],
  [0.25, 'A quarter'],
]

/** A share as one says it: `Two thirds`; percent where no plain fraction is near. */
function shareWords(share: number): string {
  if (share > 1.03) return 'More than all'
  return fractions.find(([fraction]) => Math.abs(share - fraction) < 0.025)?.[1] ?? percent(share)
}

export function alertWords(alert: Alert): string {
  const rise = alert.now - alert.before
  const compared = comparedWords(alert.now, alert.before)
  const grown = compared === null ? 'Spend began' : `Spend grew ${compared.replace(' more than', '')}`
  const sentence = `${grown} in ${quarter(alert.quarter)}: ${wholeMoney(alert.before, alert.currency)} → ${wholeMoney(alert.now, alert.currency)}.`
  const [first] = alert.drivers
  if (first === undefined || rise <= 0n) return sentence
  return `${sentence} ${shareWords(Number(first.rise) / Number(rise))} of it: ${first.name}.`
}

/** What the meter says now. */
export function liveWords(live: LivePower): string {
  switch (live.state) {
    case 'ok':
      return live.watts === null ? 'The meter answers without a reading' : `${watts(live.watts)} now`
    case 'waiting':
      return 'Waiting for the first reading'
    case 'missing':
      return 'nvidia-smi was not found: install the NVIDIA driver, or enter the kWh by hand'
    case 'failing':
      return `nvidia-smi fails: ${live.detail ?? 'no reason given'}`
    case 'off':
      return 'Meter off'
  }
}
