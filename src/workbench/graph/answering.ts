/** The acts by which a proposal of the graph is answered. Each is an entry of the journal with its reason. */
import { ask, type Answered } from '../doors/ask.ts'
import type { Done } from '../doors/shapes.ts'
import type { Candidate, Mention } from './shapes.ts'

const post = (path: string, json: unknown) =>
  ask<Done>(path, { method: 'POST', json, headers: { 'idempotency-key': crypto.randomUUID() } })

interface Told {
  readonly id: string
  readonly number: string
}

/** States somebody a record speaks of as an entity of their own, with the numbers that stand beside them. */
export const state = ({ node, on, identifiers, addresses }: Mention, name: string): Promise<Answered<Done>> =>
  post('/api/records/entity/actions/state', {
    ...{ kind: node.kind, name, [on.type]: on.id, mention: node.key },
    ...(identifiers.length === 0 ? {} : { identifiers }),
    ...(addresses.length === 0 ? {} : { addresses }),
  })

/** Says, with a reason, that somebody is not to be an entity; they are not proposed again. */
export const leaveOut = ({ node, on }: Mention, name: string, reasons: string): Promise<Answered<Done>> =>
  post('/api/records/entity/actions/leaveOut', {
    ...{ kind: node.kind, name, [on.type]: on.id, mention: node.key, reasons },
  })

/** Says, with a reason, whether an entity and what it may be are one; both answers are kept. */
export async function answerMatch(
  one: Told,
  { node, signs, match }: Candidate,
  action: 'merge' | 'refuse',
  reasons: string,
): Promise<Answered<Done>> {
  const proposed =
    match === undefined
      ? await post('/api/records/entityMatch/actions/propose', {
          about: `${one.number} · ${node.record?.number ?? ''}`,
          one: one.id,
          other: node.record?.id,
          signs: signs.map(({ kind, says }) => ({ kind, ...(says === '' ? {} : { says }) })),
        })
      : { body: { id: match } }
  return 'problem' in proposed
    ? proposed
    : post(`/api/records/entityMatch/${proposed.body.id}/actions/${action}`, { reasons })
}
