export const migration = {
  number: 13,
  name: 'rig-terms',
  sql: `
    -- Hardware bought for a rig, in the order of its days; null is not known. Money is in 1e-9 of the rig's currency.
    CREATE TABLE rig_purchases (
      rig_id INTEGER NOT NULL REFERENCES rigs ON DELETE CASCADE,
      number INTEGER NOT NULL CHECK (number > 0),
      bought_day INTEGER,
      price_nanos INTEGER NOT NULL CHECK (price_nanos >= 0),
      nodes INTEGER NOT NULL CHECK (nodes > 0),
      PRIMARY KEY (rig_id, number)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO rig_purchases SELECT id, 1, NULL, price_nanos, 1 FROM rigs;
    ALTER TABLE rigs DROP COLUMN price_nanos;

    -- What a rig is built of; null is not known.
    CREATE TABLE rig_parts (
      rig_id INTEGER NOT NULL REFERENCES rigs ON DELETE CASCADE,
      number INTEGER NOT NULL CHECK (number > 0),
      name TEXT NOT NULL,
      price_nanos INTEGER CHECK (price_nanos >= 0),
      note TEXT,
      PRIMARY KEY (rig_id, number)
    ) STRICT, WITHOUT ROWID;

    -- Null is not known. It is sold by a curve or for an amount at the end of its life. Figures are of one node.
    ALTER TABLE rigs ADD COLUMN life_months INTEGER NOT NULL DEFAULT 36 CHECK (life_months > 0);
    ALTER TABLE rigs ADD COLUMN warranty_months INTEGER CHECK (warranty_months >= 0);
    ALTER TABLE rigs ADD COLUMN resale_curve TEXT;
    ALTER TABLE rigs ADD COLUMN resale_nanos INTEGER
      CHECK (resale_nanos >= 0 AND (resale_nanos IS NULL OR resale_curve IS NULL));
    ALTER TABLE rigs ADD COLUMN setup_cost_nanos INTEGER CHECK (setup_cost_nanos >= 0);
    ALTER TABLE rigs ADD COLUMN replacement_cost_nanos INTEGER CHECK (replacement_cost_nanos >= 0);
    ALTER TABLE rigs ADD COLUMN failure_rate_year REAL CHECK (failure_rate_year BETWEEN 0 AND 1);
    ALTER TABLE rigs ADD COLUMN memory_gb REAL CHECK (memory_gb > 0);
    ALTER TABLE rigs ADD COLUMN load_watts REAL CHECK (load_watts > 0);
    ALTER TABLE rigs ADD COLUMN idle_watts REAL CHECK (idle_watts >= 0);
    ALTER TABLE rigs ADD COLUMN decode_tokens_per_second REAL CHECK (decode_tokens_per_second > 0);
    ALTER TABLE rigs ADD COLUMN prefill_tokens_per_second REAL CHECK (prefill_tokens_per_second > 0);
  `,
} as const
