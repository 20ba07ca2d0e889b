import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { lookUp } from '#kernel/similarity/parameters.ts'
import type { Reason } from '#kernel/similarity/reason.ts'
import { people } from '#test/support/smallWorld.ts'
import { moment } from '#test/support/specify.ts'
import { scopeOf, searchWorld, type Stored } from '#test/support/searchWorld.ts'

let world: Awaited<ReturnType<typeof searchWorld>>
before(async () => {
  world = await searchWorld()
})
after(() => world[Symbol.asyncDispose]())

const atCentre = scopeOf('centreIntake')
const find = (clue: Stored, scope = atCentre) => world.earlier.find(clue.record, scope)
const idsFor = async (clue: Stored, scope = atCentre) =>
  (await find(clue, scope)).proposals.map(({ id }) => id)

const quarry =
  '去年十月以来，城西采石场的老板带着十几个人天天堵在村口，不许村民的车拉石料，谁不交钱就砸谁的车，已经有三户人家的挡风玻璃被砸碎，派出所来过两次都没有处理。'

test('two reports that are written in the same moment see each other', async () => {
  const [one, other] = await Promise.all([
    world.add({ content: quarry }, { at: moment('2025-04-28T10:00') }),
    world.add({ content: quarry }, { at: moment('2025-04-28T10:00') }),
  ])
  // Both clerks look at once, and nobody has run the indexer.
  const [seenByOne, seenByOther] = await Promise.all([idsFor(one), idsFor(other)])
  assert.deepEqual(seenByOne, [other.id])
  assert.deepEqual(seenByOther, [one.id])
})

test('a look-up does not miss what another process is just indexing', async () => {
  const content = quarry.replaceAll('采石场', '砂石厂').replace('村口', '大坝')
  const one = await world.add({ content })
  const other = await world.add({ content })
  const elsewhere = await world.database.ownerPool.connect()
  try {
    // The other process has taken the entry off the list and has not committed yet.
    await elsewhere.query('begin')
    await elsewhere.query('select pg_advisory_xact_lock($1)', [0x7a730004])
    const looking = idsFor(one)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await elsewhere.query('rollback')
    assert.ok((await looking).includes(other.id))
  } finally {
    elsewhere.release()
  }
})

test('the same event in edited words is proposed with how much of the text is shared', async () => {
  const first = await world.add({
    content:
      '我是南关区桂林路夜市的摊贩，自称市场管理队的一伙人每月五号上门收取八百元的卫生保护费，不给就掀摊子、扣三轮车，带头的人右手纹着一条龙，四月三号晚上还打伤了卖烤冷面的老人。',
  })
  const second = await world.add({
    content:
      '四月三号晚上还打伤了卖烤冷面的老人。我是南关区桂林路夜市的摊贩，有伙自称市场管理队的人每月六号上门收取九百元卫生保护费，不给就掀摊子扣三轮车，带头的右手纹着一条龙。',
  })
  const { proposals } = await find(second)
  const [best] = proposals
  assert.equal(best?.id, first.id)
  const near = best.reasons.find((one): one is Reason & { kind: 'nearText' } => one.kind === 'nearText')
  assert.ok(near !== undefined && near.containment > 0.6 && near.containment < 1)
  assert.deepEqual(await world.earlier.strong(second.record, atCentre), [first.id])
})

test('the same phone in two different texts is proposed, starred', async () => {
  const first = await world.add({ content: '收账的人留下电话 139-4312-8877，说三天之内不还钱就来拆房子。' })
  const second = await world.add({
    content: '小区停车被强行收费，对方的手机是13943128877。',
    reportedPersons: [{ name: '不详', phone: '13943128877' }],
  })
  const { proposals } = await find(second)
  assert.deepEqual(
    proposals.map(({ id, reasons }) => [id, reasons]),
    [[first.id, [{ kind: 'identifier', identifier: 'mobile', masked: '139****8877', of: 'reported' }]]],
  )
})

