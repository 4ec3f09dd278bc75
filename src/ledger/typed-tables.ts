import type { Ledger } from './open.ts'

/** What lies in the ledger's file alone: no archive has it. */
const tables = {
  'money-choices': 'money_choices',
  rates: 'exchange_rates',
  rules: 'rules',
  rigs: 'rigs',
  workloads: 'workload_facts',
  scenarios: 'scenarios',
  mappings: 'mappings',
} as const

export type TypedTable = keyof typeof tables

/** Those of which the ledger has nothing. */
export const emptyTypedTables = ({ db }: Ledger): readonly TypedTable[] =>
  (Object.keys(tables) as TypedTable[]).filter(
    (name) => db.prepare(`SELECT EXISTS (SELECT 1 FROM ${tables[name]})`).pluck().get() === 0,
  )
