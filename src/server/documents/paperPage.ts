/**
 * A paper as a page to be printed: A4 after GB/T 9704-2012, without script. It stands alone: its one style is in it and
 * named by its hash in the policy that goes with it, so that nothing else on the page can style, load or run anything.
 */
import { createHash } from 'node:crypto'
import { chineseDay, chineseInstant } from './chineseDay.ts'
import { chineseNumeral } from './chineseNumeral.ts'
import { annexLines, cancelledLine, formRows, organSize, paragraphsOf, signatureTable } from './layout.ts'
import {
  isTable,
  watermarkText,
  type Paper,
  type PaperSignature,
  type PaperTable,
  type Section,
} from './paper.ts'

/** 18 to 36 points: a style attribute would need a policy that lets in others. */
const ORGAN_SIZES = Array.from({ length: 19 }, (_, nth) => String(nth + 18))
  .map((points) => `.organ${points} { font-size: ${points}pt; }`)
  .join(' ')

const STYLE = `
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
* { box-sizing: border-box; }
html { background: #e8e8e8; color: #000; }
body { margin: 0; font: 16pt/28.9pt FangSong_GB2312, FangSong, STFangsong, "FandolFang R", "Noto Serif CJK SC", "Noto Serif SC", serif; }
main { position: relative; width: 210mm; min-height: 297mm; margin: 8mm auto; padding: 37mm 26mm 35mm 28mm; background: #fff; overflow: hidden; }
main > * { position: relative; }
p { margin: 0; text-indent: 2em; text-align: justify; overflow-wrap: anywhere; }
p.flush, td p, .closing p, .head p, .copies { text-indent: 0; }
b, th, h2 { font-family: SimHei, STHeiti, FandolHei, "Noto Sans CJK SC", "Noto Sans SC", sans-serif; font-weight: bold; }
h1 { margin: 28.9pt 0; font: bold 22pt/36pt FZXiaoBiaoSong-B05S, STZhongsong, FandolSong, "Noto Serif CJK SC", "Noto Serif SC", serif; text-align: center; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 16pt; line-height: 28.9pt; text-indent: 2em; break-after: avoid; }
.organ { color: #d7000f; font-family: FZXiaoBiaoSong-B05S, STZhongsong, FandolSong, "Noto Serif CJK SC", "Noto Serif SC", serif; font-weight: bold; line-height: 1.3; text-align: center; text-indent: 0; white-space: nowrap; margin: -7mm 0 4mm; }
.rule { height: 5px; margin: 0 -6mm 14pt -8mm; border-top: 3px solid #d7000f; border-bottom: 1px solid #d7000f; }
.head { display: flex; justify-content: space-between; gap: 1em; }
.head p:last-child { white-space: nowrap; }
.filled { font-size: 12pt; }
thead th { white-space: nowrap; }
table { width: 100%; border-collapse: collapse; font-size: 12pt; line-height: 1.5; margin: 6pt 0; }
th, td { border: 0.6pt solid #000; padding: 4pt 5pt; vertical-align: middle; overflow-wrap: anywhere; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.form > tbody > tr > th { width: 30mm; font-size: 14pt; }
.form > tbody > tr > td { font-size: 14pt; }
.form { table-layout: fixed; }
.sign { text-align: right; }
${ORGAN_SIZES}
del { text-decoration: line-through; }
.closing { margin: 28.9pt 2em 0 0; display: flex; justify-content: flex-end; break-inside: avoid; }
.closing p { text-align: center; }
.void { color: #d7000f; }
.stamp { position: absolute; top: 20mm; right: 26mm; padding: 0 6mm; border: 2px solid #d7000f; color: #d7000f; font-size: 26pt; line-height: 1.6; rotate: -12deg; }
.copies { margin-top: 28.9pt; font-size: 14pt; padding-left: 3em; text-indent: -3em; }
.marks { position: absolute; inset: 0; overflow: hidden; pointer-events: none; }
.marks span { display: block; height: 62mm; color: #e2e2e2; font-size: 12pt; text-align: center; rotate: -30deg; white-space: nowrap; }
@media print { html { background: #fff; print-color-adjust: exact; -webkit-print-color-adjust: exact; } .organ { margin-top: 0; } main { width: auto; min-height: 0; margin: 0; padding: 0; overflow: visible; } .marks { position: fixed; } .stamp { top: 0; right: 0; } }
@media screen and (max-width: 230mm) { main { width: auto; margin: 0; padding: 8mm 6mm; } .organ { white-space: normal; margin-top: 0; } .rule { margin-left: 0; margin-right: 0; } }
`

/** The policy under which the page is sent: nothing but its own style. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-modals',
].join('; ')

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`
const paragraphs = (text: string): string => paragraphsOf(text).map(paragraph).join('')

/** As UTF-8. The same paper gives the same bytes. */
export function pageOfPaper(paper: Paper): Uint8Array {
  const mark = escaped(watermarkText(paper))
  const text =
    paper.layout === 'letter' ? letterOf(paper) : paper.layout === 'form' ? formOf(paper) : reportOf(paper)
  return Buffer.from(
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">` +
      `<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(paper.title)}</title>` +
      `<style>${STYLE}</style></head><body><main>` +
      (mark === '' ? '' : `<div class="marks" aria-hidden="true">${`<span>${mark}</span>`.repeat(5)}</div>`) +
      (paper.cancelled === undefined ? '' : '<p class="stamp flush">作废</p>') +
      `${text}</main></body></html>`,
  )
}

