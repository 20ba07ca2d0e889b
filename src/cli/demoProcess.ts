/**
 * A process of its own that makes the demo world and ends (makeDemoApart.ts): what it leaves in memory goes with it, and whoever
 * looks at the port meanwhile is answered by another process.
 */
import { composeOffice, openSigners } from '#server/compose.ts'
import { openDatabase } from '#server/database.ts'
import { makeDemo } from '#server/demo/makeDemo.ts'
import type { Settings } from '#server/settings.ts'
import type { DayMade } from './makeDemoApart.ts'

const say = (day: DayMade) => process.send?.(day)
const log = (line: string) => process.stderr.write(`${line}\n`)
// Whoever waits for the demo is gone.
const onGone = () => process.exit(1)

async function make(settings: Settings): Promise<void> {
  await using database = await openDatabase(settings)
  const composed = await composeOffice(settings, database, log)
  const signers = await openSigners(settings, database, composed)
  const problems = await makeDemo({
    ...{ settings, database, composed, signers },
    onDay: (day, clues) => say({ day, clues }),
  })
  if (problems.length > 0) log(`the demo's people met what they did not expect: ${JSON.stringify(problems)}`)
}

process.once('disconnect', onGone)
process.once('message', (settings: Settings) => {
  make(settings)
    .catch((error: unknown) => {
      log(error instanceof Error ? (error.stack ?? error.message) : String(error))
      process.exitCode = 1
    })
    .finally(() => {
      process.off('disconnect', onGone)
      process.disconnect()
    })
})
