/**
 * GET /api/board[?on=YYYY-MM-DD]: clues counted for leaders and offices, as they stood at the end of that day or stand now;
 * GET /api/board/file[?on=]: the same numbers as a workbook; GET /api/board/verifiers?unit=: who of a unit has how
 * many clues, today. All under the reach and sight of whoever asks, as of today: what somebody may see of a past day is what they may see now.
 */
import type { FastifyInstance } from 'fastify'
import type { Declaration } from '#kernel/record/declaration.ts'
import { person as personField, unit as unitField, type PersonId } from '#kernel/record/field.ts'
import { addDays, dayOf, isPlainDate, type PlainDate } from '#kernel/time.ts'
import { inScope } from '#store/records/scope.ts'
import { countForBoard, verifiersForBoard, type BoardCounts } from '#store/search/board.ts'
import { attachment } from './attachment.ts'
import { daysWithRest, monthsOff } from './boardDays.ts'
import { boardQuestionOf } from './boardQuestion.ts'
import type { Board, Place } from './boardShape.ts'
import { boardWorkbook } from './boardWorkbook.ts'
import { standingsIn } from './deskRoutes.ts'
import { personAt, type Door } from './door.ts'
import { languageOf, type Spoken } from './language.ts'
import { namesIn, type Names } from './namesIn.ts'
import { bad, badUnit, isBad, queryOf, type BadParameter, type Query } from './parameters.ts'
import { scopeFor } from './scopeFor.ts'
import { nameIn, spokenIn, wordsOf } from './typeWords.ts'

const TYPE = 'clue'
/** Counted beside the clues, without what is counted of these. */
const OTHERS = ['petition', 'complaint', 'case']
/** How many days are counted one by one: thirteen weeks. */
const DAYS = 91

export function addBoardRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/board', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const on = boardDayIn(queryOf(request), dayOf(door.now()))
    if (isBad(on)) return door.refuse(request, reply, on.refused)
    return boardFor(door, person, on)
  })

  app.get('/api/board/verifiers', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const [unit = '', ...more] = queryOf(request)['unit'] ?? []
    if (more.length > 0 || !unitField.accepts(unit)) return door.refuse(request, reply, badUnit.refused)
    return verifiersIn(door, person, unit)
  })

  app.get('/api/board/file', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const on = boardDayIn(queryOf(request), dayOf(door.now()))
    if (isBad(on)) return door.refuse(request, reply, on.refused)
    const bytes = await boardWorkbook(await boardFor(door, person, on), languageOf(request))
    return reply
      .headers(attachment(`${languageOf(request) === 'zh' ? '线索看板' : 'board'}-${on}.xlsx`))
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .send(Buffer.from(bytes))
  })
}

/** Nobody is compared: how much lies with whom, so that the next clue goes to somebody who has time. */
async function verifiersIn(door: Door, person: PersonId, unit: string) {
  const today = dayOf(door.now())
  const declaration = declared(door)
  const { question } = boardQuestionOf(door, declaration, today)
  const items = await inScope(door.appPool, scopeFor(door, person, declaration), (client) =>
    verifiersForBoard(client, question, unit),
  )
  const names = items.map(({ person: one }) => ({ person: one }))
  return { unit, items, names: namesIn(door.realm, { person: personField }, names) }
}

function declared({ realm }: Door): Declaration {
  const declaration = realm.declarations.get(TYPE)
  if (declaration === undefined) throw new Error(`"${TYPE}" is not declared`)
  return declaration
}

export function boardDayIn(query: Query, today: PlainDate): PlainDate | BadParameter {
  const given = query['on'] ?? []
  const [on = today] = given
  return given.length <= 1 && isPlainDate(on) && on <= today
    ? on
    : bad('on', {
        zh: '不晚于今天的一个日期，如2026-04-28',
        en: 'one day, not after today, such as 2026-04-28',
      })
}

async function boardFor(door: Door, person: PersonId, on: PlainDate): Promise<Board> {
  const declaration = declared(door)
  const { question, ladder, isPast } = boardQuestionOf(door, declaration, on)
  const daysSince = addDays(on, 1 - DAYS)
  const counts = await inScope(door.appPool, scopeFor(door, person, declaration), (client) =>
    countForBoard(client, question, daysSince),
  )
  const { calendar } = door.realm.book()
  const rulebook = door.realm.rulebookOn(dayOf(door.now()))
  const places = countiesOf(door)
  return {
    ...counts,
    ...{ on, isPast, ageSteps: question.ages, ladder, places, closedStates: question.closedStates },
    days: daysWithRest(counts.days, daysSince, on, calendar),
    monthsOff: monthsOff(on, calendar),
    others: await othersFor(door, person, on),
    sources: rulebook.list('clue.sources').map(({ code, zh, en }) => ({ code, label: { zh, en } })),
    states: spokenAll(Object.keys(declaration.states), (name) =>
      spokenIn(door.words, declaration, 'states', name),
    ),
    outcomes: outcomesOf(door, declaration),
    verdicts: partChoicesOf(door, declaration, 'verdict'),
    satisfactions: partChoicesOf(door, declaration, 'satisfaction'),
    names: namesOf(door, places, counts),
  }
}

/** Other types of record in numbers alone, as far as the asker has to do with them. */
async function othersFor(door: Door, person: PersonId, on: PlainDate): Promise<Board['others']> {
  const declared = OTHERS.flatMap((name) => door.realm.declarations.get(name) ?? []).filter((declaration) =>
    standingsIn(door, declaration, person).some(({ roles }) => roles.length > 0),
  )
  return Promise.all(
    declared.map(async (declaration) => {
      const { question } = boardQuestionOf(door, declaration, on)
      const { total, overdue } = await inScope(door.appPool, scopeFor(door, person, declaration), (client) =>
        countForBoard(client, question, on),
      )
      return {
        type: declaration.name,
        label: nameIn(door.words, declaration),
        received: total.received,
        closed: total.closed,
        overdue,
      }
    }),
  )
}

const spokenAll = (names: readonly string[], say: (name: string) => Spoken) =>
  Object.fromEntries(names.map((name) => [name, say(name)] as const))

function outcomesOf({ words }: Door, declaration: Declaration): Readonly<Record<string, Spoken>> {
  const zh = wordsOf(words, declaration, 'zh').choices['outcome'] ?? {}
  const en = wordsOf(words, declaration, 'en').choices['outcome'] ?? {}
  return spokenAll(Object.keys(zh), (name) => ({ zh: zh[name] ?? name, en: en[name] ?? name }))
}

const partChoicesOf = ({ words }: Door, { name }: Declaration, part: string) =>
  words[name]?.partChoices?.[part] ?? {}

/** Wherever there is a county's police there is a county. */
const countiesOf = ({ realm }: Door): readonly Place[] =>
  realm
    .org()
    .unitsOfKind('police', 'county')
    .map(({ place }) => ({ code: place, prefecture: place.slice(0, 4) }))

function namesOf({ realm }: Door, places: readonly Place[], { cells, units }: BoardCounts): Names {
  const org = realm.org()
  const codes = new Set([
    ...places.flatMap(({ code, prefecture }) => [code, prefecture]),
    ...cells.flatMap(({ county }) => (county === null ? [] : [county])),
  ])
  return Object.fromEntries([
    ...[...codes].flatMap((code) => {
      const name = org.placeName(code)
      return name === undefined ? [] : [[code, name] as const]
    }),
    ...units.flatMap(({ unit }) => {
      const name = org.findUnit(unit)?.name
      return name === undefined ? [] : [[unit, name] as const]
    }),
  ])
}
