/** Nobody who reports leaves an address or a device behind: neither in the log, nor in the database, nor in a file. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { httpWorld } from '#test/support/httpWorld.ts'

const ADDRESS = '203.0.113.77'
const BEHIND = '198.51.100.99'
const DEVICE = 'MarkerDevice/7.1 (MarkerPhone; build 4711)'
const headers = {
  'user-agent': DEVICE,
  'x-forwarded-for': BEHIND,
  forwarded: `for=${BEHIND}`,
  'x-real-ip': BEHIND,
  referer: 'https://example.org/MarkerReferer',
  cookie: 'MarkerCookie=1',
  'accept-language': 'zh-CN,MarkerLanguage;q=0.1',
  'sec-ch-ua-model': '"MarkerModel"',
}
const form = { 'content-type': 'application/x-www-form-urlencoded' }

test('a report, its questions, additions, errors and refusals keep no address and no device', async () => {
  await using world = await httpWorld({ ZS_PUBLIC_RATE: '30' })
  const { app } = world
  const ask = (method: 'GET' | 'POST', url: string, payload?: string | object, more: object = {}) =>
    app.inject({
      ...{ method, url, remoteAddress: ADDRESS, headers: { ...headers, ...more } },
      ...(payload === undefined ? {} : { payload }),
    })
  for (const page of ['/', '/report', '/progress', '/nothing?MarkerQuery=1']) await ask('GET', page)
  const sent = await ask('POST', '/api/public/reports', {
    category: 'crime',
    title: '一件',
    content: '经过。',
  })
  assert.equal(sent.statusCode, 201, sent.body)
  const { queryCode } = sent.json<{ queryCode: string }>()
  const upload =
    '--x\r\nContent-Disposition: form-data; name="attachments"; filename="a.txt"\r\n\r\n证据\r\n--x--\r\n'
  await ask('POST', '/report', upload, { 'content-type': 'multipart/form-data; boundary=x' })
  await ask('POST', '/report', 'half a form', { 'content-type': 'multipart/form-data; boundary=x' })
  for (const code of [queryCode, '1'.repeat(20)]) {
    const step = new URLSearchParams({
      code,
      step: 'supplement',
      text: '又来了',
      retryToken: 'token-0123456789-a',
    })
    await ask('POST', '/progress', step.toString(), form)
    const threat = { 'threat.kind': 'threat', 'threat.text': '有人上门。', retryToken: 'token-0123456789-b' }
    await ask('POST', '/progress', new URLSearchParams({ code, step: 'threat', ...threat }).toString(), form)
  }
  for (let n = 0; n < 40; n++) await ask('POST', '/api/public/progress', { queryCode: '2'.repeat(20) })
  await ask('POST', '/api/public/reports', '{', { 'content-type': 'application/json' })
  await world.integrate()

  const { ownerPool } = world.database
  const { rows: tables } = await ownerPool.query<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'zs'`,
  )
  const kept: [string, string][] = [['log', world.lines.join('\n')]]
  for (const { name } of tables) {
    const { rows } = await ownerPool.query<{ row: string }>(`select t::text as row from zs.${name} t`)
    kept.push([name, rows.map(({ row }) => row).join('\n')])
  }
  for (const entry of readdirSync(world.data, { recursive: true, withFileTypes: true }))
    if (entry.isFile())
      kept.push([entry.name, readFileSync(join(entry.parentPath, entry.name)).toString('latin1')])

  const hex = (text: string) => Buffer.from(text).toString('hex')
  const traces = [ADDRESS, BEHIND, 'Marker'].flatMap((text) => [text, hex(text)])
  for (const [where, text] of kept)
    assert.deepEqual(
      traces.filter((trace) => text.includes(trace)),
      [],
      where,
    )
  // It would be found if it were there.
  assert.ok(tables.length > 15)
  assert.ok(kept.some(([where, text]) => where === 'entry' && text.includes(hex('clue'))))
  assert.ok(kept.some(([where, text]) => where === 'query_code' && text !== ''))
})
