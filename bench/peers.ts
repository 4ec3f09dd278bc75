import { createReadStream } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse'
import Papa from 'papaparse'
import { inferSchema, initParser } from 'udsv'
import type { Shape } from './shapes.ts'

/** What each answers: the sum of the cost. They only add up; nothing is kept. */
export type Contender = (file: string, shape: Shape) => Promise<string>

type Cells = Readonly<Record<string, string>>

/** Cost and tokens by day and group, in doubles, as the peers do it. */
function aggregate({ day, groups, cost, quantity }: Shape): {
  readonly add: (cellOf: (column: string) => string) => void
  readonly total: () => string
} {
  const cells = new Map<string, { cost: number; tokens: number }>()
  return {
    add: (cellOf) => {
      const key = `${cellOf(day).slice(0, 10)}|${groups.map(cellOf).join('|')}`
      let cell = cells.get(key)
      if (!cell) cells.set(key, (cell = { cost: 0, tokens: 0 }))
      cell.cost += Number(cellOf(cost))
      cell.tokens += Number(cellOf(quantity))
    },
    total: () => [...cells.values()].reduce((sum, cell) => sum + cell.cost, 0).toString(),
  }
}

/** In doubles, with the types of the columns given: the quickest form that is fair. */
const duckdb: Contender = async (file, { day, groups, cost, quantity }) => {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const cells = await connection.runAndReadAll(
    `SELECT "${day}"[1:10] AS day, ${groups.map((name) => `"${name}"`).join(', ')},
       sum("${cost}") AS cost, sum("${quantity}") AS tokens
     FROM read_csv('${file}', header = true, delim = ',', quote = '"', escape = '"', all_varchar = true,
       types = { '${cost}': 'DOUBLE', '${quantity}': 'DOUBLE' })
     GROUP BY ALL`,
  )
  const place = groups.length + 1
  return cells
    .getRows()
    .reduce((sum, row) => sum + Number(row[place]), 0)
    .toString()
}

const csvParse: Contender = async (file, shape) => {
  const { add, total } = aggregate(shape)
  for await (const row of createReadStream(file).pipe(parse({ columns: true })))
    add((column) => (row as Cells)[column] ?? '')
  return total()
}

const papaparse: Contender = (file, shape) => {
  const { add, total } = aggregate(shape)
  return new Promise((resolve, reject) => {
    Papa.parse(createReadStream(file, 'utf8'), {
      header: true,
      skipEmptyLines: true,
      step: ({ data }: { data: Cells }) => {
        add((column) => data[column] ?? '')
      },
      complete: () => {
        resolve(total())
      },
      error: reject,
    })
  })
}

const udsv: Contender = async (file, shape) => {
  const { add, total } = aggregate(shape)
  let parser: ReturnType<typeof initParser> | null = null
  let places = new Map<string, number>()
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1024 * 1024 })) {
    const text = chunk as string
    if (parser === null) {
      const schema = inferSchema(text)
      places = new Map(schema.cols.map(({ name }, place) => [name, place]))
      parser = initParser(schema)
    }
    parser.chunk<string[]>(text, parser.stringArrs, (row) => {
      add((column) => row[places.get(column) ?? -1] ?? '')
    })
  }
  parser?.end()
  return total()
}

export const peers: Readonly<Record<string, Contender>> = { duckdb, 'csv-parse': csvParse, papaparse, udsv }
