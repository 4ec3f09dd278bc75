export const migration = {
  number: 6,
  name: 'plan',
  sql: `
    -- Exports of one account are sources of their own: they replace each other only under one name.
    CREATE TABLE named_sources (
      id INTEGER PRIMARY KEY,
      service_provider_name TEXT NOT NULL,
      billing_account_id TEXT NOT NULL,
      dataset TEXT NOT NULL CHECK (dataset IN ('cost', 'usage', 'estimate')),
      export_name TEXT NOT NULL,
      was INTEGER,
      UNIQUE (service_provider_name, billing_account_id, dataset, export_name)
    ) STRICT;
    CREATE TEMP TABLE export_names (statement_id INTEGER PRIMARY KEY, export_name TEXT NOT NULL) STRICT;
    INSERT INTO export_names
    SELECT id, CASE dialect
      WHEN 'aws-cur-2' THEN 'aws-cur'
      WHEN 'openai-costs-json' THEN 'openai-cost'
      WHEN 'openai-usage-json' THEN 'openai-usage'
      WHEN 'anthropic-cost-report' THEN 'anthropic-cost'
      WHEN 'anthropic-usage-report' THEN 'anthropic-usage'
      ELSE dialect END
    FROM statements;
    INSERT INTO named_sources (id, service_provider_name, billing_account_id, dataset, export_name, was)
    SELECT (SELECT max(id) FROM sources) + row_number() OVER (ORDER BY sources.id, export_name),
      service_provider_name, billing_account_id, dataset, export_name, sources.id
    FROM (SELECT DISTINCT source_id, export_name FROM coverage JOIN export_names USING (statement_id))
    JOIN sources ON sources.id = source_id;
    DELETE FROM covered_days;
    DELETE FROM monthly_spend;
    UPDATE coverage SET source_id = (
      SELECT named_sources.id FROM named_sources
      JOIN export_names ON export_names.export_name = named_sources.export_name
      WHERE was = coverage.source_id AND export_names.statement_id = coverage.statement_id);
    UPDATE charges SET source_id = (
      SELECT named_sources.id FROM named_sources
      JOIN export_names ON export_names.export_name = named_sources.export_name
      WHERE was = charges.source_id AND export_names.statement_id = charges.statement_id);
    DROP TABLE sources;
    ALTER TABLE named_sources DROP COLUMN was;
    ALTER TABLE named_sources RENAME TO sources;
    DROP TABLE export_names;

    -- Whether all usage of the source in the statement is on an invoice; null where the export cannot say.
    ALTER TABLE coverage ADD COLUMN invoiced INTEGER CHECK (invoiced IN (0, 1));
    -- When the file says it was written.
    ALTER TABLE statements ADD COLUMN written_at_ms INTEGER;
    -- Added to the accounts of the file to keep it apart from other statements.
    ALTER TABLE statements ADD COLUMN account_label TEXT;
    -- The files it was dropped as, where they were several: [{"name", "sha256"}], in order.
    ALTER TABLE statements ADD COLUMN originals_json TEXT NOT NULL DEFAULT '[]';
    -- How the user said that a file of no known kind is to be read; null for the others.
    ALTER TABLE statements ADD COLUMN mapping_json TEXT;

    -- What the invoice adds up to: exact decimal text, from the file itself or typed by the user.
    CREATE TABLE control_totals (
      statement_id INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
      billing_currency TEXT NOT NULL,
      billed_exact TEXT NOT NULL,
      said_by TEXT NOT NULL CHECK (said_by IN ('file', 'user')),
      PRIMARY KEY (statement_id, billing_currency, said_by)
    ) STRICT, WITHOUT ROWID;

    -- Months of which two statements tell different money: computed from charges and covered_days.
    CREATE TABLE restated_months (
      source_id INTEGER NOT NULL REFERENCES sources,
      month INTEGER NOT NULL,
      PRIMARY KEY (source_id, month)
    ) STRICT, WITHOUT ROWID;

    -- Which of several exports of the same money gives a provider's month its cost, where the user chose: the
    -- alternative's name, or 'all' to add them up.
    CREATE TABLE money_choices (
      service_provider_name TEXT NOT NULL,
      month INTEGER NOT NULL,
      choice TEXT NOT NULL,
      PRIMARY KEY (service_provider_name, month)
    ) STRICT, WITHOUT ROWID;

    -- Whether a cost source's money of a month counts, and what is covered of it: computed from monthly_spend,
    -- covered_days and money_choices.
    CREATE TABLE money_months (
      source_id INTEGER NOT NULL REFERENCES sources,
      month INTEGER NOT NULL,
      counts INTEGER NOT NULL CHECK (counts IN (0, 1)),
      reason TEXT NOT NULL,
      covered_days INTEGER NOT NULL,
      first_day INTEGER NOT NULL,
      last_day INTEGER NOT NULL,
      PRIMARY KEY (source_id, month)
    ) STRICT, WITHOUT ROWID;
  `,
} as const
