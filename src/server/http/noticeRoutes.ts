/** GET /api/notices: what is new for somebody, record by record. POST /api/notices/read {ids, read?}: what of it they have read. */
import type { FastifyInstance } from 'fastify'
import type { PersonId } from '#kernel/record/field.ts'
import { markRead, markUnread } from '#store/desk/noticeMarks.ts'
import { byRecord } from '../notices/byRecord.ts'
import { noticesFor } from '../notices/noticesFor.ts'
import { wishesOf } from '../notices/wishes.ts'
import { personAt, type Door } from './door.ts'
import { isObject } from './jsonObject.ts'
import { languageOf } from './language.ts'
import { itemView } from './listRoutes.ts'
import { wordsOf } from './typeWords.ts'

const MOST_AT_ONCE = 2000
const isId = (id: unknown): id is string => typeof id === 'string' && /^[\w-]{43}$/.test(id)

export function addNoticeRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/notices', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const language = languageOf(request)
    const matters = byRecord(await wanted(door, person))
    return {
      unread: matters.filter(({ read }) => !read).length,
      items: matters.map(({ notices, at, read }) => {
        const { declaration, row, clocks } = notices[0]
        const words = wordsOf(door.words, declaration, language)
        // The line of the lists, without the columns.
        const { title, number, stateLabel, due } = itemView(
          door,
          { declaration, language, view: undefined },
          row,
          clocks,
        )
        return {
          ...{ at, read, number, title, stateLabel },
          notices: notices.map((one) => ({ id: one.id, kind: one.kind, at: one.at, read: one.read })),
          ...(due === undefined ? {} : { due }),
          ...{ type: declaration.name, record: row.id, typeLabel: words.name },
        }
      }),
    }
  })

  app.post('/api/notices/read', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const { body } = request
    const { ids, read = true } = isObject(body) ? body : {}
    if (!Array.isArray(ids) || ids.length > MOST_AT_ONCE || !ids.every(isId) || typeof read !== 'boolean')
      return door.refuse(request, reply, [{ because: 'malformed' }])
    await (read ? markRead(door.appPool, person, ids, door.now()) : markUnread(door.appPool, person, ids))
    return { unread: await countUnread(door, person) }
  })
}

/** Those of the kinds that somebody wants to be told. */
async function wanted(door: Door, person: PersonId) {
  const { kinds } = await wishesOf(door, person)
  return (await noticesFor(door, person)).filter(({ kind }) => kinds.includes(kind))
}

export const countUnread = async (door: Door, person: PersonId): Promise<number> =>
  byRecord(await wanted(door, person)).filter(({ read }) => !read).length
