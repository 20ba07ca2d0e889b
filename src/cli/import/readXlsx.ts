/**
 * The first sheet of an XLSX workbook: header row, then one row a record. A formula counts as the value it was saved with;
 * text that looks like a formula is text. Dates become ISO text without zone, as the sheet shows them.
 *
 * A container must be read from its end, so the packed file is held in memory (≤ 64 MiB); what it unpacks to is measured
 * first and limited.
 */
import { HucreError } from 'hucre'
import { streamXlsxRows } from 'hucre/xlsx'
import { columnNames } from './header.ts'
import { ragged } from './readCsv.ts'
import { refusal } from './refusal.ts'
import type { Row } from './row.ts'
import { findZipDanger } from './zipBomb.ts'

export const maxWorkbookBytes = 64 * 1024 * 1024

export async function* readXlsx(
  bytes: Uint8Array,
): AsyncGenerator<Row | { readonly columns: readonly string[] }, void, undefined> {
  const danger = await findZipDanger(bytes)
  if (danger !== undefined) {
    yield { line: 0, bad: danger }
    return
  }
  let columns: readonly string[] | undefined
  let line = 0
  try {
    for await (const row of streamXlsxRows(bytes, { sheet: 0 })) {
      line = row.index + 1
      const cells = withoutEmptyEnd(row.values.map(plainValue))
      if (cells.length === 0) continue
      if (columns === undefined) yield { columns: (columns = columnNames(cells)) }
      else if (cells.length > columns.length) yield { line, bad: ragged(columns.length, cells.length) }
      else {
        const named = columns.map((column, index) => [column, cells[index] ?? null] as const)
        yield { line, values: Object.fromEntries(named) }
      }
    }
  } catch (error) {
    if (!(error instanceof HucreError)) throw error
    yield { line: line + 1, bad: unreadable }
  }
}

function plainValue(cell: string | number | boolean | Date | null): string | number | boolean | null {
  if (!(cell instanceof Date)) return cell
  if (Number.isNaN(cell.getTime())) return null
  // Sheets keep seconds as a fraction of a day: 11:25:05 comes back as 11:25:04.999.
  const iso = new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19)
}

function withoutEmptyEnd<Cell>(cells: readonly Cell[]): readonly Cell[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== null && String(cell).trim() !== '') + 1)
}

const unreadable = refusal(
  'damaged workbook',
  '从本行起工作簿无法读取，其后内容未读入。请用表格软件打开并另存为 .xlsx',
  'From this row on the workbook cannot be read; what follows was not read. Open it in a spreadsheet program and save it again',
)
