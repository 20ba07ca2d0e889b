/**
 * Whether an error says that the database server is away, is starting or was stopped under a statement. What was asked of it
 * may be asked again; whether a commit that was under way took place is not known.
 */
import { DatabaseError } from 'pg'

/** What the server says when it goes, has not come or has no room (classes 08 and 57P, too_many_connections). */
const SAID = /^(?:08...|57P0[1-5]|53300)$/
/** What the system says of the connection, while connecting or later. */
const OF_THE_CONNECTION = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ENOTFOUND', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'],
])
const CALLS = new Set(['connect', 'read', 'write', 'getaddrinfo'])
/** What the driver says without a code. */
const BY_THE_DRIVER =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Client (?:has encountered a connection error|was closed) and is not queryable)/

export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof DatabaseError) return SAID.test(error.code ?? '')
  if (BY_THE_DRIVER.test(error.message)) return true
  if (!('code' in error)) return false
  const call = 'syscall' in error ? String(error.syscall) : ''
  return OF_THE_CONNECTION.has(String(error.code)) && CALLS.has(call)
}
