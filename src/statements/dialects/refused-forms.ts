import type { RefusedForm } from '../../core/problem.ts'
import { refused } from '../../core/result.ts'
import type { Dialect } from '../dialect.ts'
import { focusName } from './focus-columns.ts'

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

/** The same for a dataset of FOCUS, however its names are written; here they stand in lower case without underscores. */
const refusingFocus: typeof refusing = (form, title, recognises) =>
  refusing(form, title, (header) => recognises(new Set(Array.from(header, focusName))))

/**
 * Exports whose rows are no charges, told by their columns: the datasets that FOCUS has beside Cost and Usage since 1.3
 * (ContractCommitment) and 1.4 (InvoiceDetail, BillingPeriod), FOCUS files without a column of cost, and LiteLLM's
 * export by model (source: EntityUsageExport/utils.ts, generateDailyWithModelsData).
 */
export const refusedForms: readonly Dialect[] = [
  refusingFocus(
    'focus-contract-commitments',
    'a FOCUS contract commitment file',
    (header) => header.has('contractcommitmentid') && !header.has('chargeperiodstart'),
  ),
  refusingFocus(
    'focus-invoice-details',
    'a FOCUS invoice detail file',
    (header) => header.has('invoicedetailid') && header.has('invoiceid') && !header.has('chargeperiodstart'),
  ),
  refusingFocus(
    'focus-billing-periods',
    'a FOCUS billing period file',
    (header) =>
      header.has('billingperiodstatus') &&
      header.has('billingperiodstart') &&
      !header.has('chargeperiodstart') &&
      !header.has('invoicedetailid'),
  ),
  refusingFocus(
    'focus-without-cost',
    'a FOCUS file without cost',
    (header) => header.has('chargeperiodstart') && header.has('chargecategory') && !header.has('billedcost'),
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
