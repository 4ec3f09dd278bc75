import type { Doubt } from './restatement.ts'

/** Where in a file: line is the physical line (from 1); column the cell's place in its row (from 1). */
export type Place = { readonly file: string; readonly line: number; readonly column: number }

/** What kind of value a cell should have held. */
export type CellKind =
  'amount' | 'own-currency' | 'total' | 'date' | 'currency' | 'count' | 'category' | 'text'

/** Exports that are known and whose rows cannot be added up as they stand; the reason of each is in `words.ts`. */
export type RefusedForm =
  | 'focus-contract-commitments'
  | 'focus-invoice-details'
  | 'focus-billing-periods'
  | 'focus-without-cost'
  | 'litellm-by-model'
  | 'azure-cost-without-days'
  | 'google-report-without-days'
  | 'workbook'
  | 'pdf'

/** Why a bill could not be written to the ledger and its archive; what to do is in `words.ts`. */
export type NotKept = 'full' | 'read-only' | 'busy' | 'archive-gone'

/** Why a statement has no invoice of its own. */
export type NoInvoice = 'usage' | 'estimate' | 'no-charges'

/** Everything a person can cause or mend. The words for each are in `words.ts`. */
export type Problem =
  | { readonly kind: 'file-unreadable'; readonly file: string; readonly reason: string }
  | { readonly kind: 'file-empty'; readonly file: string }
  | { readonly kind: 'file-changed'; readonly file: string }
  | { readonly kind: 'not-text'; readonly file: string; readonly looksLike: string }
  | { readonly kind: 'container-broken'; readonly file: string }
  | { readonly kind: 'container-encrypted'; readonly file: string }
  | { readonly kind: 'container-unknown-method'; readonly file: string }
  | { readonly kind: 'container-empty'; readonly file: string }
  | { readonly kind: 'container-too-many'; readonly file: string; readonly most: number }
  | { readonly kind: 'unpacks-too-large'; readonly file: string; readonly megabytes: number }
  | { readonly kind: 'container-nested'; readonly file: string }
  | { readonly kind: 'parts-missing'; readonly file: string; readonly missing: readonly number[] }
  /** `file` is the manifest that names them; `missing` are the first of them. */
  | {
      readonly kind: 'files-missing'
      readonly file: string
      readonly missing: readonly string[]
      readonly count: number
    }
  /** Two files that should be parts of one bill are not even of one kind. */
  | { readonly kind: 'parts-differ'; readonly file: string; readonly first: string }
  | {
      readonly kind: 'rows-differ'
      readonly file: string
      readonly expected: number
      readonly found: number
    }
  | { readonly kind: 'folder-empty'; readonly file: string }
  | { readonly kind: 'folder-too-many'; readonly file: string; readonly most: number }
  | { readonly kind: 'unknown-format'; readonly file: string; readonly header: readonly string[] }
  | { readonly kind: 'unknown-json'; readonly file: string; readonly names: readonly string[] }
  | { readonly kind: 'no-column-names'; readonly file: string }
  | { readonly kind: 'refused-form'; readonly file: string; readonly form: RefusedForm }
  | {
      readonly kind: 'missing-column'
      readonly file: string
      readonly column: string
      readonly title: string
    }
  | { readonly kind: 'repeated-column'; readonly file: string; readonly column: string }
  | ({ readonly kind: 'crooked-row'; readonly cells: number; readonly expected: number } & Place)
  | ({ readonly kind: 'unclosed-quote' } & Place)
  | ({ readonly kind: 'stray-quote' } & Place)
  | ({ readonly kind: 'bad-json' } & Place)
  | ({ readonly kind: 'row-too-long'; readonly megabytes: number } & Place)
  | ({
      readonly kind: 'bad-cell'
      readonly header: string
      readonly text: string
      readonly expected: CellKind
    } & Place)
  /** Reads differently with a decimal point and with a decimal comma, and the file does not tell which it has. */
  | ({ readonly kind: 'ambiguous-amount'; readonly header: string; readonly text: string } & Place)
  /** Another day with the month first than with the day first, and the file does not tell which it has. */
  | ({ readonly kind: 'ambiguous-date'; readonly header: string; readonly text: string } & Place)
  /** `header` is null where no one cell holds it: it was put together from several, or stands in several rows. */
  | ({ readonly kind: 'amount-too-large'; readonly header: string | null } & Place)
  /** The same money twice: once by each of what it is grouped by. */
  | ({ readonly kind: 'two-groupings'; readonly first: string; readonly second: string } & Place)
  /** Answers of two kinds in one file; both in words, as in `Dialect.title`. */
  | ({ readonly kind: 'mixed-answers'; readonly first: string; readonly second: string } & Place)
  /** JSON that could be a bill and has no rows at all, so not even days. */
  | { readonly kind: 'answer-empty'; readonly file: string }
  | { readonly kind: 'not-kept'; readonly file: string; readonly why: NotKept }
  | {
      readonly kind: 'ledger-from-future'
      readonly file: string
      readonly version: number
      readonly newest: number
    }
  | { readonly kind: 'ledger-damaged'; readonly file: string; readonly detail: string }
  | { readonly kind: 'ledger-unusable'; readonly file: string; readonly detail: string }
  | { readonly kind: 'ledger-read-only'; readonly file: string }
  | { readonly kind: 'ledger-busy' }
  | { readonly kind: 'archive-incomplete'; readonly file: string; readonly detail: string }
  /** The rows of a statement cannot be shown. */
  | { readonly kind: 'original-gone'; readonly file: string; readonly state: 'missing' | 'changed' }
  | { readonly kind: 'currencies-differ'; readonly currencies: readonly string[] }
  | { readonly kind: 'unknown-preset'; readonly name: string; readonly known: readonly string[] }
  | { readonly kind: 'preset-incomplete'; readonly name: string; readonly missing: readonly string[] }
  | { readonly kind: 'bad-input'; readonly field: string; readonly text: string; readonly expected: string }
  | {
      readonly kind: 'replacement-in-doubt'
      readonly file: string
      readonly replaces: string
      readonly doubt: Doubt
    }
  | {
      readonly kind: 'outranked-in-doubt'
      readonly file: string
      readonly newer: string
      readonly days: number
      readonly doubt: Doubt
    }
  | { readonly kind: 'no-such-plan' }
  | { readonly kind: 'no-such-statement'; readonly id: number }
  | { readonly kind: 'no-invoice'; readonly file: string; readonly why: NoInvoice }
  | { readonly kind: 'no-such-rig'; readonly name: string }
  | { readonly kind: 'mapping-not-json' }
  /** `text` is null where the mapping does not say it. */
  | {
      readonly kind: 'bad-mapping'
      readonly field: string
      readonly text: string | null
      readonly expected: string
    }
  | { readonly kind: 'no-such-mapping'; readonly fingerprint: string }
  | { readonly kind: 'no-such-rule'; readonly name: string }
  | { readonly kind: 'no-such-scenario'; readonly id: number }
  /** What was assumed at a purchase is kept as it was. */
  | { readonly kind: 'scenario-frozen'; readonly name: string }
  /** `path` as in `core/payback/edits`. */
  | { readonly kind: 'no-such-input'; readonly path: string }
  | { readonly kind: 'workload-not-json'; readonly file: string }
  /** `path` is the place in the file, empty for the whole of it; `text` is null where the file says nothing there. */
  | {
      readonly kind: 'bad-workload'
      readonly file: string
      readonly path: string
      readonly text: string | null
      readonly expected: string
    }
  | ({ readonly kind: 'scenario-not-json' } & Place)
  /** `path` is the place in the file, empty for the whole of it; `text` is null where the file says nothing there. */
  | {
      readonly kind: 'bad-scenario'
      readonly file: string
      readonly path: string
      readonly text: string | null
      readonly expected: string
    }
  | {
      readonly kind: 'unknown-scenario-field'
      readonly file: string
      readonly path: string
      readonly known: readonly string[]
    }
  | { readonly kind: 'no-such-rate'; readonly day: string; readonly from: string; readonly to: string }
  | { readonly kind: 'no-rates-file'; readonly file: string; readonly header: readonly string[] }
  /** The same currency and day twice in a file of rates; `before` is what stands at `beforeLine`. */
  | ({
      readonly kind: 'rates-differ'
      readonly day: string
      readonly currency: string
      readonly rate: string
      readonly before: string
      readonly beforeLine: number
    } & Place)
  /** A bug of ours, told so that no screen waits for ever. */
  | { readonly kind: 'fault'; readonly detail: string }
