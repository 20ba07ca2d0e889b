/**
 * Given these acts, when this act is wished, then this follows.
 *
 *   const { given, by } = specify(clue)
 *   given(by('centreIntake', 'enter', letter)).when(by('centreHead', 'register', …)).thenRefused('role may not')
 *
 * Every given act goes through decide() as well, so a test cannot start from a past that could not have
 * happened. The roles of whoever acts are found as the server finds them: by reach, and none for somebody
 * whom the record keeps out.
 */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { namedIn } from '#kernel/access/exclusion.ts'
import { rolesOn } from '#kernel/access/reach.ts'
import { realCalendar } from '#kernel/deadlines/realCalendar.fixture.ts'
import { findConflict } from '#kernel/org/conflict.ts'
import type { Directory } from '#kernel/org/directory.ts'
import {
  clocksOf,
  isOpen,
  postedAfter,
  type Clock,
  type Posted,
  type TimeBook,
} from '#kernel/record/clocks.ts'
import { decide, type Decision, type Past, type Refusal } from '#kernel/record/decide.ts'
import type {
  ActionOf,
  DeadlineOf,
  Declaration,
  Deed,
  Linked,
  Opening,
  RecordOf,
  RuleOf,
} from '#kernel/record/declaration.ts'
import type { Actor, Draft, JournalEntry, StaffActor } from '#kernel/record/entry.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { replay, type AnyRecord } from '#kernel/record/replay.ts'
import { rulebookOn, type RuleSet } from '#kernel/rulebook/rulebook.ts'
import { dayOf, findInstant, type Instant } from '#kernel/time.ts'
import { smallDirectory, tenures, type Role } from './smallWorld.ts'

const rulebookFolder = join(import.meta.dirname, '../../rulebook')
const isRuleSet = (value: unknown): value is RuleSet =>
  typeof value === 'object' && value !== null && 'key' in value && 'content' in value

/** Every rule set in the files of `rulebook/`. */
export const ruleSets: readonly RuleSet[] = globSync('**/*.json', { cwd: rulebookFolder })
  .toSorted()
  .flatMap((name) => {
    const content: unknown = JSON.parse(readFileSync(join(rulebookFolder, name), 'utf8'))
    return Array.isArray(content) ? content.filter(isRuleSet) : []
  })

export const timeBook: TimeBook = { calendar: realCalendar, rulebookOn: (day) => rulebookOn(ruleSets, day) }

/** Nine in the morning in Beijing, unless an hour is told: `2025-04-28` or `2025-04-28T14:30`. */
export function moment(day: string): Instant {
  const at = findInstant(`${day.includes('T') ? day : `${day}T09:00`}+08:00`)
  if (at === undefined) throw new RangeError(`expected a day or a minute, found "${day}"`)
  return at
}

/** The record that specify() is about. */
export const theRecord = '00000000-0000-4000-8000-000000000001' as RecordId
/** Another record, for links. */
export const recordNo = (nth: number): RecordId =>
  // The form of a record id is given by the padding.
  `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}` as RecordId

/** The holder of a post of the small world, as whoever acts. */
export function staff(role: Role): StaffActor {
  const { person, id, post, unit } = tenures[role]
  return { kind: 'staff', person, tenure: id, post, unit, place: smallDirectory.getUnit(unit).place }
}

export interface Act<D extends Declaration> {
  readonly action: ActionOf<D>
  readonly by: Actor
  readonly input: Readonly<Record<string, unknown>>
  readonly at: Instant
  readonly linked?: readonly Linked[]
  readonly similar?: readonly RecordId[]
  readonly openedToday?: number
  readonly owed?: readonly RecordId[]
  readonly via?: Draft['via']
  readonly draw?: number
}

type Circumstances = Partial<
  Pick<Act<Declaration>, 'linked' | 'similar' | 'openedToday' | 'owed' | 'via' | 'draw'>
> & {
  readonly on?: string
}
type Expected<D extends Declaration> = Refusal | RuleOf<D> | 'role may not' | 'not from this state'

