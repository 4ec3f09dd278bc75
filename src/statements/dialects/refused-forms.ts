import type { RefusedForm } from '../../core/problem.ts'
import { refused } from '../../core/result.ts'
import type { Dialect } from '../dialect.ts'

/** A form that is known and refused, so that its own sentence says why. */
const refusing = (
  form: RefusedForm,
  title: string,
  recognises: (header: ReadonlySet<string>) => boolean,
): Dialect => ({
  name: form,
  version: 1,
  title,
  dataset: 'cost',
  seller: null,
  recognises,
  open: ({ file }) => refused({ kind: 'refused-form', file, form }),
})

/**
 * Exports whose rows are no charges, told by their columns: the datasets that FOCUS has beside Cost and Usage since 1.3
 * (ContractCommitment) and 1.4 (InvoiceDetail, BillingPeriod), FOCUS files without a column of cost, and LiteLLM's
 * export by model (source: EntityUsageExport/utils.ts, generateDailyWithModelsData).
 */
export const refusedForms: readonly Dialect[] = [
  refusing(
    'focus-contract-commitments',
    'a FOCUS contract commitment file',
    (header) => header.has('ContractCommitmentId') && !header.has('ChargePeriodStart'),
  ),
  refusing(
    'focus-invoice-details',
    'a FOCUS invoice detail file',
    (header) => header.has('InvoiceDetailId') && header.has('InvoiceId') && !header.has('ChargePeriodStart'),
  ),
  refusing(
    'focus-billing-periods',
    'a FOCUS billing period file',
    (header) =>
      header.has('BillingPeriodStatus') &&
      header.has('BillingPeriodStart') &&
      !header.has('ChargePeriodStart') &&
      !header.has('InvoiceDetailId'),
  ),
  refusing(
    'focus-without-cost',
    'a FOCUS file without cost',
    (header) => header.has('ChargePeriodStart') && header.has('ChargeCategory') && !header.has('BilledCost'),
  ),
  refusing(
    'litellm-by-model',
    'a LiteLLM usage export by model',
    (header) =>
      header.has('Spend ($)') &&
      header.has('Total Tokens') &&
      header.has('Model') &&
      !header.has('Prompt Tokens'),
  ),
]
