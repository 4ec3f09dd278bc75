import type { Mapping, SavedMapping } from '../core/mapping.ts'
import { parseMapping } from '../core/parse-mapping.ts'
import type { Ledger } from './open.ts'

type MappingRow = { readonly json: string; readonly savedAt: number }

/** Remembers how files with this header are read, in place of what was said before. `at` is milliseconds since 1970. */
export function saveMapping({ db }: Ledger, mapping: Mapping, at: number): void {
  db.prepare(
    `INSERT INTO mappings (fingerprint, mapping_json, saved_at_ms) VALUES (?, ?, ?)
     ON CONFLICT (fingerprint) DO UPDATE SET mapping_json = excluded.mapping_json, saved_at_ms = excluded.saved_at_ms`,
  ).run(mapping.fingerprint, JSON.stringify(mapping), at)
}

/** Every mapping remembered, by title. */
export const listMappings = ({ db }: Ledger): readonly SavedMapping[] =>
  db
    .prepare<[], MappingRow>('SELECT mapping_json AS json, saved_at_ms AS savedAt FROM mappings')
    .all()
    .map(({ json, savedAt }) => {
      const mapping = parseMapping(json)
      if (!mapping.ok)
        throw new Error(`A mapping in the ledger cannot be read: ${JSON.stringify(mapping.problem)}`)
      return { mapping: mapping.value, savedAt }
    })
    .toSorted((one, other) => one.mapping.title.localeCompare(other.mapping.title, 'en'))

/** True when there was one. Statements imported by it stay as they are. */
export const removeMapping = ({ db }: Ledger, fingerprint: string): boolean =>
  db.prepare('DELETE FROM mappings WHERE fingerprint = ?').run(fingerprint).changes > 0
