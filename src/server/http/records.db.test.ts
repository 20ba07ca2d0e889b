import assert from 'node:assert/strict'
import { randomInt, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { isRecordId, type RecordId } from '#kernel/record/field.ts'
import { httpWorld, type Answer, type HttpWorld } from '#test/support/httpWorld.ts'
import { people, type Role } from '#test/support/smallWorld.ts'
import { nanguan, told } from '#test/support/clueActs.ts'

let world: HttpWorld
before(async () => {
  world = await httpWorld()
})
after(() => world[Symbol.asyncDispose]())

const CLUES = '/api/records/clue'
/** Another matter each time: earlier reports about the same would have to be judged. */
const unlike = () => ({
  title: `反映${randomUUID().slice(0, 8)}号事项`,
  content: Array.from({ length: 60 }, () => String.fromCodePoint(0x4e00 + randomInt(5000))).join(''),
})
const enter = async (more: object = {}): Promise<RecordId> => {
  const { body } = await world.must('centreIntake', `${CLUES}/actions/enter`, {
    ...told,
    ...unlike(),
    ...more,
  })
  const { id } = body
  assert.ok(isRecordId(id))
  return id
}
const does = (role: Role, id: string, action: string, input: object = {}) =>
  world.must(role, `${CLUES}/${id}/actions/${action}`, input)
const reasonsIn = ({ body }: Answer) =>
  (body['refused'] as readonly { because: string; says: string; field?: string; rule?: string }[]).map(
    ({ because }) => because,
  )
const saysIn = ({ body }: Answer) =>
  (body['refused'] as readonly { says: string }[]).map(({ says }) => says).join('\n')

const register = { gist: '强揽工程', importance: 'general', category: 'crime' }
const assess = { grade: 'B', gradeReasons: '有具体时间、地点。', area: '220102', focus: ['other'] }

test('the walking skeleton: entered, registered, assessed, read again', async () => {
  const opened = await world.as('centreIntake', 'POST', `${CLUES}/actions/enter`, told)
  assert.equal(opened.status, 201)
  assert.equal(opened.headers['etag'], '"1"')
  const { id } = opened.body
  assert.equal(opened.headers['location'], `${CLUES}/${String(id)}`)
  const read = await world.as('centreIntake', 'GET', `${CLUES}/${String(id)}`)
  assert.equal(read.status, 200)
  assert.equal(read.body['state'], 'toRegister')
  assert.equal((read.body['fields'] as { title: string }).title, told.title)
  const actions = read.body['actions'] as readonly { name: string; label: string; input: object }[]
  const names = actions.map(({ name }) => name)
  assert.ok(names.includes('register') && names.includes('declareOutOfScope'))
  // Another state's, another role's, the reporter's and the clock's are not among them.
  for (const other of ['archive', 'approve', 'addToReport', 'escalate'])
    assert.ok(!names.includes(other), other)
  await does('centreIntake', String(id), 'register', register)
  const assessed = await world.as('centreAssessor', 'POST', `${CLUES}/${String(id)}/actions/assess`, assess)
  assert.equal(assessed.status, 200)
  assert.equal(assessed.body['version'], 3)
})

test('a record is answered in the language asked for', async () => {
  const id = await enter()
  const zh = await world.as('centreIntake', 'POST', `${CLUES}/${id}/actions/assess`, assess)
  const en = await world.as('centreIntake', 'POST', `${CLUES}/${id}/actions/assess?lang=en`, assess)
  const byHeader = await world.as('centreIntake', 'POST', `${CLUES}/${id}/actions/assess`, assess, {
    'accept-language': 'en-GB,en;q=0.9,zh;q=0.3',
  })
  assert.equal(zh.status, 403)
  assert.match(saysIn(zh), /研判/)
  assert.match(saysIn(en), /Your post does not allow “Assess”/)
  assert.equal(saysIn(byHeader), saysIn(en))
  assert.match(String(zh.headers['content-type']), /^application\/problem\+json/)
})

test('every refusal of the office has its status', async () => {
  const id = await enter()
  const at = (role: Role, action: string, input: object = {}, headers: object = {}) =>
    world.as(role, 'POST', `${CLUES}/${id}/actions/${action}`, input, headers)
  const expected: readonly (readonly [string, number, string, Answer])[] = [
    ['out of reach', 404, 'not found', await at('nanguanVerifier', 'register', register)],
    ['no such action', 404, 'no such action', await at('centreIntake', 'conjure')],
    ['inherited names', 404, 'no such action', await at('centreIntake', 'toString')],
    [
      'a public action',
      403,
      'role may not',
      await at('centreIntake', 'addToReport', { supplements: [{ text: '又来了' }] }),
    ],
    [
      'a system action',
      403,
      'role may not',
      await at('centreHead', 'escalate', { supervisions: [{ rung: 'x:1/y', text: 'z' }] }),
    ],
    ['field missing', 422, 'field missing', await at('centreIntake', 'register', { category: 'crime' })],
    [
      'field not accepted',
      422,
      'field not accepted',
      await at('centreIntake', 'register', { ...register, gist: 7 }),
    ],
    [
      'field not asked',
      422,
      'field not asked',
      await at('centreIntake', 'register', { ...register, outcome: 'filed' }),
    ],
    [
      'not in the list',
      422,
      'not in the list',
      await at('centreIntake', 'register', { ...register, category: 'opinion' }),
    ],
    [
      'changed, If-Match',
      412,
      'changed meanwhile',
      await at('centreIntake', 'register', register, { 'if-match': '"7"' }),
    ],
  ]
  for (const [what, status, because, answer] of expected) {
    assert.equal(answer.status, status, `${what}: ${answer.text}`)
    assert.ok(reasonsIn(answer).includes(because), `${what}: ${answer.text}`)
    assert.doesNotMatch(saysIn(answer), /undefined|\{\}/)
  }
  await does('centreIntake', id, 'register', register)
  const late = await at('centreIntake', 'register', register)
  assert.equal(late.status, 409)
  assert.deepEqual(reasonsIn(late), ['not from this state'])
  assert.match(saysIn(late), /登记/)
})

test('a broken rule is told in the words of its mechanism', async () => {
  const future = await world.as('centreIntake', 'POST', `${CLUES}/actions/enter?lang=en`, {
    ...told,
    receivedOn: '2099-01-01',
  })
  assert.equal(future.status, 422)
  assert.deepEqual(future.body['refused'], [
    {
      because: 'rule broken',
      rule: 'receivedByNow',
      says: 'A clue cannot have been received after today: enter the day it really came.',
    },
  ])
})

test('nobody signs twice, nor before their turn', async () => {
  const id = await enter()
  const input = { gist: '不属受理', reasons: '民事纠纷', otherChannel: '' }
  const lists = await world.as('centreIntake', 'GET', '/api/types')
  // The types are a list; what they hold is checked in types.db.test.ts.
  const types = lists.body as unknown as readonly {
    name: string
    fields: readonly { name: string; choices?: readonly { code: string }[] }[]
  }[]
  input.otherChannel =
    types.find(({ name }) => name === 'clue')?.fields.find(({ name }) => name === 'otherChannel')
      ?.choices?.[0]?.code ?? ''
  const early = await world.as('centreHead', 'POST', `${CLUES}/${id}/actions/declareOutOfScope`, input)
  assert.deepEqual([early.status, reasonsIn(early)], [409, ['not your turn to sign']])
  await does('centreIntake', id, 'declareOutOfScope', input)
  const again = await world.as('centreIntake', 'POST', `${CLUES}/${id}/actions/declareOutOfScope`, input)
  assert.deepEqual([again.status, reasonsIn(again)], [409, ['signed already']])
  const seen = await world.as('centreIntake', 'GET', `${CLUES}/${id}`)
  assert.ok(!JSON.stringify(seen.body['actions']).includes('declareOutOfScope'))
  await does('centreHead', id, 'declareOutOfScope', input)
})

test('whose personal values were destroyed can no longer be acted on', async () => {
  const id = await enter()
  await world.database.ownerPool.query('delete from zs.record_key where record = $1', [id])
  const answer = await world.as('centreIntake', 'POST', `${CLUES}/${id}/actions/register`, register)
  assert.deepEqual([answer.status, reasonsIn(answer)], [410, ['erased']])
  const read = await world.as('centreIntake', 'GET', `${CLUES}/${id}`)
  assert.deepEqual([read.status, read.body['actions']], [200, []])
})

test('a request sent again with its key is done once; with another body it is refused', async () => {
  const send = (body: object) =>
    world.as('centreIntake', 'POST', `${CLUES}/actions/enter`, body, { 'idempotency-key': 'key-1' })
  const first = await send(told)
  const second = await send(told)
  assert.deepEqual([first.status, second.status], [201, 201])
  assert.equal(second.body['id'], first.body['id'])
  const other = await send({ ...told, title: '别的' })
  assert.deepEqual([other.status, reasonsIn(other)], [422, ['key used for something else']])
  const together = await Promise.all(
    Array.from({ length: 8 }, () =>
      world.as('centreIntake', 'POST', `${CLUES}/actions/enter`, told, { 'idempotency-key': 'key-2' }),
    ),
  )
  assert.deepEqual([...new Set(together.map(({ status }) => status))], [201])
  assert.equal(new Set(together.map(({ body }) => body['id'])).size, 1)
  const elsewhere = await world.as('centreIntake2', 'POST', `${CLUES}/actions/enter`, told, {
    'idempotency-key': 'key-1',
  })
  assert.notEqual(elsewhere.body['id'], first.body['id'])
})

test('of two people on one version one acts and the other is told', async () => {
  const id = await enter()
  const both = await Promise.all(
    (['centreIntake', 'centreIntake2'] as const).map((role) =>
      world.as(role, 'POST', `${CLUES}/${id}/actions/register`, register, { 'if-match': '"1"' }),
    ),
  )
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 412])
  const { body } = await world.as('centreIntake', 'GET', `${CLUES}/${id}`)
  assert.equal(body['version'], 2)
})

