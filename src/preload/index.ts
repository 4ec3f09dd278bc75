import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Answer, Bridge, Calls, Dropped } from '../contract/bridge.ts'

const ask =
  <K extends keyof Calls>(name: K) =>
  (...asked: Calls[K]['ask']): Promise<Answer<K>> =>
    ipcRenderer.invoke(name, ...asked) as Promise<Answer<K>>

/** A file without a path was pasted, or dragged out of another program: its bytes go instead. */
async function toDropped(file: File): Promise<Dropped> {
  const path = webUtils.getPathForFile(file)
  return path === '' ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : { path }
}

const bridge: Bridge<File> = {
  readState: ask('readState'),
  planImport: async (files) => ask('planImport')(await Promise.all(files.map(toDropped))),
  chooseBills: ask('chooseBills'),
  answerPlan: ask('answerPlan'),
  commitPlan: ask('commitPlan'),
  discardPlan: ask('discardPlan'),
  planAgain: ask('planAgain'),
  guessColumns: ask('guessColumns'),
  guessWith: ask('guessWith'),
  readSample: ask('readSample'),
  saveMapping: ask('saveMapping'),
  cancelImport: ask('cancelImport'),
  undoStatement: ask('undoStatement'),
  redoStatement: ask('redoStatement'),
  readStatements: ask('readStatements'),
  setControlTotal: ask('setControlTotal'),
  readMoneySources: ask('readMoneySources'),
  chooseMoney: ask('chooseMoney'),
  openFigure: ask('openFigure'),
  readOriginalRows: ask('readOriginalRows'),
  readSpend: ask('readSpend'),
  readPaybackGround: ask('readPaybackGround'),
  listScenarios: ask('listScenarios'),
  saveScenario: ask('saveScenario'),
  renameScenario: ask('renameScenario'),
  duplicateScenario: ask('duplicateScenario'),
  removeScenario: ask('removeScenario'),
  restoreScenario: ask('restoreScenario'),
  exportScenario: ask('exportScenario'),
  importScenario: ask('importScenario'),
  readWorkloadFacts: ask('readWorkloadFacts'),
  saveWorkloadFacts: ask('saveWorkloadFacts'),
  acceptDecision: ask('acceptDecision'),
  enterServedTokens: ask('enterServedTokens'),
  readRigs: ask('readRigs'),
  addRig: ask('addRig'),
  changeRig: ask('changeRig'),
  removeRig: ask('removeRig'),
  enterEnergy: ask('enterEnergy'),
  changeTariff: ask('changeTariff'),
  setMetered: ask('setMetered'),
  readAlerts: ask('readAlerts'),
  markAlertsSeen: ask('markAlertsSeen'),
  copyPicture: ask('copyPicture'),
  readSettings: ask('readSettings'),
  setReportingCurrency: ask('setReportingCurrency'),
  readRates: ask('readRates'),
  setRate: ask('setRate'),
  removeRate: ask('removeRate'),
  chooseRatesFile: ask('chooseRatesFile'),
  chooseWatchedFolder: ask('chooseWatchedFolder'),
  stopWatching: ask('stopWatching'),
  readWaiting: ask('readWaiting'),
  reviewWaiting: ask('reviewWaiting'),
  leaveWaiting: ask('leaveWaiting'),
  readRules: ask('readRules'),
  tryRule: ask('tryRule'),
  saveRule: ask('saveRule'),
  tryRemoval: ask('tryRemoval'),
  removeRule: ask('removeRule'),
  readSpendBy: ask('readSpendBy'),
  readMappings: ask('readMappings'),
  removeMapping: ask('removeMapping'),
  exportMapping: ask('exportMapping'),
  chooseMapping: ask('chooseMapping'),
  openSamples: ask('openSamples'),
  closeSamples: ask('closeSamples'),
  onNews: (name, tell) => {
    // The event object stays here: it would give the page a way back to ipcRenderer.
    const listener = (_event: unknown, ...news: unknown[]): void => {
      tell(...(news as Parameters<typeof tell>))
    }
    ipcRenderer.on(name, listener)
    return () => {
      ipcRenderer.off(name, listener)
    }
  },
}

contextBridge.exposeInMainWorld('breakwatt', bridge)
