import { app, clipboard, ClipboardItem } from 'electron'
import { join, resolve } from 'node:path'
import type { Handlers } from '../contract/bridge.ts'
import type { Problem } from '../core/problem.ts'
import { ok, type Result } from '../core/result.ts'
import { buyRig } from '../flows/buy-rig.ts'
import { changeRig, changeTariff, enterEnergy, removeRig, setMetered } from '../flows/change-rig.ts'
import { startImporter } from '../flows/import-off-thread.ts'
import { alertsToTell, raiseAlerts } from '../flows/raise-alerts.ts'
import { readRigs } from '../flows/read-rigs.ts'
import { readSpend } from '../flows/read-spend.ts'
import { redoStatement, undoStatement } from '../flows/undo-statement.ts'
import { setControlTotal } from '../flows/set-control-total.ts'
import { viewStatements } from '../flows/view-statements.ts'
import { chooseMoneySource } from '../flows/choose-money-source.ts'
import { listAlerts, markAllSeen, markNotified } from '../ledger/alerts.ts'
import { openFigure } from '../ledger/figures.ts'
import { contestedMonths } from '../ledger/money-months.ts'
import type { Ledger } from '../ledger/open.ts'
import { listServed } from '../ledger/served-tokens.ts'
import { pickBills } from './bills.ts'
import { importHandlers } from './imports.ts'
import { answerCalls, tellTo } from './ipc.ts'
import { openLedgers } from './ledgers.ts'
import { mappingHandlers } from './mappings.ts'
import { openMenu } from './menu.ts'
import { openMeters } from './meters.ts'
import { alertNotice, notify } from './notifications.ts'
import { paybackHandlers } from './payback.ts'
import { openPreferences } from './preferences.ts'
import { registerPageScheme, servePage } from './protocol.ts'
import { ruleHandlers } from './rules.ts'
import { lockDown } from './security.ts'
import { settingsHandlers } from './settings.ts'
import { closeTray, openTray, summaryOf } from './tray.ts'
import { openWatchedFolder } from './watch-folder.ts'
import { openWindow } from './window.ts'

// Before Electron is ready: the profile, the sandbox, the page's scheme, and whether the profile is free.
const profile = process.argv.find((argument) => argument.startsWith('--profile='))?.slice('--profile='.length)
if (profile !== undefined) app.setPath('userData', resolve(profile))
app.enableSandbox()
app.setAppUserModelId('io.breakwatt.app')
registerPageScheme()
if (app.requestSingleInstanceLock()) void app.whenReady().then(open)
else app.quit()