test('the same reporter is recognised by the mark alone, and the mark is not told', async () => {
  const first = await world.add({
    content: '第一封信说的是工地上的事情，没有写别的内容。',
    reporterMarks: ['RmFrZU1hcms'],
  })
  const second = await world.add({
    content: '第二封信讲的是歌厅里的另一桩，跟前面无关。',
    reporterMarks: ['RmFrZU1hcms'],
  })
  const { proposals } = await find(second)
  assert.deepEqual(
    proposals.map(({ id, aspects }) => [id, aspects]),
    [[first.id, ['reporter']]],
  )
  assert.ok(!JSON.stringify(proposals).includes('RmFrZU1hcms'))
})

test('a person written in another character is found, and does not have to be judged by the name alone', async () => {
  const first = await world.add({ reportedPersons: [{ name: '閆立冬' }] })
  const second = await world.add({
    content: '这里说的是完全不同的一回事，只有人是同一个。',
    reportedPersons: [{ name: '阎立冬' }],
  })
  const { proposals } = await find(second)
  assert.deepEqual(
    proposals.map(({ id, reasons }) => [id, reasons]),
    [[first.id, [{ kind: 'personName', name: '阎立冬', how: 'variant' }]]],
  )
  assert.deepEqual(await world.earlier.strong(second.record, atCentre), [])
})

test('a clue that keeps the asker out is neither shown nor counted', async () => {
  const content = '有人长期在江边强占码头，运沙船每靠一次要交两千块，不交就剪断缆绳，已经有两条船被冲走了。'
  const excluding = await world.add({
    content,
    named: [{ key: `p:${people.centreIntake}`, how: 'stated' }],
  })
  const open = await world.add({ content })
  assert.deepEqual(await find(open), { proposals: [], hidden: 0 })
  // The colleague shares the unit of whoever is named, and is kept out as well; the reviewer above is not.
  assert.deepEqual(await find(open, scopeOf('centreIntake2')), { proposals: [], hidden: 0 })
  assert.deepEqual(await idsFor(open, scopeOf('auditor')), [excluding.id])
})

test('a clue of others is counted and not shown', async () => {
  const content =
    '物流园里有人专门拦截外地货车索要进场费，司机不给就放气扎胎，上个月就有九台车遭殃，没人敢出面作证。'
  const restricted = await world.add({ content, registry: '220102:office' })
  const open = await world.add({ content })
  const found = await find(open)
  assert.deepEqual(found, { proposals: [], hidden: 1 })
  assert.ok(!JSON.stringify(found).includes(restricted.id))
})

test('whoever has no scope finds nothing, not even a number', async () => {
  const content = '同一段话写了两遍，为的是让比对程序一定能够发现它们彼此相同的地方。'
  await world.add({ content })
  const open = await world.add({ content })
  assert.deepEqual(await find(open, { keys: [], conflicts: [] }), { proposals: [], hidden: 0 })
})

test('a name that very many reports carry proposes nothing', async () => {
  const texts = Array.from({ length: lookUp.crowdedName + 1 }, (_, nth) =>
    world.add({ content: String(nth), reportedPersons: [{ name: '王伟' }] }),
  )
  await Promise.all(texts)
  const rare = await world.add({ content: '某一', reportedPersons: [{ name: '慕容雪村' }] })
  const both = await world.add({ content: '某二', reportedPersons: [{ name: '王伟' }, { name: '慕容雪村' }] })
  assert.deepEqual(await idsFor(both), [rare.id])
})

test('of a letter that hundreds have sent word for word some are still shown', async () => {
  const content = '我们全体业主强烈要求查处小区物业公司雇用社会闲散人员殴打业主、强行收取停车费的违法行为。'
  for (let nth = 0; nth < lookUp.crowdedBand + 5; nth++) await world.add({ content })
  const last = await world.add({ content })
  assert.equal((await find(last)).proposals.length, 20)
})

test('what changes is found by what it says now', async () => {
  assert.deepEqual(world.failures, [])
  const { rows } = await world.database.ownerPool.query('select from zs.to_index')
  assert.equal(rows.length, 0)
})
