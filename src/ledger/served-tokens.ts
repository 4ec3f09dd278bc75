import type { Month } from '../core/period.ts'
import type { Ledger } from './open.ts'

/** What a rig read and wrote in a month, in tokens. */
export type ServedTokens = { readonly tokensIn: number; readonly tokensOut: number }

/** Sets what a rig served in a month; the same month's earlier entry is replaced. */
export function storeServed({ db }: Ledger, rigId: number, month: Month, served: ServedTokens): void {
  db.prepare(
    `INSERT INTO rig_tokens (rig_id, month, tokens_in, tokens_out) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET tokens_in = excluded.tokens_in, tokens_out = excluded.tokens_out`,
  ).run(rigId, month, served.tokensIn, served.tokensOut)
}

export const dropServed = ({ db }: Ledger, rigId: number, month: Month): void => {
  db.prepare('DELETE FROM rig_tokens WHERE rig_id = ? AND month = ?').run(rigId, month)
}

/** What was entered for a rig, by month. */
export function servedTokens({ db }: Ledger, rigId: number): ReadonlyMap<Month, ServedTokens> {
  const rows = db
    .prepare<[number], ServedTokens & { readonly month: Month }>(
      'SELECT month, tokens_in AS tokensIn, tokens_out AS tokensOut FROM rig_tokens WHERE rig_id = ?',
    )
    .all(rigId)
  return new Map(rows.map(({ month, ...served }) => [month, served]))
}

/** What was entered for every rig, newest month first. */
export const listServed = ({
  db,
}: Ledger): readonly (ServedTokens & { readonly rigId: number; readonly month: Month })[] =>
  db
    .prepare<[], ServedTokens & { readonly rigId: number; readonly month: Month }>(
      `SELECT rig_id AS rigId, month, tokens_in AS tokensIn, tokens_out AS tokensOut
       FROM rig_tokens ORDER BY month DESC, rig_id`,
    )
    .all()
