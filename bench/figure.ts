/** A figure of a run, printed as one line of JSON, and how several rounds become one. */
export interface Figure {
  readonly measure: string
  readonly value: number
  readonly unit: string
  /** What the same machine did without us in the same rounds. */
  readonly control?: { readonly is: string; readonly value: number; readonly unit: string }
  /** value / control, of the medians; for times, lower is better. */
  readonly ratio?: number
  readonly aim?: Aim
  readonly met?: boolean
  readonly rounds: number
  /** Whatever else was seen; figures for a reader, not for comparison. */
  readonly also?: Readonly<Record<string, unknown>>
}

/** What the figure should be: its value or its ratio, at least or at most so much. */
export type Aim =
  | { readonly of: 'value' | 'ratio'; readonly least: number }
  | { readonly of: 'value' | 'ratio'; readonly most: number }

export interface Wishes {
  /** Fewer and shorter rounds: to see that it runs, not how fast. */
  readonly quick: boolean
  readonly rounds: number
  /** How many clues, where it is not what the measure would take. */
  readonly size?: number
  /** Folder for installations that are made once and copied. */
  readonly folder: string
  tell(line: string): void
}

export interface Measure {
  readonly name: string
  run(wishes: Wishes): AsyncIterable<Figure>
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** The value below which a fraction of them lies; NaN for none. */
export function percentile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? Number.NaN
}

/** Three significant digits: more would be noise. */
const rounded = (value: number): number => Number(value.toPrecision(3))

/** Completes a figure: the ratio, and whether the aim is met. */
export function figure(given: Omit<Figure, 'ratio' | 'met'>): Figure {
  const ratio = given.control === undefined ? undefined : given.value / given.control.value
  const judged = given.aim?.of === 'ratio' ? ratio : given.value
  const met =
    given.aim === undefined || judged === undefined
      ? undefined
      : 'least' in given.aim
        ? judged >= given.aim.least
        : judged <= given.aim.most
  return {
    ...given,
    value: rounded(given.value),
    ...(given.control === undefined
      ? {}
      : { control: { ...given.control, value: rounded(given.control.value) } }),
    ...(ratio === undefined ? {} : { ratio: rounded(ratio) }),
    ...(met === undefined ? {} : { met }),
  }
}
