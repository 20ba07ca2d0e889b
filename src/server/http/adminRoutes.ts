/**
 * Accounts of others, for the security administrator (三员分立: the system administrator enters people and posts, the
 * security administrator their accounts and factors, the auditor reads what both did). Every change wants a fresh
 * proof and a reason, is noted before it is done, and is never about one's own account.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isRecordId, type PersonId } from '#kernel/record/field.ts'
import { dayOf, type Instant } from '#kernel/time.ts'
import { findAccountOf, type Account } from '../identity/accounts.ts'
import {
  bindSubject,
  disable,
  enable,
  endAllSessions,
  givePassword,
  openAccount,
  resetFactors,
  unbindSubjects,
  type Mandate,
} from '../identity/administer.ts'
import { secondFactorOf } from '../identity/secondFactor.ts'
import { partOf, personAt, type Door } from './door.ts'
import { freshSession } from './freshSession.ts'
import { isObject, type JsonObject } from './jsonObject.ts'
import { queryOf } from './parameters.ts'
import { isLogin } from './sessionRoutes.ts'

const MOST_SHOWN = 500

export function addAdminRoutes(app: FastifyInstance, door: Door): void {
  app.get('/api/admin/accounts', async (request, reply) => {
    if (inPost(door, request, reply, 'securityAdministrator') === undefined) return reply
    const { q: [q = ''] = [] } = queryOf(request)
    return { items: await listAccounts(door, q.slice(0, 100)) }
  })

  app.post('/api/admin/accounts', async (request, reply) => {
    const mandate = mandateOf(door, request, reply)
    if (mandate === undefined) return reply
    const { person, login } = mandate.body
    const known = typeof person === 'string' ? door.realm.org().findPerson(person) : undefined
    if (known === undefined) return door.refuse(request, reply, [{ because: 'no such person' }])
    if (!isLogin(login)) return door.refuse(request, reply, [badParameter('login', '登录名', 'a login')])
    if (known.id === mandate.by) return door.refuse(request, reply, [{ because: 'own account' }])
    const made = await openAccount(door, known.id, login.trim(), mandate)
    return made === undefined
      ? door.refuse(request, reply, [{ because: 'account there already' }])
      : reply.code(201).send({ person: known.id, ...made })
  })

  const onAccount = (
    name: string,
    act: (account: Account, mandate: Mandated) => Promise<Refused | { readonly done: object }>,
  ) =>
    app.post(`/api/admin/accounts/:person/${name}`, async (request, reply) => {
      const mandate = mandateOf(door, request, reply)
      if (mandate === undefined) return reply
      const person = partOf(request, 'person')
      // Ids of persons are ids of records.
      const account = isRecordId(person)
        ? await findAccountOf(door.appPool, person as string as PersonId)
        : undefined
      if (account === undefined) return door.refuse(request, reply, [{ because: 'no such account' }])
      if (account.person === mandate.by) return door.refuse(request, reply, [{ because: 'own account' }])
      const answer = await act(account, mandate)
      return 'done' in answer ? answer.done : door.refuse(request, reply, [answer])
    })

  onAccount('disable', async (account, mandate) => {
    await disable(door, account, mandate)
    return { done: { disabled: true } }
  })
  onAccount('enable', async (account, mandate) => {
    await enable(door, account, mandate)
    return { done: { disabled: false } }
  })
  onAccount('password', async (account, mandate) => ({
    done: { login: account.login, oneTimePassword: await givePassword(door, account, mandate) },
  }))
  onAccount('reset-factors', async (account, mandate) => {
    await resetFactors(door, account, mandate)
    return { done: { factors: 0 } }
  })
  onAccount('end-sessions', async (account, mandate) => ({
    done: { ended: await endAllSessions(door, account, mandate) },
  }))
  onAccount('bind', async (account, mandate) => {
    const { issuer = door.settings.oidc?.issuer, subject } = mandate.body
    if (!isShort(issuer))
      return badParameter('issuer', '身份认证服务的地址', 'the address of the identity provider')
    if (!isShort(subject)) return badParameter('subject', '该服务中的用户标识', 'the subject at the provider')
    const bound = await bindSubject(door, account, { issuer, subject }, mandate)
    return bound ? { done: { issuer, subject } } : { because: 'subject there already' }
  })
  onAccount('unbind', async (account, mandate) => ({
    done: { unbound: await unbindSubjects(door, account, mandate) },
  }))
}

type Refused = ReturnType<typeof badParameter> | { readonly because: 'subject there already' }

interface Mandated extends Mandate {
  readonly by: PersonId
  readonly body: JsonObject
}

const isShort = (value: unknown): value is string =>
  typeof value === 'string' && /^[^\p{Cc}\p{Cs}]{1,300}$/u.test(value)

const badParameter = (field: string, zh: string, en: string) =>
  ({ because: 'bad parameter', field, takes: { zh, en } }) as const

/** Who asks, when they hold this post today. Refuses otherwise. */
export function inPost(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  post: string,
): PersonId | undefined {
  const person = personAt(door, request, reply)
  if (person === undefined) return undefined
  const held = door.realm.actorsFor(person, dayOf(door.now())).map((actor) => actor.post)
  const apart = door.realm.rulebookOn(dayOf(door.now())).list('organisation.apartPosts')
  // The rule on tenures keeps them apart; whoever came to hold two all the same may use neither.
  const several = apart.filter(({ code }) => held.includes(code)).length > 1
  if (held.includes(post) && !several) return person
  void door.refuse(request, reply, [{ because: 'post may not' }])
  return undefined
}

