/**
 * Every declaration, walked at random: whatever its actions accept, in whatever order, this stays true. Wishes are drawn from all
 * its actions, with values that its fields accept; whoever wishes holds every role that may. What does not fit is refused by name,
 * and nothing throws.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalBytes, type Json } from '#kernel/journal/canonical.ts'
import { clocksOf, hasRunOut, postedAfter, type Clock, type Posted } from '#kernel/record/clocks.ts'
import { decide, type Past, type Wish, type World } from '#kernel/record/decide.ts'
import type { Declaration, Linked } from '#kernel/record/declaration.ts'
import type { JournalEntry } from '#kernel/record/entry.ts'
import type { Field, RecordId } from '#kernel/record/field.ts'
import { isClosed, linksIn, project } from '#kernel/record/projection.ts'
import { advance, listOf, replay, type AnyRecord } from '#kernel/record/replay.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import { tableRowIn } from '#kernel/rulebook/tableRow.ts'
import { addDays, addMillis, dayOf, HOUR } from '#kernel/time.ts'
import { declarations } from '#mechanisms/index.ts'
import { between, randomOf, type Random } from '../../src/office/random.ts'
import { people, smallDirectory, type Role } from '#test/support/smallWorld.ts'
import { moment, recordNo, staff, theRecord, timeBook } from '#test/support/specify.ts'

const WALKS = 8
const WISHES = 50
const roles = Object.keys(people) as readonly Role[]

const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[between(random, 0, items.length - 1)] ?? assert.fail('nothing to pick from')

/** A value that the field accepts on this day; undefined where the rulebook has none for it. */
function valueFor(random: Random, field: Field<unknown>, rulebook: Rulebook): unknown {
  const { kind, list, table, options, items, parts, schema } = field
  const number = (name: string, otherwise: number) =>
    typeof schema[name] === 'number' ? schema[name] : otherwise
  if (list !== undefined) {
    const codes = rulebook.list(list)
    return codes.length === 0 ? undefined : pick(random, codes).code
  }
  if (table !== undefined) {
    const rows = rulebook.rows(table)
    return rows.length === 0 ? undefined : tableRowIn(rulebook, table, pick(random, rows))
  }
  if (options !== undefined) return pick(random, options)
  if (items !== undefined) {
    const least = number('minItems', 1)
    const many = between(random, least, Math.min(number('maxItems', least), least + 1))
    return Array.from({ length: many }, () => valueFor(random, items, rulebook))
  }
  if (parts !== undefined)
    return Object.fromEntries(
      Object.entries(parts).flatMap(([name, part]) =>
        part.optional === true && random() < 0.4 ? [] : [[name, valueFor(random, part, rulebook)] as const],
      ),
    )
  const person = people[pick(random, roles)]
  switch (kind) {
    case 'text':
    case 'longText':
      return '二〇二五年四月在小码头有人强揽装卸活'.slice(0, number('maxLength', 18))
    case 'yesNo':
      return random() < 0.5
    case 'whole':
    case 'fen':
      return between(
        random,
        number('minimum', 0),
        Math.min(number('maximum', 400), number('minimum', 0) + 400),
      )
    case 'date':
      return addDays(rulebook.day, between(random, -40, 10))
    case 'instant':
      return addMillis(moment(rulebook.day), -between(random, 0, 400) * HOUR)
    case 'person':
      return person
    case 'unit':
      return pick(random, smallDirectory.units).id
    case 'post':
      return 'verifier'
    case 'place':
      return pick(random, ['22', '2201', '220102', '220104', '220204', '220102001'])
    case 'ref':
      return recordNo(between(random, 20, 40))
    case 'digest':
      return 'a'.repeat(64)
    case 'namedKey':
      return pick(random, [`p:${person}`, 'u:220102:police', 'n:张三'])
    case 'base64url':
      return 'abc'
    case 'json':
      return { kind: 'number', value: 1 }
    default:
      return assert.fail(`no value is known for a field of kind ${kind}`)
  }
}

