import type { Alert } from '../core/alert.ts'
import type { OpenedCharge, OpenedFigure, OriginalRows, SpendFigure } from '../core/drill-down.ts'
import type { DayRate, RatesImported, RatesView } from '../core/exchange.ts'
import type { Committed, ImportPlan, PlanAnswer } from '../core/import-plan.ts'
import type { MoneyMonth } from '../core/money-sources.ts'
import type {
  Mapping,
  MappingDraft,
  MappingGuess,
  RowReading,
  Sample,
  SavedMapping,
} from '../core/mapping.ts'
import type { Currency } from '../core/money.ts'
import type { Month } from '../core/period.ts'
import type { Problem } from '../core/problem.ts'
import type { Result } from '../core/result.ts'
import type { LivePower, NewRig, Rig, RigMonth, TypedRig } from '../core/rig.ts'
import type { Rule, RulesTried } from '../core/rules.ts'
import type { SpendRow, SpendView } from '../core/spend.ts'
import type { Statement, Undone } from '../core/statement.ts'
import type { TieOut } from '../core/tie-out.ts'
import type { PaybackCalls } from './payback-calls.ts'

/** A file as it reaches main: by its path, or by its bytes where it has none (pasted, dragged out of a mail). */
export type Dropped = { readonly path: string } | { readonly name: string; readonly bytes: Uint8Array }

export type Progress = {
  readonly file: string
  readonly rows: number
  readonly bytesRead: number
  readonly byteCount: number
  /** Which of the dropped files it is in, from 1. */
  readonly number: number
  readonly of: number
}

/** What the window needs to know before it asks anything else. */
export type AppState = {
  /** True while the made-up sample bills are shown instead of the user's ledger. */
  readonly showingSamples: boolean
  readonly ledgerFile: string
  /** The ledger could not be opened: nothing else will be answered. */
  readonly problem: Problem | null
}

/** Tokens that a rig read and wrote in a month. */
export type ServedMonth = {
  readonly rigId: number
  readonly month: Month
  readonly tokensIn: number
  readonly tokensOut: number
}

export type RigView = {
  readonly rigs: readonly Rig[]
  /** Newest month first. */
  readonly months: readonly RigMonth[]
  /** What was entered of the tokens each rig served, newest month first. */
  readonly served: readonly ServedMonth[]
  readonly live: readonly LivePower[]
}

/** A file that no dialect knows, what its columns seem to mean, and how its rows are read by that. */
export type GuessedColumns = {
  readonly sample: Sample
  readonly guess: MappingGuess
  readonly readings: readonly RowReading[]
}

/** A statement, and how it stands to what its invoice adds up to. */
export type StatementView = Statement & { readonly tieOut: TieOut }

/** What belongs to this computer, and where the ledger lies. */
export type Settings = {
  /** Null: each currency apart. */
  readonly reportingCurrency: Currency | null
  /** `found` is false where it cannot be read now. Null: none is watched. */
  readonly watchedFolder: { readonly path: string; readonly found: boolean } | null
  readonly ledgerFile: string
  readonly archiveFolder: string
}

/** A pair of currencies on a day (YYYY-MM-DD), and what one unit of `from` costs in `to`. */
export type TypedPair = { readonly day: string; readonly from: string; readonly to: string }
export type TypedRate = TypedPair & { readonly rate: string }

/** A rule as it is typed; days are YYYY-MM-DD, `before` is the number of the rule it goes before. */
export type TypedRule = Pick<Rule, 'name' | 'match' | 'assign'> & {
  readonly effectiveFrom: string
  readonly effectiveUntil: string | null
  readonly before: number | null
}

