export const migration = {
  number: 1,
  name: 'statements',
  sql: `
    -- One imported file. Its bytes are in the archive under sha256.
    CREATE TABLE statements (
      id INTEGER PRIMARY KEY,
      sha256 TEXT NOT NULL UNIQUE,
      file_name TEXT NOT NULL,
      byte_count INTEGER NOT NULL,
      dialect TEXT NOT NULL,
      dialect_version INTEGER NOT NULL,
      dataset TEXT NOT NULL CHECK (dataset IN ('cost', 'usage', 'estimate')),
      row_count INTEGER NOT NULL,
      first_day INTEGER,
      last_day INTEGER,
      imported_at_ms INTEGER NOT NULL
    ) STRICT;

    -- Exact sums of the file's own cost columns, as text: the ledger's nanos tie out to these.
    CREATE TABLE statement_totals (
      statement_id INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
      billing_currency TEXT NOT NULL,
      billed_exact TEXT NOT NULL,
      effective_exact TEXT NOT NULL,
      PRIMARY KEY (statement_id, billing_currency)
    ) STRICT, WITHOUT ROWID;

    -- One seller's one account seen through one kind of export. Account '' is not named by the export.
    CREATE TABLE sources (
      id INTEGER PRIMARY KEY,
      service_provider_name TEXT NOT NULL,
      billing_account_id TEXT NOT NULL,
      dataset TEXT NOT NULL CHECK (dataset IN ('cost', 'usage', 'estimate')),
      UNIQUE (service_provider_name, billing_account_id, dataset)
    ) STRICT;

    -- The days (since 1970-01-01 UTC, both ends included) a statement covers of a source.
    CREATE TABLE coverage (
      statement_id INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
      source_id INTEGER NOT NULL REFERENCES sources,
      first_day INTEGER NOT NULL,
      last_day INTEGER NOT NULL,
      row_count INTEGER NOT NULL,
      PRIMARY KEY (statement_id, source_id)
    ) STRICT, WITHOUT ROWID;

    -- Which statement speaks for a source's day: computed from coverage, kept for the queries.
    CREATE TABLE covered_days (
      source_id INTEGER NOT NULL REFERENCES sources,
      day INTEGER NOT NULL,
      statement_id INTEGER NOT NULL REFERENCES statements,
      PRIMARY KEY (source_id, day)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE names (
      id INTEGER PRIMARY KEY,
      text TEXT NOT NULL UNIQUE
    ) STRICT;

    -- Daily cells. Money is in 1e-9 of billing_currency, rounded half to even once per cell; a usage
    -- export's cells have none. charge_category: 0 Usage, 1 Purchase, 2 Tax, 3 Credit, 4 Adjustment.
    CREATE TABLE charges (
      statement_id INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
      source_id INTEGER NOT NULL REFERENCES sources,
      charge_day INTEGER NOT NULL,
      charge_category INTEGER NOT NULL CHECK (charge_category BETWEEN 0 AND 4),
      service_id INTEGER NOT NULL REFERENCES names,
      project_id INTEGER REFERENCES names,
      sku_id INTEGER REFERENCES names,
      billing_currency TEXT,
      billed_cost_nanos INTEGER,
      effective_cost_nanos INTEGER,
      consumed_quantity REAL,
      consumed_unit_id INTEGER REFERENCES names,
      row_count INTEGER NOT NULL,
      first_line INTEGER NOT NULL,
      last_line INTEGER NOT NULL,
      CHECK ((billing_currency IS NULL) = (billed_cost_nanos IS NULL)),
      CHECK ((billing_currency IS NULL) = (effective_cost_nanos IS NULL))
    ) STRICT;
    CREATE INDEX charges_by_statement ON charges (statement_id);

    -- What the screens add up, by month (since 1970-01): computed from charges and covered_days, kept so
    -- that a large ledger is read in a moment. Sums are whole currency units and the nanos beside them.
    CREATE TABLE monthly_spend (
      source_id INTEGER NOT NULL REFERENCES sources,
      month INTEGER NOT NULL,
      charge_category INTEGER NOT NULL,
      service_id INTEGER NOT NULL REFERENCES names,
      project_id INTEGER REFERENCES names,
      billing_currency TEXT,
      billed_units INTEGER,
      billed_nanos INTEGER,
      effective_units INTEGER,
      effective_nanos INTEGER,
      input_tokens REAL,
      cached_input_tokens REAL,
      output_tokens REAL
    ) STRICT;
    CREATE INDEX monthly_spend_by_source ON monthly_spend (source_id, month);
  `,
} as const
