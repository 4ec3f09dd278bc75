import type { BankRates } from './exchange.ts'
import type { Flag } from './sanity.ts'
import type { PlannedMoney } from './money-sources.ts'
import type { Currency, Nanos } from './money.ts'
import type { Problem } from './problem.ts'
import type { Coverage, ImportOutcome, Replaced, Statement } from './statement.ts'

/** What the user wants done with a planned bill. A label keeps its accounts apart from those already there. */
export type PlanAnswer =
  | { readonly kind: 'import' }
  /** The user's word that it is newer than the statements of the ledger: it speaks for all its days. */
  | { readonly kind: 'outrank' }
  | { readonly kind: 'skip' }
  | { readonly kind: 'import-as'; readonly label: string }

/** Characters of such a label. */
export const longestLabel = 100

/** What a planned bill brings of one source, and what becomes of the days it covers. */
export type PlannedSource = Coverage & {
  readonly billed: readonly { readonly currency: Currency; readonly billed: Nanos }[]
  /** Lines of the file its charges stand on. */
  readonly firstLine: number | null
  readonly lastLine: number | null
  /** Days that no statement spoke for. */
  readonly newDays: number
  /** Days it speaks for instead of another statement. */
  readonly replacedDays: number
  /** Days for which a newer statement goes on speaking. */
  readonly outrankedDays: number
}

/** What a file was read as, before it is in the ledger. */
export type PlannedStatement = Omit<Statement, 'id' | 'undoneAt' | 'accountLabel'>

export type PlannedBill = { readonly number: number; readonly file: string } & (
  | {
      readonly state: 'ready'
      readonly statement: PlannedStatement
      /** The very same bytes were imported and undone: importing brings that statement back, as it was. */
      readonly broughtBack: Statement | null
      readonly sources: readonly PlannedSource[]
      readonly replaced: readonly Replaced[]
      /** Newer statements that go on speaking for days it covers: nothing of this bill counts there. */
      readonly outrankedBy: readonly Replaced[]
      readonly flags: readonly Flag[]
      /** Null while a doubt waits for the user. */
      readonly answer: PlanAnswer | null
    }
  /** The very same bytes are in the ledger already, or stand earlier in this plan: then the statement is null. */
  | {
      readonly state: 'already-imported'
      readonly statement: Statement | null
      readonly sameAs: string
      /** Its original is no longer in the archive: carrying the plan out puts it back. */
      readonly putsBack: boolean
    }
  /** No bill but the exchange rates of the European Central Bank. */
  | { readonly state: 'rates'; readonly rates: BankRates; readonly answer: PlanAnswer }
  | { readonly state: 'rejected'; readonly problem: Problem }
)

/** A statement of which it is in doubt whether it is the same money; one that stays goes on speaking for its days. */
export type Doubted = Replaced & { readonly stays: boolean }

/** What a bill asks about. */
export const doubtedIn = ({
  replaced,
  outrankedBy,
}: Pick<Extract<PlannedBill, { readonly state: 'ready' }>, 'replaced' | 'outrankedBy'>): readonly Doubted[] =>
  [
    ...replaced.map((one) => ({ ...one, stays: false })),
    ...outrankedBy.map((one) => ({ ...one, stays: true })),
  ].filter(({ doubts }) => doubts.length > 0)

/** What importing some files will do: shown, and then done exactly so or not at all. */
export type ImportPlan = {
  readonly id: number
  readonly bills: readonly PlannedBill[]
  /** Months of which bills of the plan show money that other exports show too. */
  readonly sameMoney: readonly PlannedMoney[]
}

/** What came of carrying a plan out: `changed` where the ledger is no longer what it was made for. */
export type Committed =
  | { readonly state: 'committed'; readonly outcomes: readonly ImportOutcome[] }
  | { readonly state: 'changed'; readonly plan: ImportPlan }

/** Whether a bill of the plan will be imported as things stand. */
export const willImport = (bill: PlannedBill): boolean =>
  (bill.state === 'ready' || bill.state === 'rates') && bill.answer !== null && bill.answer.kind !== 'skip'

/** Whether a bill of the plan waits for an answer. */
export const waits = (
  bill: PlannedBill,
): bill is Extract<PlannedBill, { readonly state: 'ready' }> & { readonly answer: null } =>
  bill.state === 'ready' && bill.answer === null
