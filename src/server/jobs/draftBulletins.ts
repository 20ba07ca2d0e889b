/**
 * Drafts the weekly bulletin of every office that owes one (record type `bulletin`), from the first working day after the week:
 * counts by the question of the board (zs.board) at the end of that week and of the one before, under the reach and sight of
 * the office's head in that post. Overdue clues are those of the day of drafting: clocks are known for the present only.
 * One office and week has one bulletin, however often and wherever this runs. An office without a head, or whose head has no clue
 * in reach at the end of the week, has nothing to tell.
 */
import type { Pool } from 'pg'
import { keysOf } from '#kernel/access/reach.ts'
import type { Unit } from '#kernel/org/unit.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { UnitId } from '#kernel/record/field.ts'
import { addDays, dayOf, type Instant, type PlainDate } from '#kernel/time.ts'
import { rateOf, weeksOwedOn, type Week } from '#mechanisms/supervision/bulletin.week.ts'
import { inScope, type Scope } from '#store/records/scope.ts'
import { countForBoard, type BoardCounts, type Tally } from '#store/search/board.ts'
import { boardQuestionOf } from '../http/boardQuestion.ts'
import type { Office } from '../office/office.ts'
import type { Realm } from '../realm.ts'

export interface Drafting {
  readonly ownerPool: Pool
  /** The figures are read under row-level security, as the board reads them. */
  readonly appPool: Pool
  readonly office: Office
  readonly realm: Realm
  readonly now: () => Instant
}

const COUNTED = 'clue'
const POST = 'officeHead'

/** Answers how many were drafted; throws at the end what failed, so that one office does not hold up the others. */
export async function draftBulletins(parts: Drafting): Promise<number> {
  const { ownerPool, realm, now } = parts
  const today = dayOf(now())
  const rulebook = realm.rulebookOn(today)
  const weeks = weeksOwedOn(today, rulebook.number('bulletin.weeksMadeUp'), realm.book().calendar)
  const offices = rulebook
    .list('bulletin.levels')
    .flatMap(({ code }) => realm.org().unitsOfKind('office', code))
  const { rows } = await ownerPool.query<{ readonly office: string; readonly until: PlainDate }>(
    `select fields ->> 'office' as office, fields ->> 'to' as until from zs.record where type = 'bulletin' and fields ->> 'to' = any ($1)`,
    [weeks.map(({ to }) => to)],
  )
  const there = new Set(rows.map(({ office, until }) => `${office} ${until}`))
  let drafted = 0
  const failed: unknown[] = []
  for (const office of offices)
    for (const week of weeks) {
      if (there.has(`${office.id} ${week.to}`)) continue
      try {
        if (await draft(parts, office, week, today)) drafted += 1
      } catch (error) {
        failed.push(error)
      }
    }
  if (failed.length > 0) throw new Error(failed.map(String).join('; '))
  return drafted
}

async function draft(parts: Drafting, { id }: Unit, week: Week, today: PlainDate): Promise<boolean> {
  const declaration = parts.realm.declarations.get(COUNTED)
  if (declaration === undefined) throw new Error(`"${COUNTED}" is not declared`)
  const scope = findScope(parts.realm, declaration, id, today)
  if (scope === undefined) return false
  const counted = async (on: PlainDate) => {
    const { question, ladder } = boardQuestionOf(parts, declaration, on)
    const counts = await inScope(parts.appPool, scope, (client) =>
      countForBoard(client, question, addDays(on, -6)),
    )
    return { on, counts, ladder }
  }
  const atEnd = await counted(week.to)
  if (atEnd.counts.total.received === 0) return false
  const before = await counted(addDays(week.from, -1))
  const present = await counted(today)
  const units = unitsOf(atEnd.counts, before.counts)
  const input = {
    ...{ office: id, ...week, units, overdueOn: today, overdue: present.counts.overdue ?? 0 },
    standing: [standingOf(before), standingOf(atEnd)],
    ladder: present.ladder.map(({ label }, nth) => ({
      rung: label.zh,
      open: present.counts.rungs?.[nth] ?? 0,
    })),
    recipients: [...new Set([...units.map(({ unit }) => unit), ...officesBelow(parts.realm, id)])],
  }
  const outcome = await parts.office.act({
    ...{ asker: { kind: 'system', job: 'bulletins' }, type: 'bulletin', action: 'draft', input },
    // Two processes that draft at the same moment draft one, though an act between them may have changed a count.
    idempotencyKey: `bulletin ${id} ${week.to}`,
    sameAs: { office: id, to: week.to },
  })
  if ('refused' in outcome)
    throw new Error(`The bulletin of ${id} was refused: ${JSON.stringify(outcome.refused)}`)
  return !outcome.done.repeated
}

/** What the head of the office reaches in this post alone, whatever other post the same person has. */
function findScope(realm: Realm, declaration: Declaration, office: UnitId, on: PlainDate): Scope | undefined {
  const org = realm.org()
  const actor = org
    .holdersOf(POST, office, on)
    .flatMap(({ id }) => realm.actorsFor(id, on))
    .find(({ unit, post }) => unit === office && post === POST)
  return actor === undefined
    ? undefined
    : {
        keys: keysOf([declaration], actor, org),
        conflicts: [...org.conflictKeysOf(actor.person, on).keys()],
      }
}

const officesBelow = (realm: Realm, office: UnitId): readonly UnitId[] =>
  realm
    .org()
    .units.filter(({ kind, lineParent }) => kind === 'office' && lineParent === office)
    .map(({ id }) => id)

const withRates = ({ received, closed, verified, rechecked, upheld }: Tally) => {
  const [closureRate, verifiedRate] = [rateOf(closed, received), rateOf(verified, closed)]
  return {
    ...{ received, closed, verified, rechecked, upheld },
    ...(closureRate === undefined ? {} : { closureRate }),
    ...(verifiedRate === undefined ? {} : { verifiedRate }),
  }
}

const standingOf = ({ on, counts }: { readonly on: PlainDate; readonly counts: BoardCounts }) => ({
  until: on,
  inTheWeek: counts.days.reduce((sum, day) => sum + day.received, 0),
  ...withRates(counts.total),
})

/** Every unit of the end of the week, in the order of its id, with its rate a week before where it had clues then. */
function unitsOf(atEnd: BoardCounts, before: BoardCounts) {
  const earlier = new Map(before.units.map((one) => [one.unit, one]))
  return atEnd.units
    .map(({ unit, open, ...rest }) => {
      const then = earlier.get(unit)
      const closureRateBefore = then && rateOf(then.closed, then.open + then.closed)
      return {
        unit,
        ...withRates({ received: open + rest.closed, ...rest }),
        ...(closureRateBefore === undefined ? {} : { closureRateBefore }),
      }
    })
    .toSorted((one, other) => one.unit.localeCompare(other.unit))
}
