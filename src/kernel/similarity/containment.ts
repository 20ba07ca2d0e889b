import type { Shingles } from './shingles.ts'

export interface Overlap {
  readonly shared: number
  /** Shared part of the smaller text, 0–1: one report pasted into a longer one is 1. */
  readonly containment: number
  /** Shared part of both together, 0–1. */
  readonly jaccard: number
}

/** Exact overlap of two ascending sets; 0 throughout where one of them is empty. */
export function overlapOf(one: Shingles, other: Shingles): Overlap {
  let shared = 0
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const left = one[i] ?? 0
    const right = other[j] ?? 0
    if (left === right) shared++
    if (left <= right) i++
    if (right <= left) j++
  }
  const smaller = Math.min(one.length, other.length)
  if (smaller === 0) return { shared: 0, containment: 0, jaccard: 0 }
  return { shared, containment: shared / smaller, jaccard: shared / (one.length + other.length - shared) }
}
