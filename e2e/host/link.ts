import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { CDPSession, Frame, Page } from 'playwright'
import { codec, makeCodec } from './codec.ts'
import { startPage, type Offer, type PageDoor, type PageMessage } from './page.ts'

/** A page of Chromium with the app's preload in it. */
export type Link = {
  readonly page: Page
  readonly devtools: CDPSession
  readonly targetId: string
}

const bindingName = 'breakwattChromiumHost'
const doorName = 'breakwatt.chromium-host'

/** Puts the preload and what it requires into every document that the page will load. */
export async function linkPage(
  page: Page,
  preload: string | undefined,
  answer: (frame: Frame, message: PageMessage) => Promise<unknown>,
): Promise<Link> {
  await page.exposeBinding(bindingName, async ({ frame }, text: string) =>
    codec.encode(await answer(frame, codec.decode(text) as PageMessage)),
  )
  const source = preload === undefined ? '' : readFileSync(preload, 'utf8')
  const names = `${JSON.stringify(bindingName)}, ${JSON.stringify(doorName)}`
  await page.addInitScript({
    content: `(${String(startPage)})((${String(makeCodec)})(), ${names}, function (require, module, exports) {
${source}
})`,
  })
  const devtools = await page.context().newCDPSession(page)
  const { targetInfo } = await devtools.send('Target.getTargetInfo')
  return { page, devtools, targetId: targetInfo.targetId }
}

/** Hands news to the listeners of the preload. */
export async function deliver({ page }: Link, channel: string, args: string): Promise<void> {
  await page.evaluate(
    ([door, to, values]) => {
      ;(window as unknown as Record<symbol, PageDoor | undefined>)[Symbol.for(door)]?.deliver(to, values)
    },
    [doorName, channel, args] as const,
  )
}

/** Tells the page's webUtils.getPathForFile where the files lie that a test is about to drop. */
export async function offer({ page }: Link, paths: readonly string[]): Promise<void> {
  const offers = paths.map((path): Offer => {
    const { size, mtimeMs } = statSync(path)
    return { path, name: basename(path), size, lastModified: mtimeMs }
  })
  await page.evaluate(
    ([door, given]) => {
      ;(window as unknown as Record<symbol, PageDoor | undefined>)[Symbol.for(door)]?.offer(given)
    },
    [doorName, offers] as const,
  )
}
