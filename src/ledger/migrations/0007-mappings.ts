export const migration = {
  number: 7,
  name: 'mappings',
  sql: `
    -- What the user says the columns of a header mean; the header is known by its fingerprint.
    CREATE TABLE mappings (
      fingerprint TEXT PRIMARY KEY,
      mapping_json TEXT NOT NULL,
      saved_at_ms INTEGER NOT NULL
    ) STRICT;
  `,
} as const
