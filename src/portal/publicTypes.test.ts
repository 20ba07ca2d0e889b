/** Three choices, one way in: each type has its form, takes what is its own, and refuses what is another's or nobody's. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LEAST, openPortal, send, TOKEN } from './portal.fixture.ts'
import { findPublicType, publicForms, publicTypes } from './publicTypes.ts'

const PETITION = {
  about: 'petition',
  category: 'crime',
  title: '判决没有执行',
  claim: '请求执行。',
  content: '判决生效一年。',
}

await test('the first page offers every type, and each leads to its own form', async () => {
  const { app } = await openPortal()
  const home = await app.inject('/?lang=en')
  for (const about of publicTypes) {
    const url = about === 'clue' ? '/report?lang=en' : `/report?lang=en&about=${about}`
    assert.ok(home.body.includes(`href="${url.replaceAll('&', '&amp;')}"`), about)
    const form = await app.inject(url)
    assert.equal(form.statusCode, 200, about)
    assert.ok(form.body.includes(`name="about" value="${about}"`), about)
    for (const other of publicTypes)
      for (const question of publicForms[other].asks)
        assert.equal(
          form.body.includes(`name="${question}"`),
          publicForms[about].asks.includes(question),
          `${about}: ${question}`,
        )
  }
})

await test('a form of no type is not there, however it is asked for', async () => {
  const { app, office } = await openPortal()
  for (const about of ['nothing', 'Clue', '__proto__', 'clue,petition', 'x'.repeat(5000)]) {
    assert.equal((await app.inject(`/report?about=${encodeURIComponent(about)}`)).statusCode, 404, about)
    assert.equal((await send(app, '/report', { ...LEAST, about })).statusCode, 404, about)
  }
  assert.equal((await app.inject('/report?about=petition&about=clue')).statusCode, 404)
  assert.equal(office.reports.length, 0)
})

await test('the JSON door takes a type under either name, and refuses a wrong or a doubtful one', async () => {
  const { app, office } = await openPortal()
  const post = (payload: object) =>
    app.inject({ method: 'POST', url: '/api/public/reports', payload, headers: { 'accept-language': 'en' } })
  assert.equal((await post(PETITION)).statusCode, 201)
  assert.equal(office.reports[0]?.report.claim, '请求执行。')
  for (const about of ['nonsense', '', 7, null, ['petition'], { petition: true }, 'constructor']) {
    const refused = await post({ ...PETITION, about })
    assert.equal(refused.statusCode, 422, JSON.stringify(about))
    assert.match(refused.body, /"field":"about"/)
  }
  assert.equal((await post({ ...PETITION, type: 'complaint' })).statusCode, 422)
  assert.equal((await post({ ...PETITION, type: 'petition' })).statusCode, 201)
  assert.equal(office.reports.length, 2)
})

await test('what belongs to another type is refused by name, and what the type needs is asked for', async () => {
  const { app } = await openPortal()
  const post = (payload: object) =>
    app.inject({ method: 'POST', url: '/api/public/reports', payload, headers: { 'accept-language': 'en' } })
  const { claim, ...without } = PETITION
  assert.ok(claim)
  assert.match((await post(without)).body, /"field":"claim"/)
  assert.match((await post({ ...PETITION, weapons: 'yes' })).body, /"field":"weapons"/)
  assert.match((await post({ ...LEAST, retryToken: undefined, claim: 'x' })).body, /"field":"claim"/)
  assert.match(
    (await post({ ...PETITION, reportedPersons: [{ name: 'x', phone: '13800138000' }] })).body,
    /"field":"reportedPersons\.0\.phone"/,
  )
})

await test('a petition that comes back with errors keeps its form, its words and its type', async () => {
  const { app } = await openPortal()
  const answer = await send(app, '/report?lang=zh', { ...PETITION, retryToken: TOKEN, claim: '' })
  assert.equal(answer.statusCode, 422)
  assert.match(answer.body, /name="about" value="petition"/)
  assert.match(answer.body, /请填写“您的请求”/)
  assert.match(answer.body, /判决没有执行/)
})

test('a report that says nothing of its type is a clue', () => {
  assert.equal(findPublicType(undefined), 'clue')
  assert.equal(findPublicType('petition'), 'petition')
  assert.equal(findPublicType('toString'), undefined)
})
