/**
 * An installation with 100,000 clues, to be listed and compared. Their rows are made by the same projection as the
 * office's, in every state and spread over the counties, and their search rows by the indexer; entries they have none,
 * so this installation is not one that verify could find sound. More than these are copies of them (growClues.ts).
 */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { keysOf } from '#kernel/access/reach.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { PersonId } from '#kernel/record/field.ts'
import { addDays, dayOf, plainDate, startOfDay } from '#kernel/time.ts'
import { declarations } from '#mechanisms/index.ts'
import { composeOffice, now, type Composed } from '#server/compose.ts'
import { openDatabase, type Database } from '#server/database.ts'
import type { Realm } from '#server/realm.ts'
import { settingsFrom } from '#server/settings.ts'
import type { Scope } from '#store/records/scope.ts'
import { clueRow, insertRows } from './clueRows.ts'
import type { Wishes } from './figure.ts'
import { growClues } from './growClues.ts'
import { copyOf, digestOfSources, installed } from './installation.ts'
import { pickFrom, sequence } from './sequence.ts'
import { texts } from './texts.ts'

export interface ManyClues extends AsyncDisposable {
  readonly database: Database
  readonly composed: Composed
  readonly count: number
  /** The director of the clue centre, who reaches nearly all of them. */
  readonly broad: Scope
  /** The head of a county's office. */
  readonly narrow: Scope
  readonly county: string
}

// So many of a hundred: most matters are over.
const STATES = {
  toRegister: 3,
  toAssess: 3,
  toApprove: 2,
  passedOn: 4,
  objected: 1,
  verifying: 18,
  toExtend: 2,
  toSign: 4,
  toReview: 4,
  closed: 8,
  answered: 16,
  reexamining: 1,
  archived: 34,
}
const COUNT = 100_000

export async function manyClues(wishes: Wishes): Promise<ManyClues> {
  const made = wishes.quick ? COUNT / 10 : COUNT
  const count = wishes.size ?? made
  const data = count > made ? await grown(wishes, made, count) : await madeClues(wishes, count)
  const settings = settingsFrom({}, { data })
  const database = await openDatabase(settings)
  const composed = await composeOffice(settings, database, wishes.tell)
  const county = countiesOf(composed.realm)[0]?.place ?? ''
  return {
    ...{ database, composed, count, county },
    broad: scopeOf(composed.realm, '22:clueCentre', 'officeHead'),
    narrow: scopeOf(composed.realm, `${county}:office`, 'officeHead'),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

async function madeClues(wishes: Wishes, count: number): Promise<string> {
  const { tell } = wishes
  return kept(wishes, `clues-${String(count)}`, await installed(wishes), async (draft) => {
    await using database = await openDatabase({ data: draft })
    const composed = await composeOffice(settingsFrom({}, { data: draft }), database, tell)
    await makeClues(database.ownerPool, composed.realm, count)
    tell('rows are there, now the index')
    await composed.indexer.drain()
    await database.ownerPool.query('vacuum analyze')
  })
}

async function grown(wishes: Wishes, made: number, count: number): Promise<string> {
  if (count % made !== 0) throw new Error(`a size beyond ${String(made)} is a multiple of it`)
  return kept(
    wishes,
    `clues-${String(count)}-of-${String(made)}`,
    await madeClues(wishes, made),
    async (draft) => {
      await using database = await openDatabase({ data: draft })
      await growClues(database.ownerPool, count / made - 1, wishes.tell)
    },
  )
}

/** A copy of an installation with something added, made once for each state of the sources. */
async function kept(
  { folder, tell }: Wishes,
  kind: string,
  from: string,
  add: (draft: string) => Promise<void>,
): Promise<string> {
  const name = `${kind}-${digestOfSources()}`
  const data = join(folder, name)
  if (existsSync(data)) return data
  for (const other of readdirSync(folder))
    if (other.startsWith(`${kind}-`) && /^[0-9a-f]{12}(?:\.draft)?$/u.test(other.slice(kind.length + 1)))
      rmSync(join(folder, other), { recursive: true, force: true })
  tell(`making ${kind}`)
  const began = performance.now()
  const draft = copyOf(from, `${name}.draft`)
  await add(draft)
  tell(`made in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  renameSync(draft, data)
  return data
}

const holdersOf = (realm: Realm, unit: string, post: string): readonly PersonId[] =>
  realm
    .org()
    .holdersOf(post, unit, dayOf(now()))
    .map(({ id }) => id)

/** What the holder of a post reaches: of all types, or as a list of one type is asked. */
export function scopeOf(
  realm: Realm,
  unit: string,
  post: string,
  types: readonly Declaration[] = [...declarations.values()],
): Scope {
  const day = dayOf(now())
  const [person] = holdersOf(realm, unit, post)
  if (person === undefined) throw new Error(`nobody is ${post} at ${unit}`)
  const actors = realm.actorsFor(person, day)
  return {
    keys: [...new Set(actors.flatMap((actor) => keysOf(types, actor, realm.org())))],
    conflicts: [...realm.org().conflictKeysOf(person, day).keys()],
  }
}

/** Counties with two verifying officers. */
const countiesOf = (realm: Realm) =>
  realm
    .org()
    .unitsOfKind('police', 'county')
    .map(({ id, place }) => ({ place, police: id, officers: holdersOf(realm, id, 'verifier') }))
    .filter(({ officers }) => officers.length >= 2)

async function makeClues(pool: Pool, realm: Realm, count: number): Promise<void> {
  const random = sequence(3)
  const written = texts()
  const states = Object.entries(STATES).flatMap(([state, share]) =>
    Array.from({ length: share }, () => state),
  )
  const counties = countiesOf(realm)
  const [registrar] = holdersOf(realm, '22:clueCentre', 'intakeClerk')
  const [assessor] = holdersOf(realm, '22:clueCentre', 'assessor')
  const day = dayOf(now())
  let last = ''
  for (let at = 0; at < count; at += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - at) }, (_, nth) => {
      const state = pickFrom(states, random)
      const { place, police, officers } = pickFrom(counties, random)
      const early = state === 'toRegister' || state === 'toAssess'
      const fresh = written.next(180 + random() * 300, random)
      // Some are told again, in part.
      const content =
        random() < 0.05 && last !== '' ? last.slice(last.length / 4) + fresh.slice(0, 60) : fresh
      last = fresh
      const fields = {
        ...{ source: 'letter', receivedOn: day, category: 'crime', realName: false, area: place, content },
        ...{ title: content.slice(0, 40), registry: random() < 0.95 ? '22:clueCentre' : `${place}:office` },
        ...{ registrar, gist: content.slice(0, 60) },
        ...(random() < 0.5 ? { reportedPersons: [{ name: written.name(random) }] } : {}),
        ...(early ? {} : { assessor, verifyingUnit: police, team: officers.slice(0, 2), grade: 'B' }),
        ...(random() < 0.3
          ? { named: [{ key: `u:${pickFrom(counties, random).police}`, how: 'matched' }] }
          : {}),
      }
      const opened = startOfDay(addDays(plainDate('2026-11-01'), -Math.floor(random() * 1200)))
      const number = `吉线索〔2025〕${String(at + nth).padStart(6, '0')}号`
      const over = state === 'answered' || state === 'archived'
      const due = over ? undefined : startOfDay(addDays(dayOf(opened), 90))
      return clueRow(realm, { fields, state, opened, number, ...(due === undefined ? {} : { due }) })
    })
    await insertRows(pool, rows)
  }
}
