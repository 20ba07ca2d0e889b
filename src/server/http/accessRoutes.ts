/** GET …/access: everybody who can see a record and why, whom it keeps out, and who looked. */
import type { FastifyInstance } from 'fastify'
import { namedIn } from '#kernel/access/exclusion.ts'
import { keysOf, reachOf, type ReachKey } from '#kernel/access/reach.ts'
import { findConflict } from '#kernel/org/conflict.ts'
import { inForce } from '#kernel/org/period.ts'
import { covers } from '#kernel/org/tenure.ts'
import type { StaffActor } from '#kernel/record/entry.ts'
import { dayOf, type Instant, type PlainDate } from '#kernel/time.ts'
import { inScope } from '#store/records/scope.ts'
import { actorView } from './actorView.ts'
import type { AtRecord } from './atRecord.ts'
import { recordAt, type Door } from './door.ts'
import { languageOf } from './language.ts'
import { sightOf } from './sightOf.ts'
import { wordsOf } from './typeWords.ts'

/** Who answers for access is told why somebody is kept out; to others it would tell whom the record names. Assumed. */
const ANSWER_FOR_ACCESS: readonly string[] = ['officeHead', 'auditor', 'securityAdministrator']
const MOST_PEOPLE = 500
const MOST_LOOKS = 500

export function addAccessRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/records/:type/:id/access', async (request, reply) => {
    const at = await recordAt(door, request, reply)
    if (at === undefined) return reply
    await door.looks.keep(at, 'access')
    const { declaration, opened, person, roles } = at
    const { realm } = door
    const words = wordsOf(door.words, declaration, languageOf(request))
    const sight = sightOf(declaration, roles, person)
    const found = waysIn(door, at)
    const tells = opened.standings.some(
      ({ actor, roles: held }) =>
        actor.kind === 'staff' && held.length > 0 && ANSWER_FOR_ACCESS.includes(actor.post),
    )
    // A way in over a field out of sight would tell what stands there.
    const open = found.filter(({ conflict, way }) => conflict === undefined && isInSight(way, sight.fields))
    const keptOut = found.filter(({ conflict }) => conflict !== undefined)
    const hidden = found.length - open.length - keptOut.length
    return {
      can: open.slice(0, MOST_PEOPLE).map(({ actor, way }) => ({
        ...actorView(realm, actor).who,
        role: way.role,
        roleLabel: words.roles[way.role] ?? way.role,
        why: way.reason,
      })),
      total: open.length,
      ...(hidden === 0 ? {} : { notShown: hidden }),
      ...(tells
        ? {
            keptOut: keptOut.slice(0, MOST_PEOPLE).map(({ actor, conflict }) => ({
              ...actorView(realm, actor).who,
              because: conflict?.because,
            })),
          }
        : {}),
      looks: await looksAt(door, at),
    }
  })
}

interface WayIn {
  readonly actor: StaffActor
  readonly way: ReachKey
  readonly conflict: ReturnType<typeof findConflict>
}

const isInSight = ({ reason }: ReachKey, fields: ReadonlySet<string>): boolean =>
  reason.field === undefined || fields.has(reason.field)

/** Everybody whose post of today has a key of the record, by the first key they have in each role. */
function waysIn({ realm, now }: Door, { declaration, opened }: AtRecord): readonly WayIn[] {
  const org = realm.org()
  const day: PlainDate = dayOf(now())
  const { record } = opened
  const byKey = new Map(reachOf(declaration, record, org).map((one) => [one.key, one]))
  const roles = new Set([...byKey.values()].map(({ role }) => role))
  const posts = [...roles].map((role) => declaration.roles[role]?.heldBy)
  const named = namedIn(declaration, record)
  // Most people hold none of the posts; only the others' keys are worth making.
  const held = org.tenures.filter(
    (tenure) =>
      inForce(tenure, day) &&
      covers(tenure, declaration.name) &&
      posts.some((heldBy) => heldBy === 'staff' || (Array.isArray(heldBy) && heldBy.includes(tenure.post))),
  )
  const tenures = new Set(held.map(({ id }) => id))
  const people = [...new Set(held.map(({ person }) => person))]
  return people.flatMap((person) => {
    const conflict = findConflict(org.conflictKeysOf(person, day), named)
    return realm
      .actorsFor(person, day)
      .filter(({ tenure }) => tenures.has(tenure))
      .flatMap((actor) => {
        const ways = new Map<string, ReachKey>()
        for (const key of keysOf([declaration], actor, org)) {
          const way = byKey.get(key)
          if (way !== undefined && !ways.has(way.role)) ways.set(way.role, way)
        }
        return [...ways.values()].map((way) => ({ actor, way, conflict }))
      })
  })
}

async function looksAt(door: Door, { opened, person }: AtRecord) {
  const org = door.realm.org()
  const scope = door.office.scopeOf({ kind: 'staff', person })
  const rows = await inScope(door.appPool, scope, async (client) => {
    const answer = await client.query<{ person: string; at: Instant; bytes: Buffer }>(
      'select person, at, bytes from zs.look where record = $1 order by at desc limit $2',
      [opened.record.id, MOST_LOOKS],
    )
    return answer.rows
  })
  return rows.map(({ person: looker, at, bytes }) => ({
    person: { id: looker, name: org.findPerson(looker)?.name ?? '' },
    at,
    door: doorIn(bytes),
  }))
}

function doorIn(bytes: Buffer): string {
  // Only lookBytes() writes these (store/log/looks.ts).
  const { how } = JSON.parse(bytes.toString()) as { readonly how?: { readonly door?: string } }
  return how?.door ?? ''
}
