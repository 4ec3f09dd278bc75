export const migration = {
  number: 12,
  name: 'workload-facts',
  sql: `
    -- What a rig read and wrote in a month (whole months since 1970-01), counted by whatever runs the model on it.
    CREATE TABLE rig_tokens (
      rig_id INTEGER NOT NULL REFERENCES rigs ON DELETE CASCADE,
      month INTEGER NOT NULL,
      tokens_in INTEGER NOT NULL CHECK (tokens_in >= 0),
      tokens_out INTEGER NOT NULL CHECK (tokens_out >= 0),
      PRIMARY KEY (rig_id, month)
    ) STRICT, WITHOUT ROWID;

    -- What the user said of a workload, and where they decided that it runs, both JSON. A workload is named as the
    -- rules or the bills name it.
    CREATE TABLE workload_facts (
      workload TEXT PRIMARY KEY,
      facts TEXT CHECK (json_valid(facts)),
      accepted TEXT CHECK (json_valid(accepted)),
      CHECK (coalesce(facts, accepted) IS NOT NULL)
    ) STRICT, WITHOUT ROWID;
  `,
} as const
