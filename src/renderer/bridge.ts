import { shownTexts } from './shownTexts.ts'

const { breakwatt } = window

const onlyShown =
  <Asked extends readonly unknown[], Answered>(ask: (...asked: Asked) => Promise<Answered>) =>
  async (...asked: Asked): Promise<Answered> =>
    shownTexts(await ask(...asked))

/**
 * Everything the window may ask of main. The preload puts it there before the page runs. Names of files and out of
 * bills that are only shown are made fit for it here; what goes back to main as it came stays as it is.
 */
export const bridge: typeof breakwatt = {
  ...breakwatt,
  planImport: onlyShown(breakwatt.planImport),
  chooseBills: onlyShown(breakwatt.chooseBills),
  answerPlan: onlyShown(breakwatt.answerPlan),
  planAgain: onlyShown(breakwatt.planAgain),
  reviewWaiting: onlyShown(breakwatt.reviewWaiting),
  readWaiting: onlyShown(breakwatt.readWaiting),
  commitPlan: onlyShown(breakwatt.commitPlan),
  readStatements: onlyShown(breakwatt.readStatements),
  readOriginalRows: onlyShown(breakwatt.readOriginalRows),
}
