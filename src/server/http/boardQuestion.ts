/** What a board of one type of record is asked: by whose sight, on which ladder, and what counts as closed. */
import { closedStatesOf } from '#kernel/record/projection.ts'
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import { rungsOf } from '#kernel/record/clocks.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import { dayOf, endOfDay, type PlainDate } from '#kernel/time.ts'
import { countedFields, type BoardQuestion, type CountedField } from '#store/search/board.ts'
import type { Board } from './boardShape.ts'
import type { HttpParts } from './httpParts.ts'
import type { Spoken } from './language.ts'

/** First days of the buckets of age but the first. */
const agesIn = (rulebook: Rulebook): readonly number[] =>
  rulebook
    .list('clue.ageSteps')
    .map(({ code }) => Number(code))
    .filter((day) => Number.isInteger(day) && day > 1)
    .toSorted((one, other) => one - other)

/** Of which type the outcomes of `clue.outcomesFoundTrue` are. */
const FOUND_TRUE = { type: 'clue', list: 'clue.outcomesFoundTrue' }

export function boardQuestionOf(
  parts: Pick<HttpParts, 'realm' | 'now'>,
  declaration: Declaration,
  on: PlainDate,
) {
  const now = parts.now()
  const isPast = on < dayOf(now)
  const rulebook = parts.realm.rulebookOn(dayOf(now))
  const ladder = ladderOf(declaration, rulebook)
  const question: BoardQuestion = {
    type: declaration.name,
    until: isPast ? endOfDay(on) : now,
    sight: sightOfCounted(declaration),
    closedStates: closedStatesOf(declaration),
    verifying:
      declaration.name === FOUND_TRUE.type ? rulebook.list(FOUND_TRUE.list).map(({ code }) => code) : [],
    ages: agesIn(rulebook),
    rungs: isPast ? undefined : ladder.map(({ rung }) => rung),
  }
  return { question, ladder, isPast }
}

/** Which roles see each field that is counted by. */
function sightOfCounted(declaration: Declaration): Readonly<Record<CountedField, readonly string[]>> {
  const rolesSeeing = (field: CountedField) =>
    Object.keys(declaration.roles).filter((role) => fieldsSeenBy(declaration, [role]).has(field))
  const [source, area, verifyingUnit, outcome, recheckAgrees, supervisions, ...more] = countedFields
  const [earlierReports, returnVisits, team] = more
  return {
    source: rolesSeeing(source),
    area: rolesSeeing(area),
    verifyingUnit: rolesSeeing(verifyingUnit),
    outcome: rolesSeeing(outcome),
    recheckAgrees: rolesSeeing(recheckAgrees),
    supervisions: rolesSeeing(supervisions),
    earlierReports: rolesSeeing(earlierReports),
    returnVisits: rolesSeeing(returnVisits),
    team: rolesSeeing(team),
  }
}

/** The rungs of all clocks of the type, in the order of the longest ladder: the others leave rungs of it out. */
export function ladderOf({ name, deadlines }: Declaration, rulebook: Rulebook): Board['ladder'] {
  const found = new Map<string, Spoken>()
  const ladders = Object.keys(deadlines).map((deadline) => rungsOf(name, deadline, rulebook))
  for (const { rung, zh, en } of ladders.toSorted((one, other) => other.length - one.length).flat())
    if (!found.has(rung)) found.set(rung, { zh: zh ?? rung, en: en ?? rung })
  return [...found].map(([rung, label]) => ({ rung, label }))
}
