/**
 * GET /api/returns[?to=YYYY-MM-DD]: the statistics returns of one period side by side: who has filed, who has not, what they
 * count by result; GET /api/returns/file[?to=]: the same with every line, as a workbook. Both under the reach and sight of
 * whoever asks: the centre finds all units, a unit its own. Without `to` the last period that is over.
 */
import type { FastifyInstance } from 'fastify'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { addDays, addMonths, dayOf, type PlainDate } from '#kernel/time.ts'
import { periodOf } from '#mechanisms/clue/clueReturn.period.ts'
import { inScope } from '#store/records/scope.ts'
import { listRecords, type ListedRow } from '#store/search/list.ts'
import { attachment } from './attachment.ts'
import { personAt, type Door } from './door.ts'
import { languageOf } from './language.ts'
import { clocksFor } from './listedClocks.ts'
import { bad, isBad, queryOf, type BadParameter, type Query } from './parameters.ts'
import type { ReturnLine, Returns, ReturnSeen } from './returnsShape.ts'
import { returnsWorkbook } from './returnsWorkbook.ts'
import { scopeFor } from './scopeFor.ts'
import { spokenIn } from './typeWords.ts'

const TYPE = 'clueReturn'
/** How many periods can be chosen. */
const PERIODS = 12
const PAGE = 200

export function addReturnsRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/returns', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const to = periodIn(door, queryOf(request))
    if (isBad(to)) return door.refuse(request, reply, to.refused)
    const { items, ...returns } = await returnsFor(door, person, to)
    return { ...returns, items: items.map(({ counted }) => counted) }
  })

  app.get('/api/returns/file', async (request, reply) => {
    const person = personAt(door, request, reply)
    if (person === undefined) return reply
    const to = periodIn(door, queryOf(request))
    if (isBad(to)) return door.refuse(request, reply, to.refused)
    const language = languageOf(request)
    const bytes = await returnsWorkbook(door, await returnsFor(door, person, to), language)
    return reply
      .headers(attachment(`${language === 'zh' ? '线索统计表' : 'statistics-returns'}-${to}.xlsx`))
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .send(Buffer.from(bytes))
  })
}

const monthsIn = ({ realm, now }: Door): number => realm.rulebookOn(dayOf(now())).number('clueReturn.months')

function periodsIn(door: Door): readonly PlainDate[] {
  const months = monthsIn(door)
  const { from } = periodOf(dayOf(door.now()), months)
  return Array.from({ length: PERIODS }, (_, nth) => addDays(addMonths(from, -months * nth), -1))
}

function periodIn(door: Door, query: Query): PlainDate | BadParameter {
  const periods = periodsIn(door)
  const given = query['to'] ?? []
  const to = periods.find((one) => one === (given[0] ?? periods[0]))
  return given.length <= 1 && to !== undefined
    ? to
    : bad('to', {
        zh: '最近12个已结束报送周期之一的截止日期，如2026-04-30',
        en: 'the last day of one of the last 12 periods that are over, such as 2026-04-30',
      })
}

async function returnsFor(door: Door, person: PersonId, to: PlainDate): Promise<Returns> {
  const declaration = door.realm.declarations.get(TYPE)
  if (declaration === undefined) throw new Error(`"${TYPE}" is not declared`)
  const items = await inScope(door.appPool, scopeFor(door, person, declaration), async (client) => {
    const found: ListedRow[] = []
    let cursor: string | undefined
    do {
      const page = await listRecords(
        client,
        { type: TYPE },
        { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
      )
      if ('refused' in page) break
      found.push(...page.items.filter(({ fields }) => fields['to'] === to))
      // Drawn up in the order of their periods: what is older than this one's end cannot be of it.
      const isPast = page.items.some(({ openedAt }) => dayOf(openedAt) <= to)
      cursor = isPast ? undefined : page.next
    } while (cursor !== undefined)
    const clocks = await clocksFor(
      client,
      found.map(({ id }) => id),
    )
    return found.map((row) => {
      const [clock] = clocks.get(row.id) ?? []
      return seenReturn(door, declaration, row, clock?.lampIn(door, TYPE))
    })
  })
  const rulebook = door.realm.rulebookOn(dayOf(door.now()))
  return {
    from: periodOf(to, monthsIn(door)).from,
    to,
    periods: periodsIn(door),
    results: rulebook.list('clueReturn.results').map(({ code, zh, en }) => ({ code, label: { zh, en } })),
    states: Object.fromEntries(
      Object.keys(declaration.states).map((name) => [
        name,
        spokenIn(door.words, declaration, 'states', name),
      ]),
    ),
    items: items.toSorted((one, other) => one.counted.unit.localeCompare(other.counted.unit)),
  }
}

function seenReturn(
  { realm }: Door,
  declaration: Declaration,
  { id, number, state, closed, fields, roles }: ListedRow,
  clock: { readonly due?: string; readonly lamp: string } | undefined,
): ReturnSeen {
  const sight = fieldsSeenBy(declaration, roles)
  const seen = (name: string): unknown => (sight.has(name) ? fields[name] : undefined)
  // The declaration says of what kind each is (clueReturn.ts).
  const lines = seen('lines') as readonly ReturnLine[] | undefined
  const [count, encrypted, zeroReturn] = ['count', 'encrypted', 'zeroReturn'].map(seen)
  const unit = String(fields['unit'])
  const name = realm.org().findUnit(unit)?.name
  return {
    counted: {
      ...{ id, number, unit, state, closed },
      unitName: { zh: name?.zh ?? unit, en: name?.en ?? unit },
      ...(clock?.due === undefined ? {} : { due: clock.due, lamp: clock.lamp }),
      ...(typeof count === 'number' ? { count } : {}),
      ...(typeof encrypted === 'number' ? { encrypted } : {}),
      ...(typeof zeroReturn === 'boolean' ? { zeroReturn } : {}),
      ...(lines === undefined ? {} : { results: tallied(lines) }),
    },
    lines: lines ?? [],
    remarks: (seen('remarks') ?? []) as ReturnSeen['remarks'],
  }
}

const tallied = (lines: readonly ReturnLine[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...Map.groupBy(lines, ({ result }) => result ?? '')].map(([result, some]) => [result, some.length]),
  )
