import type { IpcMain } from 'electron'
import { EventEmitter } from 'node:events'

type Handler = Parameters<IpcMain['handle']>[1]

const handlers = new Map<string, Handler>()

const members = {
  handle: (channel: string, handler: Handler) => {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    handlers.set(channel, handler)
  },
  removeHandler: (channel: string) => {
    handlers.delete(channel)
  },
} satisfies Partial<IpcMain>

export const ipcMain = Object.assign(new EventEmitter(), members)

/** Calls the app's handler for a page's invoke. The error of a handler crosses as its text, as in Electron. */
export async function answerInvoke(
  channel: string,
  event: object,
  args: readonly unknown[],
): Promise<readonly ['answered' | 'failed', unknown]> {
  const handler = handlers.get(channel)
  if (!handler) return ['failed', `Error: No handler registered for '${channel}'`]
  try {
    return ['answered', (await handler(event as Parameters<Handler>[0], ...args)) as unknown]
  } catch (error) {
    return ['failed', String(error)]
  }
}
