/** The board equals what is counted one by one from the list, for whoever asks; a past day is that day. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readXlsx } from 'hucre/xlsx'
import { listOf } from '#kernel/record/replay.ts'
import { told } from '#test/support/clueActs.ts'
import { httpWorld, type HttpWorld } from '#test/support/httpWorld.ts'
import { officeDay, officeDayBefore } from '#test/support/officeDay.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import type { Board } from './boardShape.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
  await fill()
})
after(() => world[Symbol.asyncDispose]())

const act = async (role: Role, path: string, body: object = {}): Promise<string> =>
  String((await world.must(role, `/api/records/clue${path}`, body)).body['id'])

/** Nothing in them is alike, so that no earlier report is proposed. */
const stories = [
  ['南岭街道强揽工程', '有人长期强揽土方工程，威胁不配合的施工队。'],
  ['水产市场收取保护费', '每月初都来档口要钱，不给就掀摊子。'],
  ['客运站垄断班线', '黑车司机被打，轮胎遭人扎破。'],
  ['村霸侵占林地', '砍伐集体杨树，转卖木材获利。'],
  ['套路贷逼债', '签下阴阳合同，在家门口泼油漆、喷字。'],
  ['歌厅组织赌博', '地下室夜里设局抽头，有人放哨。'],
  ['矿山暴力阻挠', '堵住道路不让运煤车辆通行，索要过路费。'],
] as const
const clues: string[] = []
async function enter(more: object): Promise<string> {
  const [title, content] = stories[clues.length] ?? ['', '']
  const id = await act('centreIntake', '/actions/enter', { ...told, title, content, ...more })
  clues.push(id)
  return id
}
async function register(id: string, more: object = {}) {
  await act('centreIntake', `/${id}/actions/register`, {
    gist: '强揽工程',
    importance: 'general',
    category: 'crime',
    ...more,
  })
}
async function passOn(id: string, verifyingUnit: string) {
  await register(id)
  await act('centreAssessor', `/${id}/actions/assess`, {
    grade: 'B',
    gradeReasons: '有具体时间、地点。',
    area: '220102',
    focus: ['other'],
  })
  await act('centreHead', `/${id}/actions/approve`, {
    ...{ verifyingUnit, dispatch: 'direct', secrecy: 'internal' },
    ...{ feedbackWanted: true, instructions: '依法核查。' },
  })
}

/** Seven clues: two only entered, two registered (one names the county's head), three passed on, one of them closed. */
async function fill() {
  await enter({ source: 'letter' })
  await enter({ source: 'phone', area: '220104' })
  await register(await enter({ source: 'visit' }), { area: '220204' })
  await register(await enter({ source: 'visit' }), {
    named: [{ key: `p:${people.nanguanPoliceHead}`, how: 'stated' }],
  })
  await passOn(await enter({ source: 'phone' }), '220102:police')
  await passOn(await enter({ source: 'phone', area: '220104' }), '220104:police')
  const closed = await enter({ source: 'upperOffice' })
  await passOn(closed, '220102:police')
  const path = `/${closed}/actions`
  await act('nanguanVerifier2', `${path}/signFor`, {
    team: [people.nanguanVerifier, people.nanguanVerifier2],
  })
  for (const role of ['nanguanVerifier', 'nanguanVerifier2'] as const)
    await act(role, `${path}/undertakeSecrecy`, {})
  await act('nanguanChief', `${path}/approveVerification`, { plan: '走访。' })
  const day = officeDay()
  await act('nanguanVerifier', `${path}/logStep`, {
    steps: [
      {
        ...{ kind: 'questioning', on: day, what: '询问了施工队负责人。' },
        officers: [people.nanguanVerifier, people.nanguanVerifier2],
      },
    ],
  })
  await act('nanguanVerifier', `${path}/contactReporter`, {
    reporterContacts: [{ on: day, way: 'phone', words: '已核实。' }],
  })
  await act('nanguanVerifier', `${path}/submitReport`, {
    ...{
      conclusion: 'evilForce',
      findings: '有恶势力嫌疑。',
      proposal: 'file',
      truth: 'true',
    },
  })
  for (const chief of ['nanguanChief', 'nanguanDeputyHead', 'nanguanPoliceHead'] as const)
    await act(chief, `${path}/sign`, { opinion: '同意。' })
  for (const role of ['changchunReviewer', 'centreHead'] as const)
    await act(role, `${path}/confirmResult`, { reviewOpinion: '同意。' })
  await act('nanguanVerifier', `${path}/recordDisposal`, {
    ...{ disposalDocument: '南公刑立字1号', disposedOn: day },
  })
}