export function specify<D extends Declaration>(
  declaration: D,
  {
    org = smallDirectory,
    day = '2025-04-28',
    book = timeBook,
  }: { readonly org?: Directory; readonly day?: string; readonly book?: TimeBook } = {},
) {
  const recordOf = (entries: readonly JournalEntry[]): AnyRecord | undefined =>
    replay<Declaration>(declaration, entries)

  /** The roles of whoever acts: those the reach gives, and none for whoever the record keeps out. */
  function rolesFor(entries: readonly JournalEntry[], { by: actor, via, at }: Act<D>): readonly string[] {
    const record = recordOf(entries)
    const conflict =
      record !== undefined && actor.kind === 'staff'
        ? findConflict(org.conflictKeysOf(actor.person, dayOf(at)), namedIn(declaration, record))
        : undefined
    return conflict === undefined ? rolesOn(declaration, record, actor, org, via) : []
  }

  function decideOn(entries: readonly JournalEntry[], act: Act<D>): Decision {
    const record = recordOf(entries)
    const past: Past | undefined = record === undefined ? undefined : { record, entries }
    const {
      action,
      by: actor,
      at,
      input,
      linked = [],
      similar = [],
      openedToday = 0,
      owed = [],
      via,
      draw,
    } = act
    const wish = {
      ...{ action, by: actor, at, input, roles: rolesFor(entries, act) },
      ...(via === undefined ? {} : { via }),
      ...(draw === undefined ? {} : { draw }),
    }
    return decide(declaration, past, wish, { org, book, linked, similar, owed, openedToday })
  }

  const entryFrom = (draft: Draft, seq: number): JournalEntry => ({
    ...draft,
    ...{ v: 1, id: recordNo(1000 + seq), type: declaration.name, record: theRecord, number: '第1号' },
    ...{ seq, declaration: declaration.version, prev: '' },
  })

  function append(entries: readonly JournalEntry[], act: Act<D>): readonly JournalEntry[] {
    const decision = decideOn(entries, act)
    if ('refused' in decision) assert.fail(`"${act.action}" was refused: ${JSON.stringify(decision.refused)}`)
    return [...entries, entryFrom(decision.accepted, entries.length + 1)]
  }

  /** Posted act by act, as they are while somebody works, and all at once, as they are read: the same clocks. */
  function clocksAfter(entries: readonly JournalEntry[]): readonly Clock[] {
    const posted = entries.reduce<Posted | undefined>((before, _, nth) => {
      const until = entries.slice(0, nth + 1)
      const record = recordOf(until)
      return record && postedAfter(declaration, before, { record, entries: until }, timeBook)
    }, undefined)
    const clocks = clocksOf(declaration, entries, timeBook)
    const shown = (some: readonly Clock[]) =>
      JSON.stringify(some.map(({ fired, ...clock }) => ({ ...clock, fired: [...fired] })))
    assert.equal(shown(clocksOf(declaration, entries, timeBook, posted)), shown(clocks))
    return clocks
  }

  const asRefusal = (expected: Expected<D>, action: string, state: string | undefined): Refusal => {
    if (typeof expected !== 'string') return expected
    if (expected === 'role may not') return { because: 'role may not', action }
    if (expected === 'not from this state') return { because: 'not from this state', action, state }
    return { because: 'rule broken', rule: expected }
  }

  function given(...past: readonly Act<D>[]) {
    const entries = past.reduce<readonly JournalEntry[]>(append, [])
    return {
      entries,
      /** As it stands; assert on what a state is not sure to hold. */
      record: recordOf(entries),
      rolesOf: (actor: Actor) => rolesFor(entries, { action: '', by: actor, input: {}, at: moment(day) }),
      /** The clocks that run, and when each ends; one that stands has no end. */
      isDue(expected: Partial<Record<DeadlineOf<D>, string>>) {
        const running = clocksAfter(entries).filter(isOpen)
        const due = running.map(({ name, ledger }) => [
          name,
          ledger.due === undefined ? 'stands' : dayOf(ledger.due),
        ])
        assert.deepEqual(Object.fromEntries(due), expected)
      },
      clock: (name: DeadlineOf<D>) => clocksAfter(entries).find((one) => one.name === name),
      when: (act: Act<D>) => ({
        then(expected: Partial<RecordOf<D>> | Readonly<Record<string, unknown>>) {
          assert.partialDeepStrictEqual(recordOf(append(entries, act)), expected)
        },
        thenRefused(...expected: readonly Expected<D>[]) {
          const decision = decideOn(entries, act)
          assert.deepEqual(
            'refused' in decision ? decision.refused : 'accepted',
            expected.map((one) => asRefusal(one, act.action, recordOf(entries)?.state)),
          )
        },
        thenOpens(...expected: readonly Opening[]) {
          const decision = decideOn(entries, act)
          assert.deepEqual('accepted' in decision ? decision.opens : decision.refused, expected)
        },
        thenActs(...expected: readonly Deed[]) {
          const decision = decideOn(entries, act)
          assert.deepEqual('accepted' in decision ? decision.acts : decision.refused, expected)
        },
        thenLeads(expected: Readonly<Record<'link' | 'action' | 'into', string>> | undefined) {
          const decision = decideOn(entries, act)
          assert.deepEqual('accepted' in decision ? decision.leads : decision.refused, expected)
        },
      }),
    }
  }

  const acting =
    (actor: Actor) =>
    (
      action: ActionOf<D>,
      input: Act<D>['input'] = {},
      { on = day, ...more }: Circumstances = {},
    ): Act<D> => ({
      ...{ action, by: actor, input, at: moment(on) },
      ...more,
    })

  return {
    given,
    decideOn,
    append,
    /** Somebody of the small world does this. */
    by: (role: Role, ...rest: Parameters<ReturnType<typeof acting>>) => acting(staff(role))(...rest),
    /** A citizen, without a login. */
    publicly: acting({ kind: 'public' }),
    /** The system, by one of its jobs. */
    bySystem: acting({ kind: 'system', job: 'test' }),
    acting,
  }
}
