import { registerHooks } from 'node:module'
import { URL } from 'node:url'

// Every `import 'electron'` and `require('electron')` of the app, and Playwright's own, gets the Chromium host.
const host = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'electron' ? { url: host, shortCircuit: true } : nextResolve(specifier, context),
})
