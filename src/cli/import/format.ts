/** What a file is, from its first bytes; its name is not asked (`raw_…json` may be JSON Lines in GB18030). */
import { refusal, type ImportRefusal } from './refusal.ts'

export type Format =
  | { readonly name: 'xlsx' | 'json array' | 'json lines' }
  | { readonly name: 'csv'; readonly delimiter: Delimiter }
export type Delimiter = ',' | ';' | '\t'

/** `head`: the first bytes of the file, 64 KiB are plenty, without byte-order mark. */
export function detectFormat(head: Uint8Array): Format | { readonly refused: ImportRefusal } {
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return { name: 'xlsx' }
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) return { refused: oldOrEncryptedOffice }
  if (startsWith(head, [0x1f, 0x8b])) return { refused: compressed }
  if (startsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d])) return { refused: pdf }
  const first = head.find((byte) => byte > 0x20)
  if (first === undefined) return { refused: empty }
  if (first === 0x5b) return { name: 'json array' }
  if (first === 0x7b) return { name: 'json lines' }
  return { name: 'csv', delimiter: mostFrequentDelimiter(head) }
}

/** Line feed, or carriage return where the file has no line feed at all (old Mac). */
export function lineBreakOf(head: Uint8Array): number {
  return !head.includes(0x0a) && head.includes(0x0d) ? 0x0d : 0x0a
}

/** Counted in the header line outside quotes. None of these bytes is ever part of a GB18030 or UTF-8 character. */
function mostFrequentDelimiter(head: Uint8Array): Delimiter {
  const counts: Record<Delimiter, number> = { ',': 0, ';': 0, '\t': 0 }
  let quoted = false
  let begun = false
  for (const byte of head) {
    if (byte === 0x22) quoted = !quoted
    if (quoted) continue
    if (byte === 0x0a || byte === 0x0d) {
      if (begun) break
      continue
    }
    begun = true
    if (byte === 0x2c) counts[','] += 1
    else if (byte === 0x3b) counts[';'] += 1
    else if (byte === 0x09) counts['\t'] += 1
  }
  const most = Math.max(counts[','], counts[';'], counts['\t'])
  return counts[','] === most ? ',' : counts['\t'] === most ? '\t' : ';'
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}

const oldOrEncryptedOffice = refusal(
  'old or encrypted Excel file',
  '这是旧版 .xls 或加密的 Excel 文件。请去掉密码并另存为 .xlsx 后再导入',
  'This is an old .xls or a password-protected Excel file. Remove the password, save it as .xlsx and import that',
)
const compressed = refusal(
  'compressed file',
  '文件是压缩包，请先解压',
  'The file is compressed; unpack it first',
)
const pdf = refusal(
  'not a table',
  '文件是 PDF。可导入 JSON Lines、JSON、CSV 和 XLSX',
  'The file is a PDF. JSON Lines, JSON, CSV and XLSX can be imported',
)
const empty = refusal('empty file', '文件是空的', 'The file is empty')
