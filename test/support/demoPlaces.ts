/** The people of some places of the demo world, with their posts, ties and accounts, put into an installation of a test's own. */
import { dayOf } from '#kernel/time.ts'
import { demoPeople } from '#mechanisms/organisation/demoPeople.ts'
import { enterPeople, installRulebook, type People } from '#server/bootstrap.ts'
import { composeOffice, now, type Composed } from '#server/compose.ts'
import { openDatabase } from '#server/database.ts'
import { createAccounts } from '#server/identity/accounts.ts'
import { hashPassword } from '#server/identity/passwords.ts'
import { settingsFrom } from '#server/settings.ts'

export const DEMO_PASSWORD = 'a password of the demo places'

/** Fractions in [0, 1) that follow from a seed (mulberry32). */
function fractionsFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Everybody who holds a post in one of these places, of a realm whose rulebook is installed. */
function peopleOf({ realm }: Pick<Composed, 'realm'>, places: readonly string[], seed = 20_260_101): People {
  const all = demoPeople(realm.org().units, dayOf(now()), fractionsFrom(seed))
  const tenures = all.tenures.filter(({ unit }) => places.includes(unit.split(':')[0] ?? ''))
  const here = new Set<string>(tenures.map(({ person }) => person))
  return {
    persons: all.persons.filter(({ id }) => here.has(id)),
    tenures,
    ties: all.ties.filter(
      ({ person, other }) => here.has(person) && (other.person === undefined || here.has(other.person)),
    ),
  }
}

/** A post, and with which login one sits on it. */
export interface Desk {
  readonly login: string
  readonly post: string
  readonly unit: string
}

/** For `runningServer({ furnish })`, under the same `env`. Answers the posts that are held today. */
export async function furnishWith(
  data: string,
  places: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Desk[]> {
  const settings = settingsFrom(env, { data, world: 'empty' })
  await using database = await openDatabase(settings)
  const composed = await composeOffice(settings, database, () => undefined)
  await installRulebook(composed.office, composed.realm)
  const people = peopleOf(composed, places)
  await enterPeople(composed.office, composed.realm, people)
  await createAccounts(
    composed.accounts,
    people.persons.flatMap(({ id, login }) =>
      login === undefined ? [] : [{ person: id, login, at: now() }],
    ),
    await hashPassword(DEMO_PASSWORD),
  )
  const org = composed.realm.org()
  return people.persons.flatMap(({ id, login }) =>
    login === undefined
      ? []
      : org.tenuresOn(id, dayOf(now())).map(({ post, unit }): Desk => ({ login, post, unit })),
  )
}

/** The nth login that sits on this post (the first is 0). */
export function loginAt(desks: readonly Desk[], unit: string, post: string, nth = 0): string {
  const found = desks.filter((desk) => desk.unit === unit && desk.post === post)[nth]
  if (found === undefined) throw new Error(`Nobody sits at ${unit} as ${post}, ${String(nth)}`)
  return found.login
}
