// Everything computed again from the entries, in one snapshot, and whatever does not fit named.

import { createSecretKey } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { formatVkey, parseVkey, type VerifierKey } from '#kernel/journal/note.ts'
import { millisOf, type Instant } from '#kernel/time.ts'
import { findLogKey } from '../log/logKeys.ts'
import { logNames, type LogName } from '../log/logName.ts'
import { saltOf } from '../log/salt.ts'
import { sha256 } from '../log/sha256.ts'
import { readWitnesses } from '../log/witnesses.ts'
import { transaction } from '../postgres/pool.ts'
import { codeSealOf } from '../records/codeSeal.ts'
import { readKept } from './checkCheckpoints.ts'
import { credentialTally, type Attested } from './checkCredentials.ts'
import { checkEntries } from './checkEntries.ts'
import { checkFiles } from './checkFiles.ts'
import { checkLog } from './checkLog.ts'
import { checkLooks } from './checkLooks.ts'
import { checkNumbers } from './checkNumbers.ts'
import { paperTally } from './checkPapers.ts'
import { checkBands, checkCircles, checkIdempotency, checkOrphans } from './checkRows.ts'
import { checkSchema } from './checkSchema.ts'
import {
  defaultTolerance,
  type EvidenceStore,
  type ReadNumber,
  type Recompute,
  type Tolerance,
} from './expected.ts'
import { finding, type Finding } from './finding.ts'

export interface VerifySettings {
  readonly recompute: Recompute
  readonly evidence: EvidenceStore
  readonly readNumber: ReadNumber
  readonly now: Instant
  readonly tolerance?: Tolerance
  /** The logs' vkeys as somebody else knows them; without them those in the database are believed. */
  readonly knownKeys?: Partial<Readonly<Record<LogName, string>>>
  /** Checkpoints (signed notes) of the journal's log that somebody outside kept. */
  readonly kept?: readonly string[]
  /** The digest of what each type is projected by; without it the rows are taken to be made by what recomputes them. */
  readonly digests?: ReadonlyMap<string, string>
  /** The key of the installation; without it nobody is asked who wrote an entry, gave a query code or set a password. */
  readonly master?: Buffer
  readonly progress?: (entries: number) => void
}

export interface VerifyReport {
  /** Everything was compared, and everything fits. */
  readonly sound: boolean
  readonly entries: number
  readonly records: number
  readonly files: number
  readonly looks: number
  readonly logSize: number
  /** The signed note of the latest sound checkpoint: keep it, and hand it in next time. */
  readonly checkpoint?: string
  readonly logKey?: string
  /** Entries that are not in the log yet. */
  readonly pending: number
  readonly findings: readonly Finding[]
  /** Types whose records wait for being projected anew after an upgrade, and how many: their rows were not compared. */
  readonly outdated: Readonly<Record<string, number>>
  /** What is worth knowing and no flaw. */
  readonly notes: readonly { readonly zh: string; readonly en: string }[]
}

/** What was handed in cannot be used: nothing was checked. */
export interface CannotVerify {
  readonly cannot: string
}

/** As the owner role: row-level security would hide rows. */
export function verifyAll(pool: Pool, settings: VerifySettings): Promise<VerifyReport | CannotVerify> {
  return transaction(
    pool,
    async (client) => {
      // One snapshot for all of it; it may take long, and the whole result of each cursor is read.
      await client.query(`set local statement_timeout = 0`)
      await client.query(`set local idle_in_transaction_session_timeout = 0`)
      await client.query(`set local cursor_tuple_fraction = 1`)
      await client.query(`set local work_mem = '64MB'`)
      return verifySnapshot(client, settings)
    },
    'repeatable read, read only',
  )
}

