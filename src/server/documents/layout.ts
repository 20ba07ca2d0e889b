/**
 * What both formats reckon alike: which parts of a form share a row, how wide columns are, how large the organ's name is.
 */
import { chineseDay, chineseInstant } from './chineseDay.ts'
import type { Paper, PaperTable, Section } from './paper.ts'

/** The text block of GB/T 9704-2012 is 156 mm wide (5.2.1), in points. */
export const BLOCK_WIDTH = (156 / 25.4) * 72

/** A wide character counts two: the width of a text in half characters. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (/[\u0000-\u00ff]/.test(character) ? 1 : 2), 0)

export const paragraphsOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const HALF_A_ROW = 14

const fitsHalfARow = (section: Section): boolean =>
  typeof section.value === 'string' &&
  !section.value.includes('\n') &&
  widthOf(section.value) <= HALF_A_ROW &&
  widthOf(section.label) <= HALF_A_ROW

/** The rows of a form: two short parts that follow each other share one. */
export function formRows(lines: readonly Section[]): readonly (readonly Section[])[] {
  const rows: Section[][] = []
  for (const section of lines) {
    const last = rows.at(-1)
    const before = last?.length === 1 ? last[0] : undefined
    if (last !== undefined && before !== undefined && fitsHalfARow(before) && fitsHalfARow(section))
      last.push(section)
    else rows.push([section])
  }
  return rows
}

const SHORT = 20
const LONG = 32

/** As many signs of half width, with the room beside them, stand in one line of a table. */
const LINE = 72
const FIGURE = /^[\d.]*%?$/

/**
 * The shares of a table's columns, adding up to 1: short texts (a day, two names) stay on one line, long ones wrap. Where the
 * table is full, the heads of figures wrap: a figure cannot.
 */
export function columnShares(table: PaperTable): readonly number[] {
  const needsWith = (headOf: (head: string, cells: readonly string[]) => number) =>
    table.head.map((head, column) => {
      const cells = table.rows.map((row) => row[column] ?? '')
      const widest = Math.max(headOf(head, cells), ...cells.map(widthOf))
      return widest <= SHORT ? widest + 3 : LONG + 3
    })
  const whollyShown = needsWith(widthOf)
  const needs =
    whollyShown.reduce((sum, need) => sum + need, 0) <= LINE
      ? whollyShown
      : needsWith((head, cells) =>
          cells.every((cell) => FIGURE.test(cell)) ? Math.ceil(widthOf(head) / 2) : widthOf(head),
        )
  const whole = needs.reduce((sum, need) => sum + need, 0)
  return needs.map((need) => need / whole)
}

/** The organ's name in the red head stays on one line: at most 36 pt, at least 18 pt. */
export const organSize = (organ: string): number =>
  Math.max(18, Math.min(36, Math.floor((BLOCK_WIDTH * 2) / Math.max(1, widthOf(organ)))))

/** How the signatures of a report are listed. Withdrawn ones are shown as such. */
export const signatureTable = (paper: Paper): PaperTable => ({
  head: ['职务', '姓名', '意见', '签署时间', '状态'],
  rows: paper.signatures.map((signature) => [
    signature.post,
    signature.name,
    signature.opinion ?? '',
    chineseInstant(signature.at),
    signature.withdrawn === true ? '已失效' : '有效',
  ]),
})

/** 附件：one, or numbered ones (GB/T 9704-2012, 7.3.4). */
export const annexLines = (annexes: readonly string[]): readonly string[] =>
  annexes.map((annex, nth) => {
    const numbered = annexes.length > 1 ? `${String(nth + 1)}．${annex}` : annex
    return nth === 0 ? `附件：${numbered}` : `　　　${numbered}`
  })

/** The line that says a paper is void. */
export const cancelledLine = ({ cancelled }: Paper): string | undefined =>
  cancelled === undefined
    ? undefined
    : `本文书已于${chineseDay(cancelled.on)}作废，文号保留。理由：${cancelled.reasons}`
