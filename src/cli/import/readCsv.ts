/**
 * CSV with a header row (RFC 4180, also with semicolons or tabs). A record is found in the bytes first (a quoted field
 * may go over lines), then decoded strictly and handed to csv-parse.
 *
 * Why not one parser over the whole file: one quote that is never closed would swallow the rest. Here the line on which it
 * opens is reported and reading resumes on the next line.
 */
import { parse } from 'csv-parse/sync'
import type { ByteLine } from './byteLines.ts'
import { strictDecoder, wrongBytes, type Encoding } from './encoding.ts'
import type { Delimiter } from './format.ts'
import { columnNames } from './header.ts'
import { rowTooLong } from './jsonRow.ts'
import { refusal, type ImportRefusal } from './refusal.ts'
import type { Row } from './row.ts'

/** The first row is handed over as `{ columns }`, or `{ refused }` where the header cannot be read. */
export async function* readCsv(
  lines: AsyncIterable<ByteLine>,
  encoding: Encoding,
  delimiter: Delimiter,
  maxBytes: number,
): AsyncGenerator<Row | { readonly columns: readonly string[] }, void, undefined> {
  const decode = strictDecoder(encoding)
  let columns: readonly string[] | undefined
  for await (const { line, bytes } of csvRecords(lines, delimiter.charCodeAt(0), maxBytes)) {
    if (!(bytes instanceof Uint8Array)) {
      yield { line, bad: bytes }
      if (columns === undefined) return
      continue
    }
    const text = decode(bytes)
    const fields = text === undefined ? wrongBytes(encoding) : fieldsOf(text, delimiter)
    if (!('length' in fields)) {
      yield { line, bad: fields }
      if (columns === undefined) return
    } else if (fields.every((field) => field.trim() === '')) continue
    else if (columns === undefined) yield { columns: (columns = columnNames(fields)) }
    else if (fields.length !== columns.length) yield { line, bad: ragged(columns.length, fields.length) }
    else {
      const named = columns.map((column, index) => [column, fields[index]] as const)
      yield { line, values: Object.fromEntries(named) }
    }
  }
}

function fieldsOf(text: string, delimiter: Delimiter): readonly string[] | ImportRefusal {
  if (!text.includes('"')) return text.split(delimiter)
  try {
    const records: string[][] = parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
    })
    return records.length === 1 && records[0] !== undefined ? records[0] : brokenQuotes
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      return brokenQuotes
    throw error
  }
}

async function* csvRecords(
  lines: AsyncIterable<ByteLine>,
  delimiter: number,
  maxBytes: number,
): AsyncGenerator<{ readonly line: number; readonly bytes: Uint8Array | ImportRefusal }, void, undefined> {
  const source = lines[Symbol.asyncIterator]()
  let ahead: ByteLine[] = []
  const next = async (): Promise<ByteLine | undefined> => {
    const waiting = ahead.shift()
    if (waiting !== undefined) return waiting
    const result = await source.next()
    return result.done === true ? undefined : result.value
  }
  try {
    for (let first = await next(); first !== undefined; first = await next()) {
      const { line, bytes } = first
      if (bytes === undefined) {
        yield { line, bytes: rowTooLong(maxBytes) }
        continue
      }
      if (!bytes.some((byte) => byte > 0x20)) continue
      const joined: ByteLine[] = []
      const parts: Uint8Array[] = [bytes]
      let size = bytes.length
      let quotes = quotesAfter(bytes, false, delimiter)
      while (quotes === 'open' && size <= maxBytes) {
        const more = await next()
        if (more === undefined) break
        joined.push(more)
        if (more.bytes === undefined) break
        parts.push(lineFeed, more.bytes)
        size += more.bytes.length + 1
        quotes = quotesAfter(more.bytes, true, delimiter)
      }
      if (quotes === 'closed') yield { line, bytes: parts.length === 1 ? bytes : Buffer.concat(parts) }
      else {
        ahead = [...joined, ...ahead]
        yield { line, bytes: brokenQuotes }
      }
    }
  } finally {
    await source.return?.()
  }
}

const lineFeed = new Uint8Array([0x0a])

/** A quote opens a field only at its beginning; inside a plain field it is an ordinary character. */
function quotesAfter(
  bytes: Uint8Array,
  insideQuotes: boolean,
  delimiter: number,
): 'open' | 'closed' | 'broken' {
  let place: 'start' | 'plain' | 'quoted' | 'closed' = insideQuotes ? 'quoted' : 'start'
  for (const byte of bytes) {
    if (place === 'quoted') {
      if (byte === 0x22) place = 'closed'
    } else if (byte === delimiter) place = 'start'
    else if (place === 'closed') {
      if (byte !== 0x22) return 'broken'
      place = 'quoted'
    } else if (place === 'start') place = byte === 0x22 ? 'quoted' : 'plain'
  }
  return place === 'quoted' ? 'open' : 'closed'
}

const brokenQuotes = refusal(
  'quotes do not match',
  '引号不配对：字段以引号开头就必须以引号结尾，字段内的引号要写两个',
  'Quotes do not match: a field that begins with a quote must end with one, and quotes inside it are doubled',
)

export function ragged(expected: number, found: number): ImportRefusal {
  return refusal(
    'wrong number of columns',
    `表头有 ${String(expected)} 列，本行有 ${String(found)} 列`,
    `The header has ${String(expected)} columns, this row has ${String(found)}`,
  )
}
