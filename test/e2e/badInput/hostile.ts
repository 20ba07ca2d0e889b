/** What strangers send: texts and bodies made to break, and files that are something else than they say. */
import { deflateRawSync } from 'node:zlib'

export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u0007\u001b[31m红\u001b[0m',
  '\r\nSet-Cookie: zs_session=stolen',
  '\ud800',
  '前\udfff后',
  '\u202egpj.exe',
  '\u2066隐藏\u2069',
  '\ufeff\uffff',
  "'; drop table students; --",
  "' or '1'='1",
  '%',
  '%_\\%',
  '\\',
  '$1 $$ ${7*7} {{7*7}} #{7*7}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '=HYPERLINK("x","y")',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  '%',
  '%zz',
  '%c0%ae',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e309',
  '99999999999999999999',
  '9'.repeat(400),
  '٣',
  '𠮷野家👨‍👩‍👧‍👦',
  'e\u0301'.repeat(200),
  '00000000-0000-4000-8000-000000000000',
  '00000000-0000-4000-8000-00000000000G',
  '2025-02-30',
  '9999-99-99',
  '字'.repeat(20_000),
]

/** Bodies as they stand on the wire; the second is what is said of them. */
export const hostileBodies: readonly (readonly [body: string | Uint8Array<ArrayBuffer>, type: string])[] = [
  ...['', ' ', 'null', '1', '"text"', '[]', '[{}]', 'true', '{', '{"a":', '{"a":1,}', "{'a':1}", '{a:1}'].map(
    (body): [string, string] => [body, 'application/json'],
  ),
  ['{"__proto__":{"admin":true}}', 'application/json'],
  ['{"constructor":{"prototype":{"admin":true}}}', 'application/json'],
  ['{"title":"x","title":{"y":1}}', 'application/json'],
  ['{"title":"\\ud800"}', 'application/json'],
  ['{"title":"\\u0000"}', 'application/json'],
  ['{"limit":1e999,"n":-0}', 'application/json'],
  [`${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'application/json'],
  [`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`, 'application/json'],
  [
    JSON.stringify(
      Object.fromEntries(Array.from({ length: 10_000 }, (_, nth) => [`field${String(nth)}`, nth])),
    ),
    'application/json',
  ],
  [JSON.stringify({ title: '字'.repeat(20_000), content: '字'.repeat(200_000) }), 'application/json'],
  [Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 'application/json'],
  ['{}', 'application/json; charset=utf-7'],
  ['{}', 'text/plain'],
  ['{}', 'text/html'],
  [
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    'application/xml',
  ],
  ['a=1&b[c]=2&__proto__[x]=1', 'application/x-www-form-urlencoded'],
  ['--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1', 'multipart/form-data; boundary=x'],
  ['--x--', 'multipart/form-data'],
  ['{}', 'not a type at all'],
  ['{}', `application/${'x'.repeat(5000)}`],
]

export interface HostileFile {
  readonly says: string
  readonly name: string
  readonly bytes: Buffer
  /** Whether it must be refused; what may be taken in is only ever saved, never shown. */
  readonly refused: boolean
}

const CRC_TABLE = Array.from({ length: 256 }, (_, nth) => {
  let value = nth
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})
const crc32 = (bytes: Buffer): number => {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/** A zip archive with these members (PKWARE APPNOTE 4.3). */
function zipOf(members: readonly (readonly [name: string, content: Buffer])[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [name, content] of members) {
    const packed = deflateRawSync(content, { level: 9 })
    const title = Buffer.from(name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(0x800, 2)
    shared.writeUInt16LE(8, 4)
    shared.writeUInt32LE(crc32(content), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(content.length, 18)
    shared.writeUInt16LE(title.length, 22)
    local.push(Buffer.from('PK\x03\x04', 'latin1'), shared, title, packed)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, rest, title)
    at += 30 + title.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, directory, end])
}

const GIF = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const html = Buffer.from('<!doctype html><script>alert(document.domain)</script>')
const zeros = Buffer.alloc(20_000_000)

export const harmless: HostileFile = { says: 'a picture', name: '照片.png', bytes: PNG, refused: false }

export function hostileFiles(): readonly HostileFile[] {
  const bomb = zipOf([['0.bin', zeros]])
  const docx = (more: readonly (readonly [string, Buffer])[]) =>
    zipOf([
      [
        '[Content_Types].xml',
        Buffer.from(
          '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        ),
      ],
      ...more,
    ])
  return [
    { says: 'nothing', name: 'empty.pdf', bytes: Buffer.alloc(0), refused: true },
    { says: 'a zip bomb', name: 'photos.zip', bytes: bomb, refused: true },
    { says: 'a zip bomb in a zip bomb', name: 'a.docx', bytes: zipOf([['1.zip', bomb]]), refused: true },
    {
      says: 'a document that unpacks to 20 MB',
      name: '说明.docx',
      bytes: docx([['word/document.xml', zeros]]),
      refused: false,
    },
    {
      says: 'a picture that is an archive (GIFAR)',
      name: 'a.gif',
      bytes: Buffer.concat([GIF, zipOf([['A.class', html]])]),
      refused: true,
    },
    {
      says: 'a picture that is a page',
      name: 'a.gif',
      bytes: Buffer.concat([Buffer.from('GIF89a/*'), html]),
      refused: true,
    },
    {
      says: 'a document that is a page',
      name: 'a.pdf',
      bytes: Buffer.concat([Buffer.from('%PDF-1.4\n'), html, PDF]),
      refused: true,
    },
    {
      says: 'a picture with a document in it',
      name: 'a.png',
      bytes: Buffer.concat([PNG.subarray(0, 33), PDF, PNG.subarray(33)]),
      refused: true,
    },
    {
      says: 'a drawing with a script',
      name: 'a.svg',
      bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
      refused: true,
    },
    { says: 'a page named as a picture', name: 'a.jpg', bytes: html, refused: true },
    {
      says: 'a program named as a document',
      name: 'a.pdf',
      bytes: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(512), Buffer.from('PE\0\0')]),
      refused: true,
    },
    {
      says: 'an ELF program',
      name: 'a.txt',
      bytes: Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(200)]),
      refused: true,
    },
    { says: 'a shell script', name: 'a.txt', bytes: Buffer.from('#!/bin/sh\nrm -rf /\n'), refused: true },
    { says: 'a PHP page', name: 'a.png', bytes: Buffer.from('<?php system($_GET[0]);'), refused: true },
    {
      says: 'random bytes',
      name: 'a.bin',
      bytes: Buffer.from(Array.from({ length: 3000 }, (_, nth) => (nth * 7919) % 251)),
      refused: true,
    },
    { says: 'a path as a name', name: '../../../etc/cron.d/x.png', bytes: PNG, refused: false },
    { says: 'a name that reads backwards', name: '\u202egnp.exe.png', bytes: PNG, refused: false },
    { says: 'a very long name', name: `${'长'.repeat(3000)}.png`, bytes: PNG, refused: false },
    {
      says: 'a name that is a header',
      name: 'a"; filename="b.html\r\nX-Evil: 1.png',
      bytes: PNG,
      refused: false,
    },
  ]
}
