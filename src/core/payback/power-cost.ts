/** The steady watts that a bill for electricity stands for. */
export const impliedWatts = (cost: number, hours: number, perKwh: number): number =>
  (cost / perKwh / hours) * 1000
