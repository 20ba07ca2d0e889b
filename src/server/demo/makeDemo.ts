/**
 * The demo world, made once at the first start of a demo: its rulebook and people, the history of its clues, the
 * accounts that its people sign in with. An installation that somebody works in already never becomes one.
 */
import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { dayOf, type Instant } from '#kernel/time.ts'
import { integrateSettled } from '#store/log/integrateSettled.ts'
import { now, type Composed, type Signers } from '../compose.ts'
import { escalateDue } from '../jobs/escalate.ts'
import { hashOfCode } from '../queryCodes.ts'
import { sealedReporter } from '../reporterSeal.ts'
import type { Settings } from '../settings.ts'
import { demoAccounts, openDemoAccounts } from './demoAccounts.ts'
import { demoFiles } from './demoFiles.ts'
import { DEMO_SETTING, type Demo } from './findDemo.ts'
import { rememberedReports } from './rememberedReports.ts'
import { seedDemo } from './seedDemo.ts'

export interface DemoParts {
  readonly settings: Pick<Settings, 'demoClues' | 'data'>
  readonly database: { readonly ownerPool: Pool }
  readonly composed: Composed
  readonly signers: Signers
  tell(line: string): void
}

const SEED = 'zhunsheng'
const MONTHS = 14
const CASES = 4
const PETITIONS_PER_CLUE = 0.03
const COMPLAINTS_PER_CLUE = 0.02

export async function makeDemo({ settings, database, composed, signers, tell }: DemoParts): Promise<Demo> {
  const { ownerPool } = database
  const { realm, keys } = composed
  await refuseUnlessNew(ownerPool, settings.data)
  const until = now()
  let told: string | undefined
  const reports = await rememberedReports()
  const files = demoFiles(composed.uploads, SEED)
  const { tally } = await seedDemo({
    realm,
    officeWith: composed.officeWith,
    similarTo: (record) => Promise.resolve(reports.similarTo(record)),
    onReport: (record) => reports.remember(record),
    integrate: (at: Instant) =>
      integrateSettled(ownerPool, { log: 'journal', signer: signers.journal, now: () => at }),
    escalate: (office, at) => escalateDue({ ownerPool, office, realm }, at),
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
    until,
    onProgress(day, clues) {
      const month = day.slice(0, 7)
      if (month === told) return
      told = month
      tell(`  演示世界 ${month}:线索 ${String(clues)} 件 · demo world ${month}: ${String(clues)} clues`)
    },
  })
  if (tally.problems.length > 0)
    throw new Error(
      `The demo world met what it did not expect: ${JSON.stringify(tally.problems.slice(0, 3))}`,
    )
  const accounts = demoAccounts(realm.org(), dayOf(until))
  await openDemoAccounts(ownerPool, accounts, until)
  const demo: Demo = { accounts: accounts.map(({ id: _, ...account }) => account) }
  await ownerPool.query('insert into zs.setting (name, value) values ($1, $2)', [
    DEMO_SETTING,
    JSON.stringify(demo),
  ])
  return demo
}

/** A demo interrupted half-way or an installation in use: neither is made a demo of. */
async function refuseUnlessNew(ownerPool: Pool, data: string): Promise<void> {
  const { rows } = await ownerPool.query('select from zs.record limit 1')
  if (rows.length > 0)
    throw new Error(
      `${data} holds records, but not a finished demo world. Start with --empty to work on with them, or give --data an empty folder.`,
    )
}
