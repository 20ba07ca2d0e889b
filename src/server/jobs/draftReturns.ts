/**
 * Draws up the statistics return of every unit that owes one (record type `clueReturn`), from the first working day after the
 * period: what the unit had of clues and parts, as it stood at the end of the period. One unit and period has one return,
 * however often and wherever this runs. A unit that owes one only where it got something, and got nothing, has none; nor has one where nobody could compile it.
 */
import type { Pool } from 'pg'
import { inForce } from '#kernel/org/period.ts'
import { present } from '#kernel/present.ts'
import { closedStatesOf } from '#kernel/record/projection.ts'
import type { UnitId } from '#kernel/record/field.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import { addDays, dayOf, startOfDay, type Instant } from '#kernel/time.ts'
import { owingOf, periodsOwedOn, resultOf, type Period } from '#mechanisms/clue/clueReturn.period.ts'
import { hadInPeriod, type HadMatter } from '#store/search/hadInPeriod.ts'
import type { Office } from '../office/office.ts'
import type { Realm } from '../realm.ts'

export interface DrawingUp {
  readonly ownerPool: Pool
  readonly office: Office
  readonly realm: Realm
  readonly now: () => Instant
}

/** Answers how many were drawn up; throws at the end what failed, so that one unit does not hold up the others. */
export async function draftReturns(parts: DrawingUp): Promise<number> {
  const { realm, now } = parts
  const today = dayOf(now())
  const rulebook = realm.rulebookOn(today)
  const asked = {
    months: rulebook.number('clueReturn.months'),
    back: rulebook.number('clueReturn.periodsMadeUp'),
  }
  let drawnUp = 0
  const failed: unknown[] = []
  for (const period of periodsOwedOn(today, asked, realm.book().calendar)) {
    const owing = await stillOwing(parts, period, rulebook)
    if (owing.length === 0) continue
    const had = Map.groupBy(await askedOf(parts, period), ({ unit }) => unit)
    for (const { id, always } of owing) {
      const matters = had.get(id) ?? []
      if (matters.length === 0 && !always) continue
      try {
        if (await draft(parts, id, period, matters, rulebook)) drawnUp += 1
      } catch (error) {
        failed.push(error)
      }
    }
  }
  if (failed.length > 0) throw new Error(failed.map(String).join('; '))
  return drawnUp
}

async function stillOwing({ ownerPool, realm, now }: DrawingUp, { to }: Period, rulebook: Rulebook) {
  const { rows } = await ownerPool.query<{ readonly unit: string }>(
    `select fields ->> 'unit' as unit from zs.record where type = 'clueReturn' and fields ->> 'to' = $1`,
    [to],
  )
  const there = new Set(rows.map(({ unit }) => unit))
  const org = realm.org()
  const heldBy = realm.declarations.get('clueReturn')?.roles['compiler']?.heldBy
  const isCompiler = (post: string) => Array.isArray(heldBy) && heldBy.includes(post)
  // Nothing is drawn up for nobody: the vacant post shows, and whoever fills it finds the return a day later.
  const compiled = new Set(
    org.tenures
      .filter((tenure) => isCompiler(tenure.post) && inForce(tenure, dayOf(now())))
      .flatMap(({ unit }) => org.placeLineOf(unit)),
  )
  return org.units.flatMap((unit) => {
    const owing = owingOf(unit, rulebook)
    return owing === 'never' || there.has(unit.id) || !compiled.has(unit.id)
      ? []
      : [{ id: unit.id, always: owing === 'always' }]
  })
}

function askedOf({ ownerPool, realm }: DrawingUp, { from, to }: Period) {
  const closedStates = (type: string) => {
    const declaration = realm.declarations.get(type)
    return declaration === undefined ? [] : closedStatesOf(declaration)
  }
  return hadInPeriod(ownerPool, {
    from: startOfDay(from),
    until: startOfDay(addDays(to, 1)),
    closedStates: { clue: closedStates('clue'), transfer: closedStates('transfer') },
  })
}

async function draft(
  { office }: DrawingUp,
  unit: UnitId,
  period: Period,
  matters: readonly HadMatter[],
  rulebook: Rulebook,
): Promise<boolean> {
  const shown = matters.filter(({ encrypted }) => !encrypted)
  const ifAny = <Item>(items: readonly Item[]) => (items.length === 0 ? undefined : items)
  const idsOf = (type: string) => ifAny(shown.flatMap((one) => (one.type === type ? [one.id] : [])))
  const input = present({
    ...{ unit, ...period, lines: shown.map((one) => lineOf(one, rulebook)) },
    encrypted: matters.length - shown.length,
    ...{ clues: idsOf('clue'), transfers: idsOf('transfer') },
    named: ifAny([...new Set(shown.flatMap(({ named }) => named))].map((key) => ({ key, how: 'stated' }))),
  })
  const outcome = await office.act({
    ...{ asker: { kind: 'system', job: 'returns' }, type: 'clueReturn', action: 'draft', input },
    idempotencyKey: `return ${unit} ${period.to}`,
    sameAs: { unit, to: period.to },
  })
  if ('refused' in outcome)
    throw new Error(`The return of ${unit} was refused: ${JSON.stringify(outcome.refused)}`)
  return !outcome.done.repeated
}

function lineOf(one: HadMatter, rulebook: Rulebook) {
  const { had, type, number, title, category, part, closed, outcome } = one
  // A transfer is called by the number of its clue, which its receiver knows it by.
  return present({
    number: type === 'clue' ? number : `${number}（${title}）`,
    title: type === 'clue' ? title : undefined,
    category: category ?? undefined,
    part: type === 'transfer' ? (part ?? undefined) : undefined,
    standing: had === 'entered' ? 'passedOn' : closed ? 'closed' : 'open',
    result: had === 'entered' || closed ? resultOf(had, outcome ?? undefined, rulebook) : undefined,
  })
}
