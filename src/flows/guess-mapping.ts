import type { MappingDraft, MappingGuess, RowReading, Sample } from '../core/mapping.ts'
import type { Problem } from '../core/problem.ts'
import { ok, type Result } from '../core/result.ts'
import { guessMapping, type ChosenColumns } from '../statements/mapping-guess.ts'
import { readRowWith } from '../statements/mapping-rows.ts'
import type { BillFile } from './original.ts'
import { sampleOf } from './sample-rows.ts'

export type { ChosenColumns } from '../statements/mapping-guess.ts'

/** A file that no dialect knows, what its columns seem to mean, and how its rows are read by that. */
export type GuessedFile = {
  readonly sample: Sample
  readonly guess: MappingGuess
  readonly readings: readonly RowReading[]
}

/** Guesses from a file's own rows; the title is its name until the user gives another. */
export async function guessFile(file: BillFile): Promise<Result<GuessedFile, Problem>> {
  const sampled = await sampleOf(file)
  return sampled.ok ? ok(guessSample(sampled.value)) : sampled
}

/** The same from rows that were sampled before, with columns that the user has chosen. */
export function guessSample(sample: Sample, chosen: ChosenColumns = {}): GuessedFile {
  const rows = sample.rows.map(({ cells }) => cells)
  const guessed = guessMapping(sample.header, rows, sample.separator, chosen)
  const draft = { ...guessed.draft, title: sample.file.replace(/\.[^.]+$/, '') }
  const guess = { ...guessed, draft, missing: guessed.missing.filter((field) => field !== 'title') }
  return { sample, guess, readings: readingsOf(draft, sample) }
}

/** How each row of a sample is read by a mapping, or by what of it is said so far: just as an import reads it. */
export const readingsOf = (draft: MappingDraft, { header, rows }: Sample): readonly RowReading[] =>
  rows.map(({ cells }) => readRowWith(draft, header, cells))
