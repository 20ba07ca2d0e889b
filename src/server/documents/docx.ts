/**
 * A paper as DOCX after GB/T 9704-2012: editable, with the official fonts named. Equal papers give equal bytes: the
 * package is dated by the document, not by the clock.
 */
import { AlignmentType, BorderStyle, Document, Packer, Paragraph, Tab, TabStopType, type Table } from 'docx'
import { chineseDay, chineseInstant } from './chineseDay.ts'
import { chineseNumeral } from './chineseNumeral.ts'
import { docxSection, reachingOut } from './docxPage.ts'
import { docxForm, docxTable } from './docxTable.ts'
import { bodyParagraph, emptyLine, fonts, LINE, millimetres, plainParagraph, RED, run } from './docxText.ts'
import { annexLines, cancelledLine, organSize, paragraphsOf, signatureTable, widthOf } from './layout.ts'
import { isTable, watermarkText, type Paper, type PaperValue, type Section } from './paper.ts'
import { coreProperties, fontTable, watermarkHeader } from './docxParts.ts'
import { undatedZip } from './undatedZip.ts'

type Blocks = (Paragraph | Table)[]

export async function docxOfPaper(paper: Paper): Promise<Uint8Array> {
  const { name } = fonts.fangsong
  const document = new Document({
    title: paper.title,
    creator: paper.organ,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: { run: { size: 32, font: { ascii: name, hAnsi: name, eastAsia: name, cs: name } } },
      },
    },
    sections: [docxSection(paper, contentOf(paper))],
  })
  const packed = await Packer.toBuffer(document, undefined, [
    { path: 'docProps/core.xml', data: coreProperties(paper) },
    { path: 'word/fontTable.xml', data: fontTable() },
    ...['header1', 'header2', ...(paper.layout === 'letter' ? ['header3'] : [])].map((part) => ({
      path: `word/${part}.xml`,
      data: watermarkHeader(watermarkText(paper)),
    })),
  ])
  return undatedZip(packed)
}

function contentOf(paper: Paper): Blocks {
  switch (paper.layout) {
    case 'letter':
      return letterOf(paper)
    case 'form':
      return formOf(paper)
    case 'report':
      return reportOf(paper)
  }
}

const letterOf = (paper: Paper): Blocks => [
  plainParagraph([run(paper.organ, organSize(paper.organ), 'song', { color: RED, bold: true })], {
    alignment: AlignmentType.CENTER,
    border: { bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 24, color: RED, space: 11 } },
    indent: reachingOut,
    spacing: { before: 0, after: 240 },
  }),
  headLine(paper, 16),
  emptyLine(),
  titleOf(paper),
  emptyLine(),
  ...addressed(paper),
  ...textOf(paper.before),
  ...paper.lines.flatMap(({ label, value }) => runIn(label, value)),
  ...textOf(paper.after),
  ...annexesOf(paper),
  ...paper.signatures.map(({ post, name, at }) =>
    bodyParagraph([run(`${post}　${name}　${chineseInstant(at)}`, 16, 'fangsong')]),
  ),
  ...closingOf(paper),
]

const reportOf = (paper: Paper): Blocks => {
  const table = signatureTable(paper)
  const signed: readonly Section[] = paper.signatures.length > 0 ? [{ label: '签批意见', value: table }] : []
  return [
    ...(paper.secrecy === undefined && paper.number === undefined ? [] : [headLine(paper, 16), emptyLine()]),
    titleOf(paper),
    emptyLine(),
    ...addressed(paper),
    ...textOf(paper.before),
    ...[...paper.lines, ...signed].flatMap(({ label, value }, index) => [
      new Paragraph({
        children: [run(`${chineseNumeral(index + 1)}、${label}`, 16, 'hei')],
        indent: { firstLine: 640, firstLineChars: 200 },
        keepNext: true,
        outlineLevel: 0,
        spacing: LINE,
      }),
      ...(value === table
        ? [docxTable(value, 12, { struck: paper.signatures.map(({ withdrawn }) => withdrawn === true) })]
        : valueBlocks(value)),
    ]),
    ...textOf(paper.after),
    ...annexesOf(paper),
    ...closingOf(paper),
  ]
}

