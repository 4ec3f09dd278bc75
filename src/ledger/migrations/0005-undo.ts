export const migration = {
  number: 5,
  name: 'undo',
  sql: `
    -- When the import was undone; null while it counts. Its cells and its original stay.
    ALTER TABLE statements ADD COLUMN undone_at_ms INTEGER;
  `,
} as const
