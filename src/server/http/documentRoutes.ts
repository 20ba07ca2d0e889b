/** Documents of a record as files: the paper the declaration describes, once the action that issues it was done. */
import type { FastifyInstance } from 'fastify'
import { seen } from '#kernel/access/sight.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { JournalEntry } from '#kernel/record/entry.ts'
import { listOf, replay, type AnyRecord } from '#kernel/record/replay.ts'
import { dayOf } from '#kernel/time.ts'
import { findPaperOf } from '../documents/paperOf.ts'
import { mediaTypeOf, type DocumentFormat } from '../documents/render.ts'
import { attachment } from './attachment.ts'
import type { AtRecord } from './atRecord.ts'
import { partOf, recordAt, type Door } from './door.ts'
import { paperNames } from './paperNames.ts'
import { wordsOf } from './typeWords.ts'

export function addDocumentRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/records/:type/:id/documents/:file', async (request, reply) => {
    const at = await recordAt(door, request, reply)
    if (at === undefined) return reply
    const [, name = '', format] = /^([A-Za-z]{1,60})\.(docx|pdf)$/.exec(partOf(request, 'file')) ?? []
    const { declaration, opened } = at
    if (format === undefined || !Object.hasOwn(declaration.documents, name))
      return door.refuse(request, reply, [{ because: 'no such address' }])
    const issued = findIssuing(declaration, name, opened.entries)
    if (issued === undefined) return door.refuse(request, reply, [{ because: 'not issued yet' }])
    await door.looks.keep(at, `document ${name}`)
    // One of the two, as the expression above says.
    const wanted = format as DocumentFormat
    const paper = paperFor(door, at, name, issued)
    if (paper === undefined) return door.refuse(request, reply, [{ because: 'no such address' }])
    const bytes = await door.render(paper, wanted)
    return reply
      .headers(attachment(`${opened.record.number} ${paper.title}.${wanted}`))
      .type(mediaTypeOf[wanted])
      .send(Buffer.from(bytes))
  })
}

/** The entry by which a document was issued last. */
export const findIssuing = (
  declaration: Declaration,
  document: string,
  entries: readonly JournalEntry[],
): JournalEntry | undefined =>
  entries.findLast(
    ({ action, signature }) =>
      listOf(declaration.documents[document]?.issuedOn).includes(action) && signature?.last !== false,
  )

function paperFor(
  door: Door,
  { declaration, opened, person, roles }: AtRecord,
  name: string,
  issued: JournalEntry,
) {
  const { realm } = door
  const org = realm.org()
  // A letter says what was known when it went out; a form or report is kept up to date.
  const then: AnyRecord | undefined =
    declaration.documents[name]?.layout === 'letter'
      ? replay<typeof declaration>(declaration, opened.entries.slice(0, issued.seq))
      : opened.record
  if (then === undefined) return undefined
  const unit =
    issued.by.kind === 'staff' ? issued.by.unit : unitIn(then['registry'] ?? opened.record['registry'])
  const addressee = unitIn(then['verifyingUnit'])
  const words = wordsOf(door.words, declaration, 'zh')
  const partChoices = door.words[declaration.name]?.partChoices ?? {}
  return findPaperOf({
    declaration,
    document: name,
    values: seen(declaration, then, roles),
    signatures: opened.record.signatures,
    words: {
      ...words,
      partChoices: Object.fromEntries(
        Object.entries(partChoices).map(([part, choices]) => [
          part,
          Object.fromEntries(Object.entries(choices).map(([code, { zh }]) => [code, zh])),
        ]),
      ),
    },
    names: paperNames(realm, realm.rulebookOn(dayOf(issued.at))),
    organ: unit === undefined ? '' : (org.findUnit(unit)?.name.zh ?? unit),
    issuedOn: dayOf(issued.at),
    watermark: { viewer: org.findPerson(person)?.name ?? person, at: door.now() },
    number: opened.record.number,
    ...(addressee === undefined ||
    declaration.documents[name]?.layout !== 'letter' ||
    !declaration.documents[name].prints.includes('verifyingUnit')
      ? {}
      : { addressee: org.findUnit(addressee)?.name.zh ?? addressee }),
  })
}

const unitIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
