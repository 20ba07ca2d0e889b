/** Runs and paragraphs of an official document in WordprocessingML. Sizes: GB/T 9704-2012; w:sz counts half points. */
import {
  AlignmentType,
  LineRuleType,
  Paragraph,
  TextRun,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx'

export type FontName = 'song' | 'fangsong' | 'hei' | 'kai'

/**
 * The official fonts are named though few machines have all of them; the font table gives Word what may stand in for
 * each, in this order (w:altName).
 */
export const fonts: Readonly<
  Record<FontName, { readonly name: string; readonly instead: readonly string[] }>
> = {
  song: { name: '方正小标宋简体', instead: ['方正小标宋_GBK', '华文中宋', 'Noto Serif CJK SC', '宋体'] },
  fangsong: { name: '仿宋_GB2312', instead: ['仿宋', 'FangSong', '华文仿宋', 'Noto Serif CJK SC'] },
  hei: { name: '黑体', instead: ['SimHei', '华文黑体', 'Noto Sans CJK SC'] },
  kai: { name: '楷体_GB2312', instead: ['楷体', 'KaiTi', '华文楷体', 'Noto Serif CJK SC'] },
}

export const RED = 'D7000F'

/** 28.95 pt: 22 lines fill the 225 mm of the text block. In twentieths of a point. */
const LINE_PITCH = 579
export const LINE = { line: LINE_PITCH, lineRule: LineRuleType.EXACT, before: 0, after: 0 }

export const millimetres = (mm: number): number => Math.round((mm / 25.4) * 1440)

/** 28 characters of 16 pt fill 156 mm when each stands 0.2 pt closer (5.2.3), in twentieths of a point. */
const FITTED = -4

export function run(text: string, points: number, font: FontName, more: IRunOptions = {}): TextRun {
  const { name } = fonts[font]
  return new TextRun({
    text,
    ...(points === 16 && { characterSpacing: FITTED }),
    size: points * 2,
    font: { ascii: name, hAnsi: name, eastAsia: name, cs: name },
    ...more,
  })
}

/** A paragraph of the body: justified, the first line two characters in, lines at their exact pitch. */
export const bodyParagraph = (children: readonly TextRun[], points = 16): Paragraph =>
  new Paragraph({
    children: [...children],
    alignment: AlignmentType.BOTH,
    spacing: LINE,
    autoSpaceEastAsianText: false,
    // w:firstLineChars counts hundredths of a character; w:firstLine is for programs that do not know it.
    indent: { firstLine: points * 40, firstLineChars: 200 },
  })

export const plainParagraph = (children: readonly TextRun[], more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ children: [...children], spacing: LINE, autoSpaceEastAsianText: false, ...more })

export const emptyLine = (): Paragraph => plainParagraph([])