interface Item {
  readonly id: string
  readonly state: string
  readonly fields: Readonly<Record<string, unknown>>
}
const answered = async (role: Role, path: string) => {
  const { status, body, text } = await world.as(role, 'GET', path)
  assert.equal(status, 200, text)
  return body
}
const board = async (role: Role, more = ''): Promise<Board> =>
  // The door answers so.
  (await answered(role, `/api/board${more}`)) as unknown as Board

const CLOSED = ['closed', 'told', 'answered', 'rechecking', 'archived', 'erased']
const FOUND_TRUE = ['filed', 'administrativePenalty']

/** The same numbers, from every record of the list as this person sees it. */
async function counted(role: Role) {
  const listed = (await answered(role, '/api/records/clue?limit=200'))['items'] as readonly Item[]
  const items: Item[] = []
  for (const { id } of listed)
    items.push((await answered(role, `/api/records/clue/${id}`)) as unknown as Item)
  const count = (of: readonly Item[]) => ({
    received: of.length,
    closed: of.filter(({ state }) => CLOSED.includes(state)).length,
    verified: of.filter(
      ({ state, fields }) => CLOSED.includes(state) && FOUND_TRUE.includes(String(fields['outcome'])),
    ).length,
  })
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  const cells = Map.groupBy(items, ({ fields }) => `${text(fields['area'])}/${text(fields['source'])}`)
  const units = Map.groupBy(
    items.filter(({ fields }) => text(fields['verifyingUnit']) !== null),
    ({ fields }) => String(fields['verifyingUnit']),
  )
  return {
    total: count(items),
    cells: Object.fromEntries([...cells].map(([key, of]) => [key, count(of)])),
    units: Object.fromEntries(
      [...units].map(([unit, of]) => {
        const { received, closed, verified } = count(of)
        // The second look is counted by itself below.
        return [unit, { open: received - closed, closed, verified, rechecked: 0, upheld: 0 }]
      }),
    ),
    states: Object.fromEntries(
      [...Map.groupBy(items, ({ state }) => state)].map(([state, of]) => [state, of.length]),
    ),
  }
}

/** The second look is counted by itself below. */
const withoutSample = ({ received, closed, verified }: Board['total']) => ({ received, closed, verified })

const shown = ({ total, cells, units, flow }: Board) => ({
  total: withoutSample(total),
  cells: Object.fromEntries(
    cells.map(({ county, source, ...tally }) => [`${county}/${source}`, withoutSample(tally)]),
  ),
  units: Object.fromEntries(units.map(({ unit, ...each }) => [unit, each])),
  states: flow.reduce<Record<string, number>>(
    (sum, { state, count }) => ({ ...sum, [state]: (sum[state] ?? 0) + count }),
    {},
  ),
})

const reached: readonly (readonly [Role, number])[] = [
  ['centreHead', 7],
  ['centreIntake', 7],
  ['nanguanPoliceHead', 2],
  ['changchunPoliceHead', 0],
  ['nanguanVerifier', 2],
  ['auditor', 7],
  ['provinceLeader', 3],
  ['nanguanLeader', 2],
  ['bankClerk', 0],
]
for (const [role, many] of reached)
  test(`what ${role} sees on the board is what they count in their list`, async () => {
    const found = await board(role)
    assert.equal(found.total.received, many)
    assert.deepEqual(shown(found), await counted(role))
    assert.equal(
      found.ages.reduce((sum, each) => sum + each, 0),
      found.total.received - found.total.closed,
    )
  })

