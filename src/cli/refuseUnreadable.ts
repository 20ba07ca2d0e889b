/** What comes to no request at all: headers without end, a broken line. One sentence in both languages, and the line is closed. */
import type { Duplex } from 'node:stream'

const SAYS = {
  '431 Request Header Fields Too Large':
    '请求头过大。请清除本网站的浏览数据后重试。\nThe headers are too large: clear what the browser keeps of this site and try again.\n',
  '408 Request Timeout': '等待太久，没有收完。请再试一次。\nIt took too long to arrive: please try again.\n',
  '400 Bad Request': '请求不完整，无法识别。请再试一次。\nThis could not be read: please try again.\n',
} as const

const statusOf = (code: string | undefined): keyof typeof SAYS =>
  code === 'HPE_HEADER_OVERFLOW'
    ? '431 Request Header Fields Too Large'
    : code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? '408 Request Timeout'
      : '400 Bad Request'

export function refuseUnreadable(error: Error & { readonly code?: string }, socket: Duplex): void {
  // Whoever has hung up is told nothing; on a line that was answered before, an answer may be half written.
  if (
    !socket.writable ||
    error.code === 'ECONNRESET' ||
    ('bytesWritten' in socket && socket.bytesWritten !== 0)
  ) {
    socket.destroy()
    return
  }
  const status = statusOf(error.code)
  const body = SAYS[status]
  const head = [
    `HTTP/1.1 ${status}`,
    'content-type: text/plain; charset=utf-8',
    'x-content-type-options: nosniff',
    'cache-control: no-store',
    `content-length: ${String(Buffer.byteLength(body))}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
