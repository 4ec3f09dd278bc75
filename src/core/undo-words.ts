import { shownText } from './shown-text.ts'
import { spanOf, type HandedOver, type Statement, type Undone } from './statement.ts'

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

/** What undoing an import did, what it kept, and why. `moment` writes milliseconds since 1970. */
export function undoWords(done: Undone, moment: (ms: number) => string): string {
  const { fileName, undoneAt } = done.statement
  if (done.state === 'changed') return shownText(changeWords(done))
  return undoneAt === null
    ? `${shownText(fileName)} counts already. Nothing was changed.`
    : `${shownText(fileName)} is undone already, since ${moment(undoneAt)}. Nothing was changed.`
}

function changeWords({
  statement,
  handedOver,
  untouchedDays,
  original,
}: Extract<Undone, { readonly state: 'changed' }>): string {
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
  const kept = isUndone ? ` ${keptWords[original]}` : ''
  return `${head}${changes.length === 0 ? '' : `: ${changes.join(', ')}`}.${kept}`
}

const keptWords = {
  kept: 'Its file and what you typed for it are kept, so that it can be brought back.',
  missing:
    'What was read from its file and what you typed for it are kept, so that it can be brought back; the file itself is missing from the archive.',
} as const

/** Days that a statement covers, over all its sources. */
export const coveredDaysOf = ({ coverage }: Statement): number =>
  coverage.reduce((sum, covered) => {
    const { firstDay, lastDay } = spanOf([covered])
    return firstDay === null || lastDay === null ? sum : sum + lastDay - firstDay + 1
  }, 0)
