import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { preparing } from './preparing.ts'

async function asked(
  accept: string,
  path = '/',
  say?: Parameters<ReturnType<typeof preparing>['say']>[0],
  method = 'GET',
) {
  const { answer, say: tell } = preparing()
  if (say !== undefined) tell(say)
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const headers = { accept, 'accept-language': 'en' }
  const response = await fetch(`http://127.0.0.1:${String(port)}${path}`, { headers, method })
  const text = await response.text()
  server.close()
  return { response, text }
}

test('a browser is told in both languages how far it is, and asks again by itself', async () => {
  const { response, text } = await asked('text/html', '/report', {
    step: 'world',
    month: '2026-03',
    share: 0.309,
  })
  assert.equal(response.status, 503)
  assert.equal(response.headers.get('retry-after'), '2')
  assert.match(text, /<meta http-equiv="refresh" content="2"\/>/u)
  assert.match(text, /正在生成演示数据，已到 2026-03。/u)
  assert.match(text, /has come to 2026-03/u)
  assert.equal(text.match(/<progress max="100" value="30"/gu)?.length, 2)
})

test('whoever sends a form meanwhile is told how to send it again, by a page that does not reload itself', async () => {
  const { response, text } = await asked('text/html', '/report', undefined, 'POST')
  assert.equal(response.status, 503)
  assert.match(text, /请过几秒点浏览器的“刷新”再提交一次，不会重复登记/u)
  assert.match(text, /press “reload” in the browser/u)
  assert.doesNotMatch(text, /http-equiv/u)
})

test('the page has a style sheet and needs nothing else', async () => {
  const { text } = await asked('text/html')
  assert.doesNotMatch(text, /<progress|<script/u)
  const [, styles = ''] = /rel="stylesheet" href="([^"]+)"/u.exec(text) ?? []
  const { response } = await asked('text/css', styles)
  assert.equal(response.status, 200)
  assert.match(String(response.headers.get('content-type')), /^text\/css/u)
})

test('a program is told by a problem, and whoever watches that the process lives', async () => {
  const { response, text } = await asked('application/json', '/api/session')
  assert.equal(response.status, 503)
  assert.match(String(response.headers.get('content-type')), /^application\/problem\+json/u)
  assert.deepEqual(JSON.parse(text), {
    type: 'about:blank',
    title: 'The system is being prepared',
    status: 503,
    refused: [{ because: 'being prepared', says: 'The system is being prepared' }],
  })
  const alive = await asked('*/*', '/healthz')
  assert.equal(alive.response.status, 200)
})
