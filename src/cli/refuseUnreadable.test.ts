import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { refuseUnreadable } from './refuseUnreadable.ts'

test('what comes to no request is refused in one sentence, in both languages', async () => {
  const server = createServer((_request, response) => response.end('read')).listen(0, '127.0.0.1')
  server.on('clientError', refuseUnreadable)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const answerTo = async (bytes: string): Promise<string> => {
    const socket = connect(port, '127.0.0.1')
    socket.end(bytes)
    return Buffer.concat(await socket.toArray()).toString()
  }
  const tooLarge = await answerTo(`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(17_000)}\r\n\r\n`)
  assert.match(tooLarge, /^HTTP\/1\.1 431 .*请求头过大。.*The headers are too large/s)
  const broken = await answerTo('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n')
  assert.match(broken, /^HTTP\/1\.1 400 .*请求不完整，无法识别。.*This could not be read/s)
  assert.match(
    await answerTo('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
    /^HTTP\/1\.1 200 OK.*read$/s,
  )
  server.close()
})
