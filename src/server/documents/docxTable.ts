/** The tables of an official document in WordprocessingML: lists within the text, and the form that is one table. */
import {
  AlignmentType,
  BorderStyle,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
  type ITableCellOptions,
} from 'docx'
import { chineseDay, chineseInstant } from './chineseDay.ts'
import { millimetres, plainParagraph, run } from './docxText.ts'
import { columnShares, formRows, paragraphsOf } from './layout.ts'
import { isTable, type Paper, type PaperTable, type Section } from './paper.ts'
import type { Paragraph } from 'docx'

const BLOCK = millimetres(156)
const LABEL = millimetres(30)
const VALUE = BLOCK / 2 - LABEL

const line = { style: BorderStyle.SINGLE, size: 6, color: '000000' }
const borders = { top: line, bottom: line, left: line, right: line }
const insets = { marginUnitType: WidthType.DXA, top: 100, bottom: 100, left: 100, right: 100 }

const cell = (
  children: ITableCellOptions['children'],
  width: number,
  more: Partial<ITableCellOptions> = {},
) =>
  new TableCell({
    children,
    width: { size: Math.round(width), type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: insets,
    borders,
    ...more,
  })

/** In a cell lines keep their natural height, so that nothing is cut off. */
const cellLine = (
  text: string,
  points: number,
  bold = false,
  align?: 'center' | 'right',
  strike = false,
): Paragraph =>
  plainParagraph(
    [run(text, points, bold ? 'hei' : 'fangsong', { ...(bold && { bold }), ...(strike && { strike }) })],
    {
      spacing: { before: 0, after: 0 },
      ...(align !== undefined && {
        alignment: align === 'center' ? AlignmentType.CENTER : AlignmentType.RIGHT,
      }),
    },
  )

const tableOf = (rows: readonly TableRow[], widths: readonly number[]): Table =>
  new Table({
    rows: [...rows],
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
  })

/** `width` in twentieths of a point. */
export function docxTable(
  table: PaperTable,
  points: number,
  { width = BLOCK, struck = [] }: { readonly width?: number; readonly struck?: readonly boolean[] } = {},
): Table {
  const widths = columnShares(table).map((share) => Math.floor(share * width))
  const row = (texts: readonly string[], isHead: boolean, strike = false): TableRow =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: isHead,
      children: texts.map((text, column) =>
        cell(
          (isHead ? [text] : orBlank(paragraphsOf(text))).map((one) =>
            cellLine(one, points, isHead, isHead ? 'center' : undefined, strike),
          ),
          widths[column] ?? 0,
        ),
      ),
    })
  return tableOf(
    [row(table.head, true), ...table.rows.map((texts, nth) => row(texts, false, struck[nth]))],
    widths,
  )
}

/** A cell without a paragraph is not a valid one. */
const orBlank = (texts: readonly string[]): readonly string[] => (texts.length > 0 ? texts : [''])

const SIZE = 14

export function docxForm(paper: Paper): Table {
  const wide = BLOCK - LABEL
  const label = (text: string) => cell([cellLine(text, SIZE, true, 'center')], LABEL)
  const rows = formRows(paper.lines).map(
    (sections) =>
      new TableRow({
        children: sections.flatMap((section) =>
          sections.length === 2
            ? [label(section.label), cell(cellContent(section, 'center'), VALUE)]
            : [label(section.label), cell(cellContent(section), wide, { columnSpan: 3 })],
        ),
      }),
  )
  const signed = paper.signatures.map(
    ({ post, name, at, opinion }) =>
      new TableRow({
        cantSplit: true,
        children: [
          label(`${post}意见`),
          cell(
            [
              ...orBlank(paragraphsOf(opinion ?? '')).map((text) => cellLine(text, SIZE)),
              cellLine('', SIZE),
              cellLine(`签名：${name}　　${chineseInstant(at)}`, SIZE, false, 'right'),
            ],
            wide,
            { columnSpan: 3 },
          ),
        ],
      }),
  )
  const sealed = new TableRow({
    cantSplit: true,
    children: [
      cell(
        [
          cellLine('', SIZE),
          cellLine(`${paper.organ}（盖章）`, SIZE, false, 'right'),
          cellLine(`${chineseDay(paper.issuedOn)}　　`, SIZE, false, 'right'),
        ],
        BLOCK,
        { columnSpan: 4 },
      ),
    ],
  })
  const said = paper.after.flatMap(paragraphsOf).map((text) => cellLine(`　　${text}`, SIZE))
  const after = said.length === 0 ? [] : [new TableRow({ children: [cell(said, BLOCK, { columnSpan: 4 })] })]
  return tableOf([...rows, ...after, ...signed, sealed], [LABEL, VALUE, LABEL, VALUE])
}

function cellContent({ value }: Section, align?: 'center'): (Paragraph | Table)[] {
  if (typeof value === 'string')
    return orBlank(paragraphsOf(value)).map((text) => cellLine(text, SIZE, false, align))
  if (isTable(value))
    // Word wants a paragraph after a table that ends a cell.
    return [docxTable(value, 10.5, { width: BLOCK - LABEL - 240 }), cellLine('', 2)]
  return value.flatMap((text, index) =>
    paragraphsOf(text).map((one, nth) =>
      cellLine(nth === 0 && value.length > 1 ? `${index + 1}．${one}` : one, SIZE),
    ),
  )
}
