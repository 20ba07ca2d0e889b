/**
 * GET …/sealed/:field: a sealed value in plain words, for those who opened it together and nobody else. It is
 * written nowhere and sent once for each look, and each look is kept.
 *
 * POST …/sealed/:field/compare { code }: whether the code that a claimant tells is the one that was sealed, and nothing else.
 * The answer is an entry of the record, and only so many are given a day.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { isWritten, type PersonId, type Sealed } from '#kernel/record/field.ts'
import type { AnyRecord } from '#kernel/record/replay.ts'
import { addMillis, dayOf, type Instant } from '#kernel/time.ts'
import { findCodeFlaw, typedAnonymousCode } from '#portal/anonymousCode.ts'
import { IDENTITY_LENGTHS, identityParts } from '#portal/sealing.ts'
import { freshSession } from './freshSession.ts'
import { partOf, recordAt, type Door } from './door.ts'
import { isObject } from './jsonObject.ts'

const MINUTE = 60_000

export function addSealedRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/records/:type/:id/sealed/:field', async (request, reply) => {
    const at = await recordAt(door, request, reply)
    if (at === undefined) return reply
    const field = partOf(request, 'field')
    const { declaration, opened, person } = at
    const { unseals = {} } = declaration
    const action = Object.hasOwn(unseals, field) ? unseals[field] : undefined
    const sealed = opened.record[field]
    if (action === undefined || !isSealed(sealed))
      return door.refuse(request, reply, [{ because: 'no such address' }])
    const until = openedUntil(door, opened.record, action, person)
    if (until === undefined) return door.refuse(request, reply, [{ because: 'sealed', action }])
    if (freshSession(door, request, reply) === undefined) return reply
    // Whose opening could still be altered unseen is not shown anything yet.
    if ((await door.log.covering(opened.record.id, opened.record.version)) === undefined)
      return door.refuse(request, reply, [{ because: 'not in the log yet' }])
    const plain = await door.vault.open(sealed)
    if (plain === undefined) return door.refuse(request, reply, [{ because: 'centre key locked' }])
    await door.looks.keep(at, `sealed ${field}`)
    return reply
      .header('cache-control', 'no-store')
      .send({ field, value: readable(plain), until, ...watermark(door, person) })
  })

  app.post('/api/records/:type/:id/sealed/:field/compare', async (request, reply) => {
    const at = await recordAt(door, request, reply)
    if (at === undefined) return reply
    const { declaration, opened, person, roles } = at
    const field = partOf(request, 'field')
    const { compares = {} } = declaration
    const compared = Object.hasOwn(compares, field) ? compares[field] : undefined
    const sealed = opened.record[field]
    if (compared === undefined || !isSealed(sealed))
      return door.refuse(request, reply, [{ because: 'no such address' }])
    if (!compared.by.some((role) => roles.includes(role)))
      return door.refuse(request, reply, [{ because: 'role may not', action: compared.noted }], {
        declaration,
      })
    if (freshSession(door, request, reply) === undefined) return reply
    const given = isObject(request.body) ? request.body['code'] : undefined
    const code = typeof given === 'string' ? typedAnonymousCode(given) : ''
    if (code === '' || findCodeFlaw(code) !== undefined)
      return door.refuse(request, reply, [{ because: 'field not accepted', field: 'code' }])
    const plain = await door.vault.open(sealed)
    if (plain === undefined) return door.refuse(request, reply, [{ because: 'centre key locked' }])
    const chosen = typedAnonymousCode(readable(plain)[compared.part] ?? '')
    const fits = timingSafeEqual(digestOf(code), digestOf(chosen))
    // Told only once it is written: whoever guesses is seen, and stopped.
    const outcome = await door.office.act({
      asker: { kind: 'system', job: 'codeCheck' },
      ...{ type: declaration.name, id: opened.record.id, action: compared.noted },
      input: { codeChecks: [{ askedBy: person, fits }] },
    })
    if ('refused' in outcome) return door.refuse(request, reply, outcome.refused, { declaration })
    return reply.header('cache-control', 'no-store').send({ fits })
  })
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()

const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && 'ciphertext' in value

/**
 * The parts of an identity that are texts. A browser sealed it, and the server could not look into it then: it may hold
 * anything.
 */
function readable(plain: string): Readonly<Record<string, string>> {
  let parsed: unknown
  try {
    parsed = JSON.parse(plain)
  } catch {
    return {}
  }
  const told =
    typeof parsed === 'object' && parsed !== null
      ? new Map<string, unknown>(Object.entries(parsed))
      : undefined
  return Object.fromEntries(
    identityParts.flatMap((part) => {
      const value = told?.get(part)
      return typeof value === 'string' && isWritten(value)
        ? [[part, value.slice(0, IDENTITY_LENGTHS[part])] as const]
        : []
    }),
  )
}

/**
 * Until when this person may read it, as one of those who completed the opening; undefined when they were none of them, or
 * it was too long ago (`protection.openingMinutes`).
 */
export function openedUntil(
  door: Door,
  record: AnyRecord,
  action: string,
  person: PersonId,
): Instant | undefined {
  const now = door.now()
  const lasts = door.realm.rulebookOn(dayOf(now)).number('protection.openingMinutes') * MINUTE
  const signing = record.signatures.findLast(
    ({ action: signed, status, by }) =>
      signed === action && status === 'complete' && by.some(({ actor }) => actor.person === person),
  )
  const last = signing?.by
    .map(({ at }) => at)
    .toSorted()
    .at(-1)
  const until = last === undefined ? undefined : addMillis(last, lasts)
  return until !== undefined && until > now ? until : undefined
}

/** Who is shown it and when: stands across every page and print that could show it. */
function watermark(
  { realm, now }: Door,
  person: PersonId,
): { readonly shownTo: string; readonly shownAt: Instant } {
  const at = now()
  const [actor] = realm.actorsFor(person, dayOf(at))
  const org = realm.org()
  const unit = actor === undefined ? undefined : org.findUnit(actor.unit)?.name.zh
  return { shownTo: [org.findPerson(person)?.name, unit].filter(Boolean).join(' · '), shownAt: at }
}
