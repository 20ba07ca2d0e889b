/** One's own second factors. Each change asks for a fresh proof, is noted, and never takes away what the post demands. */
import type { FastifyInstance } from 'fastify'
import type { PersonId } from '#kernel/record/field.ts'
import { keepNoteAbout, type AccountAct } from '../identity/accountNotes.ts'
import { findAccountOf } from '../identity/accounts.ts'
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
  const totpParts = { ownerPool, master: door.keys.master }
  const passkeyParts = { ownerPool, mark: door.keys.mark }
  const note = (person: PersonId, act: AccountAct) => keepNoteAbout(door, person, { by: person, act })

  const hasTotp = async (person: PersonId): Promise<boolean> => {
    const { rowCount } = await ownerPool.query(
      'select from zs.totp where person = $1 and confirmed is not null',
      [person],
    )
    return rowCount === 1
  }
  /** Codes for whoever has none left: with the first factor, of whichever kind. */
  const codesFor = async (person: PersonId): Promise<readonly string[] | undefined> => {
    if ((await recoveryCodesLeft(ownerPool, person)) > 0) return undefined
    await note(person, 'recoveryCodesMade')
    return makeRecoveryCodes(passkeyParts, person)
  }
  /** Without any factor recovery codes would open nothing. */
  const forgetCodesOf = async (person: PersonId): Promise<void> => {
    if (!(await hasTotp(person)) && (await passkeysOf(ownerPool, person)).length === 0)
      await removeRecoveryCodes(ownerPool, person)
  }
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
    if (!(await takeTotp(totpParts, person, typed, door.now(), { confirming: true })))
      return door.refuse(request, reply, [{ because: 'code not right' }])
    await note(person, 'totpSet')
    await note(person, 'recoveryCodesMade')
    return { recoveryCodes: await makeRecoveryCodes(passkeyParts, person) }
  })

  app.delete('/api/me/totp', async (request, reply) => {
    const session = freshSession(door, request, reply)
    if (session === undefined) return reply
    const { person } = session
    if (isRequired(person) && (await passkeysOf(ownerPool, person)).length === 0 && (await hasTotp(person)))
      return door.refuse(request, reply, [{ because: 'factor required' }])
    if (!(await removeTotp({ ownerPool }, person)))
      return door.refuse(request, reply, [{ because: 'no such factor' }])
    await note(person, 'totpRemoved')
    await forgetCodesOf(person)
    return reply.code(204).send()
  })

  app.post('/api/me/recovery-codes', async (request, reply) => {
    const session = freshSession(door, request, reply)
    if (session === undefined) return reply
    const { person, hasFactor } = session
    if (!hasFactor) return door.refuse(request, reply, [{ because: 'no such factor' }])
    await note(person, 'recoveryCodesMade')
    return { recoveryCodes: await makeRecoveryCodes(passkeyParts, person) }
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
    const added = await addPasskey(passkeyParts, place, person, name, response, door.now())
    if (added === undefined) return door.refuse(request, reply, [{ because: 'passkey not added' }])
    await note(person, 'passkeyAdded')
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
    await removePasskey(ownerPool, person, id)
    await note(person, 'passkeyRemoved')
    await forgetCodesOf(person)
    return reply.code(204).send()
  })
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && /^[^\p{Cc}\p{Cs}]{1,60}$/u.test(value.trim())