/** Each number of the board with the address of its list. */
function numbersOf(board: Board) {
  const { total, cells, ages, overdue, rungs, flow, units, months, places, earlier, visits } = board
  const said = (value: string | null) => value ?? '-'
  const ofTally = (tally: Board['total'], more: string): (readonly [string, number])[] => [
    [more, tally.received],
    [`${more}&closed=1`, tally.closed],
    [`${more}&closed=0`, tally.received - tally.closed],
    [`${more}&verified=1`, tally.verified],
    [`${more}&rechecked=1`, tally.rechecked],
    [`${more}&upheld=1`, tally.upheld],
  ]
  const sumOfCounties = (within: string) =>
    cells.filter(({ county }) => county?.startsWith(within)).reduce((sum, { received }) => sum + received, 0)
  const ofCounty = (county: string | null) =>
    cells.filter((cell) => cell.county === county).reduce((sum, { received }) => sum + received, 0)
  return [
    ...ofTally(total, ''),
    ...cells.flatMap((cell) => ofTally(cell, `&county=${said(cell.county)}&source=${said(cell.source)}`)),
    ...places.slice(0, 3).map(({ code }) => [`&county=${code}`, ofCounty(code)] as const),
    ['&county=2201', sumOfCounties('2201')] as const,
    ...ages.map((count, nth) => [`&age=${String(nth)}`, count] as const),
    ['&overdue=1', overdue] as const,
    ...(rungs ?? []).map((count, nth) => [`&rung=${String(nth + 1)}`, count] as const),
    ...flow.map(({ state, outcome, count }) => [`&state=${state}&outcome=${said(outcome)}`, count] as const),
    ...units.flatMap(({ unit, open, rechecked }) => [
      [`&unit=${unit}&closed=0`, open] as const,
      [`&unit=${unit}&rechecked=1`, rechecked] as const,
    ]),
    ...(earlier ?? []).map(({ verdict, received }) => [`&earlier=${verdict}`, received] as const),
    ...(visits ?? []).map(
      ({ unit, satisfaction, count }) => [`&unit=${said(unit)}&satisfaction=${satisfaction}`, count] as const,
    ),
    ...months.flatMap((month) => ofTally(month, `&month=${month.month}`)),
  ]
}
for (const role of ['centreHead', 'nanguanLeader', 'auditor', 'bankClerk'] as const)
  test(`every number that ${role} sees leads to as many records`, async () => {
    for (const [more, count] of numbersOf(await board(role))) {
      const { total, items } = await answered(role, `/api/board/records?type=clue${more}`)
      assert.deepEqual([total, (items as readonly Item[]).length], [count, count], more)
    }
  })

for (const more of [
  'county=9',
  'state=nowhere',
  'closed=yes',
  'age=99',
  'month=2026-13',
  'cursor=x',
  'closed=1&closed=0',
])
  test(`a number that the board does not have is refused: ${more}`, async () => {
    assert.equal((await world.as('centreHead', 'GET', `/api/board/records?${more}`)).status, 400)
  })

test('what was reported before and what reporters say is counted for whoever sees it, each number with its records', async () => {
  const [first = '', second = ''] = clues
  const last = clues.at(-1) ?? ''
  const put = (id: string, fields: object) =>
    changed(id, 'update zs.record set fields = fields || $2::jsonb where id = $1', JSON.stringify(fields))
  await put(second, {
    earlierReports: [
      { clue: first, verdict: 'sameEvent' },
      { clue: last, verdict: 'sameEvent' },
      { clue: last, verdict: 'different' },
    ],
  })
  await put(last, { returnVisits: [{ satisfaction: 'notReached' }, { satisfaction: 'dissatisfied' }] })
  const mine = await board('centreHead')
  assert.deepEqual(mine.earlier, [{ verdict: 'sameEvent', received: 1, closed: 0, verified: 0 }])
  assert.deepEqual(mine.visits, [{ unit: '220102:police', satisfaction: 'dissatisfied', count: 1 }])
  assert.deepEqual(mine.verdicts['sameEvent'], { zh: '同一事项', en: 'Same event' })
  for (const [more, count] of numbersOf(mine))
    assert.equal((await answered('centreHead', `/api/board/records?type=clue${more}`))['total'], count, more)
  // A leader sees neither; yesterday nobody knows.
  const theirs = await board('nanguanLeader')
  assert.deepEqual([theirs.earlier, theirs.visits], [[], []])
  const past = await board('centreHead', `?on=${officeDayBefore(1)}`)
  assert.deepEqual([past.earlier, past.visits], [null, null])
  await changed(second, `update zs.record set fields = fields - 'earlierReports' where id = $1`)
  await changed(last, `update zs.record set fields = fields - 'returnVisits' where id = $1`)
})

