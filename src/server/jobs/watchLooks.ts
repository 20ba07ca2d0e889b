/**
 * Watches the log of looks and raises an alarm (record type `lookAlarm`) where a dated rule calls them unusual: many records
 * within an hour, opened or drawn by search and graph, looks outside the hours of duty, records outside the own area, one reporter's identity again and again, a
 * look at an identity before its reporter says that it leaked. What is counted and what is allowed stands in the alarm; each
 * reason is raised once a person and window.
 */
import type { Pool } from 'pg'
import type { PersonId, RecordId } from '#kernel/record/field.ts'
import { addMillis, dayOf, HOUR, hourOf, type Instant } from '#kernel/time.ts'
import { LINE_DOORS } from '../http/looks.ts'
import type { Office } from '../office/office.ts'
import type { Realm } from '../realm.ts'

export interface Watching {
  readonly ownerPool: Pool
  readonly office: Office
  readonly realm: Realm
}

interface LookRow {
  readonly person: PersonId
  readonly record: RecordId
  readonly type: string
  readonly number: string
  readonly area: string | null
  readonly at: Instant
  readonly door: string
}

interface Unusual {
  readonly alarm: 'manyRecords' | 'manyShown' | 'offDuty' | 'outOfArea' | 'sameReporter' | 'beforeLeak'
  readonly person: PersonId
  readonly looks: readonly LookRow[]
  readonly counted: number
  readonly allowed: number
  /** Milliseconds in which the same reason is not raised again. */
  readonly window: number
  /** What tells two alarms of one kind about one person apart, besides their time. */
  readonly of?: string
}

const DAY = 24 * HOUR
const MOST_NAMED = 50
const MOST_LOOKS = 20_000

/** Answers how many alarms were raised. */
export async function watchLooks({ ownerPool, office, realm }: Watching, now: Instant): Promise<number> {
  const looks = await looksBetween(ownerPool, addMillis(now, -DAY), now)
  const found = [
    ...unusualIn(realm, looks, now),
    ...(await manyShown(ownerPool, realm, now)),
    ...(await beforeLeaks(ownerPool, realm, now)),
  ]
  let raised = 0
  for (const one of found) if (await raise({ ownerPool, office, realm }, one, now)) raised += 1
  return raised
}

const LOOKS = `
  select l.person, l.record, r.type, r.number, r.fields ->> 'area' as area, l.at,
         convert_from(l.bytes, 'UTF8')::jsonb -> 'how' ->> 'door' as door
  from zs.look l join zs.record r on r.id = l.record`

/** A line that a search or the graph showed is kept, and is no opening of a record. */
const OPENED = "convert_from(l.bytes, 'UTF8')::jsonb -> 'how' ->> 'door' <> all ($4)"

const SHOWN = "convert_from(l.bytes, 'UTF8')::jsonb -> 'how' ->> 'door' in ('search', 'graph')"

/** Whoever draws records together by search or graph sees a little of many: counted by itself, with a number of its own. */
async function manyShown(pool: Pool, realm: Realm, now: Instant): Promise<readonly Unusual[]> {
  const most = realm.rulebookOn(dayOf(now)).number('protection.manyShown')
  const { rows } = await pool.query<{ readonly person: PersonId; readonly counted: number }>(
    `select l.person, count(distinct l.record)::int as counted from zs.look l
     where l.at > $1 and l.at <= $2 and ${SHOWN} group by l.person having count(distinct l.record) > $3`,
    [addMillis(now, -HOUR), now, most],
  )
  const found: Unusual[] = []
  for (const { person, counted } of rows) {
    const { rows: looks } = await pool.query<LookRow>(
      `${LOOKS} where l.person = $1 and l.at > $2 and l.at <= $3 and ${SHOWN} order by l.at limit $4`,
      [person, addMillis(now, -HOUR), now, MOST_LOOKS],
    )
    found.push({ alarm: 'manyShown', person, looks, counted, allowed: most, window: HOUR })
  }
  return found
}

async function looksBetween(pool: Pool, from: Instant, to: Instant): Promise<readonly LookRow[]> {
  const { rows } = await pool.query<LookRow>(
    `${LOOKS} where l.at > $1 and l.at <= $3 and ${OPENED} order by l.at desc limit $2`,
    [from, MOST_LOOKS, to, Object.values(LINE_DOORS)],
  )
  return rows.toReversed()
}