test('actions shown are those that deciding would allow, for everybody of the small world', async () => {
  const ids = [await enter(), await enter(), await enter()]
  await does('centreIntake', ids[1] ?? '', 'register', register)
  await does('centreIntake', ids[2] ?? '', 'register', register)
  await does('centreAssessor', ids[2] ?? '', 'assess', assess)
  const { office, realm } = world.composed
  const declaration = realm.declarations.get('clue')
  assert.ok(declaration !== undefined)
  const never = [
    'no such action',
    'not from this state',
    'role may not',
    'signed already',
    'not your turn to sign',
    'no signature of yours is open',
  ]
  let shown = 0
  for (const id of ids) {
    for (const [role, person] of Object.entries(people)) {
      const opened = await office.open({ kind: 'staff', person }, 'clue', id)
      if (opened === undefined) continue
      // The keys of people are the roles.
      const { body } = await world.as(role as Role, 'GET', `${CLUES}/${id}`)
      const names = (body['actions'] as readonly { name: string }[]).map(({ name }) => name)
      shown += names.length
      for (const action of Object.keys(declaration.actions)) {
        const decision = await office.consider(opened, action, {})
        const refused = 'refused' in decision ? decision.refused.map(({ because }): string => because) : []
        assert.equal(
          names.includes(action),
          !refused.some((because) => never.includes(because)),
          `${role} ${action}: ${refused.join()}`,
        )
      }
    }
  }
  assert.ok(shown > 10, `only ${String(shown)} actions were shown at all`)
})

