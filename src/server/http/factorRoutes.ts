/** One's own second factors. Each change asks for a fresh proof, is noted, and never takes away what the post demands. */
import type { FastifyInstance } from 'fastify'
import type { PersonId } from '#kernel/record/field.ts'
import { passkeySlot, type Slot } from '#store/accounts/credentials.ts'
import type { Queryable } from '#store/log/logName.ts'
import { findAccountOf } from '../identity/accounts.ts'
import { changeAccount } from '../identity/changeAccount.ts'
import { addPasskey, passkeysOf, registrationOptions, removePasskey } from '../identity/passkeys.ts'
import { makeRecoveryCodes, recoveryCodesLeft, removeRecoveryCodes } from '../identity/recoveryCodes.ts'
import { secondFactorOf } from '../identity/secondFactor.ts'
import { beginTotp, removeTotp, takeTotp } from '../identity/totp.ts'
import { partOf, type Door } from './door.ts'
import { freshSession } from './freshSession.ts'
import { isObject } from './jsonObject.ts'
import { findPlace } from './pagesPlace.ts'
import { isCode } from './sessionRoutes.ts'

export function addFactorRoutes(app: FastifyInstance, door: Door): void {
  const { ownerPool } = door
  const totpParts = { owner: ownerPool, master: door.keys.master }
  const passkeyParts = { owner: ownerPool, mark: door.keys.mark }

  const hasTotp = async (person: PersonId, db: Queryable = ownerPool): Promise<boolean> => {
    const { rowCount } = await db.query('select from zs.totp where person = $1 and confirmed is not null', [
      person,
    ])
    return rowCount === 1
  }
  const newCodesFor = (person: PersonId): Promise<readonly string[]> =>
    changeAccount(door, person, async (client) => {
      const { codes, slots } = await makeRecoveryCodes(door.keys, client, person)
      return { answer: codes, noted: { by: person, act: 'recoveryCodesMade', slots } }
    })
  /** Codes for whoever has none left: with the first factor, of whichever kind. */
  const codesFor = async (person: PersonId): Promise<readonly string[] | undefined> =>
    (await recoveryCodesLeft(ownerPool, person)) > 0 ? undefined : newCodesFor(person)
  /** Without any factor recovery codes would open nothing. */
  const forgetCodesOf = async (person: PersonId, client: Queryable): Promise<readonly Slot[]> =>
    (await hasTotp(person, client)) || (await passkeysOf(client, person)).length > 0
      ? []
      : removeRecoveryCodes(client, person)
  const isRequired = (person: PersonId): boolean => secondFactorOf(door, person, door.now()).required

  app.post('/api/me/totp', async (request, reply) => {
    const session = freshSession(door, request, reply)
    if (session === undefined) return reply
    const account = await findAccountOf(door.appPool, session.person)
    const begun = await beginTotp(totpParts, session.person, account?.login ?? '', door.now())
    return begun ?? door.refuse(request, reply, [{ because: 'factor there already' }])
  })

  app.post('/api/me/totp/confirm', async (request, reply) => {
    const session = freshSession(door, request, reply)
    if (session === undefined) return reply
    const { body } = request
    const otp = isObject(body) ? body['otp'] : undefined
    const { person } = session
    const typed = isCode(otp) ? otp.replace(/\s/g, '') : ''
    const isSet = await changeAccount(door, person, async (client) =>
      (await takeTotp({ ...totpParts, owner: client }, person, typed, door.now(), { confirming: true }))
        ? { answer: true, noted: { by: person, act: 'totpSet', slots: ['totp'] } }
        : { answer: false },
    )
    if (!isSet) return door.refuse(request, reply, [{ because: 'code not right' }])
    return { recoveryCodes: await newCodesFor(person) }
  })

  app.delete('/api/me/totp', async (request, reply) => {
    const session = freshSession(door, request, reply)
    if (session === undefined) return reply
    const { person } = session
    if (isRequired(person) && (await passkeysOf(ownerPool, person)).length === 0 && (await hasTotp(person)))
      return door.refuse(request, reply, [{ because: 'factor required' }])
    const isGone = await changeAccount(door, person, async (client) => {
      if (!(await removeTotp({ owner: client }, person))) return { answer: false }
      const slots: readonly Slot[] = ['totp', ...(await forgetCodesOf(person, client))]
      return { answer: true, noted: { by: person, act: 'totpRemoved', slots } }
    })
    return isGone ? reply.code(204).send() : door.refuse(request, reply, [{ because: 'no such factor' }])
  })

  app.post('/api/me/recovery-codes', async (request, reply) => {
    const session = freshSession(door, request, reply)
    if (session === undefined) return reply
    const { person, hasFactor } = session
    if (!hasFactor) return door.refuse(request, reply, [{ because: 'no such factor' }])
    return { recoveryCodes: await newCodesFor(person) }
  })

  app.post('/api/me/passkeys/options', async (request, reply) => {
    const session = freshSession(door, request, reply)
    if (session === undefined) return reply
    const place = findPlace(door, request)
    if (place === undefined) return door.refuse(request, reply, [{ because: 'no passkeys here' }])
    const { person } = session
    const account = await findAccountOf(door.appPool, person)
    const name = door.realm.org().findPerson(person)?.name ?? ''
    return registrationOptions(passkeyParts, place, { person, login: account?.login ?? '', name }, door.now())
  })

  app.post('/api/me/passkeys', async (request, reply) => {
    const session = freshSession(door, request, reply)
    if (session === undefined) return reply
    const { body } = request
    const place = findPlace(door, request)
    if (place === undefined) return door.refuse(request, reply, [{ because: 'no passkeys here' }])
    if (!isObject(body) || !isName(body['name']))
      return door.refuse(request, reply, [{ because: 'passkey not added' }])
    const { person } = session
    const { name, response } = body
    const added = await changeAccount(door, person, async (client) => {
      const key = await addPasskey(
        { ...passkeyParts, owner: client },
        place,
        person,
        name,
        response,
        door.now(),
      )
      if (key === undefined) return { answer: undefined }
      return { answer: key, noted: { by: person, act: 'passkeyAdded', slots: [passkeySlot(key.id)] } }
    })
    if (added === undefined) return door.refuse(request, reply, [{ because: 'passkey not added' }])
    const recoveryCodes = await codesFor(person)
    return reply.code(201).send({ ...added, ...(recoveryCodes === undefined ? {} : { recoveryCodes }) })
  })

  app.delete('/api/me/passkeys/:id', async (request, reply) => {
    const session = freshSession(door, request, reply)
    if (session === undefined) return reply
    const { person } = session
    const id = partOf(request, 'id')
    const keys = await passkeysOf(ownerPool, person)
    if (!keys.some((key) => key.id === id))
      return door.refuse(request, reply, [{ because: 'no such factor' }])
    if (isRequired(person) && keys.length === 1 && !(await hasTotp(person)))
      return door.refuse(request, reply, [{ because: 'factor required' }])
    await changeAccount(door, person, async (client) => {
      if (!(await removePasskey(client, person, id))) return { answer: undefined }
      const slots = [passkeySlot(id), ...(await forgetCodesOf(person, client))]
      return { answer: undefined, noted: { by: person, act: 'passkeyRemoved', slots } }
    })
    return reply.code(204).send()
  })
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && /^[^\p{Cc}\p{Cs}]{1,60}$/u.test(value.trim())
