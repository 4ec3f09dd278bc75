export const migration = {
  number: 14,
  name: 'ranks',
  sql: `
    -- As new as this by the user's word: {"invoiced","lastDay","writtenAt"}; null where nobody said so.
    ALTER TABLE coverage ADD COLUMN rank_json TEXT;
  `,
} as const