test('how much lies with each verifier of a unit is told to whoever sees the team, and leads to as many clues', async () => {
  const verifiers = async (role: Role, unit = '220102:police') =>
    (await answered(role, `/api/board/verifiers?unit=${unit}`))['items'] as readonly {
      readonly person: string
      readonly open: number
      readonly overdue: number
      readonly closed: number
    }[]
  const both = [people.nanguanVerifier, people.nanguanVerifier2].toSorted()
  for (const role of ['centreHead', 'nanguanChief', 'nanguanPoliceHead'] as const) {
    const found = await verifiers(role)
    assert.deepEqual(found.map(({ person }) => person).toSorted(), both, role)
    for (const { person, open, overdue, closed } of found) {
      assert.deepEqual([open, overdue, closed], [0, 0, 1])
      const path = `/api/board/records?unit=220102:police&verifier=${person}`
      assert.equal((await answered(role, path))['total'], 1)
    }
  }
  assert.deepEqual(await verifiers('nanguanLeader'), [], 'who does not see the team')
  assert.deepEqual(await verifiers('changchunPoliceHead'), [], 'who does not reach the clue')
  assert.deepEqual(await verifiers('centreHead', '220104:police'), [], 'nobody has signed for it')
  for (const query of ['', '?unit=x', '?unit=220102:police&unit=220104:police'])
    assert.equal((await world.as('centreHead', 'GET', `/api/board/verifiers${query}`)).status, 400)
})

test('the ladder of a past day is not asked about: clocks are known for the present only', async () => {
  for (const more of ['overdue=1', 'rung=1', 'earlier=sameEvent', 'satisfaction=fair']) {
    const path = `/api/board/records?on=${officeDayBefore(1)}&${more}`
    assert.equal((await world.as('centreHead', 'GET', path)).status, 400)
  }
})

test('days and months stand beside the calendar, and other types are counted as far as one has to do with them', async () => {
  const { days, monthsOff, others, on } = await board('centreHead', '?on=2026-03-01')
  assert.deepEqual([days.length, days.at(-1)?.day, on], [91, '2026-03-01', '2026-03-01'])
  const festival = days.find(({ day }) => day === '2026-02-17')
  assert.deepEqual([festival?.isOff, festival?.holiday?.zh], [true, '春节'])
  // A Saturday worked in exchange.
  assert.equal(days.find(({ day }) => day === '2026-02-14')?.isOff, false)
  assert.deepEqual(monthsOff.at(-2), {
    month: '2026-02',
    workingDays: 16,
    holidays: [{ zh: '春节', en: 'Spring Festival' }],
  })
  assert.ok(others.every(({ overdue }) => overdue === null))
  for (const { type, received } of others) {
    const { total } = await answered('centreHead', `/api/records/${type}?total=1`)
    assert.equal(received, total, type)
  }
  assert.deepEqual(
    others.map(({ type }) => type),
    ['petition', 'complaint', 'case'],
  )
})

/** Changes a row of the clue behind the office's back, and what is counted with it. */
async function changed(id: string, sql: string, ...values: readonly unknown[]) {
  await world.database.ownerPool.query(sql, [id, ...values])
  await world.database.ownerPool.query('select zs.put_counted(array[$1::uuid])', [id])
}

test('what a second look found stands beside the rates, with whoever sees it', async () => {
  const [closed] = [clues.at(-1) ?? '']
  const looked = (agrees: boolean) =>
    changed(
      closed,
      `update zs.record set fields = fields || jsonb_build_object('recheckAgrees', $2::boolean) where id = $1`,
      agrees,
    )
  const seen = async (role: Role) => {
    const { rechecked, upheld } = (await board(role)).total
    return [rechecked, upheld]
  }
  await looked(true)
  assert.deepEqual(
    [await seen('nanguanLeader'), await seen('nanguanVerifier')],
    [
      [1, 1],
      [1, 1],
    ],
  )
  await looked(false)
  assert.deepEqual(await seen('nanguanLeader'), [1, 0])
  await changed(closed, `update zs.record set fields = fields - 'recheckAgrees' where id = $1`)
})

test('a leader counts without the sources, which they do not see', async () => {
  const { cells, units } = await board('nanguanLeader')
  assert.deepEqual(cells, [
    { county: '220102', source: null, received: 2, closed: 1, verified: 1, rechecked: 0, upheld: 0 },
  ])
  assert.deepEqual(units, [
    { unit: '220102:police', open: 1, closed: 1, verified: 1, rechecked: 0, upheld: 0 },
  ])
})

test('an auditor, who does not see where, sees all of it under no county', async () => {
  assert.deepEqual([...new Set((await board('auditor')).cells.map(({ county }) => county))], [null])
})

