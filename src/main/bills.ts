import { app, dialog, type BrowserWindow, type OpenDialogOptions } from 'electron'
import { dirname } from 'node:path'
import type { PreferenceStore } from './preferences.ts'

/** Asks for bills in the system's own dialog; an empty list when it was closed. */
export async function pickBills(
  window: BrowserWindow,
  preferences: PreferenceStore,
): Promise<readonly string[]> {
  const options: OpenDialogOptions = {
    title: 'Import bills',
    buttonLabel: 'Review',
    defaultPath: preferences.get('lastFolder') ?? app.getPath('downloads'),
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Bills', extensions: ['csv', 'tsv', 'json', 'jsonl', 'gz', 'zip', 'parquet'] },
      { name: 'All files', extensions: ['*'] },
    ],
  }
  const { filePaths } = await dialog.showOpenDialog(window, options)
  const [first] = filePaths
  if (first !== undefined) preferences.set('lastFolder', dirname(first))
  return filePaths
}
