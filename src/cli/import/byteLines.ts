/**
 * Splits bytes into lines before they are decoded. That is safe: a line feed, a comma or a quote is never part of a
 * multi-byte character in UTF-8 or GB18030. So a broken character spoils its own line and no other, and a character cut
 * by the border of two chunks is whole again when its line is decoded.
 */
export interface ByteLine {
  readonly line: number
  /** Without line break; undefined where the line was longer than allowed (it was skipped, not kept). */
  readonly bytes: Uint8Array | undefined
}

export async function* byteLines(
  chunks: AsyncIterable<Uint8Array>,
  lineBreak: number,
  maxBytes: number,
): AsyncGenerator<ByteLine, void, undefined> {
  let line = 1
  let parts: Uint8Array[] = []
  let size = 0
  const keep = (part: Uint8Array): void => {
    size += part.length
    if (size <= maxBytes) parts.push(part)
    else parts = []
  }
  const finish = (): ByteLine => {
    const bytes =
      size > maxBytes ? undefined : withoutReturn(parts.length === 1 ? parts[0] : Buffer.concat(parts))
    parts = []
    size = 0
    return { line: line++, bytes }
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(lineBreak); at !== -1; at = chunk.indexOf(lineBreak, from)) {
      keep(chunk.subarray(from, at))
      from = at + 1
      yield finish()
    }
    if (from < chunk.length) keep(chunk.subarray(from))
  }
  if (size > 0) yield finish()
}

function withoutReturn(bytes: Uint8Array = new Uint8Array(0)): Uint8Array {
  return bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes
}
