/** The papers a citizen is given under the query code: those the declaration says are theirs, in the sight of that role. */
import type { Declaration } from '#kernel/record/declaration.ts'
import { issuesIn, papersOf } from '#kernel/record/papers.ts'
import type { Says } from '#portal/language.ts'
import { findPaperAt } from './documents/paperAt.ts'
import { PAGE_POLICY } from './documents/paperPage.ts'
import { mediaTypeOf, renderDocument } from './documents/render.ts'
import type { WordsByType } from './http/typeWords.ts'
import type { Opened } from './office/office.ts'
import type { Realm } from './realm.ts'

export interface CitizenPaper {
  readonly name: string
  readonly label: Says
  readonly number: string
}

export interface RenderedPaper {
  readonly bytes: Uint8Array
  readonly type: string
  readonly fileName: string
  /** The policy of a page; a file has none. */
  readonly policy?: string
}

const issuedIn = (declaration: Declaration, opened: Opened, name: string) =>
  issuesIn(declaration, name, opened.entries).at(-1)

/** What is there for them, in the order of the declaration. What is void is not handed out. */
export function papersForCitizen(opened: Opened, words: WordsByType): readonly CitizenPaper[] {
  const { declaration, record, entries } = opened
  const papers = papersOf(declaration, entries)
  return Object.entries(declaration.documents).flatMap(([name, { givenTo }]): CitizenPaper[] => {
    const issued = givenTo === undefined ? undefined : issuedIn(declaration, opened, name)
    if (issued === undefined) return []
    const numbered = papers.find(({ document, seq }) => document === name && seq === issued.seq)
    if (numbered?.cancelled !== undefined) return []
    const { zh, en } = words[declaration.name] ?? {}
    const label = { zh: zh?.documents[name] ?? name, en: en?.documents[name] ?? name }
    return [{ name, label, number: numbered?.number ?? record.number }]
  })
}

/** Empty when there is no such paper for them. It bears no watermark: it is theirs. */
export async function findCitizenPaper(
  { realm, words }: { readonly realm: Realm; readonly words: WordsByType },
  opened: Opened,
  wanted: { readonly name: string; readonly format: 'html' | 'pdf' },
): Promise<RenderedPaper | undefined> {
  const { declaration, record, entries } = opened
  const { name, format } = wanted
  if (!papersForCitizen(opened, words).some((one) => one.name === name)) return undefined
  const issued = issuedIn(declaration, opened, name)
  const role = declaration.documents[name]?.givenTo
  if (issued === undefined || role === undefined) return undefined
  const paper = findPaperAt({
    ...{ realm, words, declaration, record, entries, document: name, issued },
    roles: [role],
    seesSigning: () => false,
  })
  if (paper === undefined) return undefined
  return {
    bytes: await renderDocument(paper, format),
    type: mediaTypeOf[format],
    fileName: `${record.number} ${paper.title}.${format}`,
    ...(format === 'html' ? { policy: PAGE_POLICY } : {}),
  }
}