function open(): void {
  lockDown()
  servePage(join(import.meta.dirname, '../renderer'))
  const preferences = openPreferences()
  const ledgers = openLedgers(join(app.getPath('userData'), 'ledger.sqlite'))
  const own = ledgers.own.ok ? ledgers.own.value : null
  const importer = startImporter(new URL('./import-worker.js', import.meta.url))
  const { window, show } = openWindow(preferences, sayItStays)
  const tell = tellTo(window.webContents)
  const tray = openTray(join(app.getAppPath(), 'resources'), show, () => {
    app.quit()
  })
  const meters =
    own &&
    openMeters(own, (live) => {
      tell('power:read', live)
      summarize()
    })

  const imports = importHandlers({
    importer,
    ledgers,
    choose: () => pickBills(window, preferences),
    tell,
    announce,
  })
  const watched = openWatchedFolder({
    preferences,
    ledger: own,
    plan: (paths) => imports.planImport(paths.map((path) => ({ path }))),
    tell,
    show,
  })

  const handlers: Handlers = {
    readState: () =>
      ok({
        showingSamples: ledgers.showingSamples(),
        ledgerFile: ledgers.file,
        problem: ledgers.own.ok ? null : ledgers.own.problem,
      }),
    ...imports,
    undoStatement: (id) => changeBills((ledger) => undoStatement(ledger, id, Date.now())),
    redoStatement: (id) => changeBills((ledger) => redoStatement(ledger, id)),
    readStatements: () => read(viewStatements),
    setControlTotal: (id, total) => change((ledger) => setControlTotal(ledger, id, total)),
    readMoneySources: () => read(contestedMonths),
    chooseMoney: (seller, month, choice) =>
      changeBills((ledger) => chooseMoneySource(ledger, seller, month, choice)),
    openFigure: (figure) => read((ledger) => openFigure(ledger, figure)),
    ...settingsHandlers({ window, preferences, importer, ledgers, watched, read, change, announce }),
    ...ruleHandlers({ read, change }),
    ...mappingHandlers({ window, read, change }),
    ...paybackHandlers({ window, shown: ledgers.shown, read, change, announce }),
    readRigs: () =>
      read((ledger) => ({
        ...readRigs(ledger, Date.now()),
        served: listServed(ledger),
        live: meters?.live() ?? [],
      })),
    addRig: (rig) => change((ledger) => buyRig(ledger, rig, Date.now())),
    changeRig: (rigId, rig) => change((ledger) => changeRig(ledger, rigId, rig)),
    removeRig: (rigId) =>
      change((ledger) => {
        if (ledger === own) meters?.stopRig(rigId)
        return removeRig(ledger, rigId)
      }),
    enterEnergy: (rigId, month, kwh) =>
      change((ledger) => enterEnergy(ledger, rigId, month, kwh, Date.now())),
    changeTariff: (rigId, from, price) => change((ledger) => changeTariff(ledger, rigId, from, price)),
    setMetered: (rigId, metered) => change((ledger) => setMetered(ledger, rigId, metered)),
    readAlerts: () => read(listAlerts),
    markAlertsSeen: () =>
      change((ledger) => {
        markAllSeen(ledger, Date.now())
        return ok(null)
      }),
    copyPicture: async (png) => {
      await clipboard.write([new ClipboardItem({ 'image/png': new Blob([new Uint8Array(png)]) })])
      return ok(null)
    },
    openSamples: async () => announce(await ledgers.openSamples(Date.now())),
    closeSamples: () => {
      ledgers.closeSamples()
      return announce(ok(null))
    },
  }
  answerCalls(handlers, ledgers.file)

  openMenu(() => {
    show()
    tell('bills:choose')
  })
  app.on('second-instance', show)
  app.on('activate', show)
  app.on('window-all-closed', () => undefined)
  app.on('will-quit', () => {
    meters?.stop()
    watched.stop()
    void importer.close()
    ledgers.close()
    closeTray()
  })
  follow(true)

  function onShown<T>(use: (ledger: Ledger) => Result<T, Problem>): Result<T, Problem> {
    const shown = ledgers.shown()
    return shown.ok ? use(shown.value) : shown
  }

  function read<T>(use: (ledger: Ledger) => T): Result<T, Problem> {
    return onShown((ledger) => ok(use(ledger)))
  }

  function change<T>(use: (ledger: Ledger) => Result<T, Problem>): Result<T, Problem> {
    return announce(onShown(use))
  }

  function changeBills<T>(use: (ledger: Ledger) => Result<T, Problem>): Result<T, Problem> {
    return announce(onShown(use), true)
  }

  /** Passes a result on, and tells the window and everything else that follows the ledger when it is good. */
  function announce<T>(done: Result<T, Problem>, bills = false): Result<T, Problem> {
    if (done.ok) {
      follow(bills)
      tell('ledger:changed')
    }
    return done
  }

  /**
   * Brings the meters, the alerts and the tray in step with the user's own ledger. Growth is looked for where bills
   * changed here: after an import its own thread has done so already.
   */
  function follow(bills = false): void {
    meters?.follow()
    watched.follow()
    if (own) {
      for (const alert of bills ? raiseAlerts(own, Date.now()) : alertsToTell(own)) {
        const { title, body } = alertNotice(alert)
        notify(title, body, () => {
          show()
          tell('screen:show', 'alerts')
        })
        markNotified(own, alert.id, Date.now())
      }
    }
    summarize()
  }

  function summarize(): void {
    if (own) tray.summarize(summaryOf(readSpend(own, Date.now()), meters?.live() ?? [], listAlerts(own)))
  }

  function sayItStays(): void {
    if (preferences.get('toldAboutTray')) return
    preferences.set('toldAboutTray', true)
    // Some desktops show no tray: this has to say how to come back without one.
    notify(
      'Breakwatt is still running',
      'It goes on reading your meters. Open it from the tray, or start it again; quit it there or in its File menu.',
      show,
    )
  }
}
