/**
 * Which encoding a text file has, from its bytes: nothing declares it (a `.json` from a court may be GB18030).
 *
 * A byte-order mark decides. Otherwise the bytes are walked as UTF-8 and the well-formed multi-byte sequences are weighed
 * against the malformed ones: in UTF-8 with a few broken rows nearly all are well-formed, in GB18030 nearly none. While
 * everything is ASCII the question stays open and reading goes on, so a file whose first Chinese character comes late
 * is still judged by it. Only the decision is a sample: every row is decoded strictly afterwards, and one that does not
 * fit is reported, never filled with U+FFFD.
 */
import { refusal, type ImportRefusal } from './refusal.ts'

export type Encoding = 'utf-8' | 'gb18030'
export interface JudgedEncoding {
  readonly encoding: Encoding
  /** Bytes of the byte-order mark to skip. */
  readonly bom: number
}

const sampleBytes = 1024 * 1024
const enoughEvidence = 32

export async function judgeEncoding(
  chunks: AsyncIterable<Uint8Array>,
): Promise<JudgedEncoding | { readonly refused: ImportRefusal }> {
  const utf8 = weighUtf8()
  const gb = weighGb18030()
  let seen = 0
  let start: Uint8Array = new Uint8Array(0)
  for await (const chunk of chunks) {
    if (start.length < 4) {
      start = Buffer.concat([start, chunk.subarray(0, 4)])
      if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff))
        return { refused: utf16 }
    }
    if (chunk.includes(0)) return { refused: binary }
    utf8.take(chunk)
    gb.take(chunk)
    seen += chunk.length
    if (seen >= sampleBytes && utf8.wellFormed + utf8.malformed >= enoughEvidence) break
  }
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { encoding: 'utf-8', bom: 3 }
  if (start[0] === 0x84 && start[1] === 0x31 && start[2] === 0x95 && start[3] === 0x33)
    return { encoding: 'gb18030', bom: 4 }
  if (utf8.malformed === 0 || utf8.wellFormed > 3 * utf8.malformed) return { encoding: 'utf-8', bom: 0 }
  return gb.implausible() ? { refused: unknownEncoding } : { encoding: 'gb18030', bom: 0 }
}

/** Decodes a whole row, or says undefined where the bytes are not of this encoding. */
export function strictDecoder(encoding: Encoding): (bytes: Uint8Array) => string | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  return (bytes) => {
    try {
      return decoder.decode(bytes)
    } catch (error) {
      if (error instanceof TypeError) return undefined
      throw error
    }
  }
}

export function wrongBytes(encoding: Encoding): ImportRefusal {
  const name = encoding === 'utf-8' ? 'UTF-8' : 'GB18030'
  return refusal(
    'not in the encoding of the file',
    `本行含有不是 ${name} 的字节（文件其余部分是 ${name}），请修正后重新导入本行`,
    `This row has bytes that are not ${name}, as the rest of the file is; correct it and import it again`,
  )
}

/** Counts well-formed and malformed sequences after RFC 3629 (no overlong forms, no surrogates). */
function weighUtf8() {
  let awaited = 0
  let low = 0x80
  let high = 0xbf
  const weight = {
    wellFormed: 0,
    malformed: 0,
    take(chunk: Uint8Array): void {
      for (const byte of chunk) {
        if (awaited > 0) {
          if (byte >= low && byte <= high) {
            awaited -= 1
            low = 0x80
            high = 0xbf
            if (awaited === 0) weight.wellFormed += 1
            continue
          }
          weight.malformed += 1
          awaited = 0
        }
        if (byte < 0x80) continue
        low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80
        high = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf
        if (byte >= 0xc2 && byte <= 0xdf) awaited = 1
        else if (byte >= 0xe0 && byte <= 0xef) awaited = 2
        else if (byte >= 0xf0 && byte <= 0xf4) awaited = 3
        else weight.malformed += 1
      }
    },
  }
  return weight
}

/**
 * Big5, Shift-JIS or EUC-KR bytes also decode as GB18030, to nonsense. Chinese text uses almost only the GB 2312 part
 * (signs A1–A9, hanzi B0–F7, second byte from A1; 99.99 % of the pairs in real court texts); the others do not.
 */
function weighGb18030() {
  let lead = 0
  let skip = 0
  let pairs = 0
  let common = 0
  return {
    take(chunk: Uint8Array): void {
      for (const byte of chunk) {
        if (skip > 0) skip -= 1
        else if (lead === 0) lead = byte >= 0x80 ? byte : 0
        else {
          if (byte >= 0x30 && byte <= 0x39) skip = 2
          else {
            pairs += 1
            const inGb2312 = (lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7)
            if (inGb2312 && byte >= 0xa1) common += 1
          }
          lead = 0
        }
      }
    },
    implausible: () => pairs >= 20 && common < 0.8 * pairs,
  }
}

const utf16 = refusal(
  'file is UTF-16',
  '文件是 UTF-16 编码。请另存为“CSV UTF-8”或 XLSX 后再导入',
  'The file is UTF-16. Save it as "CSV UTF-8" or XLSX and import that',
)
const binary = refusal(
  'file is not text',
  '文件含有空字节，不是文本文件。可导入 JSON Lines、JSON、CSV（UTF-8 或 GB18030）和 XLSX',
  'The file has NUL bytes and is not text. JSON Lines, JSON, CSV (UTF-8 or GB18030) and XLSX can be imported',
)
const unknownEncoding = refusal(
  'encoding not recognised',
  '文件既不是 UTF-8，也不像 GB18030（可能是 Big5 等编码）。请另存为 UTF-8 后再导入',
  'The file is neither UTF-8 nor plausible GB18030 (it may be Big5). Save it as UTF-8 and import that',
)
