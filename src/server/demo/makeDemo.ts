/**
 * The demo world, made once at the first start of a demo: its rulebook and people, the history of its clues, the
 * accounts that its people sign in with. An installation that somebody works in already never becomes one.
 */
import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { addMillis, dayOf, type Instant, type PlainDate } from '#kernel/time.ts'
import { integrateSettled } from '#store/log/integrateSettled.ts'
import { holdRecords, type HeldRecords } from '#store/records/heldRecords.ts'
import { now, type Composed, type Signers } from '../compose.ts'
import { escalateThese } from '../jobs/escalate.ts'
import type { Tally } from '../../office/tally.ts'
import { hashOfCode } from '../queryCodes.ts'
import { REALM_TYPES } from '../realm.ts'
import { sealedReporter } from '../reporterSeal.ts'
import type { Settings } from '../settings.ts'
import { demoAccounts, openDemoAccounts } from './demoAccounts.ts'
import { demoFiles } from './demoFiles.ts'
import { DEMO_SETTING, type Demo } from './findDemo.ts'
import { rememberedReports } from './rememberedReports.ts'
import { seedDemo } from './seedDemo.ts'

export interface DemoParts {
  readonly settings: Pick<Settings, 'demoClues' | 'data'>
  readonly database: { readonly ownerPool: Pool; readonly appPool: Pool }
  readonly composed: Composed
  readonly signers: Signers
  /** Told of each day that the history has come to, and of the clues received until then. */
  onDay(day: PlainDate, clues: number): void
}

const SEED = 'zhunsheng'
const MONTHS = 14
const CASES = 4
const PETITIONS_PER_CLUE = 0.03
const COMPLAINTS_PER_CLUE = 0.02

/**
 * Answers what its people met and did not expect, which the tests hold to be nothing: every entry went through the office all
 * the same, so that the world is sound, and nobody is left without one.
 */
export async function makeDemo({
  settings,
  database,
  composed,
  signers,
  onDay,
}: DemoParts): Promise<Tally['problems']> {
  const { ownerPool, appPool } = database
  const { realm, keys } = composed
  await refuseUnlessNew(ownerPool, settings.data)
  const until = now()
  const reports = await rememberedReports()
  const files = demoFiles(composed.uploads, SEED)
  const held = await holdRecords({
    ...{ appPool, ownerPool, reader: composed.reader },
    ...{ declarations: realm.declarations, atOnce: REALM_TYPES, book: () => realm.book() },
  })
  const log = journalBehind(held, (at) =>
    integrateSettled(ownerPool, { log: 'journal', signer: signers.journal, now: () => at }),
  )
  const { tally } = await seedDemo({
    realm,
    officeWith: (parts) => composed.officeWith({ ...parts, lane: held.lane }),
    reader: held.reader,
    similarTo: (record) => Promise.resolve(reports.similarTo(record)),
    onReport: (record) => reports.remember(record),
    integrate: log.endOfDay,
    escalate: async (office, at) => {
      const due = held.clocksDue(at)
      // A tenure is written at once, with all that is held: not before the month behind it has its checkpoint.
      if (due.some(({ type }) => REALM_TYPES.includes(type))) await log.settled()
      return escalateThese({ office, realm }, due, at)
    },
    upload: files.bring,
    enclose: files.enclose,
    codeHash: (code) => hashOfCode(keys, code),
    sealed: (reporter) => sealedReporter(keys, reporter, randomUUID()),
    seed: SEED,
    clues: settings.demoClues,
    petitions: Math.ceil(settings.demoClues * PETITIONS_PER_CLUE),
    complaints: Math.ceil(settings.demoClues * COMPLAINTS_PER_CLUE),
    cases: CASES,
    months: MONTHS,
    // In memory nobody waits for a commit.
    atOnce: 1,
    until,
    onProgress: onDay,
  })
  await log.close(until)
  const accounts = demoAccounts(realm.org(), dayOf(until))
  await openDemoAccounts(composed.accounts, accounts, until)
  const demo: Demo = { accounts: accounts.map(({ id: _, ...account }) => account) }
  await ownerPool.query('insert into zs.setting (name, value) values ($1, $2)', [
    DEMO_SETTING,
    JSON.stringify(demo),
  ])
  return tally.problems
}

/**
 * Brings the history into the database and the journal into its log behind it, a month at a time: while one month is
 * written the next is walked. Each month has one checkpoint, which is not older than any entry under it.
 */
function journalBehind(held: HeldRecords, integrate: (at: Instant) => Promise<unknown>) {
  let bringing: Promise<unknown> = Promise.resolve()
  let month: string | undefined
  async function bringIn(at: Instant): Promise<void> {
    await bringing
    bringing = held.flush().then(() => integrate(at))
    // Whoever waits for it next is told.
    bringing.catch(() => undefined)
  }
  return {
    async endOfDay(at: Instant): Promise<void> {
      const now = dayOf(addMillis(at, 1)).slice(0, 7)
      if (now !== month) await bringIn(at)
      month = now
      // The month before is written while this one is walked.
      await new Promise((resolve) => setImmediate(resolve))
    },
    async settled(): Promise<void> {
      await bringing
    },
    async close(at: Instant): Promise<void> {
      await bringIn(at)
      await bringing
    },
  }
}

/** A demo interrupted half-way or an installation in use: neither is made a demo of. */
async function refuseUnlessNew(ownerPool: Pool, data: string): Promise<void> {
  const { rows } = await ownerPool.query('select from zs.record limit 1')
  if (rows.length > 0)
    throw new Error(
      `${data} holds records, but not a finished demo world. Start with --empty to work on with them, or give --data an empty folder.`,
    )
}
