import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { host, hostProgram, root } from './app.ts'
import { findBrowser } from './host/browser.ts'

/** Says once what this run is made on, and finds (or unpacks) the browser before the first test needs it. */
export default async function announce(): Promise<void> {
  if (!existsSync(join(root, 'out', 'main', 'index.js')))
    throw new Error('Build the app first: npm run build')
  if (host === 'electron') {
    process.stdout.write(`e2e on Electron: ${hostProgram}\n`)
    return
  }
  const found = await findBrowser()
  if (!found.ok) throw new Error(found.reason)
  process.stdout.write(`e2e on the Chromium host (e2e/host): ${found.browser.path}\n`)
}
