import { countedText, numberText, shareText } from '../payback/written.ts'
import { assertNever } from '../result.ts'
import type { Flip, Mode } from './workload.ts'

/** What work that has to stay on the rig then still needs. */
const becomes = ({ decision, mode }: Flip): string => {
  const still: Partial<Record<Mode, string>> = {
    'needs-better-model': ' but needs a better model',
    'needs-capacity': ' but needs more room',
  }
  return `Becomes ${decision}${still[mode] ?? ''}`
}

/** `Becomes local at 3 nodes (1 today), their price not counted.` */
export function flipWords(flip: Flip, money: (amount: number) => string): string {
  const { lever, side, at, today, nodes } = flip
  const start = becomes(flip)
  const where = side === 'from' ? 'from' : 'below'
  switch (lever) {
    case 'quality':
      return `${start} ${where} ${percent(at)} quality (${percent(today)} today).`
    case 'spend':
      return side === 'from'
        ? `${start} if prices raise its bill to ${money(at)} a month (${money(today)} today).`
        : `${start} if prices bring its bill below ${money(at)} a month (${money(today)} today).`
    case 'capacity':
      if (nodes !== null) return `${start} at ${countedText(nodes, 'node')}, their price not counted.`
      return side === 'from'
        ? `${start} once the rig has room for ${shareText(at)} of it (${shareText(today)} today).`
        : `${start} if the rig has room for less than ${shareText(at)} of it (${shareText(today)} today).`
    case 'days':
      return `${start} with ${countedText(at, 'day')} of bills (${numberText(today)} today), as far as can be seen.`
    case 'operator-hours':
      return `${start} with ${countedText(at, 'hour')} a month to look after the rig (${numberText(today)} today).`
    case 'context':
      return `${start} with a local model that takes ${countedText(at, 'token')} of context (${numberText(today)} today).`
    default:
      return assertNever(lever)
  }
}

/** To a tenth, so that 62.4% is not told as 62%. */
const percent = (share: number): string => `${numberText(share * 100, 1)}%`