function unusualIn(realm: Realm, looks: readonly LookRow[], now: Instant): readonly Unusual[] {
  const day = dayOf(now)
  const rulebook = realm.rulebookOn(day)
  const allowed = (name: string) => rulebook.number(`protection.${name}`)
  const [from, to] = [allowed('dutyFromHour'), allowed('dutyToHour')]
  const areaBound = new Set(rulebook.list('protection.areaBoundPosts').map(({ code }) => code))
  const anHourAgo = addMillis(now, -HOUR)
  const found: Unusual[] = []
  const count = (
    alarm: Unusual['alarm'],
    person: PersonId,
    some: readonly LookRow[],
    counted: number,
    window: number,
    of?: string,
  ) => {
    const most = allowed(alarm)
    if (counted > most)
      found.push({
        alarm,
        person,
        looks: some,
        counted,
        allowed: most,
        window,
        ...(of === undefined ? {} : { of }),
      })
  }

  for (const [person, mine] of Map.groupBy(looks, (look) => look.person)) {
    const lately = mine.filter(({ at }) => at > anHourAgo)
    count('manyRecords', person, lately, recordsIn(lately), HOUR)
    const off = lately.filter(({ at }) => hourOf(at) < from || hourOf(at) >= to)
    count('offDuty', person, off, recordsIn(off), HOUR)
    const tenures = realm.org().tenuresOn(person, day)
    if (tenures.length > 0 && tenures.every(({ post }) => areaBound.has(post))) {
      const places = tenures.map(({ unit }) => unit.split(':')[0] ?? '')
      const away = lately.filter(
        ({ area }) => area !== null && places.every((place) => !isWithin(area, place)),
      )
      count('outOfArea', person, away, recordsIn(away), HOUR)
    }
    const identities = mine.filter(({ door }) => door.startsWith('sealed '))
    for (const [record, some] of Map.groupBy(identities, (look) => look.record))
      count('sameReporter', person, some, some.length, DAY, record)
  }
  return found
}

const recordsIn = (looks: readonly LookRow[]): number => new Set(looks.map(({ record }) => record)).size
/** A place within the other, or one that the other lies in. */
const isWithin = (area: string, place: string): boolean => area.startsWith(place) || place.startsWith(area)

/** Looks at an identity in the days before an entry that says that it became known. */
async function beforeLeaks(pool: Pool, realm: Realm, now: Instant): Promise<readonly Unusual[]> {
  const rulebook = realm.rulebookOn(dayOf(now))
  const signs = rulebook.list('protection.leakSigns').map(({ code }) => code)
  const days = rulebook.number('protection.beforeLeak')
  const { rows } = await pool.query<LookRow & { readonly entry: string }>(
    `with leak as (
       select e.id, e.record, e.at from zs.entry e
       where e.at > $1 and e.type || '.' || (convert_from(e.bytes, 'UTF8')::jsonb ->> 'action') = any ($2))
     select looked.*, leak.id as entry from leak
     join (${LOOKS}) looked on looked.record = leak.record
       or looked.record in (select k.to_record from zs.link k where k.record = leak.record)
     where looked.at < leak.at and looked.at > leak.at - make_interval(days => $3) and looked.door like 'sealed %'
     order by looked.at`,
    [addMillis(now, -DAY), signs, days],
  )
  return [...Map.groupBy(rows, ({ person, entry }) => `${person} ${entry}`).values()].flatMap((looks) => {
    const [first] = looks
    return first === undefined
      ? []
      : [
          {
            ...{ alarm: 'beforeLeak' as const, person: first.person, looks, of: first.entry },
            ...{ counted: looks.length, allowed: 0, window: 2 * DAY },
          },
        ]
  })
}

async function raise(
  { ownerPool, office, realm }: Watching,
  { alarm, person, looks, counted, allowed, window, of = '' }: Unusual,
  now: Instant,
): Promise<boolean> {
  const [first, last] = [looks[0], looks.at(-1)]
  if (first === undefined || last === undefined) return false
  const { rowCount } = await ownerPool.query(
    `select from zs.record where type = 'lookAlarm' and fields ->> 'alarm' = $1 and fields ->> 'looker' = $2
       and opened_at > $3 and ($4 = '' or fields -> 'looked' @> jsonb_build_array(jsonb_build_object('number', $5::text)))`,
    [alarm, person, addMillis(now, -window), of, first.number],
  )
  if (rowCount !== 0) return false
  const tenures = realm.org().tenuresOn(person, dayOf(now))
  const [tenure] = tenures
  const aboutAuditor = tenures.some(({ post }) => post === 'auditor')
  const looked = [...new Map(looks.map(({ type, number }) => [number, { type, number }])).values()]
  const outcome = await office.act({
    asker: { kind: 'system', job: 'watch' },
    type: 'lookAlarm',
    action: 'raise',
    input: {
      alarm,
      looker: person,
      ...(tenure === undefined ? {} : { post: tenure.post, unit: tenure.unit }),
      ...{ firstLook: first.at, lastLook: last.at, counted, allowed },
      ...{ looked: looked.slice(0, MOST_NAMED), aboutAuditor, aboutOthers: !aboutAuditor },
    },
    // Two processes that watch at the same moment raise it once.
    idempotencyKey: `${alarm} ${person} ${of} ${first.at}`,
    sameAs: { alarm, person, of, first: first.at },
  })
  if ('refused' in outcome) throw new Error(`An alarm was refused: ${JSON.stringify(outcome.refused)}`)
  return !outcome.done.repeated
}
