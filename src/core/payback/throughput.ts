/** Whole rigs that the work takes; `possible` is what one of them makes. Rounding does not cost a rig. */
export const rigsNeeded = (wanted: number, possible: number): number =>
  Math.max(0, Math.ceil(wanted / possible - 1e-9))
