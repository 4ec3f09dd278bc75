import { dialog, type BrowserWindow } from 'electron'
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Answer, Handlers } from '../contract/bridge.ts'
import type { PaybackCalls } from '../contract/payback-calls.ts'
import type { Currency } from '../core/money.ts'
import type { Scenario } from '../core/payback/scenario.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import { acceptDecision, saveWorkloadFacts } from '../flows/describe-workload.ts'
import { enterServedTokens } from '../flows/enter-served-tokens.ts'
import { fileProblem } from '../flows/file-problem.ts'
import {
  duplicateScenario,
  removeScenario,
  renameScenario,
  restoreScenario,
  saveScenario,
} from '../flows/keep-scenario.ts'
import { readPaybackGround } from '../flows/payback-ground.ts'
import { importScenario, scenarioText } from '../flows/scenario-file.ts'
import type { Ledger } from '../ledger/open.ts'
import { listScenarios } from '../ledger/scenarios.ts'
import { listWorkloadFacts } from '../ledger/workload-facts.ts'
import type { Change, Read } from './asking.ts'

export type PaybackWants = {
  readonly window: BrowserWindow
  /** The ledger that is shown. */
  readonly shown: () => Result<Ledger, Problem>
  readonly read: Read
  readonly change: Change
  readonly announce: <T>(done: Result<T, Problem>) => Result<T, Problem>
}

const filters = [{ name: 'Payback scenarios', extensions: ['json'] }]

export const paybackHandlers = ({
  window,
  shown,
  read,
  change,
  announce,
}: PaybackWants): Pick<Handlers, keyof PaybackCalls> => ({
  readPaybackGround: (choice) => {
    const ledger = shown()
    return ledger.ok ? readPaybackGround(ledger.value, choice, Date.now()) : ledger
  },
  listScenarios: () => read(listScenarios),
  saveScenario: (name, choice, edits) =>
    change((ledger) => saveScenario(ledger, name, choice, edits, Date.now())),
  renameScenario: (id, name) => change((ledger) => renameScenario(ledger, id, name)),
  duplicateScenario: (id) => change((ledger) => duplicateScenario(ledger, id, Date.now())),
  removeScenario: (id) => change((ledger) => removeScenario(ledger, id, Date.now())),
  restoreScenario: (id) => change((ledger) => restoreScenario(ledger, id)),
  exportScenario: (name, scenario, currency) => exportScenario(window, name, scenario, currency),
  importScenario: async (currency) => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: 'Import a scenario',
      buttonLabel: 'Import',
      properties: ['openFile'],
      filters,
    })
    const [path] = filePaths
    if (path === undefined) return ok(null)
    const ledger = shown()
    return ledger.ok ? announce(await importScenario(ledger.value, path, currency, Date.now())) : ledger
  },
  readWorkloadFacts: () => read(listWorkloadFacts),
  saveWorkloadFacts: (workload, facts) => change((ledger) => saveWorkloadFacts(ledger, workload, facts)),
  acceptDecision: (workload, decision) =>
    change((ledger) => acceptDecision(ledger, workload, decision, Date.now())),
  enterServedTokens: (rigId, month, tokensIn, tokensOut) =>
    change((ledger) => enterServedTokens(ledger, rigId, month, tokensIn, tokensOut, Date.now())),
})

async function exportScenario(
  window: BrowserWindow,
  name: string,
  scenario: Scenario,
  currency: Currency,
): Promise<Answer<'exportScenario'>> {
  const { filePath } = await dialog.showSaveDialog(window, {
    title: 'Save the scenario',
    defaultPath: `${name.replaceAll(/[\\/:*?"<>|]/g, '-')}.scenario.json`,
    filters,
  })
  if (filePath === '') return ok(null)
  const file = basename(filePath)
  try {
    await writeFile(filePath, scenarioText(scenario, currency))
    return ok(file)
  } catch (thrown) {
    return refused(fileProblem(file, thrown))
  }
}