/** Of an action, with whatever it asks for; what is optional comes now and then. */
function wishFor(
  random: Random,
  declaration: Declaration,
  action: string,
  at: Wish['at'],
  rulebook: Rulebook,
): Wish {
  const spec = declaration.actions[action] ?? assert.fail(action)
  const input = [...listOf(spec.asks), ...listOf(spec.adds)].flatMap((name) => {
    const field = declaration.fields[name] ?? assert.fail(name)
    const value = field.optional === true && random() < 0.3 ? undefined : valueFor(random, field, rulebook)
    if (value === undefined) return []
    // What a field accepts is what a door lets through.
    return field.accepts(value) ? [[name, value] as const] : []
  })
  const signed = spec.signed !== undefined && 'inOrder' in spec.signed ? spec.signed.inOrder : []
  return {
    ...{ action, at, input: Object.fromEntries(input), draw: random() },
    by: staff(pick(random, roles)),
    roles: [...listOf(spec.by), ...signed],
  }
}

/** The records that the wish refers to, each as it may stand. */
function linkedFor(
  random: Random,
  declaration: Declaration,
  wish: Wish,
  record?: AnyRecord,
): readonly Linked[] {
  return Object.entries(declaration.fields).flatMap(([name, field]) =>
    [...linksIn(field, wish.input[name]), ...linksIn(field, record?.[name])].flatMap(
      ({ type, id }): Linked[] => {
        const other = declarations.get(type)
        if (other === undefined) return []
        const state = pick(random, Object.keys(other.states))
        const told = { number: '第2号' }
        return [{ type, id, link: name, direction: 'from', state, closed: isClosed(other, state), told }]
      },
    ),
  )
}

const frozen = <Value>(value: Value): Value => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

/** As it comes back from the journal. */
const written = (entry: JournalEntry): JournalEntry =>
  JSON.parse(Buffer.from(canonicalBytes(entry as unknown as Json)).toString()) as JournalEntry

/** Without members that are undefined, which no entry has. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** A clock can also explain itself; that follows from what is shown. */
const shown = (clocks: readonly Clock[]): string =>
  JSON.stringify(clocks.map(({ fired, ...clock }) => ({ ...clock, fired: [...fired] })))

const becauses = (decision: ReturnType<typeof decide>) =>
  'refused' in decision ? decision.refused.map(({ because }) => because) : []

const taken = new Set<string>()

