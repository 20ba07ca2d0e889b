/**
 * The board is what its plain definition says: of the records that somebody reaches and that do not name them, as they stood at
 * the end of a day, those that have something in common, counted one by one in memory.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { namedIn } from '#kernel/access/exclusion.ts'
import { rolesOn } from '#kernel/access/reach.ts'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import { findConflict, outsiderKey, personKey, unitKey } from '#kernel/org/conflict.ts'
import { clocksOf, isOpen } from '#kernel/record/clocks.ts'
import { isClosed } from '#kernel/record/projection.ts'
import { replay, type AnyRecord } from '#kernel/record/replay.ts'
import { addDays, dayOf, endOfDay, plainDate, type Instant } from '#kernel/time.ts'
import { inScope, nobody } from '#store/records/scope.ts'
import { people, persons, smallDirectory, tenures, today, type Role } from '#test/support/smallWorld.ts'
import { moment, staff, timeBook } from '#test/support/specify.ts'
import { clueDeclaration, scopeOf, searchWorld, type Stored } from '#test/support/searchWorld.ts'
import {
  countForBoard,
  listForBoard,
  verifiersForBoard,
  type BoardCounts,
  type BoardQuestion,
  type BoardSlice,
  type CountedField,
} from './board.ts'

let world: Awaited<ReturnType<typeof searchWorld>>
before(async () => {
  world = await searchWorld()
})
after(() => world[Symbol.asyncDispose]())

const everybody = (Object.keys(people) as Role[]).filter((role) => role !== 'formerVerifier')
const anyPerson = fc.constantFrom(...persons.map(({ id }) => id))
const anyUnit = fc.constantFrom(...new Set(everybody.map((role) => tenures[role].unit)))
const anyState = fc.constantFrom(...Object.keys(clueDeclaration.states))
const anyNamed = fc.oneof(
  anyPerson.map(personKey),
  anyUnit.map(unitKey),
  fc.constantFrom('周大海', '路人甲').map(outsiderKey),
)
const anyArea = fc.constantFrom('220102001', '220104', '220204')
const anyOutcome = fc.constantFrom('filed', 'untrue')

/** What the first entry says. */
const anyFields = fc.record(
  {
    registry: fc.constantFrom('22:clueCentre', '220102:office', '00:office'),
    source: fc.constantFrom('letter', 'phone'),
    area: anyArea,
    verifyingUnit: anyUnit,
    recheckUnit: anyUnit,
    team: fc.array(anyPerson, { minLength: 1, maxLength: 2 }),
    registrar: anyPerson,
    assessor: anyPerson,
    restricted: fc.boolean(),
    named: fc.array(
      anyNamed.map((key) => ({ key, how: 'stated' })),
      { maxLength: 2 },
    ),
    outcome: anyOutcome,
    recheckAgrees: fc.boolean(),
    supervisions: fc.array(
      fc
        .constantFrom('register:1/remind', 'register:1/supervise', 'register:2/supervise', 'assess:1/remind')
        // As the clock enters them.
        .map((rung) => ({ rung })),
      { maxLength: 2 },
    ),
    earlierReports: fc.array(
      fc.record({ verdict: fc.constantFrom('sameEvent', 'samePerson', 'different') }),
      { maxLength: 3 },
    ),
    returnVisits: fc.array(fc.record({ satisfaction: fc.constantFrom('satisfied', 'dissatisfied') }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: ['registry', 'source'] },
)
/** What a later one changes, and by which action: one that empties fields, or one that does not. */
const anyLater = fc.record({
  days: fc.integer({ min: 0, max: 40 }),
  action: fc.constantFrom('correct', 'upholdObjection', 'reopen', 'register'),
  state: anyState,
  input: fc.record(
    { area: anyArea, verifyingUnit: anyUnit, outcome: anyOutcome, recheckAgrees: fc.boolean() },
    { requiredKeys: [] },
  ),
})
const anyClue = fc.record({
  fields: anyFields,
  state: anyState,
  opened: fc.integer({ min: 0, max: 120 }),
  later: fc.array(anyLater, { maxLength: 3 }),
})

const DAY = 24 * 60 * 60 * 1000
const first = moment('2025-01-02T23:30')
const daysOn = (at: Instant, days: number): Instant =>
  // A date and whole days is an instant again.
  new Date(Date.parse(at) + days * DAY).toISOString() as Instant
const now = moment('2025-11-03')
const ages = [2, 31, 200]
const ladder = ['remind', 'remindAgain', 'supervise']
const verifying = ['filed']

const rolesSeeing = (field: CountedField) =>
  Object.keys(clueDeclaration.roles).filter((role) => fieldsSeenBy(clueDeclaration, [role]).has(field))

function questionAt(until: Instant): BoardQuestion {
  return {
    type: 'clue',
    until,
    sight: {
      ...{ source: rolesSeeing('source'), area: rolesSeeing('area') },
      ...{ verifyingUnit: rolesSeeing('verifyingUnit'), outcome: rolesSeeing('outcome') },
      ...{ recheckAgrees: rolesSeeing('recheckAgrees'), supervisions: rolesSeeing('supervisions') },
      ...{ earlierReports: rolesSeeing('earlierReports'), returnVisits: rolesSeeing('returnVisits') },
      team: rolesSeeing('team'),
    },
    closedStates: Object.keys(clueDeclaration.states).filter((state) => isClosed(clueDeclaration, state)),
    verifying,
    ages,
    rungs: until === now ? ladder : undefined,
  }
}

/** One record as the board counts it. */
function countedOne({ record, entries }: Stored, role: Role, until: Instant) {
  const conflicts = smallDirectory.conflictKeysOf(people[role], today)
  if (findConflict(conflicts, namedIn(clueDeclaration, record)) !== undefined) return undefined
  const roles = rolesOn(clueDeclaration, record, staff(role), smallDirectory)
  const past = entries.filter(({ at }) => at <= until)
  const stood: AnyRecord | undefined = replay(clueDeclaration, past)
  if (roles.length === 0 || stood === undefined) return undefined
  const sees = fieldsSeenBy(clueDeclaration, roles)
  const said = (field: CountedField) => (sees.has(field) ? (stood[field] ?? null) : null)
  const closed = isClosed(clueDeclaration, stood.state)
  const outcome = closed ? said('outcome') : null
  const agrees = said('recheckAgrees')
  const openedOn = dayOf(stood.openedAt)
  const days = (Date.parse(dayOf(until)) - Date.parse(openedOn)) / DAY
  const clocks = clocksOf(clueDeclaration, entries, timeBook).filter(isOpen)
  const isNow = until === now && !closed
  // It was entered as this.
  const supervisions = (said('supervisions') ?? []) as readonly { readonly rung: string }[]
  const nths = supervisions.flatMap(({ rung }) => {
    const [clock, step = ''] = rung.split('/')
    const isRunning = clocks.some(({ name, ledger }) => `${name}:${String(ledger.run)}` === clock)
    return isRunning ? [ladder.indexOf(step) + 1] : []
  })
  const area = said('area')
  // They were entered as these.
  const earlier = (until === now ? (said('earlierReports') ?? []) : []) as readonly {
    readonly verdict: string
  }[]
  const visits = (until === now ? (said('returnVisits') ?? []) : []) as readonly {
    readonly satisfaction: string
  }[]
  return {
    ...{ state: stood.state, closed, outcome, openedOn },
    county: typeof area === 'string' ? area.slice(0, 6) : null,
    source: said('source'),
    unit: said('verifyingUnit'),
    verified: typeof outcome === 'string' && verifying.includes(outcome),
    rechecked: agrees !== null,
    upheld: agrees === true,
    age: closed ? undefined : ages.filter((step) => days >= step).length,
    overdue: isNow && clocks.some(({ ledger }) => ledger.due !== undefined && ledger.due < until),
    rung: isNow ? Math.max(0, ...nths) : 0,
    earlier: [...new Set(earlier.map(({ verdict }) => verdict))].filter((one) => one !== 'different'),
    satisfaction: visits.at(-1)?.satisfaction,
    team: (said('team') ?? []) as readonly string[],
  }
}
type Counted = NonNullable<ReturnType<typeof countedOne>>

const tally = (of: readonly Counted[]) => ({
  received: of.length,
  closed: of.filter(({ closed }) => closed).length,
  verified: of.filter(({ verified }) => verified).length,
  rechecked: of.filter(({ rechecked }) => rechecked).length,
  upheld: of.filter(({ upheld }) => upheld).length,
})
const groups = <One extends Counted, K extends object, V extends object>(
  of: readonly One[],
  key: (one: One) => K,
  value: (some: readonly One[]) => V,
) =>
  [...Map.groupBy(of, (one) => JSON.stringify(key(one))).values()].flatMap((some) =>
    some[0] === undefined ? [] : [{ ...key(some[0]), ...value(some) }],
  )

/** The board by its plain definition. */
function plainly(of: readonly Counted[], until: Instant, daysSince: string) {
  const { length } = ages
  const isNow = until === now
  return {
    total: tally(of),
    cells: groups(of, ({ county, source }) => ({ county, source }), tally),
    ages: Array.from({ length: length + 1 }, (_, nth) => of.filter(({ age }) => age === nth).length),
    overdue: isNow ? of.filter(({ overdue }) => overdue).length : null,
    rungs: isNow ? ladder.map((_, nth) => of.filter(({ rung }) => rung === nth + 1).length) : null,
    flow: groups(
      of,
      ({ state, outcome }) => ({ state, outcome }),
      (some) => ({ count: some.length }),
    ),
    units: groups(
      of.filter(({ unit }) => unit !== null),
      ({ unit }) => ({ unit }),
      (some) => {
        const { received, ...rest } = tally(some)
        return { open: received - rest.closed, ...rest }
      },
    ),
    earlier: isNow
      ? groups(
          of.flatMap((one) => one.earlier.map((verdict) => ({ ...one, verdict }))),
          ({ verdict }) => ({ verdict }),
          (some) => {
            const { received, closed, verified } = tally(some)
            return { received, closed, verified }
          },
        )
      : null,
    visits: isNow
      ? groups(
          of.filter(({ satisfaction }) => satisfaction !== undefined),
          ({ unit, satisfaction }) => ({ unit, satisfaction }),
          (some) => ({ count: some.length }),
        )
      : null,
    months: groups(of, ({ openedOn }) => ({ month: openedOn.slice(0, 7) }), tally),
    days: groups(
      of.filter(({ openedOn }) => openedOn >= daysSince),
      ({ openedOn }) => ({ day: openedOn }),
      (some) => ({ received: some.length }),
    ),
  }
}

/** Lists of groups without their order. */
const unordered = (counts: BoardCounts | ReturnType<typeof plainly>) => ({
  ...counts,
  ...Object.fromEntries(
    (['cells', 'flow', 'units', 'earlier', 'visits', 'months', 'days'] as const).map((name) => [
      name,
      counts[name]?.map((one) => JSON.stringify(Object.entries(one).toSorted())).toSorted(),
    ]),
  ),
})

test('the board counts what its plain definition counts, for everybody, today and on past days', async () => {
  // Whoever looks a second time is blind to what was found, unless they are of the team: by name and by unit they see both.
  const both = await world.add(
    {
      ...{ verifyingUnit: tenures.nanguanVerifier.unit, recheckUnit: tenures.nanguanVerifier.unit },
      ...{ team: [people.nanguanVerifier], outcome: 'filed', area: '220102001' },
    },
    { state: 'rechecking', at: first },
  )
  const stored: Stored[] = [both]
  let met = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyClue, { minLength: 25, maxLength: 40 }), async (clues) => {
      for (const { fields, state, opened, later } of clues) {
        let at = daysOn(first, opened)
        let last = await world.add(fields, { state, at })
        for (const { days, ...more } of later) {
          at = daysOn(at, days)
          last = await world.act(last.id, { ...more, at })
        }
        stored.push(last)
      }
      for (const until of [now, endOfDay(plainDate('2025-03-14')), endOfDay(plainDate('2025-01-20'))])
        for (const role of everybody) {
          const counted = stored.flatMap((one) => countedOne(one, role, until) ?? [])
          const daysSince = addDays(dayOf(until), -60)
          const told = await inScope(world.database.pool, scopeOf(role), (client) =>
            countForBoard(client, questionAt(until), daysSince),
          )
          assert.deepEqual(
            unordered(told),
            unordered(plainly(counted, until, daysSince)),
            `${role} at ${until}`,
          )
          met += counted.length
        }
    }),
    { numRuns: 2, endOnFailure: true },
  )
  assert.ok(met > 500, `${String(met)} met`)

  const slices: readonly (readonly [BoardSlice, (one: Counted) => boolean])[] = [
    [
      { closed: false, county: '2201' },
      ({ closed, county }) => !closed && county?.startsWith('2201') === true,
    ],
    [{ county: null, upheld: true }, ({ county, upheld }) => county === null && upheld],
    [{ age: 2, source: 'letter' }, ({ age, source }) => age === 2 && source === 'letter'],
    [
      { month: '2025-02', verified: false },
      ({ openedOn, verified }) => openedOn.startsWith('2025-02') && !verified,
    ],
  ]
  const unit = tenures.nanguanVerifier.unit
  const said: typeof slices = [
    [{ earlier: 'sameEvent' }, ({ earlier }) => earlier.includes('sameEvent')],
    [
      { satisfaction: 'dissatisfied', closed: false },
      ({ satisfaction, closed }) => satisfaction === 'dissatisfied' && !closed,
    ],
    [
      { unit, verifier: people.nanguanVerifier },
      (one) => one.unit === unit && one.team.includes(people.nanguanVerifier),
    ],
  ]
  for (const role of ['centreHead', 'nanguanLeader', 'nanguanVerifier'] as const)
    for (const until of [now, endOfDay(plainDate('2025-03-14'))])
      for (const [slice, isOf] of until === now ? [...slices, ...said] : slices) {
        const expected = stored.filter((one) => {
          const counted = countedOne(one, role, until)
          return counted !== undefined && isOf(counted)
        })
        const { total, items } = await inScope(world.database.pool, scopeOf(role), (client) =>
          listForBoard(client, questionAt(until), slice, { limit: 200 }),
        )
        assert.deepEqual(
          [total, items.map(({ id }) => id).toSorted()],
          [expected.length, expected.map(({ id }) => id).toSorted()],
          `${role} ${JSON.stringify(slice)}`,
        )
      }

  let shared = 0
  for (const role of everybody) {
    const of = stored.flatMap((one) => countedOne(one, role, now) ?? []).filter((one) => one.unit === unit)
    const expected = [...new Set(of.flatMap(({ team }) => team))].map((person) => {
      const theirs = of.filter(({ team }) => team.includes(person))
      const closed = theirs.filter((one) => one.closed).length
      const overdue = theirs.filter((one) => one.overdue).length
      return { person, open: theirs.length - closed, overdue, closed }
    })
    const told = await inScope(world.database.pool, scopeOf(role), (client) =>
      verifiersForBoard(client, questionAt(now), unit),
    )
    const byPerson = (all: readonly { readonly person: string }[]) =>
      all.toSorted((one, other) => (one.person < other.person ? -1 : 1))
    assert.deepEqual(byPerson(told), byPerson(expected), role)
    shared += told.length
  }
  assert.ok(shared > 0)
})

test('somebody without keys counts nothing, and the rows of the board are for nobody to read', async () => {
  const { total } = await inScope(world.database.pool, nobody, (client) =>
    countForBoard(client, questionAt(now), dayOf(now)),
  )
  assert.equal(total.received, 0)
  for (const table of ['counted', 'circle', 'stood'])
    await assert.rejects(world.database.pool.query(`select from zs.${table}`), /permission denied/)
})
