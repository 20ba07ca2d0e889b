/** The small world under a clock of its own, with the hands a scripted case acts through. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addMillis, dayOf, type Instant } from '#kernel/time.ts'
import { enterPeople, installRulebook } from '#server/bootstrap.ts'
import { composeOffice, openSigners } from '#server/compose.ts'
import { demoFiles } from '#server/demo/demoFiles.ts'
import { escalateDue } from '#server/jobs/escalate.ts'
import type { Asker } from '#server/office/asking.ts'
import { settingsFrom } from '#server/settings.ts'
import { integrateSettled } from '#store/log/integrateSettled.ts'
import { caseHands } from '../../src/office/caseHands.ts'
import type { Waiting } from '../../src/office/gangScene.ts'
import { freshDatabase } from '../support/database.ts'
import { persons, tenures, ties } from '../support/smallWorld.ts'
import { openAs, smallSets } from '../support/httpWorld.ts'
import { moment } from '../support/specify.ts'

const DAY = 86_400_000

export async function gangWorld(start: string) {
  const database = await freshDatabase()
  const data = mkdtempSync(join(tmpdir(), 'zs-gang-'))
  const settings = settingsFrom({ ZS_PUBLIC_RATE: '0', ZS_SECOND_FACTOR: 'free' }, { data, world: 'empty' })
  const open = openAs(database)
  let now: Instant = moment(start)
  const composed = await composeOffice(settings, open, (line) => process.stderr.write(`${line}\n`), {
    // Each act a second after the one before, so that their order can be read off.
    now: () => (now = addMillis(now, 1000)),
  })
  const { office, realm } = composed
  await installRulebook(office, realm, smallSets())
  await enterPeople(office, realm, { persons, tenures: Object.values(tenures), ties })
  const { journal: signer } = await openSigners(settings, open, composed)

  const hands = caseHands({
    ...{ office, realm, reader: composed.reader },
    today: () => dayOf(now),
    atItsMoment: (act) => act(),
    async earlier(person, id) {
      const asker: Asker = { kind: 'staff', person }
      const opened = await office.open(asker, 'clue', id)
      return opened === undefined ? [] : composed.earlier.strong(opened.record, office.scopeOf(asker))
    },
    upload: demoFiles(composed.uploads, 'gang').bring,
  })

  async function pass(days: number): Promise<void> {
    await integrateSettled(database.ownerPool, { log: 'journal', signer, now: () => now })
    for (let left = days; left > 0; left -= 1) {
      now = addMillis(now, DAY)
      await escalateDue({ ownerPool: database.ownerPool, office, realm }, now)
      await integrateSettled(database.ownerPool, { log: 'journal', signer, now: () => now })
    }
  }

  return {
    ...{ database, composed, hands, settings, open, data },
    now: () => now,
    /** So many days go by, with the clocks and the journal behind each; 0 brings the journal up to here. */
    pass,
    /** Runs a story to its end, with the clocks and the journal behind it each day. */
    async play<Result>(story: Waiting<Result>): Promise<Result> {
      for (;;) {
        const step = await story.next()
        if (step.done === true) {
          await pass(0)
          return step.value
        }
        await pass(step.value)
      }
    },
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]()
      rmSync(data, { recursive: true, force: true })
    },
  }
}
