import type { BrowserContext, Request, Route } from 'playwright'
import { allContents, type HostContents } from './contents.ts'
import { answerRequest } from './protocol.ts'
import { isOurPage } from './window.ts'

/** Puts every request, navigation and popup of Chromium to the app, before anything of it happens. */
export async function guard(context: BrowserContext): Promise<void> {
  await context.route('**/*', async (route) => {
    try {
      await answer(route)
    } catch {
      // The page has gone, or the app's handler failed: Electron answers with a failed request too.
      await route.abort('failed').catch(() => undefined)
    }
  })
  // A link with target=_blank opens a page before it can be asked about.
  context.on('page', (page) => {
    if (isOurPage(page)) return
    const address = page.url()
    void page.opener().then((opener) => {
      for (const contents of allContents) if (contents.page === opener) contents.askToOpen(address)
    })
    void page.close()
  })
}

async function answer(route: Route): Promise<void> {
  const request = route.request()
  if (request.isNavigationRequest()) {
    const contents = asker(request)
    if (!contents?.allowsNavigation(request.url())) {
      await route.abort('aborted')
      return
    }
  }
  await answerRequest(route)
}

/** The window that a navigation belongs to; a popup has none. */
function asker(request: Request): HostContents | undefined {
  try {
    const page = request.frame().page()
    return [...allContents].find((contents) => contents.page === page)
  } catch {
    return undefined
  }
}
