/** What was answered before under an idempotency key: told again to whoever repeats the request, refused for another one. */
import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { canonicalBytes, type Json } from '#kernel/journal/canonical.ts'
import type { RecordId } from '#kernel/record/field.ts'
import type { Ask } from '#store/records/writingLane.ts'
import { askerName, type Asker, type Outcome, type Request } from './asking.ts'

/** What is kept of a request beside what it wrote. */
export type KeptAsk = Pick<Ask, 'actor' | 'key' | 'asked' | 'answer'>

export interface Answers {
  /** What was done by this very request before, or that its key stands for another one. */
  find(request: Request): Promise<Outcome | undefined>
  /** What was kept with this idempotency key (`answerWith`), if the asker has used it. */
  findAnswerWith(asker: Asker, idempotencyKey: string): Promise<Request['answerWith']>
}

export function createAnswers(appPool: Pool, ownerPool: Pool): Answers {
  async function findAsked(asker: Asker, idempotencyKey: string) {
    const { rows } = await appPool.query<{
      asked: Buffer
      record: RecordId
      seq: number
      answer: Readonly<Record<string, unknown>>
    }>({
      name: 'answer',
      text: 'select * from zs.find_answer($1, $2)',
      values: [askerName(asker), hashedKey(idempotencyKey)],
    })
    return rows[0]
  }

  async function find(request: Request): Promise<Outcome | undefined> {
    if (request.idempotencyKey === undefined) return undefined
    const row = await findAsked(request.asker, request.idempotencyKey)
    if (row === undefined) return undefined
    if (row.asked.toString('hex') !== digestOf(request))
      return { refused: [{ because: 'key used for something else' }] }
    const { rows: records } = await ownerPool.query<{ number: string; state: string }>(
      'select number, state from zs.record where id = $1',
      [row.record],
    )
    const { number = '', state = '' } = records[0] ?? {}
    return {
      done: {
        type: request.type,
        id: row.record,
        number,
        state,
        version: row.seq,
        repeated: true,
        answerWith: row.answer,
      },
    }
  }

  return {
    find,
    findAnswerWith: async (asker, idempotencyKey) => (await findAsked(asker, idempotencyKey))?.answer,
  }
}

/** What is kept so that the request is known when it comes again; only what may come again is told apart. */
export function askOf(request: Request): KeptAsk | undefined {
  const { asker, idempotencyKey, answerWith = {} } = request
  if (idempotencyKey === undefined) return undefined
  return {
    actor: askerName(asker),
    key: hashedKey(idempotencyKey),
    asked: digestOf(request),
    answer: answerWith,
  }
}

/** A citizen's key leads to their query code: only its hash is kept. */
const hashedKey = (key: string): string => createHash('sha256').update(key).digest('base64url')

function digestOf({ type, id, action, input, sameAs }: Request): string {
  // The input came as JSON or was made from a form; canonicalBytes refuses anything else.
  const bytes = canonicalBytes({
    type,
    id: id ?? null,
    action,
    input: withoutUndefined(sameAs ?? input) as Json,
  })
  return createHash('sha256').update(bytes).digest('hex')
}

const withoutUndefined = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown
