/**
 * One asset, its measures and objections, acted on as the office does: what an act does to other records is decided and kept
 * with it, or the whole is refused. In memory, for tests about several records at once.
 */
import assert from 'node:assert/strict'
import { rolesOn } from '#kernel/access/reach.ts'
import { clocksOf, hasRunOut } from '#kernel/record/clocks.ts'
import { decide, type Refusal } from '#kernel/record/decide.ts'
import type { Declaration, Linked } from '#kernel/record/declaration.ts'
import type { Actor, Draft, JournalEntry } from '#kernel/record/entry.ts'
import type { RecordId } from '#kernel/record/field.ts'
import { isClosed } from '#kernel/record/projection.ts'
import { advance, listOf, type AnyRecord } from '#kernel/record/replay.ts'
import type { Instant } from '#kernel/time.ts'
import { smallDirectory, type Role } from '#test/support/smallWorld.ts'
import { moment, recordNo, staff, timeBook } from '#test/support/specify.ts'
import { asset } from './asset.ts'
import { enforcement } from './enforcement.ts'
import { measure } from './measure.ts'
import { propertyObjection } from './propertyObjection.ts'

const declared: ReadonlyMap<string, Declaration> = new Map(
  [asset, measure, propertyObjection, enforcement].map((one): [string, Declaration] => [one.name, one]),
)

interface Kept {
  readonly declaration: Declaration
  readonly record: AnyRecord
  readonly entries: readonly JournalEntry[]
}

export interface Wish {
  readonly type: string
  /** Undefined to open one. */
  readonly id?: RecordId | undefined
  readonly action: string
  readonly input?: Readonly<Record<string, unknown>>
}

const SYSTEM: Actor = { kind: 'system', job: 'clock' }
const theCase = recordNo(900)
export const theClue = recordNo(901)

export class AssetWorld {
  #kept: ReadonlyMap<RecordId, Kept> = new Map()
  #ids = 0
  now: Instant
  /** What the case tells; it is another mechanism's. */
  told: Readonly<Record<string, unknown>>

  constructor(day = '2025-04-28', told: Readonly<Record<string, unknown>> = {}) {
    this.now = moment(day)
    this.told = { stage: 'investigation', label: 'triad', major: false, ...told }
  }

