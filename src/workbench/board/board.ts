/** What the board is read from (GET /api/board), and the sums its tables show. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { read } from '../doors/ask.ts'
import type { Names, Spoken } from '../doors/shapes.ts'

export interface Tally {
  readonly received: number
  readonly closed: number
  readonly verified: number
  readonly rechecked: number
  readonly upheld: number
}

/** So many reporters said so of what a unit verified. */
export interface Visit {
  readonly unit: string | null
  readonly satisfaction: string
  readonly count: number
}

export interface Board {
  readonly on: string
  readonly isPast: boolean
  readonly total: Tally
  readonly cells: readonly (Tally & { readonly county: string | null; readonly source: string | null })[]
  readonly ages: readonly number[]
  readonly ageSteps: readonly number[]
  readonly overdue: number | null
  readonly rungs: readonly number[] | null
  readonly ladder: readonly { readonly rung: string; readonly label: Spoken }[]
  readonly flow: readonly {
    readonly state: string
    readonly outcome: string | null
    readonly count: number
  }[]
  readonly units: readonly (Omit<Tally, 'received'> & { readonly unit: string; readonly open: number })[]
  /** Null for a past day. */
  readonly earlier:
    readonly (Pick<Tally, 'received' | 'closed' | 'verified'> & { readonly verdict: string })[] | null
  readonly visits: readonly Visit[] | null
  readonly months: readonly (Tally & { readonly month: string })[]
  readonly days: readonly {
    readonly day: string
    readonly received: number
    readonly isOff: boolean
    readonly holiday?: Spoken
  }[]
  /** The last twelve months. */
  readonly monthsOff: readonly {
    readonly month: string
    readonly workingDays: number
    readonly holidays: readonly Spoken[]
  }[]
  readonly others: readonly {
    readonly type: string
    readonly label: Spoken
    readonly received: number
    readonly closed: number
    readonly overdue: number | null
  }[]
  readonly places: readonly { readonly code: string; readonly prefecture: string }[]
  readonly closedStates: readonly string[]
  readonly sources: readonly { readonly code: string; readonly label: Spoken }[]
  readonly states: Readonly<Record<string, Spoken>>
  readonly outcomes: Readonly<Record<string, Spoken>>
  readonly verdicts: Readonly<Record<string, Spoken>>
  readonly satisfactions: Readonly<Record<string, Spoken>>
  readonly names: Names
}

export const boardPath = (on: string | undefined, file = ''): string =>
  `/api/board${file}${on === undefined ? '' : `?${new URLSearchParams({ on }).toString()}`}`

export const boardQuery = (on: string | undefined) =>
  queryOptions({
    queryKey: ['board', on],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<Board>(boardPath(on), signal),
  })

const NOTHING: Tally = { received: 0, closed: 0, verified: 0, rechecked: 0, upheld: 0 }

export const sumOf = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (sum, { received, closed, verified, rechecked, upheld }) => ({
      received: sum.received + received,
      closed: sum.closed + closed,
      verified: sum.verified + verified,
      rechecked: sum.rechecked + rechecked,
      upheld: sum.upheld + upheld,
    }),
    NOTHING,
  )

/** To two decimals, as published rates are. */
export const rateText = (part: number, whole: number): string =>
  whole === 0 ? '—' : `${((part / whole) * 100).toFixed(2)}%`

/** Of the reporters who were reached, those who are satisfied. */
export function satisfactionOf(visits: readonly Visit[]): {
  readonly reached: number
  readonly satisfied: number
} {
  const count = (of: readonly Visit[]) => of.reduce((sum, one) => sum + one.count, 0)
  return {
    reached: count(visits.filter(({ satisfaction }) => satisfaction !== 'notReached')),
    satisfied: count(visits.filter(({ satisfaction }) => satisfaction === 'satisfied')),
  }
}

/** Counties, best first by a rate; with nothing to divide by, last and without a place. */
export function rankedBy<Row extends { readonly tally: Tally }>(
  rows: readonly Row[],
  rate: 'closure' | 'verified',
): readonly (Row & { readonly rank: number | undefined })[] {
  const of = ({ tally }: Row): number | undefined => {
    const [part, whole] = rate === 'closure' ? [tally.closed, tally.received] : [tally.verified, tally.closed]
    return whole === 0 ? undefined : part / whole
  }
  return rows
    .toSorted((one, other) => (of(other) ?? -1) - (of(one) ?? -1))
    .map((row) => {
      const mine = of(row)
      return {
        ...row,
        // Equals share a place.
        rank: mine === undefined ? undefined : 1 + rows.filter((other) => (of(other) ?? -1) > mine).length,
      }
    })
}

/** The last twelve months with their calendar, those in which nothing came in too. */
export const lastMonths = ({ months, monthsOff }: Pick<Board, 'months' | 'monthsOff'>) =>
  monthsOff.map((off) => ({ ...NOTHING, ...off, ...months.find(({ month }) => month === off.month) }))

/** The days of a bucket of age: 0–7, 8–15 … 91 and more. */
export function ageBucket(steps: readonly number[], nth: number): readonly [number, number | undefined] {
  const next = steps[nth]
  return [nth === 0 ? 0 : (steps[nth - 1] ?? 0), next === undefined ? undefined : next - 1]
}
