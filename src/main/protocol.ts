import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

const scheme = 'app'
const host = 'breakwatt'

/** The page's origin, and the only one that may ask main for anything. */
export const pageOrigin = `${scheme}://${host}`
export const pageAddress = `${pageOrigin}/index.html`

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // The worker of the Payback screen: the one script that the page may start.
  "worker-src 'self'",
  'trusted-types payback-worker',
].join('; ')

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** To be called before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Serves the built page, and nothing outside its folder. */
export function servePage(folder: string): void {
  protocol.handle(scheme, async (request) => {
    const file = fileOf(new URL(request.url), folder)
    const body = file === null ? null : await readFile(file).catch(() => null)
    const headers = {
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Content-Type': contentTypes[body === null ? '' : extname(file ?? '')] ?? 'text/plain; charset=utf-8',
    }
    return body === null
      ? new Response('Not found', { status: 404, headers })
      : new Response(new Uint8Array(body), { headers })
  })
}

function fileOf(url: URL, folder: string): string | null {
  if (url.host !== host) return null
  try {
    const file = normalize(join(folder, decodeURIComponent(url.pathname)))
    return file.startsWith(folder + sep) && extname(file) in contentTypes ? file : null
  } catch {
    // Not a percent-encoded path.
    return null
  }
}
