/** A paper as a file. The libraries of a format load with its first document, so that an idle server does without. */
import type { Paper } from './paper.ts'
import { pageOfPaper } from './paperPage.ts'
import { readablePaper } from './readablePaper.ts'

export type DocumentFormat = 'docx' | 'html' | 'pdf'

export const mediaTypeOf: Readonly<Record<DocumentFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
}

/** The same paper gives the same bytes, with the same fonts on the machine. */
export async function renderDocument(paper: Paper, format: DocumentFormat): Promise<Uint8Array> {
  const readable = readablePaper(paper)
  switch (format) {
    case 'docx':
      return (await import('./docx.ts')).docxOfPaper(readable)
    case 'html':
      return pageOfPaper(readable)
    case 'pdf':
      return (await import('./pdf.ts')).pdfOfPaper(readable)
  }
}
