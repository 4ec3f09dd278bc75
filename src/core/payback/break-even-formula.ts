import type { BreakEven } from './answers.ts'
import type { Formula } from './formulas.ts'
import { numberText } from './written.ts'

/** The volume from which it pays, as `reached` writes it; null where there is none. */
export function breakEvenFilled(breakEven: BreakEven, reached: string | null): Omit<Formula, 'title'> {
  const { targetMonths, multiplier, unreachable, nodesNeeded } = breakEven
  const rule = `the smallest volume that pays back within ${targetMonths} months, all else as assumed`
  if (reached === null || multiplier === null)
    return {
      result:
        unreachable === 'capacity'
          ? 'unreachable: capacity'
          : unreachable === 'no-gain'
            ? 'unreachable'
            : 'not known',
      rule,
      lines: [
        unreachable === 'capacity'
          ? `The rig is full before it pays${nodesNeeded === null ? '' : `; ${nodesNeeded} nodes would have room`}.`
          : 'More of the same work brings nothing after its running cost.',
      ],
      notes: [],
    }
  return {
    result: reached,
    rule,
    lines: [`${numberText(multiplier, 3)} × today’s volume = ${reached}`],
    notes: ['Found by trying: at a thousandth less it takes longer.'],
  }
}
