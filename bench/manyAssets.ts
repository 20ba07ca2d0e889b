/**
 * An installation with 50,000 assets, each held by a measure, spread over the counties and over their half year. Rows and
 * clocks are made by the same projection as the office's; entries they have none, so verify could not find it sound.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { JournalEntry } from '#kernel/record/entry.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { project } from '#kernel/record/projection.ts'
import { advance } from '#kernel/record/replay.ts'
import { addMillis, HOUR, type Instant } from '#kernel/time.ts'
import { declarations } from '#mechanisms/index.ts'
import { composeOffice, now } from '#server/compose.ts'
import { openDatabase, type Database } from '#server/database.ts'
import type { Realm } from '#server/realm.ts'
import { settingsFrom } from '#server/settings.ts'
import { rowOf } from '#store/records/rowOf.ts'
import type { RowToWrite } from '#store/records/writingLane.ts'
import type { Scope } from '#store/records/scope.ts'
import { insertRows } from './clueRows.ts'
import type { Wishes } from './figure.ts'
import { copyOf, digestOfSources, installed, removeOthers } from './installation.ts'
import { scopeOf } from './manyClues.ts'
import { pickFrom, sequence } from './sequence.ts'

export interface ManyAssets extends AsyncDisposable {
  readonly database: Database
  readonly count: number
  /** A leader of the province's police, who reaches all of them. */
  readonly broad: Scope
  /** A leader of the police of a county. */
  readonly narrow: Scope
  readonly county: string
}

const COUNT = 50_000

export async function manyAssets(wishes: Wishes): Promise<ManyAssets> {
  const { folder, quick, tell } = wishes
  const count = quick ? COUNT / 10 : COUNT
  const name = `assets-${String(count)}-${digestOfSources()}`
  const data = join(folder, name)
  if (!existsSync(data)) {
    removeOthers(folder, `assets-${String(count)}-`, data)
    const draft = copyOf(await installed(wishes), `${name}.draft`)
    tell(`making ${String(count)} assets and what holds them`)
    const began = performance.now()
    {
      await using database = await openDatabase({ data: draft })
      const { realm } = await composeOffice(settingsFrom({}, { data: draft }), database, tell)
      await makeAssets(database.ownerPool, realm, count)
      await database.ownerPool.query('delete from zs.to_index')
      await database.ownerPool.query('vacuum analyze')
    }
    tell(`made in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    renameSync(draft, data)
  }
  const settings = settingsFrom({}, { data })
  const database = await openDatabase(settings)
  const { realm } = await composeOffice(settings, database, tell)
  const county = policeOf(realm)[0] ?? ''
  return {
    ...{ database, count, county },
    broad: scopeOf(realm, '22:police', 'organHead'),
    narrow: scopeOf(realm, county, 'organHead'),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

const policeOf = (realm: Realm): readonly string[] =>
  realm
    .org()
    .unitsOfKind('police', 'county')
    .map(({ id }) => id)

async function makeAssets(pool: Pool, realm: Realm, count: number): Promise<void> {
  const random = sequence(5)
  const counties = policeOf(realm)
  // A case that is not there: rows are made to be listed.
  const theCase = randomUUID()
  const HALF_YEAR = 180 * 24
  for (let at = 0; at < count; at += 500) {
    const rows = Array.from({ length: Math.min(500, count - at) }, (_, nth) => {
      const unit = pickFrom(counties, random)
      const since = addMillis(now(), -Math.floor(random() * HALF_YEAR) * HOUR)
      const title = `账户${String(at + nth)}`
      // Ids of records are UUIDs.
      const [asset, measure] = [randomUUID() as RecordId, randomUUID() as RecordId]
      const held = { case: theCase, title, kind: 'deposit', handlingUnit: unit, measureInForce: measure }
      const holds = {
        ...{ case: theCase, asset, title, kind: 'freeze', assetKind: 'deposit', stage: 'investigation' },
        ...{
          caseSize: 'ordinary',
          impact: 'ordinary',
          takenBy: unit,
          decidedBy: unit,
          startsOn: since.slice(0, 10),
        },
      }
      const numbered = (series: string) => `${series}〔2026〕${String(at + nth).padStart(6, '0')}号`
      return [
        rowMade(
          realm,
          { type: 'asset', id: asset, action: 'noteMeasure', state: 'controlled' },
          since,
          held,
          numbered('吉涉财'),
        ),
        rowMade(
          realm,
          { type: 'measure', id: measure, action: 'execute', state: 'effective' },
          since,
          holds,
          numbered('吉查控'),
        ),
      ]
    }).flat()
    await insertRows(pool, rows)
    await pool.query(
      `insert into zs.clock (record, name, type, run, state, started_at, due, provisional, next_rung_at)
       select (r ->> 'record')::uuid, c.name, r ->> 'type', c.run, c.state, c."startedAt", c.due, c.provisional, c."nextRungAt"
       from jsonb_array_elements($1::jsonb) r,
            jsonb_to_recordset(r -> 'clocks') as c(name text, run integer, state text, "startedAt" timestamptz,
                                                 due timestamptz, provisional boolean, "nextRungAt" timestamptz)`,
      [JSON.stringify(rows)],
    )
  }
}

function rowMade(
  realm: Realm,
  { type, id, action, state }: { type: string; id: RecordId; action: string; state: string },
  at: Instant,
  fields: Readonly<Record<string, unknown>>,
  number: string,
): RowToWrite {
  const declaration = declarations.get(type)
  if (declaration === undefined) throw new Error(`no type ${type} is declared`)
  const entry: JournalEntry = {
    ...{ v: 1, type, declaration: declaration.version, record: id, seq: 1, prev: '', id: randomUUID() },
    ...{
      number,
      action,
      at,
      state,
      by: { kind: 'system', job: 'bench' },
      role: 'clock',
      input: fields,
      sets: {},
    },
  }
  const world = { org: realm.org(), book: realm.book() }
  return rowOf(project(declaration, advance(declaration, undefined, entry), [entry], world), 0)
}