const letterOf = (paper: Paper): string => {
  const size = String(organSize(paper.organ))
  return (
    `<p class="organ organ${size}">${escaped(paper.organ)}</p><div class="rule"></div>` +
    headLine(paper) +
    titleOf(paper) +
    opening(paper) +
    paper.lines.map(runIn).join('') +
    ending(paper)
  )
}

const reportOf = (paper: Paper): string => {
  const sections = paper.lines.map(
    (section, index) =>
      `<h2>${chineseNumeral(index + 1)}、${escaped(section.label)}</h2>${contentOf(section)}`,
  )
  const signed =
    paper.signatures.length === 0
      ? ''
      : `<h2>${chineseNumeral(paper.lines.length + 1)}、签批意见</h2>${tableOf(
          signatureTable(paper),
          paper.signatures.map(({ withdrawn }) => withdrawn === true),
        )}`
  return headLine(paper) + titleOf(paper) + opening(paper) + sections.join('') + signed + ending(paper)
}

const formOf = (paper: Paper): string => {
  const rows = formRows(paper.lines).map((row) =>
    row.length === 2
      ? `<tr>${row.map((one) => `<th>${escaped(one.label)}</th><td>${contentOf(one)}</td>`).join('')}</tr>`
      : row
          .map((one) => `<tr><th>${escaped(one.label)}</th><td colspan="3">${contentOf(one)}</td></tr>`)
          .join(''),
  )
  const said = paper.after.map(paragraphs).join('')
  const after = said === '' ? '' : `<tr><td colspan="4">${said}</td></tr>`
  const sealed =
    `<tr><td colspan="4"><p class="sign">${escaped(paper.organ)}（盖章）</p>` +
    `<p class="sign">${chineseDay(paper.issuedOn)}</p></td></tr>`
  return (
    (paper.secrecy === undefined ? '' : `<p class="flush"><b>${escaped(paper.secrecy)}</b></p>`) +
    titleOf(paper) +
    `<div class="head filled"><p>填表单位：${escaped(paper.organ)}</p><p>${escaped(paper.number ?? '')}</p></div>` +
    paper.before.map(paragraphs).join('') +
    `<table class="form"><tbody>${rows.join('')}${after}${paper.signatures.map(signedRow).join('')}${sealed}</tbody></table>` +
    noteOf(paper)
  )
}

const signedRow = ({ post, name, at, opinion, withdrawn }: PaperSignature): string => {
  const text = `${paragraphs(opinion ?? '')}<p class="sign">签名：${escaped(name)}　${chineseInstant(at)}</p>`
  return `<tr><th>${escaped(post)}意见</th><td colspan="3">${withdrawn === true ? `<del>${text}</del>` : text}</td></tr>`
}

const headLine = ({ secrecy, number }: Paper): string =>
  secrecy === undefined && number === undefined
    ? ''
    : `<div class="head"><p><b>${escaped(secrecy ?? '')}</b></p><p>${escaped(number ?? '')}</p></div>`

const titleOf = ({ title }: Paper): string => `<h1>${escaped(title)}</h1>`

const opening = ({ addressee, before }: Paper): string =>
  (addressee === undefined ? '' : `<p class="flush">${escaped(addressee)}：</p>`) +
  before.map(paragraphs).join('')

/** A letter runs its headings into the text. */
function runIn(section: Section): string {
  const { label, value } = section
  if (typeof value !== 'string') return `<p><b>${escaped(label)}：</b></p>${contentOf(section)}`
  const [first = '', ...rest] = paragraphsOf(value)
  return `<p><b>${escaped(label)}：</b>${escaped(first)}</p>${rest.map(paragraph).join('')}`
}

function contentOf({ value }: Section): string {
  if (typeof value === 'string') return paragraphs(value)
  if (isTable(value)) return tableOf(value)
  return value
    .flatMap((text, index) =>
      paragraphsOf(text).map((one, nth) =>
        paragraph(nth === 0 && value.length > 1 ? `${String(index + 1)}．${one}` : one),
      ),
    )
    .join('')
}

function tableOf({ head, rows }: PaperTable, struck: readonly boolean[] = []): string {
  const cells = (texts: readonly string[], strike: boolean): string =>
    texts
      .map((text) => paragraphsOf(text).map(escaped).join('<br>'))
      .map((text) => `<td>${strike && text !== '' ? `<del>${text}</del>` : text}</td>`)
      .join('')
  return (
    `<table><thead><tr>${head.map((one) => `<th>${escaped(one)}</th>`).join('')}</tr></thead><tbody>` +
    `${rows.map((row, nth) => `<tr>${cells(row, struck[nth] === true)}</tr>`).join('')}</tbody></table>`
  )
}

const ending = (paper: Paper): string =>
  paper.after.map(paragraphs).join('') +
  annexLines(paper.annexes).map(paragraph).join('') +
  (paper.layout === 'letter'
    ? paper.signatures
        .map(({ post, name, at }) => paragraph(`${post}　${name}　${chineseInstant(at)}`))
        .join('')
    : '') +
  `<div class="closing"><div><p>${escaped(paper.organ)}</p><p>${chineseDay(paper.issuedOn)}</p></div></div>` +
  noteOf(paper)

const noteOf = (paper: Paper): string => {
  const isVoid = cancelledLine(paper)
  return (
    (paper.note === undefined ? '' : paragraph(`（${paragraphsOf(paper.note).join('')}）`)) +
    (isVoid === undefined ? '' : `<p class="void"><b>${escaped(isVoid)}</b></p>`) +
    (paper.copies === undefined ? '' : `<p class="copies">抄送：${escaped(paper.copies)}</p>`)
  )
}
