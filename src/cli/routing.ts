import { basename } from 'node:path'
import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parseCurrency } from '../core/money.ts'
import { parseWorkloads } from '../core/routing/parse-workload.ts'
import { byFit, scorecardOf } from '../core/routing/scorecard.ts'
import { explain, type MoneyUnit } from '../core/routing/words.ts'
import type { Scorecard, TextPart } from '../core/routing/workload.ts'
import { shownText } from '../core/shown-text.ts'
import { fileProblem } from '../flows/file-problem.ts'
import type { Ledger } from '../ledger/open.ts'
import { failed, said, table, type Output, type Usage } from './output.ts'

/** `routing --workload FILE [--currency CODE]`: where the workloads of a file should run, the best fit first. */
export async function routingCommand(_ledger: Ledger, args: readonly string[]): Promise<Output | Usage> {
  const { values } = parseArgs({
    args: [...args],
    options: { workload: { type: 'string' }, currency: { type: 'string' } },
  })
  const file = values.workload
  if (file === undefined) return { usage: 'routing needs a file: routing --workload FILE' }
  const currency = values.currency === undefined ? null : parseCurrency(values.currency)
  if (currency === null && values.currency !== undefined)
    return { usage: `${values.currency} is no currency code such as USD` }
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (thrown) {
    return failed(fileProblem(basename(file), thrown))
  }
  const parsed = parseWorkloads(text, basename(file))
  if (!parsed.ok) return failed(parsed.problem)
  const cards = byFit(parsed.value.works.map(scorecardOf))
  const answers = cards.map((card) => cardJson(card, explain(card, currency)))
  return said(parsed.value.isList ? answers : answers[0], cardsWords(cards, currency))
}

const cardJson = (
  { id, decision, mode, rule, scores, facts, blockers, flips }: Scorecard,
  parts: readonly TextPart[],
) => ({
  id,
  decision,
  mode,
  rule,
  scores,
  text: parts.map(({ text }) => text).join(' '),
  flips,
  blockers,
  facts,
})

function cardsWords(cards: readonly Scorecard[], currency: MoneyUnit): string {
  if (cards.length === 0) return 'The file holds no workload.'
  const texts = cards.map((card) =>
    explain(card, currency)
      .map(({ text }) => shownText(text))
      .join('\n'),
  )
  if (cards.length === 1) return texts.join('')
  const rows = cards.map(({ id, decision, mode, rule, scores }) => [
    id,
    decision,
    mode,
    rule,
    ...[scores.fit, scores.cost, scores.compliance, scores.capability].map(String),
  ])
  const header = ['workload', 'decision', 'mode', 'rule', 'fit', 'cost', 'compliance', 'capability']
  return [table(header, rows, [4, 5, 6, 7]), ...texts].join('\n\n')
}
