/**
 * What a file is, by its content; its name and what the sender says of it count for nothing. Only what is listed in
 * acceptedTypes.json gets in, and nothing that is two things at once: a picture that a browser could read as a page, a
 * document that is an archive from its other end.
 */
import { fileTypeFromBuffer, fileTypeFromStream } from 'file-type'
import accepted from './acceptedTypes.json' with { type: 'json' }
import type { ReadableBytes } from './evidenceStore.ts'

export type AcceptedType = keyof typeof accepted

export type TypeRefusal =
  | { readonly because: 'empty' }
  | { readonly because: 'type not accepted'; readonly found: string }
  | { readonly because: 'two things at once'; readonly found: readonly [string, string] }

/** File name endings of a type, the usual one first. */
export const endingsOf = (type: AcceptedType): readonly [string, ...string[]] => {
  const [first = '', ...others] = accepted[type]
  return [first, ...others]
}

const HEAD = 1024
/** An archive's end record may have a comment of up to 65,535 bytes behind it. */
const TAIL = 22 + 65_535

export async function typeOfFile(
  file: ReadableBytes,
): Promise<{ readonly type: AcceptedType } | { readonly refused: TypeRefusal }> {
  const { size } = file
  if (size === 0) return { refused: { because: 'empty' } }
  const head = await file.bytesAt(0, 64 * 1024)
  const found = await findType(file, head)
  const type = Object.keys(accepted).find((one): one is AcceptedType => one === found)
  if (type === undefined) return { refused: { because: 'type not accepted', found } }
  const also = findOther(type, head.subarray(0, HEAD), await file.bytesAt(Math.max(0, size - TAIL), TAIL))
  return also === undefined ? { type } : { refused: { because: 'two things at once', found: [type, also] } }
}

async function findType(file: ReadableBytes, head: Buffer): Promise<string> {
  // The byte order mark of UTF-16 looks like the beginning of a sound.
  if (markedEncoding(head) !== undefined && textTypeOf(head) !== UNKNOWN) return textTypeOf(head)
  const { mime } = (await fileTypeFromBuffer(head)) ?? {}
  // What archives and containers hold is not always told by their beginning.
  const whole = mime === 'application/zip' ? ((await fileTypeFromStream(file.stream()))?.mime ?? mime) : mime
  if (whole === 'application/x-cfb') return findOldOffice(file, head)
  return whole ?? textTypeOf(head)
}

/** Old Office files and installers share one container: the names in its directory tell which it is (MS-CFB 2.2, 2.6). */
async function findOldOffice(file: ReadableBytes, head: Buffer): Promise<string> {
  const container = 'application/x-cfb'
  if (head.length < 512) return container
  const sector = 2 ** Math.min(12, head.readUInt16LE(30))
  const names = (await file.bytesAt((head.readUInt32LE(48) + 1) * sector, 4096)).toString('utf16le')
  if (names.includes('WordDocument')) return 'application/msword'
  if (names.includes('Workbook') || names.includes('Book\0')) return 'application/vnd.ms-excel'
  if (names.includes('PowerPoint Document')) return 'application/vnd.ms-powerpoint'
  return container
}

const UNKNOWN = 'application/octet-stream'

function markedEncoding(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined
}

/** Words as people save them here: UTF-8, UTF-16 with its mark, GB18030. Control characters belong into no text. */
function textTypeOf(head: Buffer): string {
  const marked = markedEncoding(head)
  for (const encoding of marked === undefined ? ['utf-8', 'gb18030'] : [marked]) {
    // A character that the end of the piece cuts in two is no fault: with `stream` it is waited for.
    const text = decoded(head, encoding)
    if (text === undefined || /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) continue
    if (/^\s*#!|^\s*<\?(?!xml)/.test(text)) return 'text/x-script'
    if (/^\s*</.test(text) || MARKUP.test(text.slice(0, HEAD))) return 'text/html'
    return 'text/plain'
  }
  return UNKNOWN
}

function decoded(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
  } catch {
    return undefined
  }
}

/** What makes a browser take bytes for a page (WHATWG MIME Sniffing 7.1), and scripts in pictures. */
const MARKUP =
  /<(?:!doctype|html|head|body|script|svg|iframe|object|embed|style|title|meta|h1|div|table|a |img |\?php)/i

function findOther(type: AcceptedType, head: Buffer, tail: Buffer): string | undefined {
  const text = head.toString('latin1')
  if (type !== 'text/plain' && MARKUP.test(text)) return 'text/html'
  if (type !== 'application/pdf' && text.includes('%PDF-')) return 'application/pdf'
  const archive = type.startsWith('application/vnd.o')
  return !archive && endsAsArchive(tail) ? 'application/zip' : undefined
}

/** Whether the last bytes are the end record of a zip archive, whose comment reaches exactly to the end. */
function endsAsArchive(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1'); at >= 0;) {
    if (at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) <= tail.length) return true
    at = at === 0 ? -1 : tail.lastIndexOf('PK\x05\x06', at - 1, 'latin1')
  }
  return false
}
