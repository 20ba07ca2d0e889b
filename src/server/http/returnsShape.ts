/** The statistics returns of a period, as the page and the workbook read them. */
import type { PlainDate } from '#kernel/time.ts'
import type { Spoken } from './language.ts'

export interface ReturnLine {
  readonly number: string
  readonly title?: string
  readonly category?: string
  readonly part?: string
  readonly standing: string
  readonly result?: string
}

/** What the page is told of a return: no name of a clue. */
export interface ReturnCounted {
  readonly id: string
  readonly number: string
  readonly unit: string
  readonly unitName: Spoken
  readonly state: string
  readonly closed: boolean
  readonly due?: string
  readonly lamp?: string
  readonly count?: number
  readonly encrypted?: number
  readonly zeroReturn?: boolean
  /** How many lines have which result; '' is none. Only where the lines are seen. */
  readonly results?: Readonly<Record<string, number>>
}

export interface ReturnSeen {
  readonly counted: ReturnCounted
  readonly lines: readonly ReturnLine[]
  readonly remarks: readonly { readonly number: string; readonly remark: string }[]
}

export interface Returns {
  readonly from: PlainDate
  readonly to: PlainDate
  /** Last days of the periods that can be asked for, the newest first. */
  readonly periods: readonly PlainDate[]
  readonly results: readonly { readonly code: string; readonly label: Spoken }[]
  readonly states: Readonly<Record<string, Spoken>>
  readonly items: readonly ReturnSeen[]
}
