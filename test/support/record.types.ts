/**
 * Mistakes the compiler must refuse. `tsc` fails here as soon as one of them passes.
 */
import { defineRecord, type InputOf, type RecordOf, type WordsFor } from '#kernel/record/declaration.ts'
import { list, named, person, tableRow, text, type ValueOf } from '#kernel/record/field.ts'
import type { clue } from '#mechanisms/clue/clue.ts'

const none = { documents: {}, views: {}, deadlines: {}, rules: {}, actions: {} }
const draft = {
  name: 'draft',
  version: 1,
  mechanism: 2,
  number: '第00号',
  title: 'reasons',
  outcome: 'reasons',
  excludes: ['named'],
  fields: { subject: person, reasons: text({ max: 10 }), named: list(named, { max: 5 }) },
  roles: { lead: { heldBy: ['officeHead'], reaches: { person: 'subject' }, sees: 'all' } },
  states: { open: {}, closed: { final: true } },
} as const

/** What they are measured against: this one compiles. */
export const sound = defineRecord({
  ...draft,
  ...none,
  actions: { close: { by: 'lead', from: 'open', to: 'closed' } },
})

// @ts-expect-error: a state nobody declared
defineRecord({ ...draft, ...none, actions: { close: { by: 'lead', from: 'open', to: 'closd' } } })

// @ts-expect-error: a role nobody declared
defineRecord({ ...draft, ...none, actions: { close: { by: 'leed', from: 'open', to: 'closed' } } })

// @ts-expect-error: a field nobody declared
defineRecord({ ...draft, ...none, actions: { close: { by: 'lead', asks: ['reason'], to: 'closed' } } })

// @ts-expect-error: a field that must be filled in already, and that nobody declared
defineRecord({ ...draft, ...none, actions: { close: { by: 'lead', needs: ['reason'], to: 'closed' } } })

// @ts-expect-error: a rule nobody declared
defineRecord({ ...draft, ...none, actions: { close: { by: 'lead', provided: ['isFair'], to: 'closed' } } })

const branches = { close: { by: 'lead', to: [{ when: 'isFair', state: 'open' }] } } as const
// @ts-expect-error: a branch by a rule nobody declared
defineRecord({ ...draft, ...none, actions: branches })

// @ts-expect-error: a signature by a role nobody declared
defineRecord({ ...draft, ...none, actions: { close: { by: 'lead', signed: { inOrder: ['leed'] } } } })

// @ts-expect-error: a state that holds a field no record has
defineRecord({ ...draft, ...none, states: { open: { holds: ['subjekt'] } } })

// @ts-expect-error: a state that waits for nobody there is
defineRecord({ ...draft, ...none, states: { open: { waitsFor: 'leed' } } })

// @ts-expect-error: a rule that reads a field no record has
defineRecord({ ...draft, ...none, rules: { isFair: ({ record }) => record.screener === undefined } })

// @ts-expect-error: a rule that answers with a word
defineRecord({ ...draft, ...none, rules: { isFair: () => 'yes' } })

const fillsIn = { close: { by: 'lead', to: 'closed', sets: () => ({ reasons: 7 }) } } as const
// @ts-expect-error: a number where the field takes text
defineRecord({ ...draft, ...none, actions: fillsIn })

const bothWays = {
  lead: { heldBy: ['officeHead'], reaches: 'nothing', sees: 'all', seesAllBut: ['subject'] },
} as const
// @ts-expect-error: a role that says both what it sees and what it does not
defineRecord({ ...draft, ...none, roles: bothWays })

const byNoField = { lead: { heldBy: ['officeHead'], reaches: { unit: 'office' }, sees: 'all' } } as const
// @ts-expect-error: a role that reaches by a field no record has
defineRecord({ ...draft, ...none, roles: byNoField })

const neverStops = { inTime: { starts: 'open', stops: 'close', owedBy: 'lead' } } as const
// @ts-expect-error: a deadline that stops on no action there is
defineRecord({ ...draft, ...none, actions: { open: { by: 'lead', to: 'open' } }, deadlines: neverStops })

const letter = { letter: { issuedOn: 'close', prints: ['reason'], layout: 'letter' } } as const
// @ts-expect-error: a paper that prints a field no record has
defineRecord({ ...draft, ...none, actions: { close: { by: 'lead', to: 'closed' } }, documents: letter })

// @ts-expect-error: an exclusion by a field no record has
defineRecord({ ...draft, ...none, excludes: ['names'] })

export const lengths = tableRow('measure.length.term')
export const row: ValueOf<typeof lengths> = 'measure.length.term/seize@2022-05-01'

// @ts-expect-error: a row of another table
export const other: ValueOf<typeof lengths> = 'assetQuery.approval/clue@2022-05-01'

// @ts-expect-error: a row without the day of its wording
export const undated: ValueOf<typeof lengths> = 'measure.length.term/seize'

// @ts-expect-error: an approval that does not say which unit verifies
export const input: InputOf<typeof clue, 'approve'> = { dispatch: 'direct', secrecy: 'internal' }

// @ts-expect-error: a choice there is not
export const source: InputOf<typeof clue, 'assess'>['grade'] = 'D'

export function unitOf(record: RecordOf<typeof clue>): string {
  // @ts-expect-error: only a clue that was passed on is sure to have a verifying unit
  const early: string = record.verifyingUnit
  return record.state === 'passedOn' ? record.verifyingUnit : early
}

// @ts-expect-error: a word for every state but one
export const states: WordsFor<typeof sound>['states'] = { open: '在办' }
