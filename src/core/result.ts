/** A value, or the problem that kept it from being made. Bugs throw; what a person can cause or mend is a value. */
export type Result<T, P> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })
export const refused = <P>(problem: P): { readonly ok: false; readonly problem: P } => ({
  ok: false,
  problem,
})

/** Ends a switch over a union: a case that was forgotten does not compile. */
export function assertNever(value: never): never {
  throw new Error(`A case is missing for ${JSON.stringify(value)}`)
}
