import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Browser = {
  readonly path: string
  /** True where the browser can draw a window for a person. */
  readonly canShow: boolean
  /** What its process needs besides our own environment. */
  readonly env: Readonly<Record<string, string>>
}

export type FoundBrowser =
  { readonly ok: true; readonly browser: Browser } | { readonly ok: false; readonly reason: string }

const cache = fileURLToPath(new URL('../../node_modules/.cache/breakwatt-browser', import.meta.url))

/** The explicit one; an installed Chrome, Chromium or Edge; the one that npm installed. Never downloads. */
export async function findBrowser(): Promise<FoundBrowser> {
  const wanted = process.env['BREAKWATT_BROWSER']
  if (wanted) {
    return existsSync(wanted)
      ? { ok: true, browser: { path: wanted, canShow: true, env: {} } }
      : { ok: false, reason: `BREAKWATT_BROWSER names ${wanted}, which does not exist.` }
  }
  return installedBrowser() ?? (await npmBrowser())
}

/** A browser with a window: what a person has installed. */
export function installedBrowser(): FoundBrowser | undefined {
  const path = usualPlaces().find((place) => existsSync(place))
  return path === undefined ? undefined : { ok: true, browser: { path, canShow: true, env: {} } }
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge']
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      names.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    )
  }
  if (process.platform === 'win32') {
    const folders = [
      process.env['PROGRAMFILES'],
      process.env['PROGRAMFILES(X86)'],
      process.env['LOCALAPPDATA'],
    ]
    const programs = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ]
    return folders
      .filter((folder) => folder !== undefined)
      .flatMap((folder) => programs.map((program) => join(folder, program)))
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'microsoft-edge']
  const folders = new Set([...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'])
  // A snap may not read the folders that a profile of ours lies in.
  const usable = [...folders].filter((folder) => folder !== '' && !folder.startsWith('/snap/'))
  return names.flatMap((name) => usable.map((folder) => join(folder, name)))
}

/** @sparticuz/chromium carries a headless Chromium for Linux in its npm package. */
async function npmBrowser(): Promise<FoundBrowser> {
  const none = 'No Chrome, Chromium or Edge was found. Install one, or name it in BREAKWATT_BROWSER.'
  if (process.platform !== 'linux') return { ok: false, reason: none }
  try {
    const folder = join(cache, 'unpacked')
    if (!existsSync(folder)) await unpackTo(folder)
    return {
      ok: true,
      browser: { path: join(folder, 'chromium'), canShow: false, env: missingParts(folder) },
    }
  } catch (error) {
    return {
      ok: false,
      reason: `${none} The one from npm could not be unpacked: ${error instanceof Error ? error.message : String(error)}.`,
    }
  }
}

/** Unpacks beside the place and renames, so that two runs at once never see half a browser. */
async function unpackTo(folder: string): Promise<void> {
  const { default: chromium, inflate } = await import('@sparticuz/chromium')
  const archives = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin')
  const partial = `${folder}.${process.pid}`
  mkdirSync(partial, { recursive: true })
  // The package always unpacks into the system's folder for temporary files.
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = partial
  try {
    await chromium.executablePath()
    await inflate(join(archives, 'al2023.tar.br'))
    // Its own list names folders of Amazon's machines.
    writeFileSync(join(partial, 'fonts', 'fonts.conf'), fontList)
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  if (existsSync(folder)) rmSync(partial, { recursive: true })
  else renameSync(partial, folder)
}

const fontList = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
`

/** Libraries and fonts that the npm browser brings for a machine without them. */
function missingParts(folder: string): Record<string, string> {
  const places = [
    '/usr/lib',
    '/usr/lib64',
    '/lib',
    '/lib64',
    '/usr/lib/x86_64-linux-gnu',
    '/usr/lib/aarch64-linux-gnu',
  ]
  const hasNss = places.some((place) => existsSync(join(place, 'libnss3.so')))
  const hasFonts = existsSync('/usr/share/fonts') && readdirSync('/usr/share/fonts').length > 0
  const ours = join(folder, 'al2023', 'lib')
  const given = process.env['LD_LIBRARY_PATH']
  return {
    ...(hasNss ? {} : { LD_LIBRARY_PATH: given ? `${ours}:${given}` : ours }),
    ...(hasFonts ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
  }
}
