export const migration = {
  number: 8,
  name: 'rates',
  sql: `
    -- One unit of base_currency costs rate units of currency on a day (since 1970-01-01): exact decimal text above 0.
    -- The ECB's (base EUR), and the user's own, which outrank them.
    CREATE TABLE exchange_rates (
      day INTEGER NOT NULL,
      base_currency TEXT NOT NULL,
      currency TEXT NOT NULL CHECK (currency <> base_currency),
      origin TEXT NOT NULL CHECK (origin IN ('ecb', 'user')),
      rate TEXT NOT NULL,
      PRIMARY KEY (currency, day, base_currency, origin)
    ) STRICT, WITHOUT ROWID;
  `,
} as const
