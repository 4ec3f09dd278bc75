import { createReadStream, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse'
import Papa from 'papaparse'
import { startImporter } from '../src/flows/import-off-thread.ts'

/** One contender on one file, in a process of its own: prints seconds, peak memory and its total as JSON. */
const [, , contender = '', file = ''] = process.argv

type FocusRow = Readonly<
  Record<
    | 'ChargePeriodStart'
    | 'ProviderName'
    | 'ServiceName'
    | 'SubAccountName'
    | 'BilledCost'
    | 'ConsumedQuantity',
    string
  >
>

/** Cost and tokens by day, seller, service and sub-account, in doubles, as the peers do it. */
function aggregate(): { readonly add: (row: FocusRow) => void; readonly total: () => string } {
  const cells = new Map<string, { cost: number; tokens: number }>()
  return {
    add: (row) => {
      const key = `${row.ChargePeriodStart.slice(0, 10)}|${row.ProviderName}|${row.ServiceName}|${row.SubAccountName}`
      let cell = cells.get(key)
      if (!cell) cells.set(key, (cell = { cost: 0, tokens: 0 }))
      cell.cost += Number(row.BilledCost)
      cell.tokens += Number(row.ConsumedQuantity)
    },
    total: () => [...cells.values()].reduce((sum, cell) => sum + cell.cost, 0).toString(),
  }
}

async function breakwatt(): Promise<string> {
  const folder = join(import.meta.dirname, '..', '.bench', 'ledgers')
  mkdirSync(folder, { recursive: true })
  const importer = startImporter(new URL('../src/flows/import-worker.ts', import.meta.url))
  const ledger = join(mkdtempSync(join(folder, 'run-')), 'ledger.sqlite')
  const [outcome] = await importer.importInto(ledger, [{ path: file }], Date.now(), () => undefined)
  await importer.close()
  if (outcome?.state !== 'imported') throw new Error(JSON.stringify(outcome))
  return outcome.statement.totals[0]?.billed ?? ''
}

async function duckdb(): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const cells = await connection.runAndReadAll(
    `SELECT CAST(ChargePeriodStart AS DATE) AS day, ProviderName, ServiceName, SubAccountName,
       sum(CAST(BilledCost AS DOUBLE)) AS cost, sum(CAST(ConsumedQuantity AS DOUBLE)) AS tokens
     FROM read_csv('${file}', header = true) GROUP BY ALL`,
  )
  return cells
    .getRows()
    .reduce((sum, row) => sum + Number(row[4]), 0)
    .toString()
}

async function csvParse(): Promise<string> {
  const { add, total } = aggregate()
  for await (const row of createReadStream(file).pipe(parse({ columns: true }))) add(row as FocusRow)
  return total()
}

function papaparse(): Promise<string> {
  const { add, total } = aggregate()
  return new Promise((resolve, reject) => {
    Papa.parse(createReadStream(file, 'utf8'), {
      header: true,
      skipEmptyLines: true,
      step: ({ data }: { data: FocusRow }) => {
        add(data)
      },
      complete: () => {
        resolve(total())
      },
      error: reject,
    })
  })
}

const runners: Readonly<Record<string, () => Promise<string>>> = {
  breakwatt,
  duckdb,
  'csv-parse': csvParse,
  papaparse,
}
const runner = runners[contender]
if (!runner) throw new Error(`No contender ${contender}`)
const began = performance.now()
const total = await runner()
const seconds = (performance.now() - began) / 1000

/** Peak resident memory in MB: the kernel's own figure where there is one. */
function peakMb(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS / 1024
  const status = readFileSync('/proc/self/status', 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024
}

process.stdout.write(JSON.stringify({ seconds, peakMb: peakMb(), total }))