/** A security administrator who proved who they are, with a reason. Refuses otherwise. */
function mandateOf(door: Door, request: FastifyRequest, reply: FastifyReply): Mandated | undefined {
  const by = inPost(door, request, reply, 'securityAdministrator')
  if (by === undefined || freshSession(door, request, reply) === undefined) return undefined
  const { body } = request
  if (!isObject(body)) {
    void door.refuse(request, reply, [{ because: 'malformed' }])
    return undefined
  }
  const { reason } = body
  if (typeof reason === 'string' && reason.trim() !== '' && reason.length <= 500)
    return { by, reason: reason.trim(), body }
  void door.refuse(request, reply, [
    badParameter('reason', '理由，一至五百字', 'a reason of 1 to 500 characters'),
  ])
  return undefined
}

interface AccountRow {
  readonly person: PersonId
  readonly login: string
  readonly created: Instant
  readonly mustChange: boolean
  readonly disabled: Instant | null
  readonly totp: boolean
  readonly passkeys: number
  readonly recoveryCodesLeft: number
  readonly subjects: number
  readonly sessions: number
}

/** Accounts by login or name, at most MOST_SHOWN. */
async function listAccounts({ ownerPool, realm, now, settings }: Door, q: string) {
  const org = realm.org()
  const today = dayOf(now())
  const named = q === '' ? [] : org.persons.filter(({ name }) => name.includes(q)).map(({ id }) => id)
  const { rows } = await ownerPool.query<AccountRow>(
    `select a.person, a.login, a.created, a.must_change as "mustChange", a.disabled,
       exists (select from zs.totp t where t.person = a.person and t.confirmed is not null) as totp,
       (select count(*)::int from zs.passkey p where p.person = a.person) as passkeys,
       (select count(*)::int from zs.recovery_code r where r.person = a.person and r.used is null)
         as "recoveryCodesLeft",
       (select count(*)::int from zs.oidc_subject o where o.person = a.person) as subjects,
       (select count(*)::int from zs.session s where s.person = a.person and s.ends > $3) as sessions
     from zs.account a
     where $1 = '' or strpos(lower(a.login), lower($1)) > 0 or a.person = any ($2)
     order by a.login limit $4`,
    [q, named, now(), MOST_SHOWN],
  )
  return rows.map(({ disabled, ...row }) => ({
    ...row,
    ...(disabled === null ? {} : { disabled }),
    name: org.findPerson(row.person)?.name ?? '',
    required: secondFactorOf({ realm, settings }, row.person, now()).required,
    posts: org.tenuresOn(row.person, today).map(({ post, unit }) => {
      const where = org.findUnit(unit)
      const spec = where?.posts.find((one) => one.post === post)
      return {
        post,
        postName: { zh: spec?.zh ?? post, en: spec?.en ?? post },
        unit,
        unitName: where?.name ?? { zh: unit, en: unit },
      }
    }),
  }))
}
