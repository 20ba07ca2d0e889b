import { canonicalBytes, type Json } from '#kernel/journal/canonical.ts'
import type { Instant } from '#kernel/time.ts'
import type { Queryable } from './logName.ts'
import { saltOf } from './salt.ts'

/** Somebody looked at a protected record. `how` says through which door and in which capacity. */
export interface Look {
  readonly id: string
  readonly at: Instant
  readonly person: string
  readonly record: string
  readonly how: Json
}

/** The bytes of a look: the RFC 8785 form of `{ v: 1, id, at, person, record, how }`; committed as entries are. */
const lookBytes = (look: Look): Uint8Array => canonicalBytes({ v: 1, ...look })

/** Writes down looks; they are in their log within the next integration. As the application role or the owner. */
export async function appendLooks(db: Queryable, looks: readonly Look[], master: Buffer): Promise<void> {
  const bytes = looks.map((look) => Buffer.from(lookBytes(look)))
  await db.query({
    name: 'append-looks',
    text: 'select zs.append_looks($1, $2, $3)',
    values: [
      JSON.stringify(looks.map(({ id, at, person, record }) => ({ id, at, person, record }))),
      bytes,
      bytes.map((one) => saltOf(master, one)),
    ],
  })
}
