import type { ImportRefusal } from './refusal.ts'

/**
 * One row of a file. `line` counts from 1 as an editor (CSV, JSON) or the spreadsheet (XLSX) shows it, and is where the
 * row begins. A bad row is a value: it is reported and the rows after it go in.
 */
export type Row = GoodRow | BadRow
export interface GoodRow {
  readonly line: number
  readonly values: Readonly<Record<string, unknown>>
}
export interface BadRow {
  readonly line: number
  readonly bad: ImportRefusal
}
