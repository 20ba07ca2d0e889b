/**
 * GET /api/desk: what somebody finds on their desk. For each type of record that their posts have to do with: in which
 * roles, which lists are theirs, what they may open, and how much waits for them.
 */
import type { FastifyInstance } from 'fastify'
import { rolesOn } from '#kernel/access/reach.ts'
import { covers } from '#kernel/org/tenure.ts'
import { findAction } from '#kernel/record/decide.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { isClosed } from '#kernel/record/projection.ts'
import { listOf } from '#kernel/record/replay.ts'
import { dayOf, endOfDay } from '#kernel/time.ts'
import { inScope } from '#store/records/scope.ts'
import { COUNTED_TO, countRecords } from '#store/search/list.ts'
import { actionsNow } from './actionsNow.ts'
import { waitingStates } from './deskRules.ts'
import { personAt, type Door } from './door.ts'
import { scopeFor } from './scopeFor.ts'

export function addDeskRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/desk', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    return deskOf(door, person)
  })
}

export async function deskOf(door: Door, person: PersonId) {
  const types = [...door.realm.declarations.values()].map((declaration) =>
    onTheDesk(door, declaration, person),
  )
  return { types: (await Promise.all(types)).filter(({ roles }) => roles.length > 0) }
}

async function onTheDesk(door: Door, declaration: Declaration, person: PersonId) {
  const standings = standingsIn(door, declaration, person)
  const roles = rolesIn(standings)
  return {
    name: declaration.name,
    roles,
    views: Object.keys(declaration.views).filter((name) =>
      listOf(declaration.views[name]?.for).some((role) => roles.includes(role)),
    ),
    openings: actionsNow(declaration, undefined, standings, door.realm.declarations).filter((name) =>
      beginsWork(declaration, name),
    ),
    work: await workOf(door, declaration, person, roles),
  }
}

/** What is closed by the act that opens it is offered where it is meant, such as at a proposal of the graph. */
function beginsWork(declaration: Declaration, name: string): boolean {
  const to = findAction(declaration, name)?.to
  const targets = typeof to === 'string' ? [to] : (to ?? []).map(({ state }) => state)
  return targets.length === 0 || targets.some((state) => !isClosed(declaration, state))
}

/** The posts somebody holds today that may be used for this type, each with the roles it can give. */
export function standingsIn(
  { realm, now }: Pick<Door, 'realm' | 'now'>,
  declaration: Declaration,
  person: PersonId,
) {
  const org = realm.org()
  return realm
    .actorsFor(person, dayOf(now()))
    .filter(({ tenure }) => {
      const held = org.findTenure(tenure)
      return held !== undefined && covers(held, declaration.name)
    })
    .map((actor) => ({ actor, roles: rolesOn(declaration, undefined, actor, org) }))
}

/** Each once, of whichever posts. */
export const rolesIn = (standings: ReturnType<typeof standingsIn>): readonly string[] => [
  ...new Set(standings.flatMap(({ roles }) => roles)),
]

/** Counted under the reach of the asker, as every list is. */
async function workOf(door: Door, declaration: Declaration, person: PersonId, roles: readonly string[]) {
  if (waitingStates(declaration, roles).length === 0) return { total: 0, overdue: 0, today: 0 }
  const now = door.now()
  const question = { type: declaration.name, onlyWork: true }
  return inScope(door.appPool, scopeFor(door, person, declaration), async (client) => {
    const total = await countRecords(client, question)
    const overdue = await countRecords(client, { ...question, dueBefore: now })
    const byTonight = await countRecords(client, { ...question, dueBefore: endOfDay(dayOf(now)) })
    return {
      total: Math.min(total, COUNTED_TO),
      ...(total > COUNTED_TO ? { totalIsMore: true } : {}),
      overdue: Math.min(overdue, COUNTED_TO),
      today: Math.min(byTonight, COUNTED_TO) - Math.min(overdue, COUNTED_TO),
    }
  })
}
