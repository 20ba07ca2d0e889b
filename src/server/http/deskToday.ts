/**
 * GET /api/desk/today: what somebody owes, over all types of record in one list, due first, and what is under way, and late,
 * with those whom they supervise. Each row says why it stands there.
 */
import type { FastifyInstance } from 'fastify'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { inScope } from '#store/records/scope.ts'
import { COUNTED_TO, countRecords } from '#store/search/list.ts'
import { rolesIn, standingsIn } from './deskRoutes.ts'
import { deskRows, standsOnDesks, type DeskRow } from './deskRows.ts'
import { signingStates } from './deskRules.ts'
import { personAt, type Door } from './door.ts'
import { languageOf, type Language } from './language.ts'
import { itemView } from './listRoutes.ts'
import { scopeFor } from './scopeFor.ts'

const MOST_SHOWN = 100

interface Seat {
  readonly declaration: Declaration
  readonly roles: readonly string[]
  readonly language: Language
  readonly person: PersonId
}

export function addDeskToday(app: FastifyInstance, door: Door): void {
  app.get('/api/desk/today', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const language = languageOf(request)
    const parts = await Promise.all(
      [...door.realm.declarations.values()].map((declaration) => {
        const roles = rolesIn(standingsIn(door, declaration, person))
        return partOfDesk(door, { declaration, roles, language, person })
      }),
    )
    const now = door.now()
    const supervised = dueFirst(parts.flatMap((part) => part.supervised)).slice(0, MOST_SHOWN)
    return {
      owed: dueFirst(parts.flatMap(({ owed }) => owed)).slice(0, MOST_SHOWN),
      toSign: parts.reduce((sum, { toSign }) => sum + toSign, 0),
      // Due first, it stands before the rest.
      late: supervised.filter(({ due }) => due !== undefined && due < now),
      supervised,
    }
  })
}

async function partOfDesk(door: Door, seat: Seat) {
  const { declaration, roles, person } = seat
  if (!standsOnDesks(declaration, roles)) return { owed: [], supervised: [], toSign: 0 }
  return inScope(door.appPool, scopeFor(door, person, declaration), async (client) => {
    const signing = signingStates(declaration, roles)
    const { owed, supervised } = await deskRows(client, { declaration, roles })
    const toSign =
      signing.length === 0
        ? 0
        : await countRecords(client, { type: declaration.name, onlyWork: true, states: signing })
    return {
      owed: shown(door, seat, owed),
      toSign: Math.min(toSign, COUNTED_TO),
      supervised: shown(door, seat, supervised),
    }
  })
}

function shown(door: Door, { declaration, language }: Seat, rows: readonly DeskRow[]) {
  return rows.map(({ row, clocks, times }) => ({
    // The columns are those of the lists.
    ...itemView(door, { declaration, language, view: undefined }, row, clocks),
    fields: {},
    toSign: signingStates(declaration, row.roles).includes(row.state),
    ...(times > 1 ? { cameBack: times } : {}),
  }))
}

/** What has no running clock stands behind what has one. */
const dueFirst = <Item extends { readonly due?: string }>(items: readonly Item[]): readonly Item[] =>
  items.toSorted((one, other) => ((one.due ?? '~') < (other.due ?? '~') ? -1 : 1))
