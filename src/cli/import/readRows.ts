/**
 * Rows of a file, whatever its format and encoding, as a stream: constant memory for text files of any length.
 * A file that cannot be taken at all is refused as a value before the first row.
 */
import { createReadStream } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import { byteLines } from './byteLines.ts'
import { judgeEncoding, type Encoding } from './encoding.ts'
import { detectFormat, lineBreakOf, type Format } from './format.ts'
import { readCsv } from './readCsv.ts'
import { readJsonArray } from './readJsonArray.ts'
import { readJsonLines } from './readJsonLines.ts'
import { maxWorkbookBytes, readXlsx } from './readXlsx.ts'
import { refusal, type ImportRefusal } from './refusal.ts'
import type { Row } from './row.ts'

export interface ReadOptions {
  /** Overrides the judgement of the bytes. */
  readonly encoding?: Encoding
  /** Longest row in bytes; longer ones are bad rows. Default 5 MiB. */
  readonly maxRowBytes?: number
  /** Bytes read at a time; default 64 KiB. */
  readonly highWaterMark?: number
}

export interface OpenedFile {
  readonly format: Format['name']
  /** Absent for XLSX, which states its own. */
  readonly encoding?: Encoding
  /** The header, or for JSON the keys of the first twenty rows. */
  readonly columns: readonly string[]
  /** Reads the file from its beginning; can be run more than once. */
  readonly rows: AsyncIterable<Row>
}

type Part = Row | { readonly columns: readonly string[] }

export async function readRows(
  path: string,
  options: ReadOptions = {},
): Promise<OpenedFile | { readonly refused: ImportRefusal }> {
  const found = await stat(path).catch(notThere)
  if (found?.isFile() !== true) return { refused: noFile }
  const maxBytes = options.maxRowBytes ?? 5 * 1024 * 1024
  const chunks = (start = 0): AsyncIterable<Uint8Array> =>
    createReadStream(path, { start, highWaterMark: options.highWaterMark ?? 64 * 1024 })

  const start = await firstBytes(path)
  const container = detectFormat(start)
  if ('refused' in container) return container
  if (container.name === 'xlsx') {
    if (found.size > maxWorkbookBytes) return { refused: workbookTooLarge }
    return withColumns(container.name, undefined, async function* () {
      yield* readXlsx(await readFile(path))
    })
  }

  const judged = await judgeEncoding(chunks())
  if ('refused' in judged && options.encoding === undefined) return judged
  const bom = 'bom' in judged ? judged.bom : 0
  const encoding = options.encoding ?? ('encoding' in judged ? judged.encoding : 'utf-8')
  const head = start.subarray(bom)
  const format = detectFormat(head)
  if ('refused' in format) return format
  return withColumns(format.name, encoding, () => {
    if (format.name === 'json array') return readJsonArray(chunks(bom), encoding, maxBytes)
    const lines = byteLines(chunks(bom), lineBreakOf(head), maxBytes)
    return format.name === 'csv'
      ? readCsv(lines, encoding, format.delimiter, maxBytes)
      : readJsonLines(lines, encoding, maxBytes)
  })
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Looks at the first rows for the columns, then leaves the file to whoever reads the rows. */
async function withColumns(
  format: Format['name'],
  encoding: Encoding | undefined,
  parts: () => AsyncIterable<Part>,
): Promise<OpenedFile | { readonly refused: ImportRefusal }> {
  const columns = new Set<string>()
  const isTable = format === 'csv' || format === 'xlsx'
  let looked = 0
  for await (const part of parts()) {
    if ('columns' in part) part.columns.forEach((column) => columns.add(column))
    else if (isTable && columns.size === 0 && 'bad' in part) return { refused: part.bad }
    else if ('values' in part) Object.keys(part.values).forEach((key) => columns.add(key))
    looked += 1
    if (isTable || looked === 20) break
  }
  if (looked === 0) return { refused: noRows }
  const rows = { [Symbol.asyncIterator]: () => rowsOnly(parts()) }
  return { format, columns: [...columns], rows, ...(encoding !== undefined && { encoding }) }
}

async function* rowsOnly(parts: AsyncIterable<Part>): AsyncGenerator<Row, void, undefined> {
  for await (const part of parts) if (!('columns' in part)) yield part
}

function notThere(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
    return undefined
  throw error
}

const noFile = refusal('no such file', '没有找到该文件', 'There is no such file')
const noRows = refusal('empty file', '文件中没有任何行', 'The file has no rows')
const workbookTooLarge = refusal(
  'workbook too large',
  '工作簿超过 64 MiB。请拆分成较小的文件或改用 CSV',
  'The workbook is larger than 64 MiB. Split it or use CSV',
)
