/**
 * GET /api/desk/today: what somebody owes, over all types of record in one list, due first, and what is late with those
 * whom they supervise. Each row says why it stands there.
 */
import type { FastifyInstance } from 'fastify'
import type { ClientBase } from 'pg'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { timesHere } from '#store/desk/timesHere.ts'
import { inScope } from '#store/records/scope.ts'
import { COUNTED_TO, countRecords, type ListedRow } from '#store/search/list.ts'
import { standingsIn } from './deskRoutes.ts'
import { deskRows } from './deskRows.ts'
import { signingStates, supervises, waitingStates } from './deskRules.ts'
import { personAt, type Door } from './door.ts'
import { languageOf, type Language } from './language.ts'
import { clocksFor } from './listedClocks.ts'
import { itemView } from './listRoutes.ts'
import { scopeFor } from './scopeFor.ts'
import { wordsOf } from './typeWords.ts'

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
        const roles = standingsIn(door, declaration, person).flatMap((standing) => standing.roles)
        return partOfDesk(door, { declaration, roles: [...new Set(roles)], language, person })
      }),
    )
    return {
      owed: dueFirst(parts.flatMap(({ owed }) => owed)).slice(0, MOST_SHOWN),
      toSign: parts.reduce((sum, { toSign }) => sum + toSign, 0),
      late: dueFirst(parts.flatMap(({ late }) => late)).slice(0, MOST_SHOWN),
    }
  })
}

async function partOfDesk(door: Door, seat: Seat) {
  const { declaration, roles, person } = seat
  if (waitingStates(declaration, roles).length === 0 && !supervises(declaration, roles))
    return { owed: [], late: [], toSign: 0 }
  return inScope(door.appPool, scopeFor(door, person, declaration), async (client) => {
    const signing = signingStates(declaration, roles)
    const { owed, late } = await deskRows(client, { declaration, roles, now: door.now() })
    const toSign =
      signing.length === 0
        ? 0
        : await countRecords(client, { type: declaration.name, onlyWork: true, states: signing })
    return {
      owed: await shown(door, client, seat, owed),
      toSign: Math.min(toSign, COUNTED_TO),
      late: await shown(door, client, seat, late),
    }
  })
}

async function shown(
  door: Door,
  client: ClientBase,
  { declaration, language }: Seat,
  rows: readonly ListedRow[],
) {
  const ids = rows.map(({ id }) => id)
  const clocks = await clocksFor(client, ids)
  const times = ids.length === 0 ? new Map<string, number>() : await timesHere(client, ids)
  const words = wordsOf(door.words, declaration, language)
  return rows.map((row) => {
    const running = clocks.get(row.id) ?? []
    const nth = times.get(row.id) ?? 1
    return {
      // The columns are those of the lists.
      ...itemView(door, { declaration, words, view: undefined }, row, running),
      fields: {},
      toSign: signingStates(declaration, row.roles).includes(row.state),
      ...(nth > 1 ? { cameBack: nth } : {}),
    }
  })
}

/** What has no running clock stands behind what has one. */
const dueFirst = <Item extends { readonly due?: string }>(items: readonly Item[]): readonly Item[] =>
  items.toSorted((one, other) => ((one.due ?? '~') < (other.due ?? '~') ? -1 : 1))
