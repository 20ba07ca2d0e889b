/**
 * A paper: an official document before it is laid out. It knows nothing of records, HTTP or file formats; what stands
 * in it may be read by whoever receives it.
 */
import { chineseInstant } from './chineseDay.ts'
import type { Instant, PlainDate } from '#kernel/time.ts'

/** `letter` goes out under the red head, `form` is a ruled table, `report` has numbered sections. */
export type Layout = 'form' | 'letter' | 'report'

export interface PaperTable {
  readonly head: readonly string[]
  /** Each as long as the head. */
  readonly rows: readonly (readonly string[])[]
}

/** Line feeds in a text part paragraphs; the texts of a list are numbered by the layout. */
export type PaperValue = string | readonly string[] | PaperTable

export interface Section {
  readonly label: string
  readonly value: PaperValue
}

export interface PaperSignature {
  readonly post: string
  readonly name: string
  /** When it was given. */
  readonly at: Instant
  readonly opinion?: string
  /** Given, and what was signed was taken back or written anew since: it stays readable, struck through. */
  readonly withdrawn?: true
}

export interface Paper {
  readonly layout: Layout
  readonly title: string
  /** The name of the unit that issues it. */
  readonly organ: string
  /** As it is printed, such as 吉扫黑交办〔2026〕12号. */
  readonly number?: string
  readonly issuedOn: PlainDate
  readonly addressee?: string
  /** Paragraphs of its text before and after the sections. */
  readonly before: readonly string[]
  readonly lines: readonly Section[]
  readonly after: readonly string[]
  /** What is enclosed (附件). */
  readonly annexes: readonly string[]
  /** Who gets a copy (抄送). */
  readonly copies?: string
  readonly signatures: readonly PaperSignature[]
  /** It keeps its number and is void from that day on. */
  readonly cancelled?: { readonly on: PlainDate; readonly reasons: string }
  /**
   * Who looked at it and when, printed faintly on every page so that a leaked copy tells where it came from; none on
   * what a citizen is given.
   */
  readonly watermark?: { readonly viewer: string; readonly at: Instant }
  /** The mark at the head of the first page, such as 内部. */
  readonly secrecy?: string
  /** The 附注 below the date, without its brackets. */
  readonly note?: string
}

/** What the watermark says, '' where there is none. */
export const watermarkText = ({ watermark }: Pick<Paper, 'watermark'>): string =>
  watermark === undefined ? '' : `${watermark.viewer}　${chineseInstant(watermark.at)}`

export const isTable = (value: PaperValue): value is PaperTable =>
  typeof value === 'object' && !Array.isArray(value)
