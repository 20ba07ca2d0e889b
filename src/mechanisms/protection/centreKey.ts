/**
 * Centre key (中心密钥): what is public about a key for which reporters are sealed, and who holds its shares. The secret
 * halves and the shares never come here; this is the testimony of the ceremony: which key, how many people, how many of
 * them together, when it was opened and by whom.
 */
import { defineRecord } from '#kernel/record/declaration.ts'
import { instantField, list, optional, person, text, whole } from '#kernel/record/field.ts'

export const centreKey = defineRecord({
  name: 'centreKey',
  version: 1,
  mechanism: 1,
  number: '密钥〔{year}〕000号',
  title: 'keyName',
  outcome: 'reasons',
  excludes: [],

  fields: {
    keyName: text({ max: 64 }),
    publicKey: text({ max: 120 }),
    threshold: optional(whole({ min: 2, max: 20 })),
    holders: optional(list(person, { max: 20 })),
    /** Counts the sharings; shares of an earlier one are of no more use. */
    generation: optional(whole({ min: 1, max: 10_000 })),
    openedBy: list(person, { max: 20 }),
    openUntil: instantField,
    reasons: text({ max: 500 }),
  },

  roles: {
    ceremony: { heldBy: 'system', reaches: 'nothing', sees: 'all' },
    overseer: {
      heldBy: ['securityAdministrator', 'auditor', 'officeHead'],
      reaches: { to: 'everywhere' },
      sees: 'all',
    },
  },

  states: {
    inUse: { holds: ['keyName', 'publicKey'] },
    retired: { holds: ['keyName', 'publicKey', 'reasons'], closed: true },
  },

  actions: {
    make: { by: 'ceremony', to: 'inUse', asks: ['keyName', 'publicKey'] },
    share: {
      by: 'ceremony',
      from: ['inUse', 'retired'],
      asks: ['threshold', 'holders', 'generation', 'reasons'],
      provided: ['enoughHoldersForTheThreshold', 'sharingIsNew'],
    },
    open: {
      by: 'ceremony',
      from: ['inUse', 'retired'],
      asks: ['openedBy', 'openUntil'],
      provided: ['enoughHoldersOpenedIt'],
    },
    lock: { by: 'ceremony', from: ['inUse', 'retired'], asks: ['reasons'] },
    retire: { by: 'ceremony', from: 'inUse', to: 'retired', asks: ['reasons'] },
  },

  rules: {
    enoughHoldersForTheThreshold: ({ input }) =>
      new Set(input.holders).size >= (input.threshold ?? Number.POSITIVE_INFINITY),
    sharingIsNew: ({ record, input }) => (input.generation ?? 0) > (record.generation ?? 0),
    enoughHoldersOpenedIt: ({ record, input }) =>
      new Set(input.openedBy).size >= (record.threshold ?? Number.POSITIVE_INFINITY) &&
      (input.openedBy ?? []).every((one) => (record.holders ?? []).includes(one)),
  },

  deadlines: {},
  documents: {},
  views: {
    keys: {
      for: 'overseer',
      shows: ['inUse', 'retired'],
      columns: ['keyName', 'threshold', 'generation', 'openUntil'],
    },
  },
})
