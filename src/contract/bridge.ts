import type { Alert } from '../core/alert.ts'
import type { PaybackAnswer, PaybackQuestion } from '../core/payback.ts'
import type { Problem } from '../core/problem.ts'
import type { Result } from '../core/result.ts'
import type { LivePower, NewRig, Rig, RigMonth } from '../core/rig.ts'
import type { SpendView } from '../core/spend.ts'
import type { ImportOutcome, Statement } from '../core/statement.ts'

/** A file as it reaches main: by its path, or by its bytes where it has none (pasted, dragged out of a mail). */
export type Dropped = { readonly path: string } | { readonly name: string; readonly bytes: Uint8Array }

export type Progress = {
  readonly file: string
  readonly rows: number
  readonly bytesRead: number
  readonly byteCount: number
}

/** What the window needs to know before it asks anything else. */
export type AppState = {
  /** True while the made-up sample bills are shown instead of the user's ledger. */
  readonly showingSamples: boolean
  readonly ledgerFile: string
  /** The ledger could not be opened: nothing else will be answered. */
  readonly problem: Problem | null
}

export type RigView = {
  readonly rigs: readonly Rig[]
  /** Newest month first. */
  readonly months: readonly RigMonth[]
  readonly live: readonly LivePower[]
}

/** Every question the window can ask: its arguments and its answer. */
export type Calls = {
  readState: { ask: []; answer: AppState }
  importStatements: { ask: [dropped: readonly Dropped[]]; answer: readonly ImportOutcome[] }
  /** Opens the file dialog; an empty list when the user closes it. */
  chooseStatements: { ask: []; answer: readonly ImportOutcome[] }
  /** Takes an import out of the count; its file and its cells are kept. */
  undoStatement: { ask: [statementId: number]; answer: null }
  redoStatement: { ask: [statementId: number]; answer: null }
  readStatements: { ask: []; answer: readonly Statement[] }
  readSpend: { ask: []; answer: SpendView }
  answerPayback: { ask: [question: PaybackQuestion]; answer: PaybackAnswer }
  readRigs: { ask: []; answer: RigView }
  addRig: { ask: [rig: NewRig]; answer: Rig }
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
  /** A notification or the tray asks the window to show a screen. */
  'screen:show': [screen: 'spend' | 'payback' | 'rig' | 'alerts' | 'statements']
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
  readonly [K in Exclude<keyof Calls, 'importStatements'>]: (...ask: Calls[K]['ask']) => Promise<Answer<K>>
} & {
  readonly importStatements: (files: readonly F[]) => Promise<Answer<'importStatements'>>
  /** Calls back on news until the returned function is called. */
  readonly onNews: <K extends keyof News>(name: K, tell: (...news: News[K]) => void) => () => void
}
