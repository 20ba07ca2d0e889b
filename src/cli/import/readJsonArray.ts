/**
 * A JSON array of objects, element by element, without holding the array. Elements are cut out of the bytes by counting
 * brackets outside strings, then decoded and parsed one at a time, so a broken element spoils only itself as long as its
 * brackets and quotes are balanced. In GB18030 the bytes of brackets, quotes' backslash and braces also occur as second
 * bytes of characters; those are stepped over.
 */
import { strictDecoder, wrongBytes, type Encoding } from './encoding.ts'
import { jsonRow, rowTooLong } from './jsonRow.ts'
import { refusal } from './refusal.ts'
import type { Row } from './row.ts'

export async function* readJsonArray(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  maxBytes: number,
): AsyncGenerator<Row, void, undefined> {
  const decode = strictDecoder(encoding)
  const inside = gb18030Tail(encoding)
  let line = 1
  // Asserted because the compiler does not see that `finish` changes it.
  let place = 'before' as 'before' | 'between' | 'element' | 'after'
  let startLine = 1
  let depth = 0
  let quoted = false
  let escaped = false
  let parts: Uint8Array[] = []
  let size = 0
  const keep = (part: Uint8Array): void => {
    size += part.length
    if (size <= maxBytes) parts.push(part)
    else parts = []
  }
  const finish = (): Row => {
    const whole = Buffer.concat(parts)
    const tooLong = size > maxBytes
    parts = []
    size = 0
    place = 'between'
    if (tooLong) return { line: startLine, bad: rowTooLong(maxBytes) }
    const text = decode(whole)
    return text === undefined ? { line: startLine, bad: wrongBytes(encoding) } : jsonRow(startLine, text)
  }

  for await (const chunk of chunks) {
    let from = 0
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0
      if (inside(byte)) continue
      if (byte === newline) line += 1
      if (place === 'element') {
        if (quoted) {
          if (escaped) escaped = false
          else if (byte === backslash) escaped = true
          else if (byte === quote) quoted = false
          continue
        }
        const ends = depth === 0 && (byte === comma || byte === closeArray)
        if (ends) {
          keep(chunk.subarray(from, at))
          yield finish()
          if (byte === closeArray) place = 'after'
        } else if (byte === quote) quoted = true
        else if (byte === openArray || byte === openObject) depth += 1
        else if (byte === closeArray || byte === closeObject) depth -= 1
        continue
      }
      if (byte <= 0x20) continue
      if (place === 'before') place = 'between'
      else if (place === 'after') {
        yield { line, bad: afterTheEnd }
        return
      } else if (byte === closeArray) place = 'after'
      else if (byte !== comma) {
        place = 'element'
        startLine = line
        from = at
        depth = byte === openArray || byte === openObject ? 1 : 0
        quoted = byte === quote
      }
    }
    if (place === 'element') keep(chunk.subarray(from))
  }
  if (place === 'element') yield { line: startLine, bad: endsInside }
  else if (place !== 'after') yield { line, bad: notClosed }
}

const newline = 0x0a
const quote = 0x22
const comma = 0x2c
const openArray = 0x5b
const backslash = 0x5c
const closeArray = 0x5d
const openObject = 0x7b
const closeObject = 0x7d

/** Tells, byte by byte, whether this byte belongs to a multi-byte character. UTF-8 needs no care: all are ≥ 0x80. */
function gb18030Tail(encoding: Encoding): (byte: number) => boolean {
  if (encoding === 'utf-8') return () => false
  let afterLead = false
  let skip = 0
  return (byte) => {
    if (skip > 0) {
      skip -= 1
      return true
    }
    if (afterLead) {
      afterLead = false
      if (byte >= 0x30 && byte <= 0x39) skip = 2
      // A line feed is never a second byte: the lead was broken, and the row will be reported by the strict decoder.
      return byte !== newline && byte !== quote
    }
    afterLead = byte > 0x80
    return afterLead
  }
}

const endsInside = refusal(
  'file ends inside a row',
  '从本行开始的一条没有结束（括号或引号不配对，或文件被截断），其后内容未读入',
  'The row beginning here never ends (a bracket or quote is missing, or the file is cut off); what follows was not read',
)
const notClosed = refusal(
  'array not closed',
  'JSON 数组没有以 ] 结束，文件可能被截断',
  'The JSON array is not closed with ]; the file may be cut off',
)
const afterTheEnd = refusal(
  'text after the array',
  'JSON 数组结束后还有内容，未读入',
  'There is more text after the end of the JSON array; it was not read',
)
