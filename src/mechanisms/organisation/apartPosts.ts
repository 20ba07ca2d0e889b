/**
 * The three administrators (三员分立): whoever runs the system, whoever gives out accounts and whoever reads what both did
 * are three persons, so that none can do harm unseen.
 */
import type { PlainDate } from '#kernel/time.ts'

export interface Held {
  readonly post: string
  readonly from: PlainDate | undefined
  readonly to?: PlainDate | undefined
}

/** Whether a tenure would give one of these posts to somebody who holds another of them on one of its days. */
export const meetsApartPost = (held: readonly Held[], wanted: Held, apart: readonly string[]): boolean =>
  apart.includes(wanted.post) &&
  held.some((one) => one.post !== wanted.post && apart.includes(one.post) && overlap(one, wanted))

const overlap = (one: Held, other: Held): boolean =>
  (one.to === undefined || other.from === undefined || other.from <= one.to) &&
  (other.to === undefined || one.from === undefined || one.from <= other.to)
