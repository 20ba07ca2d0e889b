import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { Document, Packer, Paragraph } from 'docx'
import { typeOfFile } from './fileType.ts'
import { safeName } from './safeName.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const archiveEnd = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)])
/** A JPEG whose comment says this. */
const jpeg = (comment: string) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, comment.length + 2]),
    Buffer.from(comment),
    Buffer.from([0xff, 0xda, 0, 2, 0xff, 0xd9]),
  ])

/** The beginning of a photograph whose file names this brand first. */
const photographOf = (brand: string) =>
  Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from(`ftyp${brand}`),
    Buffer.alloc(4),
    Buffer.from('mif1heic'),
  ])

/** A letter as Word saves it. */
const letter = () =>
  Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('他们每月收取保护费。')] }] }))

async function look(content: Buffer | string) {
  const bytes = Buffer.from(content)
  return typeOfFile({
    size: bytes.length,
    bytesAt: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
    stream: () => Readable.from([bytes]),
  })
}

test('pictures, documents and texts are known by their content', async () => {
  const cases: readonly (readonly [string, Buffer | string])[] = [
    ['image/png', png],
    ['image/jpeg', jpeg('taken by the river')],
    ['application/pdf', pdf],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', await letter()],
    // Photographs of an iPhone and of an Android telephone name their brand differently.
    ['image/heic', photographOf('heic')],
    ['image/heif', photographOf('mif1')],
    ['text/plain', '他们每月收取保护费。\n'],
    ['text/plain', Buffer.from('b1a3bba4b7d1d2bbc7a7d4aa', 'hex')],
    ['text/plain', Buffer.from('\ufeff收据', 'utf16le')],
    ['text/plain', '利息 < 5 % 时不收'],
    // A piece that ends in the middle of a character.
    ['text/plain', `a${'保'.repeat(40_000)}`],
  ]
  for (const [type, content] of cases) assert.deepEqual(await look(content), { type })
})

test('programs, pages, scripts, archives and unknown bytes are refused', async () => {
  const cases: readonly (readonly [string, Buffer | string])[] = [
    ['application/x-msdownload', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)])],
    ['application/x-elf', Buffer.concat([Buffer.from('\x7fELF', 'latin1'), Buffer.alloc(100)])],
    ['text/html', '<!DOCTYPE html><html><body>hello</body></html>'],
    ['text/html', '请看 <script>alert(1)</script>'],
    ['text/html', '\n  <a href="javascript:alert(1)">x</a>'],
    ['text/x-script', '#!/bin/sh\nrm -rf /\n'],
    ['text/x-script', '<?php system($_GET[0]); ?>'],
    ['application/octet-stream', Buffer.from([1, 2, 3, 0, 255, 254, 0])],
    ['application/zip', archiveEnd],
  ]
  for (const [found, content] of cases)
    assert.deepEqual(await look(content), { refused: { because: 'type not accepted', found } })
  const drawing = await look('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
  assert.ok('refused' in drawing)
  assert.deepEqual(await look(''), { refused: { because: 'empty' } })
})

test('a file that is two things at once is refused', async () => {
  const twice = async (content: Buffer) => {
    const answer = await look(content)
    return 'refused' in answer && answer.refused.because === 'two things at once'
      ? answer.refused.found
      : answer
  }
  assert.deepEqual(await twice(jpeg('<html><script>alert(1)</script>')), ['image/jpeg', 'text/html'])
  assert.deepEqual(await twice(jpeg('%PDF-1.7 1 0 obj')), ['image/jpeg', 'application/pdf'])
  assert.deepEqual(await twice(Buffer.concat([png, archiveEnd])), ['image/png', 'application/zip'])
  assert.deepEqual(await twice(Buffer.concat([pdf, archiveEnd])), ['application/pdf', 'application/zip'])
})

test('a name keeps its Chinese and loses its tricks', () => {
  assert.equal(safeName('收据（三月）.pdf', 'application/pdf'), '收据（三月）.pdf')
  assert.equal(safeName('C:\\Users\\me\\照片.JPG', 'image/jpeg'), '照片.JPG')
  assert.equal(safeName('../../etc/passwd', 'text/plain'), 'passwd.txt')
  assert.equal(safeName('invoice\u202Efdp.exe', 'application/pdf'), 'invoicefdp.exe.pdf')
  assert.equal(safeName('a\u0000b\r\nc.png', 'image/png'), 'abc.png')
  assert.equal(safeName('', 'image/png'), 'file.png')
  assert.equal(safeName('...', 'image/png'), 'file.png')
  const long = safeName(`${'证'.repeat(400)}.pdf`, 'application/pdf')
  assert.equal(long.length, 200)
  assert.ok(long.endsWith('证.pdf'))
  assert.ok(safeName(`${'a'.repeat(195)}😀.pdf`, 'application/pdf').isWellFormed())
})
