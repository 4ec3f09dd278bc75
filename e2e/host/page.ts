import type { Codec } from './codec.ts'

/** A file on disk that a test is about to drop, as the page will see it. */
export type Offer = {
  readonly path: string
  readonly name: string
  readonly size: number
  readonly lastModified: number
}

export type PageMessage =
  | readonly ['invoke' | 'send', channel: string, args: readonly unknown[]]
  | readonly ['open', url: string]
  | readonly ['theme', dark: boolean]

/** What the host reaches in the page, under a symbol that no page script knows of. */
export type PageDoor = {
  readonly deliver: (channel: string, args: string) => void
  readonly offer: (offers: readonly Offer[]) => void
}

type Preload = (require: (name: string) => unknown, module: { exports: unknown }, exports: unknown) => void

/**
 * Runs in every document before its own scripts: takes the binding away from the page, builds what a sandboxed
 * preload may require, and runs the app's built preload. Sent as text: it closes over nothing.
 */
export function startPage(codec: Codec, bindingName: string, doorName: string, preload: Preload): void {
  const names = window as unknown as Record<string, unknown>
  const binding = names[bindingName] as (text: string) => Promise<string>
  Reflect.deleteProperty(names, bindingName)
  if (window !== window.top || !location.protocol.startsWith('http')) return

  const post = (message: PageMessage): Promise<string> => binding(codec.encode(message))
  const listeners = new Map<string, Set<(event: object, ...args: unknown[]) => void>>()
  let offers: readonly Offer[] = []

  const ipcRenderer = {
    invoke: async (channel: string, ...args: unknown[]) => {
      const [outcome, value] = codec.decode(await post(['invoke', channel, args])) as [string, unknown]
      if (outcome === 'answered') return value
      throw new Error(`Error invoking remote method '${channel}': ${String(value)}`)
    },
    send: (channel: string, ...args: unknown[]) => {
      void post(['send', channel, args])
    },
    on: (channel: string, listener: (event: object, ...args: unknown[]) => void) => {
      const known = listeners.get(channel) ?? new Set()
      listeners.set(channel, known.add(listener))
      return ipcRenderer
    },
    off: (channel: string, listener: (event: object, ...args: unknown[]) => void) => {
      listeners.get(channel)?.delete(listener)
      return ipcRenderer
    },
    removeListener: (channel: string, listener: (event: object, ...args: unknown[]) => void) =>
      ipcRenderer.off(channel, listener),
  }

  // Electron copies everything that crosses, keeps functions as proxies, and of an error only its message.
  const cross = (value: unknown): unknown => {
    if (typeof value === 'function') {
      const call = value as (...args: unknown[]) => unknown
      return (...args: unknown[]) => {
        try {
          return cross(call(...args.map(cross)))
        } catch (error) {
          throw cross(error)
        }
      }
    }
    if (typeof value !== 'object' || value === null || value instanceof Blob) return value
    if (value instanceof Promise) {
      return value.then(cross, (error: unknown) => {
        throw cross(error)
      })
    }
    if (value instanceof Error) return new Error(value.message)
    if (Array.isArray(value)) return Object.freeze(value.map(cross))
    if (Object.getPrototypeOf(value) !== Object.prototype) return structuredClone(value)
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, held]) => [key, cross(held)])))
  }

  const electron = {
    ipcRenderer,
    contextBridge: {
      exposeInMainWorld: (key: string, api: unknown) => {
        Object.defineProperty(window, key, { value: cross(api), enumerable: true })
      },
    },
    webUtils: {
      getPathForFile: (file: File) =>
        offers.find(
          ({ name, size, lastModified }) =>
            name === file.name && size === file.size && Math.abs(lastModified - file.lastModified) < 1000,
        )?.path ?? '',
    },
  }

  const door: PageDoor = {
    deliver: (channel, args) => {
      const values = codec.decode(args) as unknown[]
      for (const listener of listeners.get(channel) ?? []) listener({ sender: ipcRenderer }, ...values)
    },
    offer: (given) => {
      offers = [...offers, ...given]
    },
  }
  Object.defineProperty(window, Symbol.for(doorName), { value: door })

  window.open = (url) => {
    void post(['open', new URL(url ?? 'about:blank', location.href).href])
    return null
  }

  const dark = matchMedia('(prefers-color-scheme: dark)')
  void post(['theme', dark.matches])
  dark.addEventListener('change', () => void post(['theme', dark.matches]))

  const module = { exports: {} }
  const require = (name: string): unknown => {
    if (name === 'electron') return electron
    throw new Error(`A sandboxed preload cannot require '${name}'.`)
  }
  preload(require, module, module.exports)
}
