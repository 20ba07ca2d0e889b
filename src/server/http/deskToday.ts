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
import { signingStates, supervises, waitingStates } from './deskRules.ts'
import { personAt, type Door } from './door.ts'
import { languageOf, type Language } from './language.ts'
import { clocksFor } from './listedClocks.ts'
import { pageOf } from './listPage.ts'
import { itemView } from './listRoutes.ts'
import { isBad } from './parameters.ts'
import { scopeFor } from './scopeFor.ts'
import { wordsOf } from './typeWords.ts'

/** Of each type; whoever has more works in the lists. */
const MOST_OF_A_TYPE = 50
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
  const supervised = supervises(declaration, roles)
  const waiting = waitingStates(declaration, roles)
  if (waiting.length === 0 && !supervised) return { owed: [], late: [], toSign: 0 }
  const signing = signingStates(declaration, roles)
  return inScope(door.appPool, scopeFor(door, person, declaration), async (client) => {
    const work = { type: declaration.name, onlyWork: true }
    const owed = waiting.length === 0 ? [] : await rowsOf(client, work, true)
    const toSign = signing.length === 0 ? 0 : await countRecords(client, { ...work, states: signing })
    const late = supervised
      ? await rowsOf(client, { type: declaration.name, dueBefore: door.now(), sorted: 'due' }, false)
      : []
    // What is late with oneself stands above.
    const ofOthers = late.filter(
      (row) => !row.closed && !waitingStates(declaration, row.roles).includes(row.state),
    )
    return {
      owed: await shown(door, client, seat, owed),
      toSign: Math.min(toSign, COUNTED_TO),
      late: await shown(door, client, seat, ofOthers),
    }
  })
}

async function rowsOf(
  client: ClientBase,
  question: Parameters<typeof countRecords>[1],
  isWork: boolean,
): Promise<readonly ListedRow[]> {
  const page = await pageOf(client, {
    ...{ question, limit: MOST_OF_A_TYPE, isWork, view: undefined },
    ...{ stage: 'due', cursor: undefined, withTotal: false },
  })
  return isBad(page) ? [] : page.rows
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
