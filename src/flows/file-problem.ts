import type { NotKept, Problem } from '../core/problem.ts'

/** Carries a problem met in the midst of a stream of bytes out to whoever reads it. */
export class Unreadable extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.kind)
    this.problem = problem
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not open it',
  EPERM: 'you may not open it',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a link that leads back to itself',
  EBUSY: 'another program holds it',
}
/** SQLite's codes say more behind a further underscore: `SQLITE_IOERR_WRITE`. */
const notKept: readonly (readonly [RegExp, NotKept])[] = [
  [/^(?:ENOSPC|EDQUOT|EFBIG|SQLITE_FULL|SQLITE_IOERR(?:_WRITE|_TRUNCATE|_FSYNC|_SHMSIZE)?$)/, 'full'],
  [/^(?:EROFS|SQLITE_READONLY|SQLITE_CANTOPEN)/, 'read-only'],
  [/^SQLITE_BUSY/, 'busy'],
]

/** What the system or a container says, as a problem; anything they did not say is a bug and is thrown on. */
export function fileProblem(file: string, thrown: unknown): Problem {
  if (thrown instanceof Unreadable) return thrown.problem
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : null
  if (code === null || !(thrown instanceof Error)) throw thrown
  const [, why] = notKept.find(([codes]) => codes.test(code)) ?? []
  if (why) return { kind: 'not-kept', file, why }
  const reason = reasons[code]
  if (reason === undefined && !code.startsWith('E')) throw thrown
  return { kind: 'file-unreadable', file, reason: reason ?? thrown.message }
}
