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
  importStatements: async (files) => ask('importStatements')(await Promise.all(files.map(toDropped))),
  chooseStatements: ask('chooseStatements'),
  undoStatement: ask('undoStatement'),
  redoStatement: ask('redoStatement'),
  readStatements: ask('readStatements'),
  readSpend: ask('readSpend'),
  answerPayback: ask('answerPayback'),
  readRigs: ask('readRigs'),
  addRig: ask('addRig'),
  removeRig: ask('removeRig'),
  enterEnergy: ask('enterEnergy'),
  changeTariff: ask('changeTariff'),
  setMetered: ask('setMetered'),
  readAlerts: ask('readAlerts'),
  markAlertsSeen: ask('markAlertsSeen'),
  copyPicture: ask('copyPicture'),
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
