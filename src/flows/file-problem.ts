import type { Problem } from '../core/problem.ts'

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
  EBUSY: 'another program holds it',
}
const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'SQLITE_FULL', 'SQLITE_READONLY', 'SQLITE_IOERR'])

/** What the system or a container says, as a problem; anything they did not say is a bug and is thrown on. */
export function fileProblem(file: string, thrown: unknown): Problem {
  if (thrown instanceof Unreadable) return thrown.problem
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : null
  if (code === null || !(thrown instanceof Error)) throw thrown
  if (fullCodes.has(code))
    return { kind: 'no-room', file, reason: 'the disk is full or may not be written to' }
  if (code.startsWith('SQLITE_BUSY'))
    return { kind: 'no-room', file, reason: 'another program is writing to the ledger' }
  const reason = reasons[code]
  if (reason === undefined && !code.startsWith('E')) throw thrown
  return { kind: 'file-unreadable', file, reason: reason ?? thrown.message }
}
