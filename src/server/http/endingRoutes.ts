/**
 * GET /api/ending/:type/:deadline?by=FIELD[&days=30][&unit=][&cursor=]: the records whose clock of that name ends within so
 * many days, soonest first, and how many of each unit end within each of the steps. Under the reach of whoever asks.
 */
import type { FastifyInstance } from 'fastify'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { unit as unitField } from '#kernel/record/field.ts'
import { addDays, dayOf, endOfDay } from '#kernel/time.ts'
import { inScope } from '#store/records/scope.ts'
import { clocksEnding, clocksEndingByUnit, placeIn } from '#store/search/clocksEnding.ts'
import { standingsIn } from './deskRoutes.ts'
import { findType, personAt, type Door } from './door.ts'
import { languageOf } from './language.ts'
import { clocksFor } from './listedClocks.ts'
import { badCursor } from './listQuestion.ts'
import { itemView } from './listRoutes.ts'
import { namesIn } from './namesIn.ts'
import { bad, isBad, queryOf } from './parameters.ts'
import { scopeFor } from './scopeFor.ts'

/** The steps of the board, in days (domain 4.3: what runs out in 3, 7, 15 and 30 days). */
const STEPS = [3, 7, 15, 30]
const PAGE = 50

export function addEndingRoutes(app: FastifyInstance, door: Door): void {
  app.get<{ Params: { type: string; deadline: string } }>(
    '/api/ending/:type/:deadline',
    async (request, reply) => {
      const person = personAt(door, request, reply)
      if (person === undefined) return reply
      const declaration = findType(door, request)
      const { deadline } = request.params
      if (declaration === undefined || !Object.hasOwn(declaration.deadlines, deadline))
        return door.refuse(request, reply, [{ because: 'not found' }])
      const roles = standingsIn(door, declaration, person).flatMap((standing) => standing.roles)
      const asked = askedIn(declaration, roles, queryOf(request))
      if (isBad(asked)) return door.refuse(request, reply, asked.refused, { declaration })
      const today = dayOf(door.now())
      const endsIn = (days: number) => endOfDay(addDays(today, days))
      const scope = scopeFor(door, person, declaration)
      const question = { type: declaration.name, deadline, unitField: asked.by }
      const { page, units, clocks } = await inScope(door.appPool, scope, async (client) => {
        const found = await clocksEnding(
          client,
          {
            ...{ ...question, endsBy: endsIn(asked.days) },
            ...(asked.unit === undefined ? {} : { unit: asked.unit }),
          },
          { limit: PAGE, ...(asked.after === undefined ? {} : { after: asked.after }) },
        )
        const ids = found.items.map(({ id }) => id)
        return {
          page: found,
          units: await clocksEndingByUnit(client, question, STEPS.map(endsIn)),
          clocks: await clocksFor(client, ids),
        }
      })
      const language = languageOf(request)
      const items = page.items.map((row) =>
        itemView(
          door,
          { declaration, language, view: undefined },
          row,
          // Another clock of the record may be late; the lamp here is that of this one.
          (clocks.get(row.id) ?? []).filter(({ name }) => name === deadline),
        ),
      )
      return {
        steps: STEPS,
        units,
        items,
        names: namesIn(door.realm, declaration.fields, [
          ...items.map(({ fields }) => fields),
          ...units.map(({ unit }) => ({ [asked.by]: unit })),
        ]),
        ...(page.next === undefined ? {} : { next: page.next }),
      }
    },
  )
}

function askedIn(declaration: Declaration, roles: readonly string[], query: ReturnType<typeof queryOf>) {
  const one = (name: string): string | undefined => query[name]?.[0]
  const seen = fieldsSeenBy(declaration, roles)
  const units = [...seen].filter((name) => declaration.fields[name]?.kind === 'unit')
  const by = one('by')
  if (by === undefined || !units.includes(by))
    return bad('by', { zh: `${units.join('、')}之一`, en: `one of ${units.join(', ')}` })
  const days = Number(one('days') ?? STEPS.at(-1))
  if (!STEPS.includes(days))
    return bad('days', { zh: `${STEPS.join('、')}之一`, en: `one of ${STEPS.join(', ')}` })
  const unit = one('unit')
  if (unit !== undefined && !unitField.accepts(unit))
    return bad('unit', { zh: '单位的编号，如220102:police', en: 'the id of a unit, such as 220102:police' })
  const cursor = one('cursor')
  const after = cursor === undefined ? undefined : placeIn(cursor)
  if (cursor !== undefined && after === undefined) return badCursor
  return { by, days, unit, after }
}
