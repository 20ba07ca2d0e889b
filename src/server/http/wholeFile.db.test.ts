/** A case lived through the doors, with a measure and a consultation of its own, and its whole file checked offline. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { elementsOf } from '#mechanisms/case/checklist.ts'
import { rulebookOn } from '#kernel/rulebook/rulebook.ts'
import { plainDate } from '#kernel/time.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { officeDay } from '#test/support/officeDay.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { ruleSets } from '#test/support/specify.ts'
import { unpacked } from '../documents/unpacked.fixture.ts'

const CASES = '/api/records/case'
const today = officeDay()
const rulebook = rulebookOn(ruleSets, plainDate(today))
const checks = (gate: string, label?: string) =>
  elementsOf(gate, label, rulebook).map((element) => ({ element, met: 'met', evidence: ['Z1'] }))

let world: HttpWorld
let id: string
const folder = mkdtempSync(join(tmpdir(), 'zs-whole-'))
before(async () => {
  world = await httpWorld()
  const team = [people.nanguanInvestigator, people.nanguanInvestigator2]
  const opened = await world.must('nanguanInvestigator', `${CASES}/actions/open`, {
    ...{ title: '4·28专案', label: 'evilForce', facts: '多人强迫交易。', area: '220102', team },
  })
  id = String(opened.body['id'])
  const evidence = [{ no: 'Z1', kind: 'witness', what: '证人证言', obtainedOn: today }]
  await act('nanguanInvestigator', 'addEvidence', { evidence })
  await act('nanguanInvestigator', 'addMinors', {
    minors: [{ no: 'W1', name: '未成年人某', role: 'accomplice', publicOfficial: false }],
  })
  await act('nanguanLegal', 'reviewGate', { checks: checks('filing'), opinion: '符合立案条件。' })
  await act('nanguanPoliceHead', 'file', { reasons: '有犯罪事实。' })
  await world.must('nanguanInvestigator', '/api/records/custody/actions/propose', {
    ...{ case: id, personNo: 'R1', personName: '甲某', minor: false, kind: 'detention' },
    ...{ ground: 'repeated', reasons: '结伙作案。' },
  })
  await act('nanguanLegal', 'stateView', view(true))
  await act('nanguanProcurator', 'stateView', view(false))
  await world.integrate()
})
after(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world[Symbol.asyncDispose]()
})

const act = (role: Role, action: string, input: object) =>
  world.must(role, `${CASES}/${id}/actions/${action}`, input)
const view = (met: boolean) => ({
  ...{ viewElements: ['regularlyTogether'], holdsThatTheyAreMet: met, viewReasons: '证据不一。' },
})
const linksOf = async (role: Role) => {
  const { body } = await world.as(role, 'GET', `${CASES}/${id}`)
  return (body['links'] as readonly { type: string; state: string }[]).map(
    ({ type, state }) => `${type} ${state}`,
  )
}

test('two organs that hold opposite views find a consultation opened, linked with the case', async () => {
  assert.deepEqual((await linksOf('nanguanProcurator')).toSorted(), [
    'consultation applied',
    'custody proposed',
  ])
})

test('a file without a reason is refused, and one with a reason is written down', async () => {
  const refused = await world.as('nanguanLegal', 'GET', `${CASES}/${id}/file`)
  assert.equal(refused.status, 400)
  assert.match(refused.text, /reason missing/)
})

/** The ZIP as this person gets it, unpacked; the bytes are taken from the doors themselves. */
async function fileAs(role: Role): Promise<ReadonlyMap<string, string>> {
  const answer = await world.app.inject({
    method: 'GET',
    url: `${CASES}/${id}/file?reason=${encodeURIComponent('移送审查')}`,
    headers: { cookie: await world.cookieOf(role) },
  })
  assert.equal(answer.statusCode, 200)
  return unpacked(answer.rawPayload)
}

test('the whole file holds the case and what is linked with it, and is checked offline by the checker in it', async () => {
  const files = await fileAs('nanguanLegal')
  const index = JSON.parse(files.get('index.json') ?? '') as {
    records: readonly { type: string; proof: string; papers: readonly string[] }[]
  }
  assert.deepEqual(index.records.map(({ type }) => type).toSorted(), ['case', 'consultation', 'custody'])
  assert.ok(index.records.every(({ proof }) => proof === 'in the file'))
  assert.ok(index.records[0]?.papers.some((name) => name.endsWith('-filingDecision.pdf')))
  assert.ok(index.records[0]?.papers.some((name) => name.endsWith('-qualityChecklist.pdf')))

  const sums = new Map(
    (files.get('SHA256SUMS') ?? '')
      .trim()
      .split('\n')
      .map((line) => [line.slice(66), line.slice(0, 64)] as const),
  )
  assert.deepEqual(
    [...sums.keys()].toSorted(),
    [...files.keys()].filter((name) => name !== 'SHA256SUMS').toSorted(),
  )
  for (const [name, text] of files)
    if (/\.(?:json|mjs|txt)$/.test(name))
      assert.equal(sums.get(name), createHash('sha256').update(text).digest('hex'), name)

  const checker = join(folder, 'check-proof.mjs')
  writeFileSync(checker, files.get('check-proof.mjs') ?? '')
  const check = (text: string) => {
    writeFileSync(join(folder, 'proof.json'), text)
    return spawnSync(process.execPath, [checker, join(folder, 'proof.json')]).status
  }
  const proofs = [...files].filter(([name]) => name.endsWith('/proof.json')).map(([, text]) => text)
  assert.deepEqual(proofs.map(check), [0, 0, 0])
  // And it finds what is missing.
  const bundle = JSON.parse(proofs[0] ?? '') as { entries: readonly unknown[] }
  assert.equal(check(JSON.stringify({ ...bundle, entries: bundle.entries.toSpliced(1, 1) })), 1)
})

test('whoever sees less gets less: no minors, no facts, and no proof that would show them', async () => {
  const files = await fileAs('nanguanCaseClerk')
  const all = [...files]
    .filter(([name]) => !name.endsWith('.pdf'))
    .map(([, text]) => text)
    .join('\n')
  for (const hidden of ['未成年人某', '多人强迫交易', '证人证言']) assert.ok(!all.includes(hidden), hidden)
  const index = JSON.parse(files.get('index.json') ?? '') as {
    records: readonly { type: string; proof: string }[]
  }
  assert.equal(index.records.find(({ type }) => type === 'custody')?.proof, 'shows more than you see')
})

test('that a file was taken is a look at each record in it, with the reason', async () => {
  const { body } = await world.as('nanguanPoliceHead', 'GET', `${CASES}/${id}/access`)
  const doors = (body['looks'] as readonly { door: string }[]).map(({ door }) => door)
  assert.ok(doors.includes('wholeFile 移送审查'), doors.join())
})

test('whoever does not reach the case has no file of it', async () => {
  const { status } = await world.as('chaoyangInvestigator', 'GET', `${CASES}/${id}/file?reason=x`)
  assert.equal(status, 404)
})
