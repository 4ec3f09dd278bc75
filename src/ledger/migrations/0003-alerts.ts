export const migration = {
  number: 3,
  name: 'alerts',
  sql: `
    -- Raised once for its quarter (whole quarters since 1970-Q1) and currency; the evidence is as it was then.
    CREATE TABLE alerts (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('growth')),
      quarter INTEGER NOT NULL,
      billing_currency TEXT NOT NULL,
      before_nanos INTEGER NOT NULL,
      now_nanos INTEGER NOT NULL,
      drivers_json TEXT NOT NULL,
      left_out_json TEXT NOT NULL,
      raised_at_ms INTEGER NOT NULL,
      notified_at_ms INTEGER,
      seen_at_ms INTEGER,
      UNIQUE (kind, quarter, billing_currency)
    ) STRICT;
  `,
} as const