async function verifySnapshot(
  client: PoolClient,
  settings: VerifySettings,
): Promise<VerifyReport | CannotVerify> {
  const { recompute, evidence, readNumber, now, tolerance = defaultTolerance, progress, master } = settings
  // Prepared once: from plain bytes each of the many marks would take longer.
  const secret = master === undefined ? undefined : createSecretKey(master)
  const credentials = credentialTally()
  const findings: Finding[] = []
  const notes: { zh: string; en: string }[] = []
  let journal: Awaited<ReturnType<typeof checkLog>> | undefined
  let logKey: VerifierKey | undefined
  for (const log of logNames) {
    const keys = await readKeys(client, log, settings.knownKeys?.[log])
    if ('cannot' in keys) return keys
    findings.push(...keys.findings)
    const { key } = keys
    if (key === undefined) {
      // No key, no log: it must be empty.
      const { rows } = await client.query<{ leaves: number }>(
        'select count(*) as leaves from zs.log_leaf where log = $1',
        [log],
      )
      if (rows[0]?.leaves !== 0) return { cannot: `the ${log} log has leaves and no key is known for it` }
      if (log === 'journal' && (settings.kept ?? []).length > 0) {
        return { cannot: 'a checkpoint was handed in, and this database never had a log' }
      }
      continue
    }
    const kept = (log === 'journal' ? (settings.kept ?? []) : []).map((text) => readKept(text, key))
    const usable = kept.filter((one) => 'size' in one)
    const unusable = kept.find((one) => 'unusable' in one)
    if (unusable !== undefined && 'unusable' in unusable) {
      return { cannot: `the kept checkpoint cannot be compared: ${unusable.unusable}` }
    }
    const witnesses = (await readWitnesses(client)).witnesses.map((witness) => witness.key)
    const checked = await checkLog(client, {
      ...{ log, key, witnesses, kept: usable, tolerance },
      saltOf: secret === undefined ? undefined : (bytes) => saltOf(secret, bytes),
      heard: log === 'looks' ? credentials.heard : undefined,
    })
    findings.push(...checked.findings)
    const { count, since } = checked.pending
    if (since !== undefined && Date.parse(since) < millisOf(now) - 60_000) {
      notes.push({
        zh: `${log} 日志：有 ${count} 条未入日志，最早的一条为 ${since}；集成器是否在运行？`,
        en: `${log} log: ${count} entries wait for it, the oldest of ${since}; is the integrator running?`,
      })
    }
    if (log === 'journal') [journal, logKey] = [checked, key]
  }
  const attested = credentials.attested()
  if (master !== undefined) notes.push(...noteAttested(attested))
  const papers = paperTally()
  const checkedEntries = await checkEntries(client, {
    recompute,
    papers,
    tolerance,
    codeSealOf:
      secret === undefined || attested === undefined
        ? undefined
        : (record, hash) => codeSealOf(secret, record, hash),
    isOutdated: await readOutdated(client, settings.digests),
    ...(progress === undefined ? {} : { progress }),
  })
  const looks = await checkLooks(client)
  const files = await checkFiles(client, evidence)
  await noteBehind(client, now, notes)
  if (files.orphans > 0) {
    notes.push({
      zh: `有 ${files.orphans} 个文件没有记录使用`,
      en: `${files.orphans} files are held by no record`,
    })
  }
  const outdated = [...checkedEntries.outdated]
  if (outdated.length > 0) {
    const named = outdated.map(([type, count]) => `${type} (${count})`).join(', ')
    notes.push({
      zh: `程序已更新，以下类型的记录待重算，其派生行未核对：${named}；启动一次服务后再核对`,
      en: `The program was upgraded and records of these types wait for being projected anew; their rows were not compared: ${named}. Start the server once, then verify again`,
    })
  }
  const all = withoutEchoes([
    ...(await checkSchema(client)),
    ...findings,
    ...checkedEntries.findings,
    ...(await checkOrphans(client)),
    ...(await checkCircles(client)),
    ...(await checkBands(client)),
    ...(await checkIdempotency(client)),
    ...looks.findings,
    ...(master === undefined ? [] : await credentials.findings(client, master)),
    ...files.findings,
    ...(await checkNumbers(client, readNumber)),
    ...(await papers.findings(client)),
  ])
  const { entries, records } = checkedEntries
  return {
    sound: all.length === 0 && outdated.length === 0,
    entries,
    records,
    files: files.files,
    looks: looks.looks,
    logSize: journal?.size ?? 0,
    ...(journal?.checkpoint === undefined ? {} : { checkpoint: journal.checkpoint.note }),
    ...(logKey === undefined ? {} : { logKey: formatVkey(logKey) }),
    pending: journal?.pending.count ?? entries,
    findings: all,
    outdated: Object.fromEntries(outdated),
    notes,
  }
}

