export const migration = {
  number: 10,
  name: 'month-totals',
  sql: `
    -- monthly_spend added up over categories, services and projects: what the window asks at every change.
    CREATE TABLE month_totals (
      source_id INTEGER NOT NULL REFERENCES sources,
      month INTEGER NOT NULL,
      billing_currency TEXT,
      billed_units INTEGER,
      billed_nanos INTEGER,
      effective_units INTEGER,
      effective_nanos INTEGER,
      input_tokens REAL,
      cached_input_tokens REAL,
      output_tokens REAL
    ) STRICT;
    CREATE INDEX month_totals_by_source ON month_totals (source_id, month);
    INSERT INTO month_totals
    SELECT source_id, month, billing_currency, sum(billed_units), sum(billed_nanos), sum(effective_units),
      sum(effective_nanos), sum(input_tokens), sum(cached_input_tokens), sum(output_tokens)
    FROM monthly_spend GROUP BY 1, 2, 3;
  `,
} as const