const formOf = (paper: Paper): Blocks => [
  ...(paper.secrecy === undefined ? [] : [plainParagraph([run(paper.secrecy, 16, 'hei')])]),
  titleOf(paper),
  plainParagraph(
    [
      run(`填表单位：${paper.organ}`, 12, 'fangsong'),
      run('', 12, 'fangsong', { children: [new Tab(), paper.number ?? ''] }),
    ],
    atBothEdges,
  ),
  ...textOf(paper.before),
  docxForm(paper),
  ...noteOf(paper),
]

const atBothEdges = { tabStops: [{ type: TabStopType.RIGHT, position: millimetres(156) }] }

/** The secrecy mark at the left edge, the number at the right. */
const headLine = (paper: Paper, points: number): Paragraph =>
  plainParagraph(
    [
      run(paper.secrecy ?? '', points, 'hei'),
      run('', points, 'fangsong', { children: [new Tab(), paper.number ?? ''] }),
    ],
    atBothEdges,
  )

const titleOf = (paper: Paper): Paragraph =>
  plainParagraph([run(paper.title, 22, 'song')], {
    alignment: AlignmentType.CENTER,
    spacing: { line: 720, lineRule: 'exact', before: 0, after: 0 },
  })

const addressed = ({ addressee }: Paper): Blocks =>
  addressee === undefined ? [] : [plainParagraph([run(`${addressee}：`, 16, 'fangsong')])]

/** A letter runs its headings into the text. */
function runIn(label: string, value: PaperValue): Blocks {
  const heading = run(`${label}：`, 16, 'hei')
  if (typeof value !== 'string') return [bodyParagraph([heading]), ...valueBlocks(value)]
  const [first, ...rest] = paragraphsOf(value)
  return [
    bodyParagraph([heading, run(first ?? '', 16, 'fangsong')]),
    ...rest.map((text) => bodyParagraph([run(text, 16, 'fangsong')])),
  ]
}

function valueBlocks(value: PaperValue): Blocks {
  const body = (text: string): Paragraph => bodyParagraph([run(text, 16, 'fangsong')])
  if (typeof value === 'string') return paragraphsOf(value).map(body)
  if (isTable(value)) return [docxTable(value, 12)]
  return value.flatMap((text, index) =>
    paragraphsOf(text).map((one, nth) => body(nth === 0 && value.length > 1 ? `${index + 1}．${one}` : one)),
  )
}

/**
 * The date four characters from the right, the organ's name centred above it; a name longer than the date two
 * characters from the right, the date below its middle (7.3.5).
 */
function closingOf(paper: Paper): Blocks {
  const date = chineseDay(paper.issuedOn)
  const [organWidth, dateWidth] = [widthOf(paper.organ) * 160, widthOf(date) * 160]
  const [organRight, dateRight] =
    organWidth > dateWidth
      ? [640, 640 + (organWidth - dateWidth) / 2]
      : [1280 + (dateWidth - organWidth) / 2, 1280]
  const atRight = (text: string, right: number): Paragraph =>
    plainParagraph([run(text, 16, 'fangsong')], {
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(right) },
      keepLines: true,
      keepNext: text === paper.organ,
    })
  return [emptyLine(), atRight(paper.organ, organRight), atRight(date, dateRight), ...noteOf(paper)]
}

const textOf = (texts: readonly string[]): Blocks =>
  texts.flatMap(paragraphsOf).map((text) => bodyParagraph([run(text, 16, 'fangsong')]))

const annexesOf = ({ annexes }: Paper): Blocks => textOf(annexLines(annexes))

/** The note (附注) below the date, who gets a copy, and that it is void. */
const noteOf = (paper: Paper): Blocks => [
  ...(paper.note === undefined ? [] : textOf([`（${paragraphsOf(paper.note).join('')}）`])),
  ...(paper.copies === undefined ? [] : textOf([`抄送：${paper.copies}`])),
  ...[cancelledLine(paper) ?? []].flat().map((text) => bodyParagraph([run(text, 16, 'hei', { color: RED })])),
]
