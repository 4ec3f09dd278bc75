import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseCurrency, type Currency } from '../core/money.ts'
import { parseScenario } from '../core/payback/parse-scenario.ts'
import type { SavedScenario } from '../core/payback/ground.ts'
import type { Scenario } from '../core/payback/scenario.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Ledger } from '../ledger/open.ts'
import { addScenario } from '../ledger/scenarios.ts'
import { fileProblem } from './file-problem.ts'
import { freeName } from './keep-scenario.ts'

/** Bytes of the largest file that can be a scenario. */
const longest = 4 * 1024 * 1024

/** A scenario out of a file; its currency is null where the file does not say it. */
export type FiledScenario = { readonly scenario: Scenario; readonly currency: Currency | null }

/** A scenario as it is handed on to others: that of payback.md, and the currency its money is in. */
export const scenarioText = (scenario: Scenario, currency: Currency): string =>
  `${JSON.stringify({ currency, ...scenario }, null, 2)}\n`

/** A scenario that was exported, or written by hand. `month0` is taken where the file does not say it. */
export async function readScenarioFile(
  path: string,
  month0?: string,
): Promise<Result<FiledScenario, Problem>> {
  const file = basename(path)
  try {
    const { size } = await stat(path)
    if (size > longest) return refused({ kind: 'scenario-not-json', file, line: 1, column: 1 })
    return filedScenario(await readFile(path, 'utf8'), file, month0)
  } catch (thrown) {
    return refused(fileProblem(file, thrown))
  }
}

/** The same out of a text. */
export function filedScenario(text: string, file: string, month0?: string): Result<FiledScenario, Problem> {
  const { currency, rest } = withoutCurrency(text)
  if (typeof currency === 'string' && parseCurrency(currency) === null)
    return refused({
      kind: 'bad-scenario',
      file,
      path: 'currency',
      text: currency,
      expected: 'a currency code such as USD',
    })
  const scenario = parseScenario(rest, file, month0)
  if (!scenario.ok) return scenario
  return ok({
    scenario: scenario.value,
    currency: typeof currency === 'string' ? parseCurrency(currency) : null,
  })
}

/** A scenario itself has no currency; a text that is no object is left to whoever reads it. */
function withoutCurrency(text: string): { readonly currency: unknown; readonly rest: string } {
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (typeof json !== 'object' || json === null || Array.isArray(json) || !('currency' in json))
      return { currency: null, rest: text }
    const { currency, ...rest } = json
    return typeof currency === 'string'
      ? { currency, rest: JSON.stringify(rest) }
      : { currency: null, rest: text }
  } catch {
    return { currency: null, rest: text }
  }
}

/**
 * Saves the scenario of a file as one that stands still, named after the file. `currency` is what its money is in where
 * the file does not say it; `at` is milliseconds since 1970.
 */
export async function importScenario(
  ledger: Ledger,
  path: string,
  currency: Currency,
  at: number,
): Promise<Result<SavedScenario, Problem>> {
  const read = await readScenarioFile(path)
  if (!read.ok) return read
  const name = basename(path).replace(/(?:\.scenario)?\.json$/i, '') || 'Scenario'
  return ok(
    addScenario(
      ledger,
      freeName(ledger, name),
      {
        kind: 'fixed',
        why: 'imported',
        rigId: null,
        scenario: read.value.scenario,
        currency: read.value.currency ?? currency,
      },
      at,
    ),
  )
}
