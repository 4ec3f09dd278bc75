import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Where nvidia-smi is. On Windows always a full path, so that no file of that name in the working folder is
 * started: System32, else the newest driver in the DriverStore (places as in systeminformation's
 * lib/graphics.js); elsewhere the name, for PATH to find.
 */
export function placeOfNvidiaSmi(platform = process.platform, windows = windowsFolder()): string {
  if (platform !== 'win32') return 'nvidia-smi'
  const inSystem = join(windows, 'System32', 'nvidia-smi.exe')
  if (existsSync(inSystem)) return inSystem
  const store = join(windows, 'System32', 'DriverStore', 'FileRepository')
  const drivers = existsSync(store) ? readdirSync(store) : []
  const newest = drivers
    .map((driver) => join(store, driver, 'nvidia-smi.exe'))
    .filter((file) => existsSync(file))
    .map((file) => ({ file, at: statSync(file).mtimeMs }))
    .sort((a, b) => b.at - a.at)[0]
  return newest?.file ?? inSystem
}

const windowsFolder = (): string => process.env['WINDIR'] ?? 'C:\\Windows'
