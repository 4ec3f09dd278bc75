import { readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

type Manifest = { readonly name: string; readonly productName?: string; readonly version: string }

/** The folder given on the command line, as Electron takes it. */
export const appFolder = resolve(process.argv[1] ?? '.')
export const manifest = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8')) as Manifest
export const appName = manifest.productName ?? manifest.name

const home = homedir()
const set = new Map<string, string>()

export function setPath(name: string, path: string): void {
  set.set(name, path)
}

export function getPath(name: string): string {
  const given = set.get(name)
  if (given !== undefined) return given
  switch (name) {
    case 'home':
      return home
    case 'temp':
      return tmpdir()
    case 'desktop':
    case 'documents':
    case 'downloads':
    case 'pictures':
      return join(home, name.charAt(0).toUpperCase() + name.slice(1))
    case 'exe':
    case 'module':
      return process.execPath
    case 'appData':
      return settingsFolder()
    case 'userData':
    case 'sessionData':
      return join(getPath('appData'), appName)
    case 'logs':
    case 'crashDumps':
      return join(getPath('userData'), name)
    default:
      throw new Error(`Failed to get '${name}' path`)
  }
}

function settingsFolder(): string {
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support')
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming')
  return process.env['XDG_CONFIG_HOME'] ?? join(home, '.config')
}
