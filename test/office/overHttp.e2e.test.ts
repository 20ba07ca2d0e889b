/** The scripted office as a command, against a running demo: its people come in through the doors, as everybody does. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import type { OfficeReport } from '#cli/office.ts'
import { demoOnDisk } from '#test/support/demoOnDisk.ts'
import { assertSound, runningServer } from '#test/support/runningServer.ts'

const MAIN = join(import.meta.dirname, '..', '..', 'bin', 'main.mjs')
const CLUES = 6

test('the office walks clues through the doors, one of them encrypted, and says what came of each', async () => {
  await using server = await runningServer({
    world: 'demo',
    env: { ZS_PUBLIC_RATE: '0' },
    furnish: (data) => demoOnDisk(data, 20),
  })
  // Under these words the plan of one of the six is to be encrypted.
  const asked = ['office', '--url', server.address, '--clues', String(CLUES), '--seed', 'audit', '--json']
  // Then the walks are those of the seed, whatever else the machine has to do.
  asked.push('--concurrency', '1')
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...asked], {
    env: process.env,
  }).catch(
    // Told on the way out with 1: what it met stands in its report.
    (error: unknown) => error as { readonly stdout: string },
  )
  // printOffice writes exactly this.
  const report = JSON.parse(stdout) as OfficeReport
  // The sample is the server's draw: a second look at a grave matter takes a prefecture in which the demo may have given nobody an account.
  const mayStay = ({ state, what }: OfficeReport['errors'][number]) =>
    state === 'answered' && what === 'nobody can go on'
  assert.deepEqual(
    report.errors.filter((one) => !mayStay(one)),
    [],
  )
  const closed = Object.values(report.closed).reduce((all, count) => all + count, 0)
  assert.deepEqual([report.received, report.open + closed], [CLUES, CLUES])
  assert.ok(closed > 0 && report.acts > 5 * CLUES, stdout)
  await assertSound(server)
})
