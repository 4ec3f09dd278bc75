import { ipcMain, type WebContents } from 'electron'
import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { longestLabel } from '../core/import-plan.ts'
import { chargeCategories } from '../core/charge.ts'
import type { Answer, Calls, Handlers, News } from '../contract/bridge.ts'
import type { Problem } from '../core/problem.ts'
import { cellSeparators, mappingRoles, type MappingDraft } from '../core/mapping.ts'
import { readDraft } from '../core/parse-mapping.ts'
import { refused } from '../core/result.ts'
import { ledgerProblem } from '../ledger/open.ts'
import { paybackAsked } from './asked-payback.ts'
import { rigsAsked } from './asked-rigs.ts'
import { settingsAsked } from './asked-settings.ts'
import { isOurPage } from './security.ts'

/** Largest file that may come as bytes; larger ones come by their path. */
const mostBytes = 512 * 1024 * 1024
const mostPicture = 32 * 1024 * 1024
const mostFiles = 1_000
const mostText = 200
const mostSampled = 1_000
/** A dropped archive may hold this many bills. */
const mostBills = 10_000

const text = z.string().max(mostText)
/** A name out of a bill, which may be as long as it likes. */
const longText = z.string()
const rowId = z.int().positive()
const nothing = z.tuple([])

const dropped = z.union([
  z.strictObject({ path: z.string().refine(isAbsolute, 'a full path') }),
  z.strictObject({
    name: text,
    bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= mostBytes, 'a file of at most 512 MB'),
  }),
])

/** What `--as` takes in the terminal. */
const accountName = z.string().trim().min(1).max(longestLabel)

const planAnswer = z.union([
  z.strictObject({ kind: z.literal(['import', 'outrank', 'skip']) }),
  z.strictObject({ kind: z.literal('import-as'), label: accountName }),
])

const figure = z.strictObject({
  month: z.int(),
  providers: z.array(text).max(mostFiles),
  currency: text.nullable(),
  filed: z
    .strictObject({
      by: z.literal(['costCentre', 'workload']),
      under: z.array(text.nullable()).max(mostFiles),
    })
    .exactOptional(),
})

const openedCharge = z.strictObject({
  day: z.int(),
  chargeCategory: z.literal(chargeCategories),
  serviceName: longText,
  project: longText.nullable(),
  sku: longText.nullable(),
  billed: z.bigint().nullable(),
  effective: z.bigint().nullable(),
  consumedQuantity: z.number().nullable(),
  consumedUnit: longText.nullable(),
  rows: z.int(),
  firstLine: z.int(),
  lastLine: z.int(),
})

/** Checked in full where it is read: see `core/parse-mapping`. */
const mappingDraft = z.custom<MappingDraft>((given) => readDraft(given).ok, 'a mapping')
const chosenColumns = z.partialRecord(z.literal(mappingRoles), longText.nullable())
const sample = z.strictObject({
  file: longText,
  separator: z.literal(cellSeparators),
  header: z.array(longText),
  rows: z.array(z.strictObject({ line: z.int(), cells: z.array(longText) })).max(mostSampled),
  rowCount: z.int(),
  whole: z.boolean(),
  problem: z.custom<Problem | null>(),
})

/** What the arguments of each call must be: whatever reaches main is checked here and nowhere else. */
const asked: { readonly [K in keyof Calls]: z.ZodType<Calls[K]['ask']> } = {
  readState: nothing,
  planImport: z.tuple([z.array(dropped).max(mostFiles)]),
  chooseBills: nothing,
  answerPlan: z.tuple([rowId, z.array(z.tuple([z.int().nonnegative(), planAnswer])).max(mostBills)]),
  commitPlan: z.tuple([rowId]),
  discardPlan: nothing,
  planAgain: z.tuple([rowId]),
  guessColumns: z.tuple([rowId, z.int().nonnegative()]),
  guessWith: z.tuple([sample, chosenColumns]),
  readSample: z.tuple([mappingDraft, sample]),
  saveMapping: z.tuple([mappingDraft]),
  cancelImport: nothing,
  undoStatement: z.tuple([rowId]),
  redoStatement: z.tuple([rowId]),
  readStatements: nothing,
  setControlTotal: z.tuple([rowId, z.strictObject({ currency: text, billed: text }).nullable()]),
  readMoneySources: nothing,
  chooseMoney: z.tuple([text, text, text.nullable()]),
  openFigure: z.tuple([figure]),
  readOriginalRows: z.tuple([rowId, openedCharge]),
  ...rigsAsked,
  readAlerts: nothing,
  markAlertsSeen: nothing,
  ...settingsAsked,
  ...paybackAsked,
  copyPicture: z.tuple([z.instanceof(Uint8Array).refine(({ length }) => length <= mostPicture, 'a picture')]),
  openSamples: nothing,
  closeSamples: nothing,
}

/** Answers every call of the table, to our own page only. */
export function answerCalls(handlers: Handlers, ledgerFile: string): void {
  for (const name of Object.keys(asked) as (keyof Calls)[]) answerCall(name, handlers, ledgerFile)
}

function answerCall<K extends keyof Calls>(name: K, handlers: Pick<Handlers, K>, ledgerFile: string): void {
  const schema: z.ZodType<Calls[K]['ask']> = asked[name]
  const handler: (...ask: Calls[K]['ask']) => Answer<K> | Promise<Answer<K>> = handlers[name]
  ipcMain.handle(name, async (event, ...given: unknown[]) => {
    if (!isOurPage(event.senderFrame)) throw new Error(`${name} was not asked by Breakwatt's own page.`)
    const read = schema.safeParse(given)
    if (!read.success) return refused(badInput(name, given, read.error))
    try {
      return await handler(...read.data)
    } catch (bug) {
      const problem = ledgerProblem(ledgerFile, bug)
      if (problem) return refused(problem)
      console.error(bug)
      return refused({ kind: 'fault', detail: bug instanceof Error ? bug.message : String(bug) })
    }
  })
}

function badInput(name: string, given: unknown, error: z.ZodError): Problem {
  const [issue] = error.issues
  const field = [name, ...(issue?.path ?? [])].map(String).join('.')
  return { kind: 'bad-input', field, text: JSON.stringify(given), expected: issue?.message ?? '' }
}

/** Sends one piece of news to the page. */
export type Tell = <K extends keyof News>(name: K, ...news: News[K]) => void

export const tellTo =
  (contents: WebContents): Tell =>
  (name, ...news) => {
    if (!contents.isDestroyed()) contents.send(name, ...news)
  }
