import { decide } from './decide.ts'
import { flipsOf } from './flips.ts'
import type { RoutedWork, Scorecard } from './workload.ts'

/** Where a workload should run, why, and what would change it. */
export const scorecardOf = (work: RoutedWork): Scorecard => ({ ...decide(work), work, flips: flipsOf(work) })

/** The best fit for the rig first; ties by name. */
export const byFit = (cards: readonly Scorecard[]): readonly Scorecard[] =>
  cards.toSorted((a, b) => b.scores.fit - a.scores.fit || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
