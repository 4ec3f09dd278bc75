import { readFileSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import type { Ledger } from '../src/ledger/open.ts'

/** All that an import may change: when and how long the ledger's files were written, and those of the archive. */
export type Whole = { readonly ledger: string; readonly archive: string }

export const wholeOf = ({ db, archive }: Ledger): Whole => ({
  ledger: [db.name, `${db.name}-wal`].map(written).join('\n'),
  archive: readdirSync(archive)
    .sort()
    .map((name) => written(join(archive, name)))
    .join('\n'),
})

function written(path: string): string {
  const { size, mtimeNs } = statSync(path, { bigint: true })
  return `${basename(path)} ${size} ${mtimeNs}`
}

type Kept = {
  readonly id: number
  readonly sha256: string
  readonly original: string
  readonly others: string
}

/**
 * What is in the ledger or in the archive beside the statements that were accepted, or is missing of them. `dropped`
 * are the bytes of the file that was imported last, whose statements are `latest`.
 */
export function leftovers(
  { db, archive }: Ledger,
  accepted: readonly number[],
  latest: readonly number[],
  dropped: Buffer,
): readonly string[] {
  const found: string[] = []
  const kept = db
    .prepare<[], Kept>(
      `SELECT id, sha256, coalesce(original_sha256, sha256) AS original, originals_json AS others FROM statements
       ORDER BY id`,
    )
    .all()
  const wanted = accepted.toSorted((one, other) => one - other).join()
  if (kept.map(({ id }) => id).join() !== wanted)
    found.push(`accepted are ${wanted}, in the ledger ${kept.map(({ id }) => id).join()}`)
  const tables = db
    .prepare<[], string>(
      `SELECT tables.name FROM pragma_table_list AS tables JOIN pragma_table_info(tables.name) AS columns
       WHERE tables.schema = 'main' AND columns.name = 'statement_id'`,
    )
    .pluck()
    .all()
  for (const table of tables) {
    const stray = db
      .prepare<[], number>(`SELECT DISTINCT statement_id FROM ${table} WHERE statement_id NOT IN (${wanted})`)
      .pluck()
      .all()
    if (stray.length > 0) found.push(`${table} speaks of statements ${stray.join()}`)
  }
  const files = kept.flatMap(({ sha256, original, others }) => [
    `${sha256}.json`,
    ...[original, ...(JSON.parse(others) as { readonly sha256: string }[]).map((one) => one.sha256)].map(
      (hash) => `${hash}.zst`,
    ),
  ])
  const should = [...new Set(files)].sort().join(' ')
  const is = readdirSync(archive).sort().join(' ')
  if (should !== is) found.push(`in the archive should be ${should}, and are ${is}`)
  else
    for (const { original } of kept.filter(({ id }) => latest.includes(id)))
      if (!zstdDecompressSync(readFileSync(join(archive, `${original}.zst`))).equals(dropped))
        found.push(`the archive keeps other bytes than were dropped under ${original}`)
  return found
}

/** The stage is made when the first bill goes into it. */
export function inStage({ db }: Ledger): readonly string[] {
  const isMade = db.prepare(`SELECT count(*) FROM temp.sqlite_schema WHERE name = 'staged'`).pluck().get()
  const isEmpty = isMade === 0 || db.prepare('SELECT count(*) FROM staged').pluck().get() === 0
  return isEmpty ? [] : ['cells are left in the stage']
}