for (const [type, declaration] of declarations) {
  test(`${type}: a random walk keeps what the kernel promises`, () => {
    // What a clock does when it has run out, nobody does before.
    const endings = new Set(Object.values(declaration.deadlines).map(({ atEnd }) => atEnd))
    for (let walk = 0; walk < WALKS; walk++) {
      const random = randomOf(`${type} ${String(walk)}`)
      let entries: readonly JournalEntry[] = []
      let record: AnyRecord | undefined
      let posted: Posted | undefined
      let clocks: readonly Clock[] = []
      let at = moment('2025-04-28')
      for (let nth = 0; nth < WISHES; nth++) {
        at = addMillis(at, between(random, 0, 100) * HOUR)
        const rulebook = timeBook.rulebookOn(dayOf(at))
        const past: Past | undefined = record === undefined ? undefined : { record, entries }
        const open = Object.keys(declaration.actions).filter((name) => {
          const from = listOf(declaration.actions[name]?.from)
          return (
            (record === undefined ? from.length === 0 : from.includes(record.state)) &&
            (!endings.has(name) || clocks.some((clock) => clock.atEnd === name && hasRunOut(clock, at)))
          )
        })
        if (open.length === 0) break
        const action = pick(random, open)
        const spec = declaration.actions[action] ?? assert.fail(action)
        const wish = frozen(wishFor(random, declaration, action, at, rulebook))
        const world: World = {
          ...{ org: smallDirectory, book: timeBook, types: declarations },
          ...{ linked: linkedFor(random, declaration, wish, record), similar: [], owed: [] as RecordId[] },
        }
        const told = `${type} ${String(walk)} ${action}`
        // What is frozen can be changed by nobody, and the same question has the same answer.
        const decision = decide(declaration, frozen(past), wish, world)
        assert.deepEqual(decide(declaration, past, wish, world), decision, told)

        // What does not fit is refused, whatever else fits.
        const asked = (other: Partial<Wish>) =>
          becauses(decide(declaration, past, { ...wish, ...other }, world))
        assert.ok(asked({ roles: [] }).includes('role may not'), told)
        assert.ok(asked({ input: { ...wish.input, conjured: 1 } }).includes('field not asked'), told)
        if (record !== undefined)
          assert.ok(asked({ at: addMillis(record.changedAt, -1) }).includes('time runs backwards'), told)
        const elsewhere = Object.keys(declaration.actions).filter(
          (name) => !open.includes(name) && !endings.has(name),
        )
        if (elsewhere.length > 0)
          assert.ok(asked({ action: pick(random, elsewhere) }).includes('not from this state'), told)
        if ('refused' in decision) continue

        taken.add(`${type}.${action}`)
        const entry = written({
          ...decision.accepted,
          ...{ v: 1, id: recordNo(1000 + entries.length), type, record: theRecord, number: '第1号' },
          ...{ seq: entries.length + 1, declaration: declaration.version, prev: '' },
        })
        const before = record
        entries = [...entries, entry]
        record = advance(declaration, record, entry)
        assert.deepEqual(plain(replay(declaration, entries)), plain(record), told)

        // Every state it comes to is declared and holds what it says.
        const state = declaration.states[record.state]
        assert.ok(state !== undefined, told)
        for (const name of listOf(state.holds)) assert.ok(record[name] !== undefined, `${told}: ${name}`)
        assert.ok(wish.roles.includes(entry.role), told)
        assert.equal(record.version, entries.length, told)

        // Who signed a joint act cannot sign it again; until the last has signed nothing of it is in force.
        if (entry.signature?.last === false) {
          const again = decide(declaration, { record, entries }, wish, world)
          assert.ok(becauses(again).includes('signed already'), told)
          assert.equal(record.state, before?.state, told)
          for (const name of Object.keys(declaration.fields))
            assert.deepEqual(record[name], before?.[name], `${told}: ${name}`)
        }
        // What accumulates is never written over.
        for (const name of listOf(spec.adds))
          if (!listOf(spec.clears).includes(name) && entry.signature?.last !== false)
            assert.deepEqual(
              plain(listOf(record[name] as readonly unknown[]).slice(0, listOf(before?.[name]).length)),
              plain(listOf(before?.[name])),
              `${told}: ${name}`,
            )

        // Clocks posted act by act are those read from all entries, and no end lies before its beginning.
        posted = postedAfter(declaration, posted, { record, entries }, timeBook)
        clocks = clocksOf(declaration, entries, timeBook)
        assert.equal(shown(clocksOf(declaration, entries, timeBook, posted)), shown(clocks), told)
        for (const { name, ledger } of clocks) {
          assert.ok(ledger.startedAt <= entry.at, `${told}: ${name}`)
          assert.ok(ledger.due === undefined || ledger.due > ledger.startedAt, `${told}: ${name}`)
        }
        const { reach, work } = project(declaration, record, entries, { org: smallDirectory, book: timeBook })
        const keys = new Set(reach.map(({ key }) => key))
        assert.ok(
          work.every((key) => keys.has(key)),
          `${told}: work waits for somebody who does not reach it`,
        )
      }
    }
  })
}

test('the walks came far: what rules ask of other records keeps some types from being opened here at all', () => {
  const opened = new Set([...taken].map((one) => one.split('.')[0]))
  assert.ok(
    opened.size >= 18 && taken.size >= 150,
    `${String(opened.size)} types, ${String(taken.size)} actions`,
  )
})
