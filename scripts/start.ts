import { spawn, spawnSync } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installedBrowser } from '../e2e/host/browser.ts'
import { electronBinary } from './electron-binary.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const given = process.argv.slice(2)

/** Fetching Electron is 100 MB; whoever waits longer than this is better served by the browser. */
const fetchMs = 90_000
/** A program that ends this soon with a failure never showed a window. */
const startMs = 8_000

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Where a window could appear. */
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

async function start(): Promise<number> {
  if (!hasDisplay) {
    say('There is no display here, so Breakwatt runs in the terminal, on the sample bills:')
    return inTerminal()
  }
  const problem = build()
  if (problem !== null) return fail(problem)
  const code = (await inElectron()) ?? (await inBrowser())
  if (code !== null) return code
  say('Neither Electron nor Chrome, Chromium or Edge starts here, so Breakwatt runs in the terminal:')
  return inTerminal()
}

/** Builds out/ where it is missing or older than its sources; answers with what went wrong. */
function build(): string | null {
  const built = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'].map((file) =>
    join(root, file),
  )
  const sources = globSync(['src/**/*.*', 'electron.vite.config.ts', 'package-lock.json'], { cwd: root })
  const newest = Math.max(...sources.map((file) => changedAt(join(root, file))))
  if (built.every((file) => existsSync(file) && changedAt(file) >= newest)) return null
  const program = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  if (!existsSync(program)) return 'Breakwatt is not installed yet. Run: npm ci'
  say('Building Breakwatt…')
  const { status, stderr } = spawnSync(process.execPath, [program, 'build'], { cwd: root, encoding: 'utf8' })
  return status === 0 ? null : `Breakwatt could not be built.\n${stderr}`
}

const changedAt = (file: string): number => statSync(file).mtimeMs

async function inElectron(): Promise<number | null> {
  const program = electronBinary() ?? fetchElectron()
  if (program === undefined) return null
  say('Starting Breakwatt in Electron.')
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return run(program, [...sandbox, root, ...given], {})
}

/** Fetches Electron once. Without the network, or when it takes too long, there is another way. */
function fetchElectron(): string | undefined {
  const installer = join(root, 'node_modules', 'electron', 'install.js')
  if (!existsSync(installer)) return undefined
  say(`Fetching Electron, once (at most ${fetchMs / 1000} seconds)…`)
  spawnSync(process.execPath, [installer], { cwd: root, stdio: 'ignore', timeout: fetchMs })
  return electronBinary()
}

/** The same built app, with a window of an installed browser. */
async function inBrowser(): Promise<number | null> {
  const found = installedBrowser()
  if (!found?.ok) return null
  say(`Starting Breakwatt in a window of ${found.browser.path}.`)
  const host = new URL('../e2e/host/register.mjs', import.meta.url).href
  return run(process.execPath, ['--import', host, root, ...given], {
    BREAKWATT_HEADED: '1',
    BREAKWATT_BROWSER: found.browser.path,
  })
}

/** Runs a program to its end. Null: it failed before it could have shown anything. */
function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number | null> {
  const startedAt = performance.now()
  // Ctrl+C reaches the program as well, which then ends by itself.
  process.on('SIGINT', () => undefined)
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'ignore'],
      env: { ...process.env, ...env },
    })
    child.on('error', () => {
      resolve(null)
    })
    child.on('exit', (code, signal) => {
      const failed = code !== 0 && signal !== 'SIGINT' && signal !== 'SIGTERM'
      resolve(failed && performance.now() - startedAt < startMs ? null : (code ?? 0))
    })
  })
}

function inTerminal(): number {
  const program = join(root, 'src', 'cli', 'index.ts')
  if (!existsSync(program)) return fail('The terminal program is missing: fetch the sources again.')
  return (
    spawnSync(process.execPath, [program, 'sample', '--no-json'], { cwd: root, stdio: 'inherit' }).status ?? 1
  )
}

function fail(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 1
}

process.exitCode = await start()
