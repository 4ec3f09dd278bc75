import { rigsNeeded } from './throughput.ts'

/** The terms of a rented GPU. */
export type CloudGpu = {
  readonly ratePerHour: number
  readonly hoursPerMonth: number
  /** Share of the hours it can be kept busy without a queue, 0 to 1. */
  readonly maxUtil: number
  /** Rented for its busy hours only. */
  readonly elastic: boolean
}

/** Whole GPUs, rented day and night, for that many seconds of one GPU's work a month. */
export const gpusNeeded = (
  seconds: number,
  { hoursPerMonth, maxUtil }: Pick<CloudGpu, 'hoursPerMonth' | 'maxUtil'>,
): number => rigsNeeded(seconds, 3600 * hoursPerMonth * maxUtil)

/** Rent of a month for that many seconds of work. */
export const gpuRent = (seconds: number, gpu: CloudGpu): number =>
  gpu.elastic
    ? (seconds / 3600) * gpu.ratePerHour
    : gpusNeeded(seconds, gpu) * gpu.hoursPerMonth * gpu.ratePerHour
