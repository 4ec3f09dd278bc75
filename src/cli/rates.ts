import { counted } from '../core/counted.ts'
import { parseArgs } from 'node:util'
import type { DayRate, RatesImported } from '../core/exchange.ts'
import { dayText } from '../core/period.ts'
import { shownText } from '../core/shown-text.ts'
import { importRates } from '../flows/import-rates.ts'
import { readRates, removeRate, setRate } from '../flows/own-rates.ts'
import type { Ledger } from '../ledger/open.ts'
import { failed, said, table, type Output, type Usage } from './output.ts'

const ratesUsage = `breakwatt rates import FILE…
breakwatt rates set --day YYYY-MM-DD --from USD --to EUR --rate 0.9123
breakwatt rates remove --day YYYY-MM-DD --from USD --to EUR
breakwatt rates list`

const usage = (message: string): Usage => ({ usage: `${message}\n\n${ratesUsage}` })

/** `rates import | set | remove | list` */
export async function ratesCommand(ledger: Ledger, args: readonly string[]): Promise<Output | Usage> {
  const [name = '', ...rest] = args
  switch (name) {
    case 'import':
      return importFiles(ledger, rest)
    case 'set':
      return set(ledger, rest)
    case 'remove':
      return remove(ledger, rest)
    case 'list':
      return rest.length === 0 ? list(ledger) : usage('rates list takes nothing else')
    default:
      return usage(name === '' ? 'rates needs a command' : `rates has no command '${name}'`)
  }
}

async function importFiles(ledger: Ledger, args: readonly string[]): Promise<Output | Usage> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true })
  if (positionals.length === 0) return usage('rates import needs a file')
  const files: RatesImported[] = []
  for (const path of positionals) {
    const imported = await importRates(ledger, { path })
    if (!imported.ok) return failed(imported.problem)
    files.push(imported.value)
  }
  return said({ files: files.map(importedJson) }, files.map(importedWords).join('\n'))
}

const importedJson = ({ file, firstDay, lastDay, days, currencies, added, changed }: RatesImported) => ({
  file,
  firstDay: dayText(firstDay),
  lastDay: dayText(lastDay),
  days,
  currencies,
  added,
  changed,
})

const importedWords = (imported: RatesImported): string => {
  const { file, firstDay, lastDay, days, currencies, added, changed } = imported
  return `${shownText(file)}: ${counted(days, 'day')} of ${counted(currencies.length, 'currency', 'currencies')}, ${dayText(firstDay)} to ${dayText(lastDay)}; ${counted(added, 'rate is', 'rates are')} new, ${changed} changed.`
}

const pair = { day: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } } as const

function set(ledger: Ledger, args: readonly string[]): Output | Usage {
  const { values } = parseArgs({ args: [...args], options: { ...pair, rate: { type: 'string' } } })
  const { day, from, to, rate } = values
  if (day === undefined || from === undefined || to === undefined || rate === undefined)
    return usage('rates set needs --day, --from, --to and --rate')
  const stored = setRate(ledger, { day, from, to, rate })
  if (!stored.ok) return failed(stored.problem)
  const { base, currency } = stored.value
  return said(
    rateJson(stored.value),
    `On ${dayText(stored.value.day)}, 1 ${base} is ${stored.value.rate} ${currency}. It counts for all of its month.`,
  )
}

function remove(ledger: Ledger, args: readonly string[]): Output | Usage {
  const { values } = parseArgs({ args: [...args], options: pair })
  const { day, from, to } = values
  if (day === undefined || from === undefined || to === undefined)
    return usage('rates remove needs --day, --from and --to')
  const removed = removeRate(ledger, { day, from, to })
  return removed.ok ? list(ledger) : failed(removed.problem)
}

function list(ledger: Ledger): Output {
  const { own, bank } = readRates(ledger)
  const json = {
    own: own.map(rateJson),
    ecb: bank && {
      firstDay: dayText(bank.firstDay),
      lastDay: dayText(bank.lastDay),
      days: bank.days,
      currencies: bank.currencies,
    },
  }
  const ownWords =
    own.length === 0
      ? 'You entered no rates of your own.'
      : table(
          ['Day', '1', 'is', 'of'],
          own.map(({ day, base, currency, rate }) => [dayText(day), base, rate, currency]),
          [2],
        )
  const bankWords = bank
    ? `The European Central Bank's rates: ${counted(bank.days, 'day')} of ${counted(bank.currencies.length, 'currency', 'currencies')}, ${dayText(bank.firstDay)} to ${dayText(bank.lastDay)}.`
    : "The European Central Bank's rates are not imported: rates import eurofxref-hist.csv"
  return said(json, `${ownWords}\n${bankWords}`)
}

const rateJson = ({ day, base, currency, rate }: DayRate) => ({
  day: dayText(day),
  from: base,
  to: currency,
  rate,
})
