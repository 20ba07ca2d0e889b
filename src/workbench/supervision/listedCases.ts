/** What the wall of listed cases is read from (GET /api/listed). */
import { queryOptions } from '@tanstack/react-query'
import { read } from '../doors/ask.ts'
import type { Lamp, Names, Spoken } from '../doors/shapes.ts'
import { languageNow } from '../language.ts'

export interface WallClock {
  readonly due?: string
  readonly lamp: Lamp
}

export interface ListedCase {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly stateLabel: string
  readonly level?: string
  readonly listingBody?: string
  readonly handlingUnit?: string
  readonly supervisor?: string
  readonly stage?: string
  readonly report?: WallClock
  readonly finish?: WallClock
  readonly lastReport?: { readonly to?: string; readonly signedOn?: string }
  readonly leader?: {
    readonly id: string
    readonly leader?: string
    readonly lastAct?: { readonly kind?: string; readonly on?: string }
    readonly next?: WallClock
  }
}

export interface Wall {
  readonly stages: readonly { readonly code: string; readonly label: Spoken }[]
  /** What a leader in charge can have done, by its code. */
  readonly ways: Readonly<Record<string, Spoken>>
  readonly items: readonly ListedCase[]
  readonly more: boolean
  readonly names: Names
}

export const wallQuery = () =>
  queryOptions({
    queryKey: ['listed', languageNow()],
    refetchInterval: 60_000,
    queryFn: ({ signal }) => read<Wall>('/api/listed', signal),
  })

export const isLate = ({ report, finish }: ListedCase): boolean =>
  report?.lamp === 'red' || finish?.lamp === 'red'
