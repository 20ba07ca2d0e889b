/** A small real installation in a temporary folder, with its server's work going on, and the real binary to act on it. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { enterPeople, installRulebook, shippedRuleSets } from '#server/bootstrap.ts'
import { composeOffice, openSigners, startJobs, type Composed } from '#server/compose.ts'
import { openDatabase, type Database } from '#server/database.ts'
import { settingsFrom } from '#server/settings.ts'
import { people, persons, tenures, ties, type Role } from '#test/support/smallWorld.ts'
import type { RecordId } from '#kernel/record/field.ts'

/** The places of the small world; the whole province has 12,000. */
const SMALL = `code,name,level,parent,statistical,from,to,replacedBy
22,吉林省,province,,0,,,
2201,长春市,prefecture,22,0,,,
2202,吉林市,prefecture,22,0,,,
220102,南关区,county,2201,0,,,
220104,朝阳区,county,2201,0,,,
220204,船营区,county,2202,0,,,
220102001,南岭街道,town,220102,0,,,
220102001001,华阳社区,village,220102001,0,,,
`

export interface SmallInstallation extends AsyncDisposable {
  readonly data: string
  readonly database: Database
  readonly composed: Composed
  /** Enters a report as the intake clerk; answers its id and number. */
  enter(title: string, more?: Readonly<Record<string, unknown>>): Promise<{ id: RecordId; number: string }>
  act(role: Role, id: RecordId, action: string, input: Readonly<Record<string, unknown>>): Promise<void>
}

/** `env` is what the settings are read from, here and by the evidence store. */
export async function smallInstallation(
  env: Readonly<Record<string, string>> = {},
): Promise<SmallInstallation> {
  const data = mkdtempSync(join(tmpdir(), 'zs-cli-'))
  const settings = settingsFrom(env, { data, world: 'empty' })
  Object.assign(process.env, env)
  const quiet = () => undefined
  const database = await openDatabase(settings)
  const composed = await composeOffice(settings, database, quiet)
  const signers = await openSigners(settings, database, composed)
  await installRulebook(
    composed.office,
    composed.realm,
    shippedRuleSets().map((set) =>
      set.key === 'organisation.divisions'
        ? { ...set, content: { kind: 'divisions', csv: SMALL, english: '' } }
        : set,
    ),
  )
  await enterPeople(composed.office, composed.realm, { persons, tenures: Object.values(tenures), ties })
  const jobs = startJobs(database, composed, signers, quiet)
  const { office } = composed
  return {
    data,
    database,
    composed,
    async enter(title, more = {}) {
      const outcome = await office.act({
        asker: { kind: 'staff', person: people.centreIntake },
        type: 'clue',
        action: 'enter',
        // Reports that are alike would have to be judged first.
        input: { ...report, title, content: unlike(title), ...more },
      })
      if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused))
      return outcome.done
    },
    async act(role, id, action, input) {
      const asker = { kind: 'staff', person: people[role] } as const
      const outcome = await office.act({ asker, type: 'clue', id, action, input })
      if ('refused' in outcome) throw new Error(JSON.stringify(outcome.refused))
    },
    async [Symbol.asyncDispose]() {
      await jobs.stop()
      await Promise.all([composed.clocks.idle(), composed.reach.idle()])
      await database[Symbol.asyncDispose]()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

const unlike = (title: string): string =>
  [...createHash('sha512').update(title).digest()]
    .map((byte) => String.fromCodePoint(0x4e00 + byte * 37))
    .join('')

const report = {
  source: 'letter',
  receivedOn: '2025-04-28',
  category: 'crime',
  area: '220102',
  realName: false,
  contactWish: 'phone',
}

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs `zhunsheng …` as somebody at a terminal would, without a terminal. */
export function zhunsheng(args: readonly string[], { env = {}, input = '' } = {}): Promise<Ran> {
  const binary = join(import.meta.dirname, '..', '..', 'bin', 'zhunsheng.mjs')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [binary, ...args], { env: { ...process.env, ...env } })
    let [out, err] = ['', '']
    child.stdout.on('data', (part: Buffer) => (out += part.toString()))
    child.stderr.on('data', (part: Buffer) => (err += part.toString()))
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code: code ?? -1, out, err })
    })
    child.stdin.end(input)
  })
}
