/** A gang case from ten real reports to the archive, and the whole of it sound. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { numberReader, recomputeWith } from '#server/recompute.ts'
import { verifyAll } from '#store/verify/verifyAll.ts'
import { gangCase } from '../../src/office/gangCase.ts'
import type { Told } from '../../src/office/gangScene.ts'
import { findSharedData, sharedDataAbsent } from '../support/sharedData.ts'
import { gangWorld } from './gangWorld.ts'

const FILE = 'narratives/narratives_dev.jsonl'

/** Ten narratives of real judgments, or words of our own where they are not there. */
function reports(say: (line: string) => void): Told {
  const path = findSharedData(FILE)
  if (path === undefined) {
    say(sharedDataAbsent(FILE))
    return Array.from({ length: 10 }, (_, nth) => ({
      title: `反映河湾沙场一伙人之${String(nth + 1)}`,
      content: `第${String(nth + 1)}份反映：沙场的人在${String(nth + 3)}月里拦车收钱，不给就打人，有账本和录像。`,
    }))
  }
  return readFileSync(path, 'utf8')
    .split('\n', 10)
    .map((line, nth) => {
      const { text } = JSON.parse(line) as { readonly text: string }
      return { title: `叙述${String(nth + 1)}`, content: text.slice(0, 20_000) }
    })
}

test('a gang case goes from ten reports to the archive, with every ending of property', async (t) => {
  await using world = await gangWorld('2024-03-04')
  const told = reports((line) => {
    t.diagnostic(line)
  })
  const places = { home: '220102', other: '220104', above: '2201', province: '22', name: '河湾沙场' }
  const { id, clues, assets } = await world.play(gangCase(world.hands, places, told))
  assert.equal(clues.length, 10)
  const { state } = await world.hands.read('case', id)
  assert.equal(state, 'archived')
  const endings = new Map<string, unknown>()
  for (const [key, asset] of assets) endings.set(key, (await world.hands.read('asset', asset))['outcome'])
  assert.deepEqual(Object.fromEntries(endings), {
    account: 'confiscated',
    cash: 'returnedToVictim',
    truck: 'confiscated',
    house: 'returnedToOwner',
    familyCar: 'released',
    equity: 'lapsed',
    gravel: 'soldEarly',
    jewellery: 'returnedToVictim',
    savings: 'released',
    loader: 'returnedToOwner',
    fund: 'toTreasury',
    shares: 'confiscated',
    proceeds: 'confiscated',
  })

  const { rows: open } = await world.database.ownerPool.query<{ type: string; state: string }>(
    `select r.type, r.state from zs.record r join zs.link l on l.record = r.id
     where l.to_record = $1 and not r.closed`,
    [id],
  )
  assert.deepEqual(open, [], 'nothing of an archived case is left open')

  const { composed, database } = world
  const report = await verifyAll(database.ownerPool, {
    now: world.now(),
    recompute: recomputeWith(composed.realm, composed.keys),
    readNumber: numberReader(composed.realm),
    evidence: composed.evidence,
  })
  assert.ok('sound' in report, JSON.stringify(report))
  assert.deepEqual(report.findings, [])
})
