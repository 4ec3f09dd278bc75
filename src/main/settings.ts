import { dialog, type BrowserWindow } from 'electron'
import type { Handlers } from '../contract/bridge.ts'
import { parseCurrency } from '../core/money.ts'
import type { Problem } from '../core/problem.ts'
import { ok, refused, type Result } from '../core/result.ts'
import type { Importer } from '../flows/import-off-thread.ts'
import { readRates, removeRate, setRate } from '../flows/own-rates.ts'
import { readSpend } from '../flows/read-spend.ts'
import { archiveOf } from '../ledger/open.ts'
import type { Change, Read } from './asking.ts'
import type { Ledgers } from './ledgers.ts'
import type { PreferenceStore } from './preferences.ts'
import type { WatchedFolder } from './watch-folder.ts'

export type SettingsCall =
  | 'readSettings'
  | 'setReportingCurrency'
  | 'readRates'
  | 'setRate'
  | 'removeRate'
  | 'chooseRatesFile'
  | 'chooseWatchedFolder'
  | 'stopWatching'
  | 'readWaiting'
  | 'reviewWaiting'
  | 'leaveWaiting'
  | 'readSpend'

export type SettingsWants = {
  readonly window: BrowserWindow
  readonly preferences: PreferenceStore
  readonly importer: Importer
  readonly ledgers: Ledgers
  readonly watched: WatchedFolder
  readonly read: Read
  readonly change: Change
  /** Passes a change on to everything that follows it. */
  readonly announce: <T>(done: Result<T, Problem>) => Result<T, Problem>
}

export const settingsHandlers = ({
  window,
  preferences,
  importer,
  ledgers,
  watched,
  read,
  change,
  announce,
}: SettingsWants): Pick<Handlers, SettingsCall> => ({
  readSettings: () => {
    const path = watched.path()
    return ok({
      reportingCurrency: preferences.get('reportingCurrency'),
      watchedFolder: path === null ? null : { path, found: watched.found() },
      ledgerFile: ledgers.file,
      archiveFolder: archiveOf(ledgers.file),
    })
  },
  setReportingCurrency: (given) => {
    const currency = given === null ? null : parseCurrency(given)
    if (given !== null && currency === null)
      return refused({
        kind: 'bad-input',
        field: 'currency',
        text: given,
        expected: 'a currency code such as EUR',
      })
    preferences.set('reportingCurrency', currency)
    return announce(ok(null))
  },
  readRates: () => read(readRates),
  setRate: (rate) => change((ledger) => setRate(ledger, rate)),
  removeRate: (pair) => change((ledger) => removeRate(ledger, pair)),
  chooseRatesFile: async () => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: 'Import exchange rates',
      buttonLabel: 'Import',
      properties: ['openFile'],
      filters: [
        { name: 'Reference rates', extensions: ['csv', 'zip'] },
        { name: 'All files', extensions: ['*'] },
      ],
    })
    const [path] = filePaths
    const shown = ledgers.shown()
    if (path === undefined || !shown.ok) return shown.ok ? ok(null) : shown
    return announce(await importer.rates(shown.value.file, { path }))
  },
  chooseWatchedFolder: async () => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: 'Watch a folder for bills',
      buttonLabel: 'Watch',
      properties: ['openDirectory'],
    })
    const [path] = filePaths
    if (path === undefined) return ok(null)
    watched.choose(path)
    return announce(ok(path))
  },
  stopWatching: () => {
    watched.choose(null)
    return announce(ok(null))
  },
  readWaiting: () => ok(watched.names()),
  reviewWaiting: () => watched.review(),
  leaveWaiting: () => {
    watched.leave()
    return ok(null)
  },
  readSpend: () => read((ledger) => readSpend(ledger, Date.now(), preferences.get('reportingCurrency'))),
})
