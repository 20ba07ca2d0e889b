/**
 * GET /api/board/records?[type=clue][&on=YYYY-MM-DD]&county=…&closed=1…: the records that one number of the board counts, a
 * page at a time, as they stand now, and that number. The same function of the database counts and lists, under the reach
 * and sight of whoever asks.
 */
import type { FastifyInstance } from 'fastify'
import { dayOf } from '#kernel/time.ts'
import { inScope } from '#store/records/scope.ts'
import { boardPlaceIn, listForBoard } from '#store/search/board.ts'
import { boardQuestionOf } from './boardQuestion.ts'
import { boardDayIn } from './boardRoutes.ts'
import { boardSliceOf } from './boardSlice.ts'
import { personAt, type Door } from './door.ts'
import { languageOf } from './language.ts'
import { clocksFor } from './listedClocks.ts'
import { badCursor } from './listQuestion.ts'
import { itemView } from './listRoutes.ts'
import { namesIn } from './namesIn.ts'
import { isBad, queryOf } from './parameters.ts'
import { scopeFor } from './scopeFor.ts'

const PAGE = 50

export function addBoardListRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/board/records', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const query = queryOf(request)
    const [type = 'clue'] = query['type'] ?? []
    const declaration = door.realm.declarations.get(type)
    if (declaration === undefined) return door.refuse(request, reply, [{ because: 'not found' }])
    const on = boardDayIn(query, dayOf(door.now()))
    if (isBad(on)) return door.refuse(request, reply, on.refused)
    const { question, ladder } = boardQuestionOf(door, declaration, on)
    const rungs = question.rungs === undefined ? undefined : ladder.length
    const slice = boardSliceOf(query, declaration, { ages: question.ages.length, rungs })
    if (isBad(slice)) return door.refuse(request, reply, slice.refused)
    const [cursor] = query['cursor'] ?? []
    const after = cursor === undefined ? undefined : boardPlaceIn(cursor)
    if (cursor !== undefined && after === undefined) return door.refuse(request, reply, badCursor.refused)
    const { page, clocks } = await inScope(
      door.appPool,
      scopeFor(door, person, declaration),
      async (client) => {
        const found = await listForBoard(client, question, slice, {
          limit: PAGE,
          ...(after === undefined ? {} : { after }),
        })
        return {
          page: found,
          clocks: await clocksFor(
            client,
            found.items.map(({ id }) => id),
          ),
        }
      },
    )
    const language = languageOf(request)
    const items = page.items.map((row) =>
      itemView(door, { declaration, language, view: undefined }, row, clocks.get(row.id) ?? []),
    )
    return {
      items,
      total: page.total,
      names: namesIn(
        door.realm,
        declaration.fields,
        items.map(({ fields }) => fields),
      ),
      ...(page.next === undefined ? {} : { next: page.next }),
    }
  })
}