  get ids(): readonly RecordId[] {
    return [...this.#kept.keys()]
  }

  get(id: RecordId): AnyRecord {
    const kept = this.#kept.get(id)
    assert.ok(kept !== undefined)
    return kept.record
  }

  entriesOf = (id: RecordId): readonly JournalEntry[] => this.#kept.get(id)?.entries ?? []

  clocksOf = (id: RecordId) => {
    const kept = this.#kept.get(id)
    return kept === undefined ? [] : clocksOf(kept.declaration, kept.entries, timeBook)
  }
  clock = (id: RecordId, name: string) => this.clocksOf(id).find((one) => one.name === name)

  of = (type: string): readonly AnyRecord[] =>
    this.ids.map((id) => this.get(id)).filter((one) => one.type === type)

  /** Does it, and fails where it is refused; answers the id of the record. */
  by(role: Role, wish: Wish): RecordId {
    const done = this.try(staff(role), wish)
    if (typeof done !== 'string') assert.fail(`${wish.type}.${wish.action}: ${JSON.stringify(done)}`)
    return done
  }

  /** The id of the record, or why it was refused. Nothing is kept of what is refused. */
  try(actor: Actor, { type, id, action, input = {} }: Wish): RecordId | readonly Refusal[] {
    const before = this.#kept
    const refused = this.#decide(actor, { type, id, action, input }, undefined, actor)
    if (typeof refused === 'string') return refused
    this.#kept = before
    return refused
  }

  /** What the clock does by itself at this moment. */
  tick(): void {
    for (const [id, { declaration, entries }] of this.#kept)
      for (const clock of clocksOf(declaration, entries, timeBook))
        if (hasRunOut(clock, this.now) && clock.atEnd !== undefined) {
          const done = this.try(SYSTEM, { type: declaration.name, id, action: clock.atEnd })
          assert.equal(typeof done, 'string', JSON.stringify(done))
        }
  }

  #decide(
    actor: Actor,
    { type, id, action, input = {} }: Wish,
    via: Draft['via'] | undefined,
    standsAs: Actor,
  ): RecordId | readonly Refusal[] {
    const declaration = declared.get(type)
    assert.ok(declaration !== undefined)
    const entries = id === undefined ? [] : this.entriesOf(id)
    const record = id === undefined ? undefined : this.#kept.get(id)?.record
    const decision = decide(
      declaration,
      record === undefined ? undefined : { record, entries },
      {
        ...{ action, input, by: actor, at: this.now },
        roles: rolesOn(declaration, record, standsAs, smallDirectory, via),
        ...(via === undefined ? {} : { via }),
      },
      {
        org: smallDirectory,
        book: timeBook,
        ...{ linked: this.#linked(record, input, declaration), similar: [], owed: [] },
      },
    )
    if ('refused' in decision) return decision.refused
    const of = id ?? recordNo(++this.#ids)
    const { accepted, acts, opens } = decision
    const seq = entries.length + 1
    const entry: JournalEntry = {
      ...accepted,
      ...{ v: 1, id: recordNo(5000 + this.#ids * 100 + seq), type, record: of, number: `第${of}号`, seq },
      ...{ declaration: declaration.version, prev: '' },
    }
    this.#kept = new Map(this.#kept).set(of, {
      ...{ declaration, entries: [...entries, entry] },
      record: advance(declaration, record, entry),
    })
    const because = { type, record: of }
    for (const wish of [...opens.map((one): Wish => one), ...acts]) {
      const done = this.#decide(actor, wish, because, wish.id === undefined ? actor : SYSTEM)
      if (typeof done !== 'string') return done
    }
    return of
  }

  /** What is linked from either side, and what the input refers to. */
  #linked(
    record: AnyRecord | undefined,
    input: Readonly<Record<string, unknown>>,
    { fields }: Declaration,
  ): readonly Linked[] {
    const refs = (values: Readonly<Record<string, unknown>>, of: Declaration['fields']) =>
      Object.entries(of).flatMap(([name, field]) =>
        listOf(values[name]).flatMap((value) =>
          (field.refersTo ?? field.items?.refersTo) !== undefined && typeof value === 'string'
            ? [{ link: name, id: value as RecordId }]
            : [],
        ),
      )
    const mine = [...refs(record ?? {}, fields), ...refs(input, fields)]
    const theirs = [...this.#kept].flatMap(([id, kept]) =>
      refs(this.get(id), kept.declaration.fields)
        .filter((one) => one.id === record?.id)
        .map(({ link }) => ({ link, id })),
    )
    return [
      ...mine.map((one) => ({ ...one, direction: 'from' as const })),
      ...theirs.map((one) => ({ ...one, direction: 'to' as const })),
    ].flatMap(({ id, link, direction }): Linked[] => {
      const plain = { id, link, direction, state: 'open', closed: false }
      if (id === theCase) return [{ ...plain, type: 'case', told: this.told }]
      if (id === theClue) return [{ ...plain, type: 'clue', told: { focus: ['suspectedTriad'] } }]
      const kept = this.#kept.get(id)
      if (kept === undefined) return []
      const other = this.get(id)
      return [
        {
          ...{ ...plain, type: other.type, state: other.state },
          closed: isClosed(kept.declaration, other.state),
          told: Object.fromEntries((kept.declaration.tells ?? []).map((name) => [name, other[name]])),
        },
      ]
    })
  }
}

const block = {
  necessity: '存在转移风险。',
  scope: '以涉案金额为限。',
  ownership: '登记在嫌疑人名下。',
  livingAllowance: '保留三个月生活费用。',
  businessImpact: '不影响正常经营。',
}
export const found = (more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ title: '账户资金', kind: 'deposit', registeredOwner: '赵某', ownerRelation: 'suspect', case: theCase },
  ...more,
})
export const asked = (id: RecordId, more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ case: theCase, asset: id, kind: 'freeze', impact: 'ordinary', ...block },
  ...more,
})