/** What search and graph are behind with is not compared. */
async function noteBehind(
  client: PoolClient,
  now: Instant,
  notes: { zh: string; en: string }[],
): Promise<void> {
  const { rows } = await client.query<{ records: number; since: string | null }>(
    `select count(distinct t.record) as records, min(r.changed_at) as since
     from zs.to_index t left join zs.record r on r.id = t.record`,
  )
  const { records = 0, since = null } = rows[0] ?? {}
  if (since === null || Date.parse(since) >= millisOf(now) - 60_000) return
  notes.push({
    zh: `有 ${records} 个记录待编入检索与图谱，其检索行未核对；服务是否在运行？`,
    en: `${records} records wait for search and graph, and their search rows were not compared; is the server running?`,
  })
}

function noteAttested(
  attested: Attested | undefined,
): readonly { readonly zh: string; readonly en: string }[] {
  if (attested === undefined)
    return [
      {
        zh: '账号凭据与查询码尚未存证，未核对；启动一次服务后再核对',
        en: 'Credentials are not stated and query codes not sealed yet, so they were not compared; start the server once',
      },
    ]
  const { at, accounts, codes } = attested
  if (accounts + codes === 0) return []
  return [
    {
      zh: `账号凭据与查询码自 ${at} 起存证；当时已有的 ${accounts} 个账号、${codes} 个查询码按其现状存证，此前的改动看不出来`,
      en: `Credentials are stated and query codes sealed since ${at}; ${accounts} accounts and ${codes} codes were taken as they were found, and nothing is said of what was done to them before`,
    },
  ]
}

async function readOutdated(
  client: PoolClient,
  digests: ReadonlyMap<string, string> = new Map(),
): Promise<(type: string) => boolean> {
  const { rows } = await client.query<{ type: string; digest: string | null }>(
    'select type, digest from zs.projected',
  )
  const stored = new Map(rows.map(({ type, digest }) => [type, digest]))
  return (type) => digests.has(type) && stored.get(type) !== digests.get(type)
}

async function readKeys(
  client: PoolClient,
  log: LogName,
  known: string | undefined,
): Promise<{ readonly key?: VerifierKey; readonly findings: readonly Finding[] } | CannotVerify> {
  const stored = await findLogKey(client, log)
  if (known === undefined) return { findings: [], ...(stored === undefined ? {} : { key: stored }) }
  const key = parseVkey(known, sha256)
  if ('malformed' in key) return { cannot: `the key handed in for the ${log} log is none: ${key.malformed}` }
  const found = stored === undefined ? undefined : formatVkey(stored)
  const isSame = found === undefined || found === known
  return { key, findings: isSame ? [] : [finding('logKeyChanged', { log, expected: known, found })] }
}

/**
 * One change is often seen from two sides. The same finding about the same entry is told once, with all that is known of
 * it; that an entry does not follow goes without saying where something else is wrong with it or its neighbour.
 */
function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  const told = new Map<string, Finding>()
  for (const one of findings) {
    const { record, seq } = one.where
    const key =
      record === undefined || seq === undefined
        ? JSON.stringify([one.what, one.where])
        : JSON.stringify([one.what, record, seq, one.where.column])
    const bare = JSON.stringify([one.what, record, seq, undefined])
    if (told.has(key) || (record !== undefined && seq !== undefined && told.has(bare))) continue
    told.set(key, one)
  }
  const entryFindings = [...told.values()].filter(
    ({ what }) => what.startsWith('entry') && what !== 'entryDoesNotFollow',
  )
  const wrong = new Set(entryFindings.map(({ where }) => where.record))
  return [...told.values()].filter(
    ({ what, where }) => what !== 'entryDoesNotFollow' || !wrong.has(where.record),
  )
}
