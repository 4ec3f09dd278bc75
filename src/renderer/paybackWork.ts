import workerAddress from './payback.worker.ts?worker&url'

type ScriptPolicy = { readonly createScriptURL: (address: string) => string }
type TrustedTypes = { readonly createPolicy: (name: string, rules: ScriptPolicy) => ScriptPolicy }

/** The page's policy lets this one script be started beside its own, and nobody name another. */
const policy = (window as { readonly trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(
  'payback-worker',
  { createScriptURL: () => workerAddress },
)

/** A thread of its own for payback, so that nothing on screen waits for it. */
export const startPaybackWorker = (): Worker =>
  new Worker(policy?.createScriptURL(workerAddress) ?? workerAddress, { type: 'module' })
