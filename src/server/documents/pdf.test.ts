import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as later } from 'node:timers/promises'
import { form, hostile, letter, longReport, report } from './papers.fixture.ts'
import { pagesOf, textOfPdf } from './pdfText.fixture.ts'
import type { Paper } from './paper.ts'
import { renderDocument } from './render.ts'

/** White space is left out on both sides: lines break where the page does. */
const says = (text: string, wanted: string): boolean => text.includes(wanted.replaceAll(/\s/gu, ''))

const pdf = async (paper: Paper): Promise<Buffer> => Buffer.from(await renderDocument(paper, 'pdf'))

for (const paper of [letter, form, report])
  test(`a ${paper.layout} is a PDF for the archive with every text to be copied`, async () => {
    const bytes = await pdf(paper)
    assert.equal(bytes.toString('latin1', 0, 5), '%PDF-')
    assert.match(bytes.toString('latin1'), /pdfaid:part>2</)
    const text = textOfPdf(bytes)
    for (const { label, value } of paper.lines) {
      assert.ok(says(text, label), `${label} in ${text}`)
      const texts =
        typeof value === 'string' ? value.split('\n') : 'rows' in value ? value.rows.flat() : value
      for (const one of texts) assert.ok(says(text, one), one)
    }
    for (const one of [
      ...paper.before,
      ...paper.after,
      paper.title,
      paper.organ,
      paper.number ?? '',
      '2026年11月22日',
      '王建国',
    ])
      assert.ok(says(text, one), one)
  })

test('a letter fits its page, a long report runs over thirty', async () => {
  assert.equal(pagesOf(await pdf(letter)), 1)
  const pages = pagesOf(await pdf(longReport))
  assert.ok(pages >= 20 && pages <= 40, `${pages} pages`)
})

test('a report shows withdrawn signatures as such', async () => {
  assert.ok(says(textOfPdf(await pdf(report)), '已失效'))
  assert.ok(!says(textOfPdf(await pdf({ ...report, signatures: report.signatures.slice(1) })), '已失效'))
})

for (const layout of ['letter', 'form', 'report'] as const)
  test(`in a ${layout} hostile text is text and nothing else`, async () => {
    const text = textOfPdf(await pdf(hostile(layout)))
    assert.ok(says(text, '#read("/etc/passwd") $ \\ ] [ <b>&amp; *x* _y_ @z `c`'), text)
    assert.ok(says(text, '#panic("机关")'))
    assert.ok(!says(text, 'root:'))
  })

test('the template evaluates, imports and reads nothing', () => {
  const template = readFileSync(new URL('./official.typ', import.meta.url), 'utf8').replaceAll(
    /^\s*\/\/.*$/gm,
    '',
  )
  assert.doesNotMatch(template, /\b(?:eval|import|include|read|plugin|image|csv|yaml|toml|xml|cbor)\b/)
})

test('rare characters of names are printed, and what no font has is named', async () => {
  const paper: Paper = { ...letter, title: '喆堃犇镕䶮', addressee: '𠮷某\u{e123}' }
  const text = textOfPdf(await pdf(paper))
  assert.ok(says(text, '喆堃犇镕䶮'))
  // A machine whose own fonts have 𠮷 draws it; the fonts that come with the product do not.
  assert.match(text, /(?:𠮷|〔U\+20BB7〕)某〔U\+E123〕/)
})

test('invisible, foreign, joined and private characters still make a PDF for the archive', async () => {
  const odd =
    '\u200b\u200d\ufeff\u00ade\u0301 👨‍👩‍👧 ❤️ العربية हिन्दी \u{e000}\u{100000} 㐀\ufe0f 한국 ไทย \ufffc'
  const bytes = await pdf({ ...report, title: odd, lines: [{ label: odd, value: odd }] })
  assert.match(bytes.toString('latin1'), /pdfaid:part>2</)
})

test('equal papers are equal bytes, whenever they are made and whatever was made between', async () => {
  const first = await pdf(form)
  await pdf(letter)
  await later(1100)
  assert.ok(first.equals(await pdf(form)))
})

test('papers asked for at once each come back as their own', async () => {
  const titles = ['甲文', '乙文', '丙文', '丁文']
  const texts = await Promise.all(titles.map(async (title) => textOfPdf(await pdf({ ...form, title }))))
  titles.forEach((title, index) => assert.ok(texts[index]?.includes(title), title))
})
