import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as later } from 'node:timers/promises'
import { form, hostile, letter, longReport, report } from './papers.fixture.ts'
import { renderDocument } from './render.ts'
import { assertWellFormed, unpacked } from './unpacked.fixture.ts'
import type { Paper } from './paper.ts'

async function filesOf(paper: Paper): Promise<ReadonlyMap<string, string>> {
  const files = unpacked(await renderDocument(paper, 'docx'))
  for (const [path, xml] of files) if (/\.(?:xml|rels)$/.test(path)) assertWellFormed(path, xml)
  return files
}
const partOf = (files: ReadonlyMap<string, string>, path: string): string => {
  const part = files.get(path)
  assert.ok(part, `${path} is missing`)
  return part
}
/** The text a reader sees, without markup. */
const readIn = (xml: string): string =>
  xml
    .replaceAll(/<\/w:p>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

for (const paper of [letter, form, report, longReport]) {
  test(`a ${paper.layout} of ${paper.lines.length} parts is well-formed and holds every text`, async () => {
    const xml = partOf(await filesOf(paper), 'word/document.xml')
    const text = readIn(xml)
    for (const { label, value } of paper.lines) {
      assert.ok(text.includes(label), label)
      const texts =
        typeof value === 'string'
          ? value.split('\n')
          : 'rows' in value
            ? [...value.head, ...value.rows.flat()]
            : value
      for (const one of texts) assert.ok(text.includes(one), one)
    }
    for (const one of [...paper.before, ...paper.after, '2026年11月22日']) assert.ok(text.includes(one), one)
  })
}

test('a letter has the official fonts, sizes, margins, line pitch, red head and number', async () => {
  const files = await filesOf(letter)
  const xml = partOf(files, 'word/document.xml')
  for (const font of ['方正小标宋简体', '仿宋_GB2312', '黑体']) {
    assert.match(xml, new RegExp(`w:eastAsia="${font}"`))
    assert.match(partOf(files, 'word/fontTable.xml'), new RegExp(`w:name="${font}"><w:altName`))
  }
  assert.match(xml, /<w:sz w:val="44"\/>/)
  assert.match(xml, /<w:sz w:val="32"\/>/)
  assert.match(xml, /w:line="579" w:lineRule="exact"/)
  assert.match(xml, /w:firstLineChars="200"/)
  // 37, 28, 26 and 35 mm in twentieths of a point.
  assert.match(xml, /<w:pgSz w:w="11906" w:h="16838"/)
  for (const margin of ['top="2098"', 'left="1587"', 'right="1474"', 'bottom="1984"'])
    assert.match(xml, new RegExp(`<w:pgMar[^>]*w:${margin}`))
  assert.match(xml, /<w:bottom w:val="thickThinSmallGap" w:color="D7000F"/)
  assert.match(xml, /<w:titlePg/)
  assert.ok(readIn(xml).includes('长扫黑交办〔2026〕12号'))
})

test('pages are numbered between dashes, and every page bears the viewer and the time', async () => {
  const files = await filesOf(report)
  const parts = [...files].filter(([path]) => /word\/(?:header|footer)\d\.xml/.test(path))
  const footers = parts.filter(([path]) => path.includes('footer')).map(([, xml]) => xml)
  assert.equal(footers.length, 2)
  for (const footer of footers) assert.match(footer, /— <.*PAGE.*> —/s)
  const headers = parts.filter(([path]) => path.includes('header')).map(([, xml]) => xml)
  assert.equal(headers.length, 2)
  for (const header of headers) assert.match(header, /王建国（南关区公安分局）　2026年11月22日 10:05/)
})

test('a report numbers its sections and shows withdrawn signatures as such', async () => {
  const text = readIn(partOf(await filesOf(report), 'word/document.xml'))
  assert.match(text, /一、线索来源\n/)
  assert.match(text, /七、签批意见\n/)
  assert.match(text, /同意结论。\n2026年11月22日 9:30\n已失效\n/)
})

for (const layout of ['letter', 'form', 'report'] as const)
  test(`in a ${layout} hostile text is text and nothing else`, async () => {
    const files = await filesOf(hostile(layout))
    const xml = partOf(files, 'word/document.xml')
    assert.ok(readIn(xml).includes('#import "@preview/x:1.0.0"'))
    assert.ok(readIn(xml).includes('<b>&amp;'))
    assert.ok(readIn(xml).includes('前□□□□□后'))
    assert.doesNotMatch(xml, /<b>/)
  })

test('equal papers are equal bytes, whenever they are made', async () => {
  const first = await renderDocument(form, 'docx')
  // ZIP counts in steps of two seconds.
  await later(2100)
  assert.deepEqual(Buffer.from(await renderDocument(form, 'docx')), Buffer.from(first))
})
