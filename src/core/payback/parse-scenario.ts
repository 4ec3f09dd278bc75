import type { Problem } from '../problem.ts'
import { ok, refused, type Result } from '../result.ts'
import { completeScenario, type ScenarioFile } from './complete-scenario.ts'
import { endOfJson } from './json-place.ts'
import { scenarioFault } from './scenario-shape.ts'
import type { Scenario } from './scenario.ts'

/**
 * A scenario out of the text of a file, its missing fields filled with the values that change nothing.
 * @param file its name, for the problem
 * @param month0 the month to take for month 0 where the file does not say it, `YYYY-MM`
 */
export function parseScenario(text: string, file: string, month0?: string): Result<Scenario, Problem> {
  const read = parseScenarioFile(text, file)
  return read.ok ? ok(completeScenario(read.value, month0)) : read
}

/** The same as it was written, with its name, and without what it leaves out. */
export function parseScenarioFile(text: string, file: string): Result<ScenarioFile, Problem> {
  const plain = text.replace(/^\uFEFF/, '')
  let json: unknown
  try {
    json = JSON.parse(plain)
  } catch {
    return refused({ kind: 'scenario-not-json', file, ...endOfJson(plain) })
  }
  const fault = scenarioFault(json)
  if (fault === null) return ok(json as ScenarioFile)
  const { path } = fault
  return refused(
    fault.kind === 'unknown'
      ? { kind: 'unknown-scenario-field', file, path, known: fault.known }
      : { kind: 'bad-scenario', file, path, text: fault.text, expected: fault.expected },
  )
}
