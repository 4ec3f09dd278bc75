/** How far the reading of a file is. */
export type Reading = {
  /** Which of the files it is in. */
  readonly number: number
  readonly file: string
  readonly bytesRead: number
  readonly byteCount: number
}

/** How fast a file has been read so far. Times in milliseconds on any clock that does not jump. */
export type Pace = {
  readonly number: number
  readonly file: string
  readonly since: number
  readonly bytesBefore: number
  /** Seconds left in the file, as they may be told; null until the pace is steady. */
  readonly secondsLeft: number | null
}

/** Milliseconds of reading before anything is said of the rest. */
const steadyAfter = 2_000
/** How much longer than told it must look before a longer time is told. */
const worse = 1.3
const coarse = 5

/** The pace after one more report. A time that was told only falls, unless it has become plainly wrong. */
export function paced(
  before: Pace | null,
  { number, file, bytesRead, byteCount }: Reading,
  now: number,
): Pace {
  if (before?.number !== number || before.file !== file || bytesRead < before.bytesBefore)
    return { number, file, since: now, bytesBefore: bytesRead, secondsLeft: null }
  const elapsed = now - before.since
  const read = bytesRead - before.bytesBefore
  if (elapsed < steadyAfter || read === 0) return before
  const exact = (Math.max(0, byteCount - bytesRead) * elapsed) / read / 1000
  const seconds = Math.ceil(exact / coarse) * coarse
  const told = before.secondsLeft
  return { ...before, secondsLeft: told === null || seconds < told || exact > told * worse ? seconds : told }
}

/** `about 20 s left`. */
export function timeLeftWords(seconds: number): string {
  if (seconds <= coarse) return 'a few seconds left'
  return seconds < 60 ? `about ${seconds} s left` : `about ${Math.round(seconds / 60)} min left`
}
