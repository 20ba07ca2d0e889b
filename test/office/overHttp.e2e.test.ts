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
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...asked], { env: process.env })
  // printOffice writes exactly this.
  const report = JSON.parse(stdout) as OfficeReport
  assert.deepEqual(report.errors, [])
  const closed = Object.values(report.closed).reduce((all, count) => all + count, 0)
  assert.deepEqual([report.received, report.open + closed], [CLUES, CLUES])
  assert.ok(closed > 0 && report.acts > 5 * CLUES, stdout)
  await assertSound(server)
})
