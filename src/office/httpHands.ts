/** The hands of the script over HTTP: each official in a session of their own, the reporter by the query code. */
import { randomUUID } from 'node:crypto'
import type { Calendar } from '#kernel/deadlines/calendar.ts'
import { isRecordId, type FileRef, type PersonId, type RecordId } from '#kernel/record/field.ts'
import { dayOf, instantAt, type Instant } from '#kernel/time.ts'
import type { Desk } from './desk.ts'
import type { Answer, Hands } from './hands.ts'
import { httpSession, isObject, listIn, refusalsIn, textIn, type HttpSession } from './httpSession.ts'
import type { HttpWorld } from './httpWorld.ts'
import type { Input, View } from './view.ts'

const REGISTRIES = ['22:clueCentre', '00:office']

export function httpHands(url: string, { org, sessions }: HttpWorld, calendar: Calendar): Hands {
  const publicly = httpSession(url)
  const on = dayOf(instantAt(Date.now()))
  const desk: Desk = {
    org,
    on,
    canAct: (person) => sessions.has(person),
    isWorkingDay: (day) => calendar.isWorkingDay(day),
  }
  /** Those who direct clues: the centre's, and the nation's for what names the centre. */
  const directors = REGISTRIES.flatMap((unit) => org.holdersOf('officeHead', unit, on)).flatMap(({ id }) =>
    sessionsOf(id),
  )

  function sessionsOf(person: PersonId): readonly HttpSession[] {
    const session = sessions.get(person)
    return session === undefined ? [] : [session]
  }

  /** An encrypted clue is for whoever handled it, and for no director before it is their move. */
  const handledBy = new Map<RecordId, HttpSession[]>()

  async function open(type: string, id: RecordId): Promise<Readonly<Record<string, unknown>> | undefined> {
    for (const session of [...directors, ...(handledBy.get(id) ?? []).toReversed()]) {
      const { status, body } = await session.ask('GET', `/api/records/${type}/${id}`)
      if (status === 200 && isObject(body)) return body
    }
    return undefined
  }

  async function view(type: string, id: RecordId): Promise<View | undefined> {
    const body = await open(type, id)
    if (body === undefined) return undefined
    const signing = listIn(body, 'signatures').at(-1)
    const isOpen = signing !== undefined && textIn(signing, 'status') === 'open'
    return {
      id,
      type,
      number: textIn(body, 'number'),
      state: textIn(body, 'state'),
      version: Number(body['version']),
      // The server tells instants in the form they have.
      changedAt: textIn(body, 'changedAt') as Instant,
      fields: isObject(body['fields']) ? body['fields'] : {},
      signedBy: isOpen
        ? listIn(signing, 'by').map(({ who }) => textIn(isObject(who) ? who['person'] : undefined, 'id'))
        : [],
    }
  }

  async function report(input: Input): Promise<Answer> {
    // The portal says itself how and when it came.
    const told = Object.fromEntries(
      Object.entries(input).filter(([name]) => name !== 'source' && name !== 'receivedOn'),
    )
    const replied = await publicly.ask('POST', '/api/public/reports', {
      json: told,
      headers: { 'idempotency-key': randomUUID() },
    })
    if (replied.status !== 201) return { refused: refusalsIn(replied) }
    const number = textIn(replied.body, 'number')
    const id = await idOf(number)
    if (id === undefined) return { refused: [{ because: `${number} was acknowledged and nobody finds it` }] }
    return { done: { id, number, state: 'toRegister', version: 1, code: textIn(replied.body, 'queryCode') } }
  }

  async function idOf(number: string): Promise<RecordId | undefined> {
    for (const session of directors) {
      const { body } = await session.ask('GET', '/api/records/clue?state=toRegister&sort=opened&limit=200')
      const id = listIn(body, 'items').find((item) => textIn(item, 'number') === number)?.['id']
      if (isRecordId(id)) return id
    }
    return undefined
  }

  /** By the portal's form, as a browser without scripts sends it. */
  async function byCode(code: string, id: RecordId, action: string, input: Input): Promise<Answer> {
    const field = action === 'object' ? 'objections' : 'supplements'
    const [item] = Array.isArray(input[field]) ? (input[field] as readonly unknown[]) : []
    const replied = await publicly.ask('POST', '/progress', {
      form: {
        code,
        step: action === 'object' ? 'object' : 'supplement',
        text: textIn(item, 'text'),
        retryToken: randomUUID(),
      },
      headers: { accept: 'text/html' },
    })
    if (replied.status !== 200) return { refused: [{ because: `HTTP ${String(replied.status)}` }] }
    const after = await view('clue', id)
    return after === undefined ? { refused: [{ because: 'not found' }] } : { done: after }
  }

  return {
    desk: () => desk,
    view,
    async act(who, type, id, action, input, { ifMatch }) {
      if (who.kind === 'public') {
        if (id === undefined) return report(input)
        return who.code === undefined
          ? { refused: [{ because: 'no query code' }] }
          : byCode(who.code, id, action, input)
      }
      const [session] = sessionsOf(who.person)
      if (session === undefined) return { refused: [{ because: 'no account' }] }
      const path = id === undefined ? `/api/records/${type}` : `/api/records/${type}/${id}`
      const replied = await session.ask('POST', `${path}/actions/${action}`, {
        json: input,
        headers: {
          'idempotency-key': randomUUID(),
          ...(ifMatch === undefined ? {} : { 'if-match': `"${String(ifMatch)}"` }),
        },
      })
      const { status, body } = replied
      const made = isObject(body) ? body['id'] : undefined
      if ((status !== 200 && status !== 201) || !isRecordId(made)) return { refused: refusalsIn(replied) }
      const before = handledBy.get(made) ?? []
      if (!before.includes(session)) handledBy.set(made, [...before, session])
      return {
        done: {
          id: made,
          number: textIn(body, 'number'),
          state: textIn(body, 'state'),
          version: isObject(body) ? Number(body['version']) : 0,
        },
      }
    },
    async earlier(person, id) {
      const [session] = sessionsOf(person)
      const replied = await session?.ask('GET', `/api/records/clue/${id}/earlier`)
      return listIn(replied?.body, 'items')
        .map((one) => one['id'])
        .filter(isRecordId)
        .slice(0, 100)
        .toSorted()
    },
    async partsOf(clue) {
      return listIn(await open('clue', clue), 'links')
        .filter((one) => textIn(one, 'type') === 'transfer')
        .map(({ id }) => id)
        .filter(isRecordId)
    },
    async upload(person, name, text) {
      const [session] = sessionsOf(person)
      const replied = await session?.ask('POST', '/api/files', { bytes: { name, text } })
      if (replied?.status !== 201) throw new Error(`A file was not taken: ${JSON.stringify(replied?.body)}`)
      // The contract says what an upload answers: { digest, name, type, size }.
      return replied.body as FileRef
    },
  }
}
