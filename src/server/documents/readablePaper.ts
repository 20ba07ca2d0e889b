/**
 * Text that a printed page and an XML file can hold. Fields refuse most of this already (kernel/record/field.ts);
 * imported records and names from elsewhere have not been through them.
 */
import { isTable, type Paper, type PaperValue } from './paper.ts'

// Control characters and lone surrogates are not XML; the bidirectional overrides make a page read otherwise than it is
// written.
const UNPRINTABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ufffd]/gu

const readable = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    // A byte order mark inside a text is invisible, and PDF/A forbids it.
    .replaceAll('\ufeff', '')
    .replaceAll(UNPRINTABLE, '□')

const readableValue = (value: PaperValue): PaperValue => {
  if (typeof value === 'string') return readable(value)
  if (!isTable(value)) return value.map(readable)
  return { head: value.head.map(readable), rows: value.rows.map((row) => row.map(readable)) }
}

/** The same paper; what cannot be printed stands as □. Titles and names stay on one line. */
export function readablePaper(paper: Paper): Paper {
  const oneLine = (text: string): string => readable(text).replaceAll(/\s*\n\s*/g, ' ')
  return {
    layout: paper.layout,
    title: oneLine(paper.title),
    organ: oneLine(paper.organ),
    issuedOn: paper.issuedOn,
    before: paper.before.map(readable),
    after: paper.after.map(readable),
    annexes: paper.annexes.map(oneLine),
    lines: paper.lines.map(({ label, value }) => ({ label: oneLine(label), value: readableValue(value) })),
    signatures: paper.signatures.map((signature) => ({
      ...signature,
      post: oneLine(signature.post),
      name: oneLine(signature.name),
      ...(signature.opinion !== undefined && { opinion: readable(signature.opinion) }),
    })),
    ...(paper.watermark !== undefined && {
      watermark: { viewer: oneLine(paper.watermark.viewer), at: paper.watermark.at },
    }),
    ...(paper.copies !== undefined && { copies: oneLine(paper.copies) }),
    ...(paper.cancelled !== undefined && {
      cancelled: { on: paper.cancelled.on, reasons: oneLine(paper.cancelled.reasons) },
    }),
    ...(paper.number !== undefined && { number: oneLine(paper.number) }),
    ...(paper.addressee !== undefined && { addressee: oneLine(paper.addressee) }),
    ...(paper.secrecy !== undefined && { secrecy: oneLine(paper.secrecy) }),
    ...(paper.note !== undefined && { note: readable(paper.note) }),
  }
}
