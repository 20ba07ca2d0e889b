/**
 * GET /api/board[?on=YYYY-MM-DD]: clues counted for leaders and offices, as they stood at the end of that day or stand now;
 * GET /api/board/file[?on=]: the same numbers as a workbook. Both under the reach and sight of whoever asks, as of today:
 * what somebody may see of a past day is what they may see now.
 */
import type { FastifyInstance } from 'fastify'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import { rungsOf } from '#kernel/record/clocks.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { listOf } from '#kernel/record/replay.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import { dayOf, endOfDay, isPlainDate, type PlainDate } from '#kernel/time.ts'
import { inScope } from '#store/records/scope.ts'
import { countedFields, countForBoard, type BoardCounts, type CountedField } from '#store/search/board.ts'
import { attachment } from './attachment.ts'
import type { Board, Place } from './boardShape.ts'
import { boardWorkbook } from './boardWorkbook.ts'
import { personAt, type Door } from './door.ts'
import { languageOf, type Spoken } from './language.ts'
import type { Names } from './namesIn.ts'
import { bad, isBad, queryOf, type BadParameter, type Query } from './parameters.ts'
import { scopeFor } from './scopeFor.ts'
import { spokenIn, wordsOf } from './typeWords.ts'

/** First days of the buckets of age but the first; assumed. */
const AGES = [8, 16, 31, 61, 91]
const TYPE = 'clue'

export function addBoardRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/board', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const on = dayAsked(queryOf(request), dayOf(door.now()))
    if (isBad(on)) return door.refuse(request, reply, on.refused)
    return boardFor(door, person, on)
  })

  app.get('/api/board/file', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const on = dayAsked(queryOf(request), dayOf(door.now()))
    if (isBad(on)) return door.refuse(request, reply, on.refused)
    const bytes = await boardWorkbook(await boardFor(door, person, on), languageOf(request))
    return reply
      .headers(attachment(`${languageOf(request) === 'zh' ? '线索看板' : 'board'}-${on}.xlsx`))
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .send(Buffer.from(bytes))
  })
}

function dayAsked(query: Query, today: PlainDate): PlainDate | BadParameter {
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
  const declaration = door.realm.declarations.get(TYPE)
  if (declaration === undefined) throw new Error(`"${TYPE}" is not declared`)
  const now = door.now()
  const isPast = on < dayOf(now)
  const rulebook = door.realm.rulebookOn(dayOf(now))
  const ladder = ladderOf(declaration, rulebook)
  const closedStates = Object.entries(declaration.states).flatMap(([name, { closed, final }]) =>
    closed === true || final === true ? [name] : [],
  )
  const counts = await inScope(door.appPool, scopeFor(door, person, declaration), (client) =>
    countForBoard(client, {
      type: TYPE,
      until: isPast ? endOfDay(on) : now,
      sight: sightOfCounted(declaration),
      closedStates,
      clears: { area: clearing(declaration, 'area'), verifyingUnit: clearing(declaration, 'verifyingUnit') },
      verifying: rulebook.list('clue.outcomesFoundTrue').map(({ code }) => code),
      ages: AGES,
      rungs: isPast ? undefined : ladder.map(({ rung }) => rung),
    }),
  )
  const places = countiesOf(door)
  return {
    ...counts,
    ...{ on, isPast, ageSteps: AGES, ladder, places, closedStates },
    sources: rulebook.list('clue.sources').map(({ code, zh, en }) => ({ code, label: { zh, en } })),
    states: spokenAll(Object.keys(declaration.states), (name) =>
      spokenIn(door.words, declaration, 'states', name),
    ),
    outcomes: outcomesOf(door, declaration),
    names: namesOf(door, places, counts),
  }
}

/** Which roles see each field that is counted by. */
function sightOfCounted(declaration: Declaration): Readonly<Record<CountedField, readonly string[]>> {
  const rolesSeeing = (field: CountedField) =>
    Object.keys(declaration.roles).filter((role) => fieldsSeenBy(declaration, [role]).has(field))
  const [source, area, verifyingUnit, outcome, supervisions] = countedFields
  return {
    source: rolesSeeing(source),
    area: rolesSeeing(area),
    verifyingUnit: rolesSeeing(verifyingUnit),
    outcome: rolesSeeing(outcome),
    supervisions: rolesSeeing(supervisions),
  }
}

const clearing = ({ actions }: Declaration, field: string): readonly string[] =>
  Object.entries(actions).flatMap(([name, { clears }]) => (listOf(clears).includes(field) ? [name] : []))

/** The rungs of all clocks of the type, in the order of the longest ladder: the others leave rungs of it out. */
function ladderOf({ name, deadlines }: Declaration, rulebook: Rulebook): Board['ladder'] {
  const found = new Map<string, Spoken>()
  const ladders = Object.keys(deadlines).map((deadline) => rungsOf(name, deadline, rulebook))
  for (const { rung, zh, en } of ladders.toSorted((one, other) => other.length - one.length).flat())
    if (!found.has(rung)) found.set(rung, { zh: zh ?? rung, en: en ?? rung })
  return [...found].map(([rung, label]) => ({ rung, label }))
}

const spokenAll = (names: readonly string[], say: (name: string) => Spoken) =>
  Object.fromEntries(names.map((name) => [name, say(name)] as const))

function outcomesOf({ words }: Door, declaration: Declaration): Readonly<Record<string, Spoken>> {
  const zh = wordsOf(words, declaration, 'zh').choices['outcome'] ?? {}
  const en = wordsOf(words, declaration, 'en').choices['outcome'] ?? {}
  return spokenAll(Object.keys(zh), (name) => ({ zh: zh[name] ?? name, en: en[name] ?? name }))
}

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