test('proposals name the table and row they follow from', async () => {
  const id = await enter()
  await does('centreIntake', id, 'register', register)
  const { body } = await world.as('centreAssessor', 'GET', `${CLUES}/${id}`)
  const proposals = body['proposals'] as readonly { field: string; table: string; row: string }[]
  assert.deepEqual(
    proposals.map(({ field, table }) => [field, table]),
    [
      ['grade', 'clue.grading'],
      ['proposedUnit', 'clue.routing'],
    ],
  )
  assert.ok(proposals.every(({ row }) => row !== ''))
})

test('a clock explains itself day by day when asked', async () => {
  const id = await enter()
  interface Clock {
    name: string
    due: string
    lamp: string
    basisSays?: string
    basisSource?: string
    explanation?: readonly { says: string }[]
  }
  const plain = await world.as('centreIntake', 'GET', `${CLUES}/${id}`)
  const explained = await world.as('centreIntake', 'GET', `${CLUES}/${id}?explain=1&lang=en`)
  const [clock] = plain.body['deadlines'] as readonly Clock[]
  const [longer] = explained.body['deadlines'] as readonly Clock[]
  assert.equal(clock?.name, 'register')
  assert.equal(clock.explanation, undefined)
  assert.equal(longer?.due, clock.due)
  assert.equal(longer.explanation?.[0]?.says, 'the day of the start is not counted')
  // The rule that gave it its length, in the language asked for, with the law behind it.
  assert.match(clock.basisSays ?? '', /登记/)
  assert.match(longer.basisSays ?? '', /[Rr]egister/)
  assert.notEqual(clock.basisSource ?? '', '')
})

test('history says who did what, with names', async () => {
  const id = await enter()
  await does('centreIntake', id, 'register', register)
  const { body } = await world.as('centreIntake', 'GET', `${CLUES}/${id}/entries?lang=en`)
  const items = body['items'] as readonly {
    label: string
    by: { person: { name: string }; unit: { zh: string } }
    changed: Readonly<Record<string, unknown>>
  }[]
  assert.deepEqual(
    items.map(({ label }) => label),
    ['Enter', 'Register'],
  )
  assert.equal(items[0]?.by.person.name, '李登记')
  assert.match(items[0].by.unit.zh, /线索/)
  assert.equal(items[1]?.changed['gist'], register.gist)
})

