import { minus, plus, zero, type Exact } from './exact.ts'
import { costExplorer } from './cost-explorer-meaning.ts'
import { cash, firstOf, isBlank, type Brings, type File, type Meaning } from './meaning.ts'

const both = (billed: Exact | null, effective: Exact | null, currency: string): readonly Brings[] | null =>
  effective === null ? null : (cash(billed, currency)?.map((brought) => ({ ...brought, effective })) ?? null)

/** `BilledCost`, `billedcost` and `billed_cost` are one name. */
const foldedFocus = (name: string): string => name.replaceAll('_', '').toLowerCase()

const focus: Meaning = {
  header: (names) => {
    const folded = new Set(Array.from(names, foldedFocus))
    return ['billedcost', 'chargeperiodstart', 'chargecategory'].every((name) => folded.has(name))
  },
  open: ({ names, amount }) => {
    const named = (name: string): string =>
      names.includes(name) ? name : (names.find((one) => foldedFocus(one) === name.toLowerCase()) ?? '')
    const [billed, effective, currency] = ['BilledCost', 'EffectiveCost', 'BillingCurrency'].map(named)
    return (cell) => both(amount(cell(billed ?? '')), amount(cell(effective ?? '')), cell(currency ?? ''))
  },
}

/** A commitment's columns, as the legacy report names them and as Athena does. */
const cur = {
  cost: ['lineItem/UnblendedCost', 'line_item_unblended_cost'],
  currency: ['lineItem/CurrencyCode', 'line_item_currency_code'],
  start: ['lineItem/UsageStartDate', 'line_item_usage_start_date'],
  type: ['lineItem/LineItemType', 'line_item_line_item_type'],
  planShare: ['savingsPlan/SavingsPlanEffectiveCost', 'savings_plan_savings_plan_effective_cost'],
  planCommitted: ['savingsPlan/TotalCommitmentToDate', 'savings_plan_total_commitment_to_date'],
  planUsed: ['savingsPlan/UsedCommitment', 'savings_plan_used_commitment'],
  reserved: ['reservation/ReservationARN', 'reservation_reservation_a_r_n'],
  reservedShare: ['reservation/EffectiveCost', 'reservation_effective_cost'],
  unusedUpfront: [
    'reservation/UnusedAmortizedUpfrontFeeForBillingPeriod',
    'reservation_unused_amortized_upfront_fee_for_billing_period',
  ],
  unusedRecurring: ['reservation/UnusedRecurringFee', 'reservation_unused_recurring_fee'],
} as const
type CurName = keyof typeof cur

/** AWS Well-Architected Labs, CUR query library, `amortized_cost`. */
const lineItems = (spelling: 0 | 1): Meaning => ({
  header: (names) => names.has(cur.cost[spelling]) && names.has(cur.start[spelling]),
  open: ({ has, amount }) => {
    const hasAll = (...names: readonly CurName[]): boolean => names.every((name) => has(cur[name][spelling]))
    const plans = hasAll('planShare', 'planCommitted', 'planUsed')
    const reservations = hasAll('reserved', 'reservedShare', 'unusedUpfront', 'unusedRecurring')
    return (cell) => {
      const text = (name: CurName): string => cell(cur[name][spelling])
      const exact = (name: CurName): Exact | null => amount(text(name))
      const orNothing = (name: CurName): Exact | null => (isBlank(text(name)) ? zero : exact(name))
      const both2 = (a: Exact | null, b: Exact | null, join: typeof plus): Exact | null =>
        a && b && join(a, b)
      const effective = (): Exact | null => {
        const type = text('type')
        if (plans && type === 'SavingsPlanCoveredUsage') return exact('planShare')
        if (plans && type === 'SavingsPlanRecurringFee')
          return both2(exact('planCommitted'), exact('planUsed'), minus)
        if (plans && ['SavingsPlanNegation', 'SavingsPlanUpfrontFee'].includes(type)) return zero
        if (reservations && type === 'DiscountedUsage') return exact('reservedShare')
        if (reservations && type === 'RIFee')
          return both2(orNothing('unusedUpfront'), orNothing('unusedRecurring'), plus)
        return reservations && type === 'Fee' && !isBlank(text('reserved')) ? zero : exact('cost')
      }
      return both(exact('cost'), effective(), text('currency'))
    }
  },
})

/** Without case and spaces; a portal in another language has Azure's word in brackets. */
const foldedAzure = (name: string): string =>
  (/\((\w{4,})\)$/.exec(name)?.[1] ?? name).replaceAll(' ', '').toLowerCase()
const azureName = ({ names }: File, ...wanted: readonly string[]): string => {
  const folded = firstOf((name) => names.some((one) => foldedAzure(one) === name), wanted)
  return names.find((one) => foldedAzure(one) === folded) ?? ''
}

const azureDetails: Meaning = {
  header: (names) => {
    const folded = new Set(Array.from(names, foldedAzure))
    const hasOne = (...wanted: readonly string[]): boolean => wanted.some((name) => folded.has(name))
    return (
      hasOne('metercategory') &&
      hasOne('consumedservice') &&
      hasOne('costinbillingcurrency', 'pretaxcost', 'cost') &&
      hasOne('date', 'usagedatetime')
    )
  },
  open: (file) => {
    const cost = azureName(file, 'costinbillingcurrency', 'pretaxcost', 'cost')
    const currency = azureName(file, 'billingcurrencycode', 'billingcurrency', 'currency')
    return (cell) => cash(file.amount(cell(cost)), cell(currency))
  },
}

const analysisCost = /^(?:pretax)?cost(?: ?\(([a-z]{3})\))?$/i
const analysisTime = /^(?:usage ?date|date|(?:billing ?)?month)$/i

/** Forecasts stand among the rows and say so. Of costs in two currencies the row's own is the one that is billed. */
const azureAnalysis: Meaning = {
  header: (names) =>
    names.has('Currency') &&
    [...names].some((name) => analysisCost.test(name)) &&
    [...names].some((name) => analysisTime.test(name)),
  open: (file) => {
    const costs = file.names.filter((name) => analysisCost.test(name))
    const status = azureName(file, 'coststatus')
    return (cell) => {
      const currency = cell('Currency').trim().toUpperCase()
      const cost = costs.find((name) =>
        [undefined, currency].includes(analysisCost.exec(name)?.[1]?.toUpperCase()),
      )
      return /^forecast/i.test(cell(status).trim()) ? [] : cash(file.amount(cell(cost ?? '')), currency)
    }
  },
}

export const cloudMeanings: Readonly<Record<string, Meaning>> = {
  focus,
  'aws-cur': lineItems(0),
  'aws-cur-2': lineItems(1),
  'aws-cost-explorer': costExplorer,
  'azure-cost-details': azureDetails,
  'azure-cost-analysis': azureAnalysis,
}
