// The logs of a test database: keys in a folder of its own, a clock that is set and not waited for, and everything checked.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Signer } from '#kernel/journal/note.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { addMillis, instant, type Instant } from '#kernel/time.ts'
import { integrateOnce, type Integrated } from '#store/log/integrator.ts'
import { openLogSigner } from '#store/log/logKeys.ts'
import type { LogName } from '#store/log/logName.ts'
import type { ExpectedRows, EvidenceStore } from '#store/verify/expected.ts'
import { verifyAll, type VerifyReport, type VerifySettings } from '#store/verify/verifyAll.ts'
import { freshDatabase, type TestDatabase } from './database.ts'
import { rowIn } from './journalEntries.ts'

export const startOfTest = instant('2026-11-22T08:00:00.000Z')

export interface TestLogs extends AsyncDisposable {
  readonly database: TestDatabase
  readonly folder: string
  readonly journal: Signer
  readonly looks: Signer
  /** What the integrating clock shows. */
  now: Instant
  /**
   * Waits until everything appended can be ordered: a write transaction in any database of the server, those of tests
   * that run beside this one included, holds the horizon back.
   */
  ordered(log?: LogName): Promise<void>
  /** Moves the clock on and integrates all of the journal. */
  integrate(seconds?: number): Promise<Integrated>
  verify(more?: Partial<VerifySettings>): Promise<VerifyReport>
  /** The kinds of the findings, sorted, each once. */
  findings(more?: Partial<VerifySettings>): Promise<readonly string[]>
}

export const noEvidence: EvidenceStore = { open: () => undefined }

export async function freshLogs(): Promise<TestLogs> {
  const database = await freshDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'zs-log-'))
  const journal = await openLogSigner(database.ownerPool, { log: 'journal', folder })
  const looks = await openLogSigner(database.ownerPool, { log: 'looks', folder })
  const logs: TestLogs = {
    database,
    folder,
    journal,
    looks,
    now: startOfTest,
    ordered: async (log = 'journal') => {
      const table = log === 'journal' ? 'zs.entry' : 'zs.look'
      for (const until = performance.now() + 120_000; performance.now() < until;) {
        const { rows } = await database.ownerPool.query<{ open: boolean }>(
          `select exists (select from ${table} e, zs.log l, pg_control_system() c
             where l.name = $1 and l.cluster = c.system_identifier::text and e.position > l.floor
               and (e.xid, e.position) > (l.xid, l.position)
               and e.xid >= pg_snapshot_xmin(pg_current_snapshot())) as open`,
          [log],
        )
        if (rows[0]?.open === false) return
        await sleep(20)
      }
      throw new Error('another transaction stayed open for two minutes')
    },
    integrate: async (seconds = 10) => {
      await logs.ordered()
      logs.now = addMillis(logs.now, seconds * 1000)
      return integrateOnce(database.ownerPool, { log: 'journal', signer: journal, now: () => logs.now })
    },
    verify: async (more = {}) => {
      const report = await verifyAll(database.ownerPool, {
        recompute: ({ entries }) => {
          const last = entries.at(-1)
          if (last === undefined) throw new TypeError('a record without entries')
          return Promise.resolve<ExpectedRows>({ ...rowIn(last), hasQueryCode: true })
        },
        evidence: noEvidence,
        readNumber: (number) => ({ series: 'C', year: 2026, nth: Number(number) }),
        now: logs.now,
        ...more,
      })
      if ('cannot' in report) throw new Error(report.cannot)
      return report
    },
    findings: async (more) => {
      const { findings } = await logs.verify(more)
      return [...new Set(findings.map(({ what }) => what))].toSorted()
    },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true })
      await database[Symbol.asyncDispose]()
    },
  }
  return logs
}
