/**
 * What every decision is made in: the types of record, the directory, the rulebook and the calendar of the day,
 * all read from records. It is read again when one of those records changes.
 */
import { hash } from 'node:crypto'
import type { Pool } from 'pg'
import { calendarFrom, type Calendar } from '#kernel/deadlines/calendar.ts'
import { isHolidayNotice, type HolidayRule, type HolidayStatute } from '#kernel/deadlines/holidayNotice.ts'
import { directoryOf, type Directory } from '#kernel/org/directory.ts'
import { divisionsFrom } from '#kernel/org/division.ts'
import { organTableFrom } from '#kernel/org/organ.ts'
import type { Person } from '#kernel/org/person.ts'
import type { Tenure } from '#kernel/org/tenure.ts'
import type { Tie } from '#kernel/org/tie.ts'
import { unitsFrom, type Unit } from '#kernel/org/unit.ts'
import type { TimeBook } from '#kernel/record/clocks.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { StaffActor } from '#kernel/record/entry.ts'
import type { PersonId, UnitId } from '#kernel/record/field.ts'
import { rulebookOn, type Rulebook, type RuleSet } from '#kernel/rulebook/rulebook.ts'
import type { PlainDate } from '#kernel/time.ts'

export interface Realm {
  readonly declarations: ReadonlyMap<string, Declaration>
  /** The directory as it is known now; what held on a day is asked of it with that day. */
  org(): Directory
  rulebookOn(day: PlainDate): Rulebook
  /** The same one until the records are read anew. */
  book(): TimeBook
  /** Every rule set that ever came into force, in the order of adoption. */
  ruleSets(): readonly RuleSet[]
  /** The tenures a person holds on a day, as actors. */
  actorsFor(person: PersonId, day: PlainDate): readonly StaffActor[]
  /** How often it was read: whatever was derived from it is stale when this has grown. */
  age(): number
  /** Reads the records anew. */
  reload(): Promise<void>
  /** Does much at once; what would have been read anew after each is read once, when it is done. */
  reloadAfter<T>(work: () => Promise<T>): Promise<T>
}

/** The types of record that the realm is made of. */
export const REALM_TYPES: readonly string[] = ['person', 'tenure', 'tie', 'ruleSet']

interface Row {
  readonly id: string
  readonly type: string
  readonly state: string
  readonly fields: object
}

interface Content {
  readonly org: Directory
  readonly ruleSets: readonly RuleSet[]
  readonly calendar: Calendar
}

export async function openRealm(
  ownerPool: Pool,
  declarations: ReadonlyMap<string, Declaration>,
  today: () => PlainDate,
): Promise<Realm> {
  const unitsIn = rememberedUnits()
  let content = contentOf([], today(), unitsIn)
  let book = timeBookOf(content)
  let held = 0
  let wanted = false
  let age = 0
  const reload = async () => {
    wanted = held > 0
    if (wanted) return
    const { rows } = await ownerPool.query<Row>(
      `select id, type, state, fields from zs.record where type = any ($1) order by opened_at, number`,
      [REALM_TYPES],
    )
    content = contentOf(rows, today(), unitsIn)
    book = timeBookOf(content)
    age += 1
  }
  await reload()
  return {
    declarations,
    org: () => content.org,
    rulebookOn: (day) => book.rulebookOn(day),
    ruleSets: () => content.ruleSets,
    book: () => book,
    actorsFor: (person, day) =>
      content.org.tenuresOn(person, day).flatMap((tenure) => {
        const unit = content.org.findUnit(tenure.unit)
        if (unit === undefined) return []
        const principal =
          tenure.standsInFor === undefined ? undefined : content.org.findTenure(tenure.standsInFor)
        return {
          kind: 'staff' as const,
          person,
          tenure: tenure.id,
          post: tenure.post,
          unit: tenure.unit,
          place: unit.place,
          ...(principal === undefined ? {} : { standsInFor: principal.person }),
        }
      }),
    age: () => age,
    reload,
    async reloadAfter(work) {
      held += 1
      try {
        return await work()
      } finally {
        held -= 1
        if (wanted) await reload()
      }
    },
  }
}

function contentOf(
  rows: readonly Row[],
  today: PlainDate,
  unitsIn: ReturnType<typeof rememberedUnits>,
): Content {
  const of = (type: string) => rows.filter((row) => row.type === type)
  const ruleSets: RuleSet[] = of('ruleSet')
    .filter(({ state }) => state === 'inForce')
    .map(({ fields }) => fields as RuleSet)
  // What the rows hold was accepted by the declarations of organisation/, whose fields these shapes are.
  return {
    ruleSets,
    calendar: calendarFrom(holidayRulesIn(ruleSets)),
    org: directoryOf({
      units: unitsIn(ruleSets, today),
      persons: of('person').map(({ id, fields }): Person => ({ ...(fields as Person), id: id as PersonId })),
      tenures: of('tenure').map(({ id, fields }): Tenure => ({ ...(fields as Tenure), id })),
      ties: of('tie').map(({ id, fields }) => tieOf(id, fields as TieFields)),
    }),
  }
}

/** The rules of each day are put together once. */
function timeBookOf({ ruleSets, calendar }: Content): TimeBook {
  const onDay = new Map<PlainDate, Rulebook>()
  return {
    calendar,
    rulebookOn(day) {
      const known = onDay.get(day)
      if (known !== undefined) return known
      const made = rulebookOn(ruleSets, day)
      onDay.set(day, made)
      return made
    },
  }
}

const isKind = <Shape>(content: unknown, kind: string): content is Shape =>
  typeof content === 'object' && content !== null && 'kind' in content && content.kind === kind

function holidayRulesIn(ruleSets: readonly RuleSet[]): readonly HolidayRule[] {
  return ruleSets.flatMap(({ content }): HolidayRule[] => {
    if (isKind<{ notice: unknown }>(content, 'holidayNotice'))
      return isHolidayNotice(content.notice) ? [content.notice] : []
    return isKind<{ statute: HolidayStatute }>(content, 'holidayStatute') ? [content.statute] : []
  })
}

/**
 * The units of a day. 15,000 of them are made from 13,000 divisions, which takes longer than all the rest of
 * reading the realm, so they are made anew only when what they follow from has changed.
 */
function rememberedUnits() {
  let known: { readonly of: string; readonly units: readonly Unit[] } | undefined
  return (ruleSets: readonly RuleSet[], today: PlainDate): readonly Unit[] => {
    const rules = rulebookOn(ruleSets, today)
    const divisions = rules.find('organisation.divisions')?.content
    const organs = rules.find('organisation.organs')?.content
    if (!isKind<{ csv: string; english: string }>(divisions, 'divisions')) return []
    if (!isKind<{ table: unknown }>(organs, 'organs')) return []
    const of = hash('sha256', JSON.stringify([today, divisions, organs]))
    if (known?.of !== of) {
      const units = unitsFrom(
        divisionsFrom(divisions.csv, divisions.english),
        organTableFrom(organs.table),
        today,
      )
      known = { of, units }
    }
    return known.units
  }
}

/** The fields of organisation/tie.ts, as far as they are needed here. */
interface TieFields extends Omit<Tie, 'id' | 'other'> {
  readonly otherPerson?: PersonId
  readonly otherUnit?: UnitId
  readonly otherName?: string
}

function tieOf(id: string, { otherPerson, otherUnit, otherName, ...tie }: TieFields): Tie {
  if (otherPerson !== undefined) return { ...tie, id, other: { person: otherPerson } }
  return { ...tie, id, other: otherUnit === undefined ? { name: otherName ?? '' } : { unit: otherUnit } }
}
