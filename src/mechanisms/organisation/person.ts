/**
 * Person (人员): somebody who holds, held or may hold a post. Nothing is deleted; who left is said to have left.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import { date, optional, personName, text } from '#kernel/record/field.ts'

const administrators = ['systemAdministrator'] as const

export const person = defineRecord({
  name: 'person',
  version: 1,
  mechanism: 1,
  number: '人员〔{year}〕00000号',
  title: 'name',
  outcome: 'reasons',
  excludes: [],

  fields: {
    name: personName({ max: 50 }),
    login: optional(text({ max: 100 })),
    enteredOn: date,
    reasons: text({ max: 500 }),
  },

  roles: {
    installer: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
    administrator: { heldBy: administrators, reaches: { to: 'everywhere' }, sees: 'all' },
    colleague: { heldBy: 'staff', reaches: { to: 'everywhere' }, seesOnly: ['name'] },
  },

  states: {
    known: { holds: ['name'] },
    left: { holds: ['reasons'], closed: true },
  },

  actions: {
    enter: { by: ['installer', 'administrator'], to: 'known', asks: ['name', 'login', 'enteredOn'] },
    correctName: { by: 'administrator', from: 'known', asks: ['name', 'reasons'] },
    leave: { by: 'administrator', from: 'known', to: 'left', asks: ['reasons'] },
    comeBack: { by: 'administrator', from: 'left', to: 'known', asks: ['reasons'] },
  },

  rules: {},
  deadlines: {},
  documents: {},
  views: { people: { for: ['administrator', 'colleague'], shows: ['known', 'left'], columns: ['name'] } },
})
