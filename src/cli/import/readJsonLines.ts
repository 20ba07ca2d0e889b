import type { ByteLine } from './byteLines.ts'
import { strictDecoder, wrongBytes, type Encoding } from './encoding.ts'
import { jsonRow, rowTooLong } from './jsonRow.ts'
import type { Row } from './row.ts'

/** One JSON object a line; blank lines are skipped. */
export async function* readJsonLines(
  lines: AsyncIterable<ByteLine>,
  encoding: Encoding,
  maxBytes: number,
): AsyncGenerator<Row, void, undefined> {
  const decode = strictDecoder(encoding)
  for await (const { line, bytes } of lines) {
    if (bytes === undefined) yield { line, bad: rowTooLong(maxBytes) }
    else if (bytes.some((byte) => byte > 0x20)) {
      const text = decode(bytes)
      yield text === undefined ? { line, bad: wrongBytes(encoding) } : jsonRow(line, text)
    }
  }
}
