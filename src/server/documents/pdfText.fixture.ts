/**
 * Reads back the text of the PDFs made here, as copying from a viewer would: through each font's ToUnicode map. It knows
 * what these files are made of (plain objects, Flate streams, two-byte codes), not PDF at large.
 */
import { inflateSync } from 'node:zlib'

const objectsOf = (pdf: string): ReadonlyMap<string, string> =>
  new Map(
    [...pdf.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)\nendobj/g)].map((found) => [
      found[1] ?? '',
      found[2] ?? '',
    ]),
  )

function streamOf(object: string): string {
  const begin = /stream\r?\n/.exec(object)
  if (begin === null) return ''
  const bytes = Buffer.from(object.slice(begin.index + begin[0].length), 'latin1')
  return object.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1')
}

/** Code of a glyph → what it says. */
function meaningsOf(map: string): ReadonlyMap<number, string> {
  const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  const lists = [...map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)].map((found) => found[1] ?? '')
  return new Map(
    [...lists.join('\n').matchAll(/<([\da-f]{4})>\s*<([\da-f]+)>/gi)].map((found) => [
      parseInt(found[1] ?? '', 16),
      utf16(found[2] ?? ''),
    ]),
  )
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

const unescaped = (literal: string): string =>
  literal.replaceAll(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(parseInt(code, 8)) : (ESCAPES[code] ?? code),
  )

/** Literals may hold parentheses as they are, as long as these pair up: a regular expression cannot count them. */
function literalsAsHex(content: string): string {
  let out = ''
  for (let at = 0; at < content.length; at++) {
    if (content[at] !== '(') {
      out += content.charAt(at)
      continue
    }
    const begin = at + 1
    for (let depth = 1; depth > 0;) {
      at++
      if (content[at] === '\\') at++
      else if (content[at] === '(') depth++
      else if (content[at] === ')') depth--
    }
    out += `<${Buffer.from(unescaped(content.slice(begin, at)), 'latin1').toString('hex')}>`
  }
  return out
}

const pagesIn = (objects: ReadonlyMap<string, string>): readonly string[] =>
  [...objects.values()].filter((object) => object.includes('/Type /Page\n'))

export const pagesOf = (pdf: Uint8Array): number =>
  pagesIn(objectsOf(Buffer.from(pdf).toString('latin1'))).length

/** The text in the order it is drawn, without any white space: lines break where the page does. */
export function textOfPdf(pdf: Uint8Array): string {
  const objects = objectsOf(Buffer.from(pdf).toString('latin1'))
  const object = (id: string | undefined): string => objects.get(id ?? '') ?? ''
  return pagesIn(objects)
    .map((page) => {
      const fonts = new Map(
        [...page.matchAll(/\/(f\d+) (\d+) 0 R/g)].map((found) => [
          found[1],
          meaningsOf(streamOf(object(/\/ToUnicode (\d+) 0 R/.exec(object(found[2]))?.[1]))),
        ]),
      )
      const content = literalsAsHex(streamOf(object(/\/Contents (\d+) 0 R/.exec(page)?.[1])))
      let meanings: ReadonlyMap<number, string> = new Map()
      let text = ''
      for (const [, font, hex] of content.matchAll(/\/(f\d+) [\d.]+ Tf|<([\da-f]{4,})>/gi)) {
        if (font !== undefined) meanings = fonts.get(font) ?? new Map()
        const codes = Buffer.from(hex ?? '', 'hex')
        for (let at = 0; at + 1 < codes.length; at += 2) text += meanings.get(codes.readUInt16BE(at)) ?? ''
      }
      return text
    })
    .join('')
    .replaceAll(/\s/gu, '')
}
