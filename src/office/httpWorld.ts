/** The directory as somebody outside can know it: the shipped units, the people behind the demo accounts, their ties. */
import { directoryOf, type Directory } from '#kernel/org/directory.ts'
import type { Tenure } from '#kernel/org/tenure.ts'
import type { Person } from '#kernel/org/person.ts'
import { tieKinds, type Tie } from '#kernel/org/tie.ts'
import type { Unit } from '#kernel/org/unit.ts'
import type { PersonId, UnitId } from '#kernel/record/field.ts'
import { plainDate } from '#kernel/time.ts'
import { isObject, listIn, signIn, textIn, httpSession, type HttpSession } from './httpSession.ts'

export interface HttpWorld {
  readonly org: Directory
  readonly sessions: ReadonlyMap<PersonId, HttpSession>
}

/** Desks whose people the script acts as. */
const DESKS = /^(?:n00|p22|m2201|m2202|c220102|c220104|c220204)-/
const LONG_AGO = plainDate('2018-01-01')

export async function openHttpWorld(url: string, units: readonly Unit[]): Promise<HttpWorld> {
  const { body } = await httpSession(url).ask('GET', '/api/demo')
  const accounts = (Array.isArray(body) ? body : []).filter(isObject)
  if (accounts.length === 0)
    throw new Error(`${url} lists no demo accounts: the scripted office works on a demo only`)
  const sessions = new Map<PersonId, HttpSession>()
  const persons: Person[] = []
  const tenures: Tenure[] = []
  let security: HttpSession | undefined
  for (const account of accounts) {
    const login = textIn(account, 'login')
    if (!DESKS.test(login)) continue
    const { session, who } = await signIn(url, login, textIn(account, 'password'))
    const person = isObject(who) ? who['person'] : undefined
    // The server tells ids of persons and units in the form they have.
    const id = textIn(person, 'id') as PersonId
    sessions.set(id, session)
    persons.push({ id, name: textIn(person, 'name'), login })
    if (login.endsWith('-securityAdministrator')) security = session
    // What a stand-in may do is not told; their own posts are enough.
    for (const held of listIn(who, 'tenures').filter(({ standsInFor }) => standsInFor === undefined))
      tenures.push({
        id: textIn(held, 'id'),
        person: id,
        post: textIn(held, 'post'),
        unit: textIn(held, 'unit') as UnitId,
        kind: 'appointed',
        from: LONG_AGO,
      })
  }
  const ties = security === undefined ? [] : await tiesSeenBy(security)
  return { org: directoryOf({ units, persons, tenures, ties }), sessions }
}

async function tiesSeenBy(session: HttpSession): Promise<readonly Tie[]> {
  const { body } = await session.ask('GET', '/api/records/tie?limit=200')
  const found: Tie[] = []
  for (const { id } of listIn(body, 'items')) {
    const { body: record } = await session.ask('GET', `/api/records/tie/${String(id)}`)
    const fields = isObject(record) ? record['fields'] : undefined
    const kind = tieKinds.find((one) => one === textIn(fields, 'kind'))
    if (kind === undefined) continue
    const [otherPerson, otherUnit] = [textIn(fields, 'otherPerson'), textIn(fields, 'otherUnit')]
    found.push({
      id: String(id),
      person: textIn(fields, 'person') as PersonId,
      kind,
      from: LONG_AGO,
      other:
        otherPerson !== ''
          ? { person: otherPerson as PersonId }
          : otherUnit !== ''
            ? { unit: otherUnit as UnitId }
            : { name: textIn(fields, 'otherName') },
    })
  }
  return found
}
