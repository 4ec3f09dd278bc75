export const migration = {
  number: 4,
  name: 'containers',
  sql: `
    -- SHA-256 of the archived container (.gz, .zip) a statement was read out of; null where the archive has the
    -- statement's own bytes. members_json: names of the ZIP archive's members it was read from, in order.
    ALTER TABLE statements ADD COLUMN original_sha256 TEXT;
    ALTER TABLE statements ADD COLUMN members_json TEXT NOT NULL DEFAULT '[]';
  `,
} as const
