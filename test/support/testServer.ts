import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, openSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findAllBinaries, type PostgresBinaries } from '#store/postgres/binaries.ts'
import { findServer } from '#store/postgres/postmaster.ts'
import { socketUrl } from '#store/postgres/url.ts'

/**
 * One server per PostgreSQL version for all test processes of this checkout, the ones of parallel runs too. A keeper
 * process of its own (testServerKeeper.ts) holds it and ends when nobody has been connected for a while: whatever
 * happens to the tests, nothing stays behind.
 */
export const testFolder = join(
  tmpdir(),
  `zs-test-${process.getuid?.() ?? 0}-${createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 8)}`,
)

/** What the keeper calls its connection while the server may be used. */
export const ready = 'keeper: ready'

/** PostgreSQL versions the tests run on: the default, and the newest other one that is installed, if any. */
export function testVersions(): PostgresBinaries[] {
  const all = findAllBinaries()
  return all
    .filter((binaries, index) => all.findIndex((other) => other.major === binaries.major) === index)
    .slice(0, 2)
}

/** Address (superuser, database postgres) of the running server, started if need be. */
export async function getTestServer(binaries: PostgresBinaries): Promise<string> {
  const dataDir = join(testFolder, `pg${binaries.major}`)
  mkdirSync(testFolder, { recursive: true })
  let asked = Number.NEGATIVE_INFINITY
  const until = performance.now() + 60_000
  while (performance.now() < until) {
    const server = await findServer(dataDir)
    if (server !== undefined) return socketUrl(server.socketDir, 'postgres', 'postgres')
    if (performance.now() - asked > 10_000) {
      asked = performance.now()
      const output = openSync(join(testFolder, 'keeper.log'), 'a')
      const keeper = join(import.meta.dirname, 'testServerKeeper.ts')
      const args = [keeper, dataDir, JSON.stringify(binaries)]
      spawn(process.execPath, args, { detached: true, stdio: ['ignore', output, output] }).unref()
    }
    await sleep(100)
  }
  throw new Error(`No test server came up within a minute; see ${testFolder}/keeper.log.`)
}
