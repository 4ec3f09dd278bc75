import { dialog, type BrowserWindow } from 'electron'
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Answer, Handlers } from '../contract/bridge.ts'
import { readMapping } from '../core/parse-mapping.ts'
import { ok, refused } from '../core/result.ts'
import { fileProblem } from '../flows/file-problem.ts'
import { mappingText, readMappingFile } from '../flows/read-mapping-file.ts'
import { listMappings, removeMapping } from '../ledger/mappings.ts'
import type { Change, Read } from './asking.ts'

export type MappingCall = 'readMappings' | 'removeMapping' | 'exportMapping' | 'chooseMapping'

export type MappingWants = {
  readonly window: BrowserWindow
  readonly read: Read
  readonly change: Change
}

const filters = [{ name: 'Column mappings', extensions: ['json'] }]

export const mappingHandlers = ({ window, read, change }: MappingWants): Pick<Handlers, MappingCall> => ({
  readMappings: () => read(listMappings),
  removeMapping: (fingerprint) =>
    change((ledger) =>
      removeMapping(ledger, fingerprint) ? ok(null) : refused({ kind: 'no-such-mapping', fingerprint }),
    ),
  exportMapping: (given) => exportMapping(window, given),
  chooseMapping: async () => {
    const { filePaths } = await dialog.showOpenDialog(window, {
      title: 'Use a column mapping',
      buttonLabel: 'Use it',
      properties: ['openFile'],
      filters,
    })
    const [path] = filePaths
    return path === undefined ? ok(null) : readMappingFile(path)
  },
})

async function exportMapping(window: BrowserWindow, given: unknown): Promise<Answer<'exportMapping'>> {
  const mapping = readMapping(given)
  if (!mapping.ok) return mapping
  const { filePath } = await dialog.showSaveDialog(window, {
    title: 'Save the column mapping',
    defaultPath: `${mapping.value.title.replaceAll(/[\\/:*?"<>|]/g, '-')}.mapping.json`,
    filters,
  })
  if (filePath === '') return ok(null)
  const file = basename(filePath)
  try {
    await writeFile(filePath, mappingText(mapping.value))
    return ok(file)
  } catch (thrown) {
    return refused(fileProblem(file, thrown))
  }
}