/** Every question the window can ask: its arguments and its answer. */
export type Calls = PaybackCalls & {
  readState: { ask: []; answer: AppState }
  /** Reads files and says what importing them would do; null when it was cancelled. Nothing is written yet. */
  planImport: { ask: [dropped: readonly Dropped[]]; answer: ImportPlan | null }
  /** Opens the file dialog; null when the user closes it. */
  chooseBills: { ask: []; answer: ImportPlan | null }
  /** What the user wants done with the bills of the waiting plan, by their numbers; the plan as it then is. */
  answerPlan: { ask: [plan: number, answers: readonly (readonly [number, PlanAnswer])[]]; answer: ImportPlan }
  /** Does exactly what was shown last, or nothing. */
  commitPlan: { ask: [plan: number]; answer: Committed }
  discardPlan: { ask: []; answer: null }
  /** Plans the files of the waiting plan anew: by now it may be known how to read them. */
  planAgain: { ask: [plan: number]; answer: ImportPlan | null }
  /** What the columns of a bill of the waiting plan, which no dialect knows, seem to mean. */
  guessColumns: { ask: [plan: number, bill: number]; answer: GuessedColumns }
  /** A guess for the rest where the user has chosen some columns. */
  guessWith: {
    ask: [sample: Sample, chosen: Partial<MappingDraft['columns']>]
    answer: GuessedColumns
  }
  /** How each row is read by what is said so far, just as an import reads it. */
  readSample: { ask: [draft: MappingDraft, sample: Sample]; answer: readonly RowReading[] }
  /** Remembers what the columns of files with this header mean. Refused while something is not said. */
  saveMapping: { ask: [draft: MappingDraft]; answer: null }
  /** Stops the reading that is under way. */
  cancelImport: { ask: []; answer: null }
  /** Takes an import out of the count; its file and its cells are kept. */
  undoStatement: { ask: [statementId: number]; answer: Undone }
  redoStatement: { ask: [statementId: number]; answer: Undone }
  readStatements: { ask: []; answer: readonly StatementView[] }
  /** What the invoice adds up to, as exact decimal text; null takes it back. */
  setControlTotal: {
    ask: [statementId: number, total: { readonly currency: string; readonly billed: string } | null]
    answer: null
  }
  /** Months whose money several exports show. */
  readMoneySources: { ask: []; answer: readonly MoneyMonth[] }
  /** `choice` as in `core/money-sources`; null leaves it to the rule. `month` is YYYY-MM. */
  chooseMoney: { ask: [serviceProviderName: string, month: string, choice: string | null]; answer: null }
  /** What a figure of the Spend screen is made of. */
  openFigure: { ask: [figure: SpendFigure]; answer: OpenedFigure }
  /** The rows of the original file behind a daily cell of a statement. */
  readOriginalRows: { ask: [statementId: number, charge: OpenedCharge]; answer: OriginalRows }
  readSpend: { ask: []; answer: SpendView }
  readRigs: { ask: []; answer: RigView }
  addRig: { ask: [rig: NewRig]; answer: Rig }
  /** Puts all that was typed in the place of what the rig was; its electricity and its meter stay. */
  changeRig: { ask: [rigId: number, rig: TypedRig]; answer: Rig }
  removeRig: { ask: [rigId: number]; answer: null }
  /** `month` is YYYY-MM, `kwh` an exact decimal text. */
  enterEnergy: { ask: [rigId: number, month: string, kwh: string]; answer: null }
  /** A new electricity price from a day on; `from` is YYYY-MM-DD. */
  changeTariff: { ask: [rigId: number, from: string, pricePerKwh: string]; answer: null }
  setMetered: { ask: [rigId: number, metered: boolean]; answer: null }
  readAlerts: { ask: []; answer: readonly Alert[] }
  markAlertsSeen: { ask: []; answer: null }
  /** Puts a PNG on the clipboard. */
  copyPicture: { ask: [png: Uint8Array]; answer: null }
  readSettings: { ask: []; answer: Settings }
  /** Null shows each currency apart. */
  setReportingCurrency: { ask: [currency: Currency | null]; answer: null }
  readRates: { ask: []; answer: RatesView }
  setRate: { ask: [rate: TypedRate]; answer: DayRate }
  removeRate: { ask: [pair: TypedPair]; answer: null }
  /** Opens the file dialog for the ECB's rates; null when the user closes it. */
  chooseRatesFile: { ask: []; answer: RatesImported | null }
  /** Opens the folder dialog and watches what is picked; null when the user closes it. */
  chooseWatchedFolder: { ask: []; answer: string | null }
  stopWatching: { ask: []; answer: null }
  /** Names of the files that lie in the watched folder and were not looked at yet. */
  readWaiting: { ask: []; answer: readonly string[] }
  /** Plans the import of what waits; nothing is imported by it. */
  reviewWaiting: { ask: []; answer: ImportPlan | null }
  /** Does not announce what waits again, unless it changes. */
  leaveWaiting: { ask: []; answer: null }
  readRules: { ask: []; answer: readonly Rule[] }
  /** What saving a rule would move, in place of the rule `replaces` or, with null, as a new one. */
  tryRule: { ask: [rule: TypedRule, replaces: number | null]; answer: RulesTried }
  saveRule: { ask: [rule: TypedRule, replaces: number | null]; answer: Rule }
  tryRemoval: { ask: [ruleId: number]; answer: RulesTried }
  removeRule: { ask: [ruleId: number]; answer: null }
  readSpendBy: { ask: [by: 'costCentre' | 'workload']; answer: readonly SpendRow[] }
  readMappings: { ask: []; answer: readonly SavedMapping[] }
  removeMapping: { ask: [fingerprint: string]; answer: null }
  /** Opens the save dialog; the file's name, or null when the user closes it. */
  exportMapping: { ask: [mapping: Mapping]; answer: string | null }
  /** Opens the file dialog; null when the user closes it. */
  chooseMapping: { ask: []; answer: Mapping | null }
  openSamples: { ask: []; answer: null }
  closeSamples: { ask: []; answer: null }
}

/** Every piece of news main sends without being asked. */
export type News = {
  'ledger:changed': []
  'import:progress': [progress: Progress]
  'power:read': [live: LivePower]
  /** The menu asks the window to let the user choose bills. */
  'bills:choose': []
  /** Names of the files in the watched folder that wait for the user; none when there are no more. */
  'bills:waiting': [names: readonly string[]]
  /** A notification or the tray asks the window to show a screen. */
  'screen:show': [
    screen: 'spend' | 'payback' | 'routing' | 'rig' | 'alerts' | 'statements' | 'rules' | 'settings',
  ]
}

export type Answer<K extends keyof Calls> = Result<Calls[K]['answer'], Problem>

/** What main must handle: a missing one does not compile. */
export type Handlers = {
  readonly [K in keyof Calls]: (...ask: Calls[K]['ask']) => Answer<K> | Promise<Answer<K>>
}

/**
 * What the page sees as `window.breakwatt`. Files are given as such (`F` is the DOM's `File`): the preload
 * finds their paths.
 */
export type Bridge<F> = {
  readonly [K in Exclude<keyof Calls, 'planImport'>]: (...ask: Calls[K]['ask']) => Promise<Answer<K>>
} & {
  readonly planImport: (files: readonly F[]) => Promise<Answer<'planImport'>>
  /** Calls back on news until the returned function is called. */
  readonly onNews: <K extends keyof News>(name: K, tell: (...news: News[K]) => void) => () => void
}
