export const migration = {
  number: 9,
  name: 'rules',
  sql: `
    -- Which cost centre, project or workload charges belong to. A pattern is null where it does not matter. Days are
    -- since 1970-01-01, both ends included. A removed rule stays, so that an earlier answer can be given again.
    CREATE TABLE rules (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL COLLATE NOCASE,
      place INTEGER NOT NULL,
      match_provider TEXT,
      match_account TEXT,
      match_project TEXT,
      match_service TEXT,
      cost_centre TEXT,
      project TEXT,
      workload TEXT,
      effective_from INTEGER NOT NULL,
      effective_until INTEGER CHECK (effective_until >= effective_from),
      added_at_ms INTEGER NOT NULL,
      removed_at_ms INTEGER,
      CHECK (coalesce(cost_centre, project, workload) IS NOT NULL)
    ) STRICT;
    CREATE UNIQUE INDEX rules_in_force ON rules (name) WHERE removed_at_ms IS NULL;
  `,
} as const