test('access names everybody who can see it and why, and each look is kept before it is answered', async () => {
  const id = await enter()
  await world.as('centreAssessor', 'GET', `${CLUES}/${id}`)
  const { body } = await world.as('centreHead', 'GET', `${CLUES}/${id}/access`)
  const can = body['can'] as readonly { person: { id: string }; why: { way: string } }[]
  for (const role of ['centreHead', 'centreIntake', 'centreIntake2', 'auditor'] as const)
    assert.ok(
      can.some(({ person }) => person.id === people[role]),
      role,
    )
  // Nobody else: the list and the doors agree.
  for (const [role, person] of Object.entries(people)) {
    const { status } = await world.as(role as Role, 'GET', `${CLUES}/${id}`)
    assert.equal(
      status === 200,
      can.some((one) => one.person.id === person),
      role,
    )
  }
  const looks = (await world.as('centreHead', 'GET', `${CLUES}/${id}/access`)).body['looks'] as readonly {
    person: { id: string }
    door: string
  }[]
  assert.ok(looks.some(({ person, door }) => person.id === people.centreAssessor && door === 'record'))
})

test('whoever is named loses the record, and only who answers for access learns why', async () => {
  const id = await enter()
  await does('centreIntake', id, 'name', {
    reasons: '举报人指认',
    named: [{ key: `p:${people.centreIntake2}`, how: 'stated' }],
  })
  const gone = await world.as('centreIntake2', 'GET', `${CLUES}/${id}`)
  assert.equal(gone.status, 404)
  const access = await world.as('auditor', 'GET', `${CLUES}/${id}/access`)
  const keptOut = access.body['keptOut'] as readonly { person: { id: string }; because: string }[]
  // Whoever entered it has a way in of their own, and is kept out as a colleague.
  assert.equal(keptOut.find(({ person }) => person.id === people.centreIntake)?.because, 'colleague')
  assert.equal((await world.as('centreIntake', 'GET', `${CLUES}/${id}`)).status, 404)
})

test('a proof is given once the entries are under a checkpoint, to who sees all that it shows', async () => {
  const id = await enter()
  await world.integrate()
  const proof = await world.as('centreIntake', 'GET', `${CLUES}/${id}/proof`)
  assert.equal(proof.status, 200, proof.text)
  assert.equal(proof.body['format'], 'zhunsheng/proof/v1')
  const partial = await world.as('auditor', 'GET', `${CLUES}/${id}/proof`)
  assert.deepEqual([partial.status, reasonsIn(partial)], [403, ['shows more than you see']])
})

test('earlier reports are shown to who reads the content', async () => {
  const content = '有人在城西长期强占采石场，不许村民的车拉石料，谁不交钱就砸谁的车。'
  const one = await enter({ content })
  const other = await enter({ content })
  const found = await world.as('centreIntake', 'GET', `${CLUES}/${other}/earlier`)
  const items = found.body['items'] as readonly { id: string; reasons: readonly object[] }[]
  assert.ok(
    items.some(({ id, reasons }) => id === one && reasons.length > 0),
    found.text,
  )
  assert.equal((await world.as('auditor', 'GET', `${CLUES}/${other}/earlier`)).status, 404)
})

test('documents are there once they are issued, in both formats', async () => {
  const id = await enter()
  const early = await world.as('centreIntake', 'GET', `${CLUES}/${id}/documents/registrationForm.docx`)
  assert.deepEqual([early.status, reasonsIn(early)], [409, ['not issued yet']])
  await does('centreIntake', id, 'register', register)
  const docx = await world.as('centreIntake', 'GET', `${CLUES}/${id}/documents/registrationForm.docx`)
  assert.equal(docx.status, 200, docx.text.slice(0, 300))
  assert.match(docx.text, /^PK/)
  assert.match(String(docx.headers['content-disposition']), /^attachment; .*filename\*=UTF-8''/)
  for (const odd of ['registrationForm.exe', 'conjured.pdf', 'toString.pdf', '..%2Fx.pdf'])
    assert.equal((await world.as('centreIntake', 'GET', `${CLUES}/${id}/documents/${odd}`)).status, 404, odd)
  assert.equal(
    (await world.as('nanguanVerifier', 'GET', `${CLUES}/${id}/documents/registrationForm.docx`)).status,
    404,
  )
})

test('a clue is walked to the unit that verifies it, and reach follows', async () => {
  const id = await enter()
  await does('centreIntake', id, 'register', register)
  await does('centreAssessor', id, 'assess', assess)
  assert.equal((await world.as('nanguanVerifier', 'GET', `${CLUES}/${id}`)).status, 404)
  await does('centreHead', id, 'approve', {
    verifyingUnit: nanguan.unit,
    dispatch: 'direct',
    secrecy: 'internal',
    feedbackWanted: true,
    instructions: '依法核查。',
  })
  assert.equal((await world.as('nanguanVerifier', 'GET', `${CLUES}/${id}`)).status, 200)
  const letter = await world.as('nanguanVerifier', 'GET', `${CLUES}/${id}/documents/assignmentLetter.docx`)
  assert.equal(letter.status, 200, letter.text.slice(0, 300))
})
