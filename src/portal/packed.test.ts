import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import fastify from 'fastify'
import { sendPacked } from './packed.ts'

const content = '举报 '.repeat(2000)

async function answered(method: 'GET' | 'POST', encoding: string | undefined) {
  const app = fastify()
  app.get('/', (_request, reply) => sendPacked(reply.type('text/html; charset=utf-8'), content))
  app.post('/', (_request, reply) => sendPacked(reply.type('text/html; charset=utf-8'), content))
  const answer = await app.inject({
    method,
    url: '/',
    headers: encoding === undefined ? {} : { 'accept-encoding': encoding },
  })
  await app.close()
  return answer
}

for (const encoding of ['gzip', 'gzip, deflate, br', 'br;q=1.0, gzip;q=0.8', 'GZIP;q=1'])
  test(`packed for whoever takes ${encoding}`, async () => {
    const { headers, rawPayload } = await answered('GET', encoding)
    assert.equal(headers['content-encoding'], 'gzip')
    assert.equal(headers.vary, 'accept-encoding')
    assert.ok(rawPayload.length < 1000)
    assert.equal(gunzipSync(rawPayload).toString(), content)
  })

for (const encoding of [undefined, 'br', 'gzip;q=0', 'gzip;q=0.0', 'x-gzip-not', ''])
  test(`plain for whoever takes ${encoding ?? 'nothing in particular'}`, async () => {
    const { headers, body } = await answered('GET', encoding)
    assert.equal(headers['content-encoding'], undefined)
    assert.equal(headers.vary, 'accept-encoding')
    assert.equal(body, content)
  })

test('the answer to a form is never packed: its length must not tell what stands beside what was sent', async () => {
  const { headers, body } = await answered('POST', 'gzip')
  assert.equal(headers['content-encoding'], undefined)
  assert.equal(body, content)
})
