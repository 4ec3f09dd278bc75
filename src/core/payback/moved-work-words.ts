import { attempts } from './rates.ts'
import type { RigFigures, Workload } from './scenario.ts'
import { chainText, numberText, shareText } from './written.ts'

/** Times the tokens of month 0 that run elsewhere. */
export const movedTimes = (workload: Workload, volume: number, running: number): number =>
  workload.routableShare * workload.tokenRatio * attempts(workload.quality) * volume * running

/** `60% that may move × 1.2682 for growth`: the same, told; what changes nothing is left out. */
export function timesText(workload: Workload, volume: number, running: number): string {
  const { routableShare, tokenRatio, quality } = workload
  const factors: readonly (readonly [value: number, what: string])[] = [
    [volume, 'for growth'],
    [tokenRatio, 'tokens for one of the API’s'],
    [attempts(quality), 'attempts'],
  ]
  return [
    `${shareText(routableShare)} that may move`,
    ...factors.filter(([value]) => value !== 1).map(([value, what]) => `${numberText(value, 6)} ${what}`),
    ...(running === 1 ? [] : [`${shareText(running)} moved by then`]),
  ].join(' × ')
}

/** `(20 M in ÷ 5,000 + 5 M out ÷ 500 a second)`: the seconds that one reads and writes a month's tokens in. */
export function speedText(
  { tokensIn, tokensOut }: Workload,
  { prefillTps, decodeTps }: Pick<RigFigures, 'prefillTps' | 'decodeTps'>,
): string {
  const part = (tokens: number, way: string, speed: number | null): readonly string[] =>
    tokens === 0 || speed === null
      ? []
      : [`${numberText(tokens / 1e6, 3)} M ${way} ÷ ${numberText(speed, 1)}`]
  const parts = [...part(tokensIn, 'in', prefillTps), ...part(tokensOut, 'out', decodeTps)]
  return parts.length === 0 ? 'no time' : `(${chainText(parts)} a second)`
}
