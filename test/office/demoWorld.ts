/** A demo world on a database of its own, with the real search, the real clock jobs and a real log. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { dayOf, instant, type Instant } from '#kernel/time.ts'
import { declarations } from '#mechanisms/index.ts'
import { seedDemo, type Demo, type DemoWish } from '#server/demo/seedDemo.ts'
import { clocksDue, escalateThese } from '#server/jobs/escalate.ts'
import { createOffice } from '#server/office/office.ts'
import { simpleKey } from '#server/centreKeys.ts'
import { makeSealingPair, sealHere } from '#server/sealing.ts'
import { openRealm, REALM_TYPES, type Realm } from '#server/realm.ts'
import { integrateSettled } from '#store/log/integrateSettled.ts'
import { openLogSigner } from '#store/log/logKeys.ts'
import { holdRecords } from '#store/records/heldRecords.ts'
import { databaseReader } from '#store/records/reader.ts'
import { writingLane } from '#store/records/writingLane.ts'
import { createEarlierReports } from '#store/search/earlierReports.ts'
import { recordFeatures } from '#server/recordFeatures.ts'
import type { MarkText } from '#store/search/marks.ts'
import type { EvidenceStore } from '#store/verify/expected.ts'
import { createIndexer } from '#store/search/indexer.ts'
import { furnishedDatabase, type Furniture, type TestDatabase } from '#test/support/database.ts'

export const UNTIL = instant('2026-03-18T08:30:00.000Z')

export interface DemoWorld extends AsyncDisposable {
  readonly database: TestDatabase
  readonly realm: Realm
  readonly demo: Demo
  readonly masterKey: Buffer
  readonly mark: MarkText
  /** What was brought as evidence. */
  readonly evidence: EvidenceStore
}

type Wish = Partial<
  Pick<
    DemoWish,
    | 'seed'
    | 'clues'
    | 'petitions'
    | 'complaints'
    | 'cases'
    | 'months'
    | 'missteps'
    | 'rows'
    | 'similarTo'
    | 'onReport'
    | 'sealed'
  >
> & {
  /** Held in memory while it is made, as the demo of a new installation is. */
  readonly held?: boolean
}

/** At most 12 months, which is how long its people have been in their posts. */
export async function demoWorld(wish: Wish = {}): Promise<DemoWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'zs-office-'))
  const database = await furnishedDatabase(demoPeople, folder)
  const { realm, demo, masterKey, mark, evidence } = await seeded(database, folder, wish)
  return {
    database,
    realm,
    demo,
    masterKey,
    mark,
    evidence,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The people of the province, who are the same in every demo world of the tests, and nothing for them to do yet. */
const demoPeople: Furniture = {
  name: 'demo people',
  async furnish(database, folder) {
    await writeFile(join(folder, 'master.key'), randomBytes(32))
    await seeded(database, folder, { clues: 0, months: 12 })
  },
}

async function seeded(database: TestDatabase, folder: string, { held: isHeld, ...wish }: Wish) {
  const { ownerPool, pool: appPool } = database
  const realm = await openRealm(ownerPool, declarations, () => dayOf(UNTIL))
  const mark = (purpose: string, text: string) => createHash('sha256').update(`${purpose}\n${text}`).digest()
  const searching = { ownerPool, appPool, declarations, features: recordFeatures, mark }
  const indexer = createIndexer({ ...searching, failed: (error: unknown) => console.error(error) })
  const earlier = createEarlierReports({ ...searching, indexer })
  const signer = await openLogSigner(ownerPool, { log: 'journal', folder, origin: 'office.invalid/journal' })
  const masterKey = await readFile(join(folder, 'master.key'))
  const reader = databaseReader({ appPool, ownerPool, declarations, masterKey })
  const held =
    isHeld === true
      ? await holdRecords({
          ...{ appPool, ownerPool, declarations, reader },
          ...{ atOnce: REALM_TYPES, book: () => realm.book() },
        })
      : undefined
  const lane = held?.lane ?? writingLane(appPool)
  const key = simpleKey(await makeSealingPair(), UNTIL)
  const texts = new Map<string, string>()
  const demo = await seedDemo({
    realm,
    officeWith: (parts) => createOffice({ realm, appPool, ownerPool, lane, masterKey, ...parts }),
    reader: held?.reader ?? reader,
    similarTo: (record, scope) => earlier.strong(record, scope),
    integrate: async (now: Instant) => {
      await held?.flush()
      await integrateSettled(ownerPool, { log: 'journal', signer, now: () => now })
    },
    // The posts were filled before the days that are walked, and stay as they are.
    escalate: async (office, now) => {
      const due = held === undefined ? await clocksDue(ownerPool, now) : held.clocksDue(now)
      const ofMatters = due.filter(({ type }) => !REALM_TYPES.includes(type))
      return escalateThese({ office, realm }, ofMatters, now)
    },
    upload: async (person, name, text) => {
      const digest = createHash('sha256').update(text).digest('hex')
      texts.set(digest, text)
      const file = { digest, name, type: 'text/plain', size: Buffer.byteLength(text) }
      await appPool.query(
        `insert into zs.file (digest, size, type, name, stored_at, by_key) values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing`,
        [digest, file.size, file.type, name, UNTIL, `p:${person}`],
      )
      await ownerPool.query(
        `insert into zs.file_key (digest, wrapped, made_at) values ($1, '', $2) on conflict do nothing`,
        [digest, UNTIL],
      )
      return file
    },
    sealed: async (reporter) => ({ reporter: await sealHere(key, JSON.stringify(reporter), 'demo') }),
    codeHash: (code) => Promise.resolve(mark('query code', code)),
    seed: 'one',
    clues: 120,
    months: 8,
    until: UNTIL,
    ...wish,
  })
  const evidence: EvidenceStore = {
    open(digest) {
      const text = texts.get(digest)
      return text === undefined ? undefined : Readable.from([Buffer.from(text)])
    },
  }
  return { realm, demo, masterKey, mark, evidence }
}
