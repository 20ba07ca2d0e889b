/**
 * GET /api/coverage: required posts without holder, tenures about to end, and records whose next step nobody can take
 * (mission 1.3), for whoever watches over a place: of that place and what lies below it, and of records in their reach.
 */
import type { FastifyInstance } from 'fastify'
import type { Pool } from 'pg'
import { placesOver } from '#kernel/access/reach.ts'
import { coverageOf } from '#kernel/org/coverage.ts'
import { levels } from '#kernel/org/organ.ts'
import type { Tenure } from '#kernel/org/tenure.ts'
import { addDays, dayOf } from '#kernel/time.ts'
import { inScope } from '#store/records/scope.ts'
import { findUnhandled } from '../coverage.ts'
import { personAt, type Door } from './door.ts'

const MOST_SHOWN = 200
/** Records without handler that are looked at; counts beyond it read as "at least". */
const MOST_LOOKED_AT = 5000
const SOON = 30

/** Tenures that ran out, whose holders still have something in hand: nobody's until somebody has it. */
async function ranOut(ownerPool: Pool): Promise<readonly Tenure[]> {
  const { rows } = await ownerPool.query<{ id: string; fields: Omit<Tenure, 'id'> }>(
    `select id, fields from zs.record where type = 'tenure' and state = 'toHandOver' order by number`,
  )
  return rows.map(({ id, fields }) => ({ ...fields, id }))
}

export function addCoverageRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/coverage', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const { realm, ownerPool, appPool, office } = door
    const today = dayOf(door.now())
    const watching = realm.rulebookOn(today).list('organisation.coverageReaders')
    const places = realm
      .actorsFor(person, today)
      .filter(({ post }) => watching.some(({ code }) => code === post))
      .map(({ place }) => String(place))
    if (places.length === 0) return door.refuse(request, reply, [{ because: 'not found' }])

    const org = realm.org()
    const isBelow = (unit: string) => placesOver(unit).some((place) => places.includes(place))
    const requiredPosts = (unit: (typeof org.units)[number]) =>
      isBelow(unit.id) ? unit.posts.filter(({ required }) => required) : []
    const { posts, vacancies, expiring } = coverageOf(org, today, {
      requiredPosts,
      expiringBy: addDays(today, SOON),
    })
    const vacant = levels.flatMap((level) => vacancies[level])
    const unhandled = await findUnhandled(ownerPool, realm, today, MOST_LOOKED_AT)
    const over = await ranOut(ownerPool)
    const ending = [...over, ...expiring.filter(({ id }) => !over.some((one) => one.id === id))]
      .filter(({ unit }) => isBelow(unit))
      .slice(0, MOST_SHOWN)
    const left = await office.toHandOver(ending)
    const reached = await inScope(appPool, office.scopeOf({ kind: 'staff', person }), async (client) => {
      const { rows } = await client.query<{ id: string; type: string; number: string }>(
        'select id, type, number from zs.record where id = any ($1) order by number',
        [[...unhandled.map(({ id }) => id), ...[...left.values()].flat()]],
      )
      return rows
    })
    const nobody = new Set<string>(unhandled.map(({ id }) => id))
    const withNobody = reached.filter(({ id }) => nobody.has(id))
    return {
      day: today,
      posts: Object.fromEntries(
        levels.map((level) => [level, { required: posts[level], vacant: vacancies[level].length }]),
      ),
      vacantPosts: vacant.length,
      vacancies: vacant.slice(0, MOST_SHOWN).map(({ unit, post, holders }) => ({
        unit: unit.id,
        unitName: unit.name,
        post: post.post,
        postName: { zh: post.zh, en: post.en },
        holders,
        needed: post.minimum,
      })),
      endingSoon: ending.map(({ id, person: holder, unit, post, to }) => {
        const where = org.findUnit(unit)
        const held = where?.posts.find((one) => one.post === post)
        return {
          ...{ tenure: id, person: holder, name: org.findPerson(holder)?.name ?? '', unit, post, to },
          ...(where === undefined ? {} : { unitName: where.name }),
          ...(held === undefined ? {} : { postName: { zh: held.zh, en: held.en } }),
          hasEnded: over.some((one) => one.id === id),
          toHandOver: reached.filter((record) => left.get(id)?.some((one) => one === record.id)),
          toHandOverOthers:
            left.get(id)?.filter((one) => !reached.some((record) => record.id === one)).length ?? 0,
        }
      }),
      recordsWithNobody: withNobody.length,
      recordsWithNobodyIsAtLeast: unhandled.length === MOST_LOOKED_AT,
      records: withNobody.slice(0, MOST_SHOWN),
    }
  })
}
