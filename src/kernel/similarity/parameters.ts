/**
 * What a stored signature depends on. Change any of it, or the way shingles and hashes are made, and raise
 * `version`: keys of different versions never meet, so the store recomputes signatures in the background.
 *
 * Figures: docs/decisions/0004-earlier-reports.md. Bands of 4 find two thirds of what bands of 3 find in a
 * heavily edited text; the further candidates are removed by exact containment.
 */
export const similarity = {
  version: 1,
  shingleLength: 3,
  rowsPerBand: 3,
  bands: 42,
  /** Normalised characters. Under this a text says too little for its likeness to mean anything. */
  shortestText: 12,
  /** A text pair is shown from this containment on (0.3 found no more pairs, and three times the formulas) … */
  containmentFloor: 0.4,
  /** … if it also shares this many shingles: three shared syllables of a one-line report are no event. */
  sharedShinglesFloor: 10,
} as const

/**
 * Limits of the look-up, kept here because they belong to the same measurements; enforcing them is the store's job.
 * A key that more reports carry than this is boilerplate (a form letter, an office's phone, 王伟) and is skipped.
 * The limit for bands is measured, those for identifiers and names are assumed.
 */
export const lookUp = {
  crowdedBand: 50,
  crowdedIdentifier: 50,
  crowdedName: 200,
  /** Candidates by band overlap, most bands first, whose exact containment is computed. */
  candidates: 200,
} as const
