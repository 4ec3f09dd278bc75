export const migration = {
  number: 2,
  name: 'rigs',
  sql: `
    -- A rig of the user's own. Numbers are never used again: a meter may still hold a removed one.
    -- in_service_day: days since 1970-01-01 UTC. Money is in 1e-9 of currency.
    CREATE TABLE rigs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE,
      preset_id TEXT,
      price_nanos INTEGER NOT NULL CHECK (price_nanos >= 0),
      currency TEXT NOT NULL,
      in_service_day INTEGER NOT NULL,
      metered INTEGER NOT NULL CHECK (metered IN (0, 1))
    ) STRICT;

    -- Electricity per kWh in the rig's currency, from a day (UTC) until the next tariff begins.
    CREATE TABLE tariffs (
      rig_id INTEGER NOT NULL REFERENCES rigs ON DELETE CASCADE,
      from_day INTEGER NOT NULL,
      price_per_kwh_nanos INTEGER NOT NULL CHECK (price_per_kwh_nanos >= 0),
      PRIMARY KEY (rig_id, from_day)
    ) STRICT, WITHOUT ROWID;

    -- What the meter saw in a quarter hour (UTC). Seconds that are neither up nor known are not known.
    CREATE TABLE power_buckets (
      rig_id INTEGER NOT NULL REFERENCES rigs ON DELETE CASCADE,
      bucket_start_s INTEGER NOT NULL CHECK (bucket_start_s % 900 = 0),
      watt_hours REAL NOT NULL CHECK (watt_hours >= 0),
      known_seconds REAL NOT NULL CHECK (known_seconds >= 0),
      up_seconds REAL NOT NULL CHECK (up_seconds >= 0),
      max_watts REAL,
      PRIMARY KEY (rig_id, bucket_start_s)
    ) STRICT, WITHOUT ROWID;

    -- kWh the user entered for a month (whole months since 1970-01).
    CREATE TABLE energy_entries (
      rig_id INTEGER NOT NULL REFERENCES rigs ON DELETE CASCADE,
      month INTEGER NOT NULL,
      kwh REAL NOT NULL CHECK (kwh > 0),
      PRIMARY KEY (rig_id, month)
    ) STRICT, WITHOUT ROWID;
  `,
} as const
