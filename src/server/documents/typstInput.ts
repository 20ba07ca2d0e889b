/**
 * A paper as `official.typ` reads it: JSON with everything reckoned, so that the template only places text.
 */
import { chineseDay, chineseInstant } from './chineseDay.ts'
import { chineseNumeral } from './chineseNumeral.ts'
import { cancelledLine, columnShares, formRows, organSize, paragraphsOf, signatureTable } from './layout.ts'
import { isTable, watermarkText, type Paper, type PaperTable, type Section } from './paper.ts'

type TypstSection = { readonly label: string; readonly heading: string } & (
  | { readonly kind: 'text'; readonly texts: readonly string[] }
  | { readonly kind: 'list'; readonly lists: readonly (readonly string[])[] }
  | { readonly kind: 'table'; readonly table: PaperTable & { readonly shares: readonly number[] } }
)

const sectionFor = ({ label, value }: Section, index: number): TypstSection => {
  const named = { label, heading: `${chineseNumeral(index + 1)}、${label}` }
  if (typeof value === 'string') return { ...named, kind: 'text', texts: paragraphsOf(value) }
  if (!isTable(value)) return { ...named, kind: 'list', lists: value.map(paragraphsOf) }
  return { ...named, kind: 'table', table: { ...value, shares: columnShares(value) } }
}

const SHORT = 300

/** Whether the last row of a form, over its seal, is short enough to be kept with it. */
function isLastShort({ lines, after, signatures }: Paper): boolean {
  const opinion = signatures.at(-1)?.opinion
  if (signatures.length > 0) return (opinion ?? '').length <= SHORT
  if (after.length > 0) return after.join('').length <= SHORT
  const value = lines.at(-1)?.value
  return typeof value === 'string' && value.length <= SHORT
}

/** The value of `sys.inputs.paper`. */
export function typstInput(paper: Paper): string {
  const signed: readonly Section[] =
    paper.layout === 'report' && paper.signatures.length > 0
      ? [{ label: '签批意见', value: signatureTable(paper) }]
      : []
  return JSON.stringify({
    layout: paper.layout,
    title: paper.title,
    organ: paper.organ,
    organSize: organSize(paper.organ),
    number: paper.number ?? '',
    addressee: paper.addressee ?? '',
    secrecy: paper.secrecy ?? '',
    note: paragraphsOf(paper.note ?? ''),
    lastIsShort: isLastShort(paper),
    date: chineseDay(paper.issuedOn),
    year: Number(paper.issuedOn.slice(0, 4)),
    month: Number(paper.issuedOn.slice(5, 7)),
    day: Number(paper.issuedOn.slice(8)),
    sections: [...paper.lines, ...signed].map(sectionFor),
    rows: formRows(paper.lines).map((row) => row.map(sectionFor)),
    signatures: paper.signatures.map((one) => ({
      post: one.post,
      name: one.name,
      on: chineseInstant(one.at),
      withdrawn: one.withdrawn === true,
      opinion: paragraphsOf(one.opinion ?? ''),
    })),
    before: paper.before.flatMap(paragraphsOf),
    after: paper.after.flatMap(paragraphsOf),
    annexes: paper.annexes,
    copies: paper.copies ?? '',
    cancelled: cancelledLine(paper) ?? '',
    // Which rows of the table of signatures are struck through.
    struck: paper.signatures.map(({ withdrawn }) => withdrawn === true),
    watermark: watermarkText(paper),
  })
}
