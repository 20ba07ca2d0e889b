/**
 * GET /api/listed: the wall of listed cases: each with its stage, the clocks of its next report and of its overall limit,
 * its last signed report, and what the leader in charge of the same case last did.
 *
 * Two lists, each under the asker's own reach and sight for its type, put side by side: whoever does not reach a leader's
 * charge sees the listing without it.
 */
import type { FastifyInstance } from 'fastify'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { listOf } from '#kernel/record/replay.ts'
import { dayOf } from '#kernel/time.ts'
import { inScope } from '#store/records/scope.ts'
import { listRecords, type ListedRow } from '#store/search/list.ts'
import { personAt, type Door } from './door.ts'
import { languageOf } from './language.ts'
import { clocksFor, type ListedClock } from './listedClocks.ts'
import { namesIn } from './namesIn.ts'
import { titleText } from './titleText.ts'
import { scopeFor } from './scopeFor.ts'
import { wordsOf } from './typeWords.ts'

/** As many as one list shows at most. */
const MOST = 200
const ON_THE_LIST = ['inProgress', 'toSign', 'toCheck', 'toDecide']
const IN_CHARGE = ['active', 'toTakeOver']

interface Seen {
  readonly row: ListedRow
  readonly fields: Readonly<Record<string, unknown>>
  readonly clocks: readonly ListedClock[]
}

export function addListedCasesRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/listed', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const [listing, charge] = ['listing', 'leaderCharge'].map((type) => door.realm.declarations.get(type))
    if (listing === undefined || charge === undefined)
      return door.refuse(request, reply, [{ because: 'not found' }])
    const listings = await seenBy(door, person, listing, ON_THE_LIST)
    const charges = await seenBy(door, person, charge, IN_CHARGE)
    const byCase = new Map(charges.map((one) => [one.fields['case'], one]))
    const words = wordsOf(door.words, listing, languageOf(request))
    const rulebook = door.realm.rulebookOn(dayOf(door.now()))
    return {
      stages: rulebook.list('listing.stages').map(({ code, zh, en }) => ({ code, label: { zh, en } })),
      ways: Object.fromEntries(
        rulebook.list('leaderCharge.coordination').map(({ code, zh, en }) => [code, { zh, en }]),
      ),
      items: listings.map((one) => {
        const { row, fields } = one
        const leading = byCase.get(fields['case'])
        return {
          id: row.id,
          number: row.number,
          title: titleText(
            door,
            listing,
            { fields: new Set(Object.keys(fields)) },
            { ...row.fields, number: row.number },
            languageOf(request),
          ),
          stateLabel: words.states[row.state] ?? row.state,
          ...picked(fields, ['level', 'listingBody', 'handlingUnit', 'supervisor', 'stage']),
          report: clockOf(door, one, 'report'),
          finish: clockOf(door, one, 'finish'),
          lastReport: lastOf(fields['reports'], ['to', 'signedOn']),
          ...(leading === undefined ? {} : { leader: leaderOf(door, leading) }),
        }
      }),
      more: listings.length === MOST,
      names: {
        ...namesIn(
          door.realm,
          listing.fields,
          listings.map(({ fields }) => fields),
        ),
        ...namesIn(
          door.realm,
          charge.fields,
          charges.map(({ fields }) => fields),
        ),
      },
    }
  })
}

/** What somebody reaches of a type in these states, soonest due first, each with the fields they see. */
async function seenBy(
  door: Door,
  person: PersonId,
  declaration: Declaration,
  states: readonly string[],
): Promise<readonly Seen[]> {
  return inScope(door.appPool, scopeFor(door, person, declaration), async (client) => {
    const page = await listRecords(client, { type: declaration.name, states, sorted: 'due' }, { limit: MOST })
    // Only a cursor is ever refused, and there is none.
    const rows = 'refused' in page ? [] : page.items
    const clocks = await clocksFor(
      client,
      rows.map(({ id }) => id),
    )
    return rows.map((row) => ({
      row,
      fields: picked(row.fields, [...fieldsSeenBy(declaration, row.roles)]),
      clocks: clocks.get(row.id) ?? [],
    }))
  })
}

const picked = (fields: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = fields[name]
      return value === undefined || value === null ? [] : [[name, value] as const]
    }),
  )

const clockOf = (door: Door, { clocks }: Seen, name: string) =>
  clocks.find((clock) => clock.name === name)?.lampIn(door, 'listing')

function lastOf(list: unknown, parts: readonly string[]) {
  const last = listOf(list as readonly Readonly<Record<string, unknown>>[] | undefined).at(-1)
  return last === undefined ? undefined : picked(last, parts)
}

const leaderOf = (door: Door, one: Seen) => ({
  id: one.row.id,
  ...picked(one.fields, ['leader', 'leaderUnit', 'acceptedOn']),
  lastAct: lastOf(one.fields['coordination'], ['kind', 'on']),
  next: one.clocks.find(({ name }) => name === 'coordinate')?.lampIn(door, 'leaderCharge'),
})
