/**
 * GET /api/organisation[?unit=]: one unit with its posts and who holds each, the units over it and those directly below it;
 * without a unit that of the asker. Open to all staff, as the records it is made of are (person, tenure, the table of organs).
 */
import type { FastifyInstance } from 'fastify'
import { coverageOf } from '#kernel/org/coverage.ts'
import type { Directory } from '#kernel/org/directory.ts'
import { levels } from '#kernel/org/organ.ts'
import { inForce } from '#kernel/org/period.ts'
import type { Unit } from '#kernel/org/unit.ts'
import { unit as unitField } from '#kernel/record/field.ts'
import { dayOf, type PlainDate } from '#kernel/time.ts'
import { personAt, type Door } from './door.ts'
import { badUnit, queryOf } from './parameters.ts'

export function addOrganisationRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/organisation', (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const org = door.realm.org()
    const today = dayOf(door.now())
    const [asked, ...more] = queryOf(request)['unit'] ?? []
    if (more.length > 0 || (asked !== undefined && !unitField.accepts(asked)))
      return door.refuse(request, reply, badUnit.refused)
    const unit = org.findUnit(asked ?? org.tenuresOn(person, today)[0]?.unit ?? '')
    return unit === undefined
      ? door.refuse(request, reply, [{ because: 'not found' }])
      : unitView(org, unit, today)
  })
}

function unitView(org: Directory, unit: Unit, today: PlainDate) {
  const { vacancies } = coverageOf(org, today)
  const vacant = levels.flatMap((level) => vacancies[level])
  const lacking = new Set<string>(vacant.map((one) => one.unit.id))
  const vacantHere = vacant.flatMap((one) => (one.unit.id === unit.id ? [one.post.post] : []))
  const held = org.tenures.filter((tenure) => tenure.unit === unit.id && inForce(tenure, today))
  return {
    ...named(unit),
    level: unit.level,
    over: org
      .placeLineOf(unit.id)
      .slice(1)
      .toReversed()
      .map((id) => named(org.getUnit(id))),
    posts: unit.posts.map(({ post, zh, en, required, minimum }) => ({
      ...{ post, zh, en, required, minimum, vacant: vacantHere.includes(post) },
      holders: held
        .filter((tenure) => tenure.post === post)
        .map(({ id, person, kind, from, to }) => ({
          ...{ tenure: id, person, name: org.findPerson(person)?.name ?? '', kind, from },
          ...(to === undefined ? {} : { to }),
        })),
    })),
    below: org.units
      .filter(({ parent }) => parent === unit.id)
      .map((one) => ({
        ...named(one),
        level: one.level,
        vacant: [one, ...org.unitsBelow(one.id)].filter(({ id }) => lacking.has(id)).length,
      })),
  }
}

const named = ({ id, name }: Unit) => ({ id, zh: name.zh, en: name.en })
