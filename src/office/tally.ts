/** What a run of the scripted office did and met. */
import type { RefusedBecause } from './view.ts'

export interface Problem {
  readonly record: string
  readonly state: string
  readonly action: string
  readonly what: string
}

export interface Tally {
  /** How often each action of each type was taken: `clue.register`. */
  readonly acts: Map<string, number>
  readonly states: Map<string, number>
  /** Missteps that met the refusal they had to meet, by name. */
  readonly missteps: Map<string, number>
  /** Milliseconds, by action. */
  readonly took: Map<string, number[]>
  readonly problems: Problem[]
}

export const newTally = (): Tally => ({
  acts: new Map(),
  states: new Map(),
  missteps: new Map(),
  took: new Map(),
  problems: [],
})

export const count = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

export const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((total, one) => total + one, 0)

export const spellRefusals = (refused: readonly RefusedBecause[]): string =>
  refused
    .map(({ because, rule, field }) => [because, rule, field].filter((one) => one !== undefined).join(' '))
    .join('; ')

/** The value that a share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
