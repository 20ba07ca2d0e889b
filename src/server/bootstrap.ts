/**
 * What a new installation holds before anybody works in it: the shipped rulebook, and in a demo the people.
 * All of it goes through the office, as the system's job `installer`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from '#kernel/org/person.ts'
import type { Tenure } from '#kernel/org/tenure.ts'
import type { Tie } from '#kernel/org/tie.ts'
import type { RecordId } from '#kernel/record/field.ts'
import type { RuleSet } from '#kernel/rulebook/rulebook.ts'
import { plainDate } from '#kernel/time.ts'
import type { Request } from './office/asking.ts'
import type { Office } from './office/office.ts'
import type { Realm } from './realm.ts'

const INSTALLER = { kind: 'system', job: 'installer' } as const
const SHIPPED = join(import.meta.dirname, '..', '..', 'rulebook')
/** Nothing in the rulebook was in force before the campaign that the domain begins with. */
const BEGINNING = plainDate('2018-01-01')

const readJson = (...path: readonly string[]): unknown =>
  JSON.parse(readFileSync(join(SHIPPED, ...path), 'utf8')) as unknown

/** Every rule set that is shipped, as files under rulebook/. */
export function shippedRuleSets(): readonly RuleSet[] {
  const folders = readdirSync(SHIPPED, { withFileTypes: true }).filter((one) => one.isDirectory())
  const plain = folders
    .filter(({ name }) => !['divisions', 'holidays', 'organs'].includes(name))
    .flatMap(({ name }) => filesIn(name).flatMap((file) => readJson(name, file) as readonly RuleSet[]))
  const holidays = filesIn('holidays').flatMap((file) =>
    [readJson('holidays', file)].flat().map((rule, index): RuleSet => holidaySet(file, rule, index)),
  )
  const organs = readJson('organs', 'jilin.json') as { readonly source: string }
  return [
    {
      key: 'organisation.divisions',
      from: BEGINNING,
      source: 'rulebook/divisions/README.md',
      content: {
        kind: 'divisions',
        csv: readFileSync(join(SHIPPED, 'divisions', 'jilin.csv'), 'utf8'),
        english: readFileSync(join(SHIPPED, 'divisions', 'english.csv'), 'utf8'),
      },
    },
    {
      key: 'organisation.organs',
      from: BEGINNING,
      source: organs.source,
      content: { kind: 'organs', table: organs },
    },
    ...holidays,
    ...plain,
  ]
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(join(SHIPPED, folder))
    .filter((name) => name.endsWith('.json'))
    .toSorted()

function holidaySet(file: string, rule: unknown, index: number): RuleSet {
  const { source } = rule as { readonly source?: string }
  const base = { from: BEGINNING, source: source ?? `rulebook/holidays/${file}` }
  const key = `holidays.${file.replace('.json', '')}`
  return file === 'statute.json'
    ? { ...base, key: `${key}.${String(index + 1)}`, content: { kind: 'holidayStatute', statute: rule } }
    : { ...base, key, content: { kind: 'holidayNotice', notice: rule } }
}

/** Puts into force every shipped rule set whose key the rulebook has never had. Answers how many. */
export async function installRulebook(
  office: Office,
  realm: Realm,
  sets: readonly RuleSet[] = shippedRuleSets(),
): Promise<number> {
  const known = new Set(realm.ruleSets().map(({ key }) => key))
  const fresh = sets.filter(({ key }) => !known.has(key))
  if (fresh.length === 0) return 0
  await realm.reloadAfter(() =>
    inTurn(
      fresh.map(
        ({ key, from, to, source, content }) =>
          () =>
            done(office, 'ruleSet', 'install', {
              key,
              from,
              ...(to === undefined ? {} : { to }),
              source,
              content,
            }),
      ),
    ),
  )
  return fresh.length
}

export interface People {
  readonly persons: readonly Person[]
  readonly tenures: readonly Tenure[]
  readonly ties: readonly Tie[]
}

/** Enters people with their posts and ties. Answers how many entries were made. */
export async function enterPeople(office: Office, realm: Realm, people: People): Promise<number> {
  const { persons, tenures, ties } = people
  const enteredOn = tenures.map(({ from }) => from).toSorted()[0] ?? BEGINNING
  await realm.reloadAfter(() =>
    inTurn(
      persons.map(
        ({ id, name, login }) =>
          () =>
            done(
              office,
              'person',
              'enter',
              { name, enteredOn, ...(login === undefined ? {} : { login }) },
              id,
            ),
      ),
    ),
  )
  // Who is stood in for comes before who stands in.
  const appointed = tenures.filter(({ standsInFor }) => standsInFor === undefined)
  const standIns = tenures.filter(({ standsInFor }) => standsInFor !== undefined)
  for (const some of [appointed, standIns])
    await realm.reloadAfter(() =>
      inTurn(
        some.map(
          ({ id, ...tenure }) =>
            () =>
              done(office, 'tenure', 'appoint', tenure, id),
        ),
      ),
    )
  await realm.reloadAfter(() =>
    inTurn(
      ties.map(
        ({ id, person, other, kind, from }) =>
          () =>
            done(
              office,
              'tie',
              'declare',
              {
                person,
                kind,
                from,
                ...(other.person === undefined ? {} : { otherPerson: other.person }),
                ...(other.unit === undefined ? {} : { otherUnit: other.unit }),
                ...(other.name === undefined ? {} : { otherName: other.name }),
              },
              id,
            ),
      ),
    ),
  )
  return persons.length + tenures.length + ties.length
}

async function done(
  office: Office,
  type: string,
  action: string,
  input: Request['input'],
  asId?: string,
): Promise<void> {
  const outcome = await office.act({
    asker: INSTALLER,
    type,
    action,
    input,
    // Ids of demo and test people are made in the form that record ids have.
    ...(asId === undefined ? {} : { asId: asId as RecordId }),
  })
  if ('refused' in outcome)
    throw new Error(
      `${type}.${action} was refused: ${JSON.stringify(outcome.refused)} ${JSON.stringify(input).slice(0, 300)}`,
    )
}

/** Many at a time, so that they share transactions, but not all at once. */
async function inTurn(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  for (let at = 0; at < tasks.length; at += 64)
    await Promise.all(tasks.slice(at, at + 64).map((task) => task()))
}