/** Everything that happened to a clue after its first entry is moved to now, the first to `days` ago. */
const openedBefore = (id: string, days: number) =>
  changed(
    id,
    `with moved as (update zs.entry set at = at - $2 * interval '1 day' where record = $1 and seq <= 3),
     stood as (update zs.stood set at = at - $2 * interval '1 day' where record = $1 and seq <= 3)
     update zs.record set opened_at = opened_at - $2 * interval '1 day' where id = $1`,
    days,
  )

test('a past day shows the clues as they stood then, and no ladder', async () => {
  const last = clues.at(-1) ?? ''
  await openedBefore(last, 40)
  const past = await board('centreHead', `?on=${officeDayBefore(20)}`)
  assert.deepEqual(withoutSample(past.total), { received: 1, closed: 0, verified: 0 })
  assert.deepEqual(past.flow, [{ state: 'toApprove', outcome: null, count: 1 }])
  assert.deepEqual(past.units, [])
  assert.deepEqual(past.ages, [0, 0, 1, 0, 0, 0])
  assert.deepEqual([past.overdue, past.rungs], [null, null])
  // Its lists say how the records stand now.
  const open = `/api/board/records?on=${officeDayBefore(20)}&closed=0`
  const { total, items } = await answered('centreHead', open)
  assert.deepEqual([total, (items as readonly Item[]).map(({ id }) => id)], [1, [last]])
  assert.equal((await board('centreHead', `?on=${officeDayBefore(41)}`)).total.received, 0)
  assert.deepEqual(withoutSample((await board('centreHead')).total), {
    received: 7,
    closed: 1,
    verified: 1,
  })
})

test('the ladder counts the rung of the clock that runs, not one of a clock that has stopped', async () => {
  const [first = '', second = ''] = clues
  const supervised = (id: string, rungs: readonly string[]) =>
    changed(
      id,
      `update zs.record set fields = fields || jsonb_build_object('supervisions', $2::jsonb) where id = $1`,
      JSON.stringify(rungs.map((rung) => ({ rung }))),
    )
  await supervised(first, ['register:1/remind', 'register:1/supervise'])
  await supervised(second, ['register:9/bulletin'])
  await changed(
    first,
    `with late as (update zs.clock set due = now() - interval '1 day' where record = $1 and name = 'register' returning due)
     update zs.record set due = (select due from late) where id = $1`,
  )
  const { overdue, rungs, ladder } = await board('centreHead')
  assert.deepEqual(
    ladder.map(({ rung }) => rung),
    ['remind', 'remindAgain', 'supervise', 'bulletin'],
  )
  assert.deepEqual([overdue, rungs], [1, [0, 0, 1, 0]])
})

test('whoever is named loses the clue from the counts in the same moment, of past days too', async () => {
  const before = (await board('nanguanPoliceHead')).total
  const named = [{ key: `p:${people.nanguanPoliceHead}`, how: 'stated' }]
  await act('centreHead', `/${clues[4] ?? ''}/actions/name`, { reasons: '核查中发现。', named })
  assert.equal((await board('nanguanPoliceHead')).total.received, before.received - 1)
  assert.equal((await board('nanguanPoliceHead', `?on=${officeDayBefore(1)}`)).total.received, 1)
  assert.equal((await board('centreHead')).total.received, 7)
})

for (const on of ['x', '2026-02-30', officeDayBefore(-1), '2026-01-01&on=2026-01-02'])
  test(`a bad day is refused: ${on}`, async () => {
    for (const path of ['/api/board', '/api/board/file']) {
      const { status, body } = await world.as('centreHead', 'GET', `${path}?on=${on}`)
      assert.equal(status, 400)
      assert.match(JSON.stringify(body), /"on"/)
    }
  })

test('nobody sees a board without signing in', async () => {
  for (const url of ['/api/board', '/api/board/file', '/api/board/verifiers?unit=220102:police'])
    assert.equal((await world.ask({ method: 'GET', url })).status, 401)
})

test('the workbook has the numbers of the screen', async () => {
  const answer = await world.app.inject({
    method: 'GET',
    url: '/api/board/file',
    headers: { cookie: await world.cookieOf('centreHead') },
  })
  assert.equal(answer.statusCode, 200)
  const { sheets } = await readXlsx(answer.rawPayload)
  assert.equal(sheets.length, 10)
  assert.deepEqual(listOf(sheets[0]?.rows).at(-1), ['合计', '', 7, 1, 1, 14.29, 100, 0, 0, null])
})
