import { spanOf, type HandedOver, type Undone } from './statement.ts'

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

/** What undoing an import did, what it kept, and why. */
export function undoWords({ statement, handedOver, untouchedDays }: Undone): string {
  const isUndone = statement.undoneAt !== null
  const passed = handedOver.map(({ days: count, fileName }: HandedOver) =>
    fileName === null
      ? isUndone
        ? `${days(count)} ${count === 1 ? 'is' : 'are'} covered by no statement now`
        : `${days(count)} ${count === 1 ? 'is' : 'are'} covered again`
      : isUndone
        ? `${days(count)} ${count === 1 ? 'goes' : 'go'} back to ${fileName}`
        : `${days(count)} ${count === 1 ? 'is' : 'are'} taken from ${fileName} again`,
  )
  const untouched =
    untouchedDays === 0
      ? []
      : [`${days(untouchedDays)} ${untouchedDays === 1 ? 'stays' : 'stay'} with a newer statement, as before`]
  const changes = [...passed, ...untouched]
  const head = `${statement.fileName} ${isUndone ? 'no longer counts' : 'counts again'}`
  const kept = isUndone ? ' Its file and what you typed for it are kept, so that it can be brought back.' : ''
  return `${head}${changes.length === 0 ? '' : `: ${changes.join(', ')}`}.${kept}`
}

/** Days that a statement covers, over all its sources. */
export const coveredDaysOf = ({ statement }: Pick<Undone, 'statement'>): number =>
  statement.coverage.reduce((sum, covered) => {
    const { firstDay, lastDay } = spanOf([covered])
    return firstDay === null || lastDay === null ? sum : sum + lastDay - firstDay + 1
  }, 0)
