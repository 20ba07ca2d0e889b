/** GET /api/records/:type: the records somebody reaches, a page at a time, with the columns of the list they see. */
import type { FastifyInstance } from 'fastify'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { listOf } from '#kernel/record/replay.ts'
import type { Instant } from '#kernel/time.ts'
import { inScope } from '#store/records/scope.ts'
import { COUNTED_TO, countRecords, type ListedRow } from '#store/search/list.ts'
import { clocksFor, type ListedClock } from './listedClocks.ts'
import { findType, personAt, type Door } from './door.ts'
import { languageOf, type Language } from './language.ts'
import { namesIn } from './namesIn.ts'
import { listQuestionOf } from './listQuestion.ts'
import { pageOf } from './listPage.ts'
import { isBad } from './parameters.ts'
import { titleText } from './titleText.ts'
import { scopeFor } from './scopeFor.ts'
import { wordsOf } from './typeWords.ts'

export function addListRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/records/:type', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const declaration = findType(door, request)
    if (declaration === undefined) return door.refuse(request, reply, [{ because: 'not found' }])
    const asked = listQuestionOf(request, declaration, person, door.now())
    if (isBad(asked)) return door.refuse(request, reply, asked.refused, { declaration })
    const scope = scopeFor(door, person, declaration)
    const answer = await inScope(door.appPool, scope, async (client) => {
      const page = await pageOf(client, asked)
      if (isBad(page)) return page
      const clocks = await clocksFor(
        client,
        page.rows.map(({ id }) => id),
      )
      const total = asked.withTotal ? await countRecords(client, asked.question) : undefined
      return { page, clocks, total }
    })
    if (isBad(answer)) return door.refuse(request, reply, answer.refused, { declaration })
    const { page, clocks, total } = answer
    const language = languageOf(request)
    const items = page.rows.map((row) =>
      itemView(door, { declaration, language, view: asked.view }, row, clocks.get(row.id) ?? []),
    )
    return {
      items,
      names: namesIn(
        door.realm,
        declaration.fields,
        items.map(({ fields }) => fields),
      ),
      ...(page.next === undefined ? {} : { next: page.next }),
      ...(total === undefined
        ? {}
        : { total: Math.min(total, COUNTED_TO), ...(total > COUNTED_TO ? { totalIsMore: true } : {}) }),
    }
  })
}

interface ItemContext {
  readonly declaration: Declaration
  readonly language: Language
  readonly view: string | undefined
}

export function itemView(
  door: Door,
  { declaration, language, view }: ItemContext,
  row: ListedRow,
  clocks: readonly ListedClock[],
) {
  const words = wordsOf(door.words, declaration, language)
  const fields = fieldsSeenBy(declaration, row.roles)
  const columns = columnsFor(declaration, row.roles, view)
  const lamps = clocks
    .filter(({ name }) => columns.includes(name) || owes(declaration, name, row.roles))
    .map((clock) => clock.lampIn(door, declaration.name))
  const due: Instant | undefined = row.due ?? undefined
  return {
    id: row.id,
    number: row.number,
    type: declaration.name,
    state: row.state,
    stateLabel: words.states[row.state] ?? row.state,
    version: row.version,
    title: titleText(door, declaration, { fields }, { ...row.fields, number: row.number }, language),
    roles: row.roles,
    openedAt: row.openedAt,
    changedAt: row.changedAt,
    ...(due === undefined ? {} : { due, lamp: worstLamp(clocks, door, declaration.name) }),
    fields: Object.fromEntries(
      columns
        .filter((column) => fields.has(column))
        .map((column): [string, unknown] => [column, row.fields[column]])
        .filter(([, value]) => value !== undefined && value !== null),
    ),
    deadlines: lamps,
  }
}

/** Whoever owes a clock sees it. */
const owes = (declaration: Declaration, deadline: string, roles: readonly string[]): boolean =>
  listOf(declaration.deadlines[deadline]?.owedBy).some((role) => roles.includes(role))

/** The columns of the view asked for, or of every list that one of these roles has. */
function columnsFor(
  declaration: Declaration,
  roles: readonly string[],
  view: string | undefined,
): readonly string[] {
  const views = Object.entries(declaration.views).filter(([name, spec]) =>
    view === undefined ? listOf(spec.for).some((role) => roles.includes(role)) : name === view,
  )
  return [...new Set(views.flatMap(([, { columns }]) => columns))]
}

const ORDER = ['red', 'yellow', 'green'] as const

function worstLamp(clocks: readonly ListedClock[], door: Door, type: string) {
  const lamps = clocks.map((clock) => clock.lampIn(door, type).lamp)
  return ORDER.find((lamp) => lamps.includes(lamp)) ?? 'green'
}
