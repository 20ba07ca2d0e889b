/** Reads a ZIP file as the tests need it, independent of the library that wrote it. */
import { inflateRawSync } from 'node:zlib'

/** Path → content, as the central directory lists them. */
export function unpacked(zip: Uint8Array): ReadonlyMap<string, string> {
  const bytes = Buffer.from(zip)
  const files = new Map<string, string>()
  let at = bytes.readUInt32LE(bytes.length - 6)
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
      // Three fields read, three numbers.
      number,
      number,
      number,
    ]
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const content = bytes.subarray(start, start + size)
    files.set(
      bytes.toString('utf8', at + 46, at + 46 + name),
      (method === 0 ? content : inflateRawSync(content)).toString('utf8'),
    )
    at += 46 + name + extra + comment
  }
  return files
}

const PROLOGUE = /^<\?xml[^?]*\?>\s*/
const TOKEN = /<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y
const REFERENCES = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i

const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/** Throws unless elements nest, attributes are quoted, and no bare `&` or forbidden character stands anywhere. */
export function assertWellFormed(path: string, xml: string): void {
  const fail = (why: string, at: number): never => {
    throw new Error(`${path} at ${at}: ${why} near ${xml.slice(at, at + 60)}`)
  }
  if (REFERENCES.test(xml)) fail('bare ampersand', xml.search(REFERENCES))
  if (FORBIDDEN.test(xml) || !xml.isWellFormed()) fail('forbidden character', xml.search(FORBIDDEN))
  const open: string[] = []
  TOKEN.lastIndex = PROLOGUE.exec(xml)?.[0].length ?? 0
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(xml)
    if (token === null) return fail('not a tag', at)
    const [, closes, name, , empty] = token
    if (name === undefined) continue
    if (closes === '/') {
      if (open.pop() !== name) fail(`</${name}> closes nothing`, at)
    } else if (empty !== '/') open.push(name)
  }
  if (open.length > 0) fail(`<${open.at(-1)}> is not closed`, xml.length)
}
