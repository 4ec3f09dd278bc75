import { useEffect, type RefObject } from 'react'
import { parseDecimal } from '../core/decimal.ts'
import { toNanos, type Nanos } from '../core/money.ts'
import type { Problem } from '../core/problem.ts'
import { figureFields, rigFields, servedFields } from '../core/rig-fields.ts'
import type { Deed } from './useDeed.ts'

/** What is wrong with a field, by its name, while it reads as it did when it was refused; else undefined. */
export type Wrong = (field: string, value: string) => string | undefined

const { meter, ...fieldsShown } = rigFields
const named: ReadonlySet<string> = new Set([
  ...Object.values(fieldsShown),
  ...Object.values(figureFields),
  ...Object.values(servedFields),
  'bought on',
  'price',
  'nodes',
])
const numbered = / of (purchase|part) \d+$/

/** Whether a problem is told beside the field it is of. The meter is a switch, and its problem is told beneath it. */
export const isOfField = (problem: Problem): boolean =>
  problem.kind === 'bad-input' &&
  problem.field !== meter &&
  (named.has(problem.field) || numbered.test(problem.field))

export const wrongIn =
  (deed: Deed): Wrong =>
  (field, value) => {
    if (deed.state !== 'refused' || deed.problem.kind !== 'bad-input') return undefined
    const { text, expected } = deed.problem
    if (deed.problem.field !== field || text !== value) return undefined
    return text.trim() === '' ? `Enter ${expected}.` : `“${text}” is not ${expected}.`
  }

/** Leads to the field that was refused, opening what it is folded into. */
export function useLeadToWrong(form: RefObject<HTMLFormElement | null>, deed: Deed): void {
  useEffect(() => {
    if (deed.state !== 'refused' || !isOfField(deed.problem)) return
    const control = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    const folded = control?.closest('details')
    if (folded) folded.open = true
    control?.focus()
  }, [form, deed])
}

/** A typed amount; null where nothing, or no amount, is typed. */
export function typedNanos(text: string): Nanos | null {
  const amount = parseDecimal(text)
  return amount === null ? null : toNanos(amount)
}
