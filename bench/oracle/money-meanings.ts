import { exactOf, hundredth, negated, plus, zero, type Exact } from './exact.ts'
import { cash, everyRow, firstOf, isBlank, orQuiet, type Meaning } from './meaning.ts'
import { parsedJson, cellOf } from './table.ts'

const dollars = { code: 'USD' } as const

/** A day without cost is a row without an amount and without a line item. */
const openaiCost = (value: string, currency: string): Meaning => ({
  header: (names) => names.has(value) && names.has(currency),
  open:
    ({ amount }) =>
    (cell) =>
      cell(value).trim() === '' && isBlank(cell('line_item'))
        ? []
        : cash(amount(cell(value)), cell(currency)),
})

/** Cents; a day without cost says neither amount nor currency. */
const anthropicCostReport: Meaning = {
  header: (names) => names.has('starting_at') && names.has('amount'),
  open: () => (cell) => {
    if (cell('amount') === '' && cell('currency') === '') return []
    const cents = exactOf(cell('amount'), '.')
    return cash(cents && hundredth(cents), cell('currency'))
  },
}

/** What has no price costs nothing and leaves its currency out. */
const oracleCost: Meaning = {
  header: (names) => names.has('cost/myCost') && names.has('lineItem/intervalUsageStart'),
  open:
    ({ amount }) =>
    (cell) => {
      const cost = amount(cell('cost/myCost'))
      return cost?.digits === 0n && isBlank(cell('cost/currencyCode'))
        ? []
        : cash(cost, cell('cost/currencyCode'))
    },
}

/** What the granted balance paid for is a charge and a credit. */
const deepseekCost: Meaning = {
  header: (names) => names.has('wallet_type') && names.has('cost'),
  open:
    ({ amount }) =>
    (cell) => {
      const cost = amount(cell('cost'))
      const paid = cash(cost, cell('currency'))
      const wallet = cell('wallet_type').trim().toLowerCase()
      if (paid === null || cost === null || (wallet !== 'paid' && wallet !== 'granted')) return null
      return wallet === 'paid' ? paid : [...paid, ...(cash(negated(cost), cell('currency')) ?? [])]
    },
}

const cursorCosts = ['Cost to you', 'Cost', 'Cost ($)'] as const

/**
 * Only on-demand use is paid beside the subscription. The oldest form has a column for just that, empty where the whole
 * cost is none.
 */
const cursorUsage: Meaning = {
  header: (names) => names.has('Input (w/o Cache Write)') && cursorCosts.some((name) => names.has(name)),
  open: ({ amount, has }) => {
    const name = firstOf(has, cursorCosts)
    return (cell) => {
      const kind = has('Kind') ? cell('Kind').trim().toLowerCase() : null
      const text = cell(name).trim().toLowerCase()
      const cost = amount(cell(name))
      const inPlan =
        kind !== null &&
        (kind === 'free' ||
          kind === 'user api key' ||
          /^included\b/.test(kind) ||
          /\b(?:no charge|not charged)$/.test(kind))
      const whole = cell('Cost').trim().toLowerCase()
      if (name === 'Cost to you' && text === '')
        return ['', 'included', 'free', '-'].includes(whole) || amount(whole)?.digits === 0n
          ? cash(zero, 'USD')
          : null
      if (['included', 'free', '-'].includes(text) || (kind === '' && text === '')) return cash(zero, 'USD')
      if (inPlan) return text === '' || cost !== null ? cash(zero, 'USD') : null
      const isPaid = kind === null || kind === 'on-demand' || kind === 'usage-based' || cost?.digits === 0n
      return isPaid ? cash(cost, 'USD') : null
    }
  },
}

/** By day, or by generation. */
const openrouterActivity: Meaning = {
  header: (names) =>
    (names.has('Slug') && names.has('BYOK Usage')) || (names.has('generation_id') && names.has('cost_total')),
  open: ({ amount, has }) => {
    const name = has('generation_id') ? 'cost_total' : 'Usage'
    return (cell) => cash(amount(cell(name)), 'USD')
  },
}

/** The list in a `credits` cell is JSON, or what Python prints of it: the sum of its amounts. */
function creditsOf(text: string): Exact | null {
  if (['', '[]'].includes(text.trim())) return zero
  const amounts: (Exact | null)[] = []
  try {
    const credits = parsedJson(text) as readonly Readonly<Record<string, unknown>>[]
    for (const credit of credits) amounts.push(exactOf(cellOf(credit['amount']), '.'))
  } catch {
    const tokens = text.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[-+.\w]+|\S/g) ?? []
    for (const [at, token] of tokens.entries())
      if (/^['"]amount['"]$/.test(token) && tokens[at + 1] === ':')
        amounts.push(exactOf((tokens[at + 2] ?? '').replace(/^(['"])(.*)\1$/, '$2'), '.'))
  }
  return amounts.reduce((sum, amount) => sum && amount && plus(sum, amount), zero)
}

/** The cost is told without the credits, which are a charge of their own where they come to something. */
const googleBigquery: Meaning = {
  header: (names) =>
    names.has('billing_account_id') &&
    names.has('usage_start_time') &&
    (names.has('invoice.month') || names.has('invoice_month')),
  open:
    ({ amount }) =>
    (cell) => {
      const cost = cash(amount(cell('cost')), cell('currency'))
      const credits = creditsOf(cell('credits'))
      if (cost === null || credits === null) return null
      return credits.digits === 0n ? cost : [...cost, ...(cash(credits, cell('currency')) ?? [])]
    },
}

export const moneyMeanings: Readonly<Record<string, Meaning>> = {
  'openai-cost': openaiCost('amount_value', 'amount_currency'),
  'openai-costs-json': orQuiet(openaiCost('amount.value', 'amount.currency')),
  'anthropic-cost': everyRow('cost_usd', dollars, 'usage_date_utc'),
  'anthropic-cost-report': orQuiet(anthropicCostReport),
  'oracle-cost': oracleCost,
  'deepseek-cost': deepseekCost,
  'cursor-usage': cursorUsage,
  'openrouter-activity': openrouterActivity,
  'openrouter-activity-json': everyRow('usage', dollars),
  'google-bigquery': googleBigquery,
  'github-usage': everyRow('net_amount', dollars, 'unit_type', 'sku'),
  'fireworks-costs': everyRow('subtotal_usd', dollars, 'group_by_dimension', 'group_by_value'),
  'litellm-usage': everyRow('Spend ($)', dollars, 'Total Tokens', 'Prompt Tokens'),
  'litellm-spend-logs': everyRow('spend', dollars, 'startTime', 'request_id'),
}
