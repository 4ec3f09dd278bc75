import { noFacts, type RoutedWork } from '../../../src/core/routing/workload.ts'

/** Public classification that saves 65 % of its bill and fits: rule S1, unless something is said otherwise. */
export const aWork = (said: Partial<RoutedWork> = {}): RoutedWork => ({
  ...noFacts,
  id: 'tickets',
  taskClass: 'classification',
  sensitivity: 'public',
  spend: 4000,
  netSaving: 2600,
  daysOfData: 120,
  capacityShare: null,
  avoided: null,
  gain: null,
  nodes: null,
  nodeShare: null,
  ...said,
})

/** The same of which only that is known. */
export const rho = (value: number): Partial<RoutedWork> => ({ rhoRange: [value, value] })
