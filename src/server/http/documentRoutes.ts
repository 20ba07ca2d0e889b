/**
 * Documents of a record as files and as pages to print: the paper the declaration describes, as the act issued it.
 * Of several of one name the latest; `?issue=` names another by its entry.
 */
import type { FastifyInstance } from 'fastify'
import { findPaperAt } from '../documents/paperAt.ts'
import { PAGE_POLICY } from '../documents/paperPage.ts'
import { mediaTypeOf, type DocumentFormat } from '../documents/render.ts'
import { attachment } from './attachment.ts'
import { partOf, recordAt, type Door } from './door.ts'
import { issuesSeen } from './issuesSeen.ts'
import { sightOf } from './sightOf.ts'

export function addDocumentRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/records/:type/:id/documents/:file', async (request, reply) => {
    const at = await recordAt(door, request, reply)
    if (at === undefined) return reply
    const [, name = '', format] = /^([A-Za-z]{1,60})\.(docx|html|pdf)$/.exec(partOf(request, 'file')) ?? []
    if (format === undefined || !Object.hasOwn(at.declaration.documents, name))
      return door.refuse(request, reply, [{ because: 'no such address' }])
    const { issue } = request.query as { readonly issue?: unknown }
    const issues = issuesSeen(at, name)
    const issued = issue === undefined ? issues.at(-1) : issues.find(({ seq }) => String(seq) === issue)
    if (issued === undefined)
      return door.refuse(request, reply, [
        { because: issue === undefined ? 'not issued yet' : 'no such address' },
      ])
    await door.looks.keep(at, `document ${name}`)
    const { seesSigning, seesClock } = sightOf(at.declaration, at.roles, at.person)
    const paper = findPaperAt({
      ...{ realm: door.realm, words: door.words, declaration: at.declaration },
      ...{ record: at.opened.record, entries: at.opened.entries, roles: at.roles },
      ...{ document: name, issued, seesSigning, seesClock },
      watermark: { viewer: door.realm.org().findPerson(at.person)?.name ?? at.person, at: door.now() },
    })
    if (paper === undefined) return door.refuse(request, reply, [{ because: 'no such address' }])
    // One of the three, as the expression above says.
    const wanted = format as DocumentFormat
    const bytes = Buffer.from(await door.render(paper, wanted))
    if (wanted === 'html') return reply.headers(pageHeaders).type(mediaTypeOf.html).send(bytes)
    return reply
      .headers(attachment(`${at.opened.record.number} ${paper.title}.${wanted}`))
      .type(mediaTypeOf[wanted])
      .send(bytes)
  })
}

/** Under which a browser shows a paper and does nothing else with it. */
const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': PAGE_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-store',
}
