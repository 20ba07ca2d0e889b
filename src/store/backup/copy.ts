/**
 * COPY as a stream over a connection of `pg`: out of a table and into one, without holding it in memory.
 *
 * `pg` hands the messages of a running query to the query object (its Submittable); these two objects answer those of
 * the copy protocol (PostgreSQL, "Message Flow: COPY Operations").
 */
import type { Socket } from 'node:net'
import { escapeIdentifier, type Connection, type PoolClient, type Submittable } from 'pg'

/** What `pg` calls on a query besides `submit`, and its connection's part in copying; absent from its types. */
interface CopyConnection extends Connection {
  readonly stream: Socket
  query(text: string): void
  sendCopyFromChunk(chunk: Uint8Array): void
  endCopyFrom(): void
  sendCopyFail(why: string): void
}

/** A table with its columns, as COPY names them; a column may be called like a word of SQL (`as`). */
export const copied = (table: string, columns: readonly string[]): string =>
  `zs.${escapeIdentifier(table)} (${columns.map((column) => escapeIdentifier(column)).join(', ')})`

/** The text of `copy … to stdout`, in pieces as they come; holds the sender back while nobody reads. */
export async function* copyOut(
  client: PoolClient,
  statement: string,
): AsyncGenerator<Buffer, void, undefined> {
  const pieces: Buffer[] = []
  let ended = false
  let abandoned = false
  let failed: Error | undefined
  let socket: Socket | undefined
  let wake: () => void = () => undefined
  const query = {
    submit(connection: CopyConnection) {
      socket = connection.stream
      connection.query(statement)
    },
    handleRowDescription: nothing,
    handleCopyData({ chunk }: { readonly chunk: Buffer }) {
      if (abandoned) return
      // The buffer of the message is used again.
      pieces.push(Buffer.from(chunk))
      if (pieces.length > 256) socket?.pause()
      wake()
    },
    handleCommandComplete: nothing,
    handleReadyForQuery() {
      ended = true
      wake()
    },
    handleError(error: Error) {
      failed = error
      ended = true
      wake()
    },
  }
  client.query(submittable(query))
  try {
    for (;;) {
      const some = pieces.splice(0)
      if (some.length > 0) yield Buffer.concat(some)
      else if (failed !== undefined) throw failed
      // The handlers above set it; the compiler sees one flow only.
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition
      else if (ended) return
      else {
        socket?.resume()
        await new Promise<void>((resolve) => (wake = resolve))
      }
    }
  } finally {
    // Whoever stops reading lets the rest pass by, or the connection would never be free again.
    abandoned = true
    socket?.resume()
  }
}

/** Feeds `copy … from stdin`; resolves when the server has taken all of it, rejects with what it said. */
export function copyIn(
  client: PoolClient,
  statement: string,
  text: AsyncIterable<Uint8Array>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed: Error | undefined
    async function feed(connection: CopyConnection): Promise<void> {
      try {
        for await (const piece of text) {
          if (isFailed()) return
          connection.sendCopyFromChunk(piece)
          if (connection.stream.writableNeedDrain)
            await new Promise<void>((drained) => connection.stream.once('drain', drained))
        }
        connection.endCopyFrom()
      } catch (error) {
        failed = error instanceof Error ? error : new Error(String(error))
        connection.sendCopyFail('the source broke off')
      }
    }
    const isFailed = () => failed !== undefined
    const query = {
      submit: (connection: CopyConnection) => {
        connection.query(statement)
      },
      handleRowDescription: nothing,
      handleCopyInResponse: (connection: CopyConnection) => void feed(connection),
      handleCommandComplete: nothing,
      handleReadyForQuery: () => {
        if (failed === undefined) resolve()
        else reject(failed)
      },
      handleError: (error: Error) => {
        failed ??= error
        reject(failed)
      },
    }
    client.query(submittable(query))
  })
}

const nothing = (): void => undefined

// The types of `pg` know only `submit`, of a connection without its copy messages.
const submittable = (query: object): Submittable => query as unknown as Submittable
