/**
 * A small demo world in a data folder, to be served: every type of record, in the hands of people who sign in with the
 * password of a demo.
 */
import assert from 'node:assert/strict'
import { composeOffice, openSigners } from '#server/compose.ts'
import { openDatabase } from '#server/database.ts'
import { findDemo, type Demo } from '#server/demo/findDemo.ts'
import { makeDemo } from '#server/demo/makeDemo.ts'
import { settingsFrom } from '#server/settings.ts'

export async function demoOnDisk(data: string, clues: number): Promise<Demo['accounts']> {
  const settings = settingsFrom({ ZS_DEMO_CLUES: String(clues) }, { data, world: 'demo' })
  await using database = await openDatabase(settings)
  const composed = await composeOffice(settings, database, () => undefined)
  const signers = await openSigners(settings, database, composed)
  const problems = await makeDemo({ settings, database, composed, signers, onDay: () => undefined })
  assert.deepEqual(problems, [])
  await composed.indexer.drain()
  return (await findDemo(database))?.accounts ?? []
}
