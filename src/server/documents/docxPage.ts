/** The page of an official document in WordprocessingML: margins, grid, page numbers, red lines, watermark. */
import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  LineRuleType,
  PageNumber,
  type ISectionOptions,
} from 'docx'
import { millimetres, plainParagraph, RED, run } from './docxText.ts'
import type { Paper } from './paper.ts'

/** A line of 170 mm in the middle of the page, reaching out of the text block (GB/T 9704-2012, 10.1). */
export const reachingOut = { left: -millimetres(8), right: -millimetres(6) }

/** `— 1 —`, one character from the outer edge (7.5). */
const numbered = (alignment: 'left' | 'right'): Footer =>
  new Footer({
    children: [
      plainParagraph(
        [
          run('— ', 14, 'fangsong'),
          run('', 14, 'fangsong', { children: [PageNumber.CURRENT] }),
          run(' —', 14, 'fangsong'),
        ],
        {
          alignment: alignment === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
          indent: alignment === 'left' ? { left: 280 } : { right: 280 },
        },
      ),
    ],
  })

const redLine = new Footer({
  children: [
    plainParagraph([], {
      border: { bottom: { style: BorderStyle.THIN_THICK_SMALL_GAP, size: 24, color: RED, space: 0 } },
      indent: reachingOut,
      spacing: { line: 20, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    }),
  ],
})

/** Its content is written by watermarkHeader: docx gives the shapes it makes random names. */
const header = new Header({ children: [plainParagraph([])] })

/** The section around the content. A letter's first page bears a red double line instead of a page number. */
export function docxSection(paper: Paper, children: ISectionOptions['children']): ISectionOptions {
  const isLetter = paper.layout === 'letter'
  return {
    properties: {
      titlePage: isLetter,
      page: {
        size: { width: millimetres(210), height: millimetres(297) },
        margin: {
          top: millimetres(37),
          bottom: millimetres(35),
          left: millimetres(28),
          right: millimetres(26),
          header: millimetres(15),
          footer: millimetres(isLetter ? 20 : 23),
        },
      },
    },
    headers: { default: header, even: header, ...(isLetter && { first: header }) },
    footers: { default: numbered('right'), even: numbered('left'), ...(isLetter && { first: redLine }) },
    children,
  }
}
