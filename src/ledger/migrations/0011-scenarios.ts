export const migration = {
  number: 11,
  name: 'scenarios',
  sql: `
    -- A saved payback question. body is JSON: of kind following the rigs and the edits, of kind fixed the scenario
    -- with its currency. rig_id: the rig of the user's own it was frozen for; it stays when the rig is removed. A removed
    -- scenario stays, so that it can be brought back.
    CREATE TABLE scenarios (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL COLLATE NOCASE,
      kind TEXT NOT NULL CHECK (kind IN ('following', 'imported', 'frozen-at-purchase')),
      body TEXT NOT NULL CHECK (json_valid(body)),
      rig_id INTEGER,
      saved_at_ms INTEGER NOT NULL,
      removed_at_ms INTEGER,
      CHECK (rig_id IS NULL OR kind = 'frozen-at-purchase')
    ) STRICT;
    CREATE UNIQUE INDEX scenarios_kept ON scenarios (name) WHERE removed_at_ms IS NULL;
    CREATE UNIQUE INDEX scenarios_frozen ON scenarios (rig_id) WHERE rig_id IS NOT NULL AND removed_at_ms IS NULL;
  `,
} as const
