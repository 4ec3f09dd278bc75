import type { CustomScheme, Protocol } from 'electron'
import type { Route } from 'playwright'

/*
 * Chromium has no scheme of the app's own: app://breakwatt/x is http://breakwatt.app.localhost/x in the page.
 * *.localhost is a secure context, and every request for it is answered by the app's own protocol handler.
 */

type Handle = Parameters<Protocol['handle']>[1]

const schemes = new Set<string>()
const handlers = new Map<string, Handle>()
const pageAddress = /^http:\/\/([^/]+)\.([a-z][a-z0-9+-]*)\.localhost(\/.*)?$/

/** Origins outside the app's own schemes that main itself opened: the development server. */
const opened = new Set<string>()

export const protocol = {
  registerSchemesAsPrivileged: (given: CustomScheme[]) => {
    for (const { scheme } of given) schemes.add(scheme)
  },
  handle: (scheme: string, handler: Handle) => {
    handlers.set(scheme, handler)
  },
  unhandle: (scheme: string) => {
    handlers.delete(scheme)
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
} satisfies Partial<Protocol>

/** The address as main knows it, from the one in the page. */
export function toAppAddress(url: string): string {
  const [, host, scheme, rest] = pageAddress.exec(url) ?? []
  return host !== undefined && scheme !== undefined && schemes.has(scheme)
    ? `${scheme}://${host}${rest ?? '/'}`
    : url
}

/** The address to open in the page, from the one main gave. */
export function toPageAddress(url: string): string {
  const { protocol: scheme, host, pathname, search, hash } = new URL(url)
  if (schemes.has(scheme.slice(0, -1)))
    return `http://${host}.${scheme.slice(0, -1)}.localhost${pathname}${search}${hash}`
  if (scheme.startsWith('http')) opened.add(new URL(url).origin)
  return url
}

/** Answers a request of the page the way Electron would; what is not the app's own is refused. */
export async function answerRequest(route: Route): Promise<void> {
  const request = route.request()
  const url = toAppAddress(request.url())
  const handler = handlers.get(new URL(url).protocol.slice(0, -1))
  if (url === request.url() || !handler) {
    await (opened.has(new URL(url).origin) ? route.continue() : route.abort('blockedbyclient'))
    return
  }
  const body = request.postDataBuffer()
  const response = await handler(
    new Request(url, {
      method: request.method(),
      headers: request.headers(),
      ...(body ? { body: new Uint8Array(body) } : {}),
    }),
  )
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  })
}
