/**
 * GET /api/admin/audit: who looked at which record, and what happened to accounts, for the auditor. Looks at a record
 * that the auditor does not reach (because it names them, say) are not there.
 */
import type { FastifyInstance } from 'fastify'
import { isRecordId } from '#kernel/record/field.ts'
import { isInstant, type Instant } from '#kernel/time.ts'
import { inScope } from '#store/records/scope.ts'
import { OPERATOR } from '../identity/accountNotes.ts'
import { inPost } from './adminRoutes.ts'
import type { Door } from './door.ts'
import { bad, queryOf } from './parameters.ts'

const PAGE = 100

interface Row {
  readonly id: string
  readonly at: Instant
  readonly person: string
  readonly record: string
  readonly bytes: Buffer
}

export function addAuditRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/admin/audit', async (request, reply) => {
    const auditor = inPost(door, request, reply, 'auditor')
    if (auditor === undefined) return reply
    const { person: [person] = [], before: [before] = [], of: [of = 'accounts'] = [] } = queryOf(request)
    if (person !== undefined && !isRecordId(person))
      return door.refuse(request, reply, bad('person', { zh: '人员编号', en: 'the id of a person' }).refused)
    if (before !== undefined && !isInstant(before))
      return door.refuse(request, reply, bad('before', { zh: '时间', en: 'an instant' }).refused)
    if (of !== 'accounts' && of !== 'records')
      return door.refuse(
        request,
        reply,
        bad('of', { zh: 'accounts 或 records', en: 'accounts or records' }).refused,
      )
    const values = [person ?? null, before ?? null, PAGE]
    const rows =
      of === 'accounts'
        ? await accountNotes(door, values)
        : await inScope(
            door.appPool,
            door.office.scopeOf({ kind: 'staff', person: auditor }),
            async (client) => {
              const found = await client.query<Row>(
                `select id, at, person, record, bytes from zs.look
               where ($1::uuid is null or person = $1) and ($2::timestamptz is null or at < $2)
               order by at desc limit $3`,
                values,
              )
              return found.rows
            },
          )
    const last = rows.length === PAGE ? rows.at(-1)?.at : undefined
    return {
      items: rows.map((row) => viewOf(door, row, of)),
      ...(last === undefined ? {} : { next: last }),
    }
  })
}

/** Notes stand under the ids of accounts, which no record has: they are read as the owner. */
async function accountNotes({ ownerPool }: Door, values: readonly unknown[]) {
  const { rows } = await ownerPool.query<Row>(
    `select l.id, l.at, l.person, a.person as record, l.bytes from zs.look l join zs.account a on a.id = l.record
     where ($1::uuid is null or l.person = $1 or a.person = $1) and ($2::timestamptz is null or l.at < $2)
     order by l.at desc limit $3`,
    [...values],
  )
  return rows
}

function viewOf({ realm }: Door, { id, at, person, record, bytes }: Row, of: 'accounts' | 'records') {
  const org = realm.org()
  const named = (one: string) => ({ id: one, name: org.findPerson(one)?.name ?? '' })
  // Only lookBytes() writes these (store/log/looks.ts).
  const { how } = JSON.parse(bytes.toString()) as { readonly how: Readonly<Record<string, unknown>> }
  // What a note states of credentials is for `verify`.
  const { door: what, credentials: _, ...more } = how
  return {
    id,
    at,
    who: person === OPERATOR ? { id: OPERATOR, name: '', operator: true } : named(person),
    what: String(what).replace(/^account /, ''),
    more,
    ...(of === 'accounts' ? { about: named(record) } : { record }),
  }
}
