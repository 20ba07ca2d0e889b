/**
 * Institution key (协查机构密钥): the public key by which replies of an institution are known. One administrator enters it, a
 * head confirms it after comparing it with what the institution handed over; a revoked key signs nothing any more.
 */
import { present } from '#kernel/present.ts'
import { defineRecord } from '#kernel/record/declaration.ts'
import { person, text, unit } from '#kernel/record/field.ts'

export const institutionKey = defineRecord({
  name: 'institutionKey',
  version: 1,
  mechanism: 4,
  number: '吉协钥〔{year}〕000号',
  title: 'institution',
  outcome: 'reasons',
  excludes: [],

  fields: {
    institution: unit,
    publicKey: text({ max: 200 }),
    handedOverBy: text({ max: 200 }),
    enteredBy: person,
    confirmedBy: person,
    reasons: text({ max: 500 }),
  },

  roles: {
    administrator: { heldBy: ['securityAdministrator'], reaches: { to: 'everywhere' }, sees: 'all' },
    confirmer: { heldBy: ['officeHead'], reaches: { to: 'everywhere' }, sees: 'all' },
    auditor: { heldBy: ['auditor'], reaches: { to: 'everywhere' }, sees: 'all' },
  },

  states: {
    entered: { holds: ['institution', 'publicKey', 'enteredBy'], waitsFor: 'confirmer' },
    inUse: { holds: ['confirmedBy'] },
    revoked: { holds: ['reasons'], final: true },
  },

  actions: {
    enter: {
      by: 'administrator',
      to: 'entered',
      asks: ['institution', 'publicKey', 'handedOverBy'],
      provided: ['isAKeyOfThisForm', 'institutionIsKnown'],
      sets: ({ actor }) => present({ enteredBy: actor.kind === 'staff' ? actor.person : undefined }),
    },
    confirm: {
      by: 'confirmer',
      from: 'entered',
      to: 'inUse',
      provided: ['actorDidNotEnterIt'],
      sets: ({ actor }) => present({ confirmedBy: actor.kind === 'staff' ? actor.person : undefined }),
    },
    revoke: {
      by: ['administrator', 'confirmer'],
      from: ['entered', 'inUse'],
      to: 'revoked',
      asks: ['reasons'],
    },
  },

  rules: {
    // <name>+<8 hex digits>+<base64 of the type and the 32 bytes of an Ed25519 key>, as C2SP notes write it.
    isAKeyOfThisForm: ({ input }) => /^[^\s+]+\+[\da-f]{8}\+[A-Za-z0-9+/]{44}$/.test(input.publicKey ?? ''),
    institutionIsKnown: ({ input, org, rulebook }) =>
      rulebook
        .list('assetQuery.institutions')
        .some(({ code }) => code === org.findUnit(input.institution ?? '')?.kind),
    actorDidNotEnterIt: ({ actor, record }) => actor.kind === 'staff' && actor.person !== record.enteredBy,
  },

  deadlines: {},
  documents: {},
  views: {
    keys: {
      for: ['administrator', 'confirmer', 'auditor'],
      shows: ['entered', 'inUse', 'revoked'],
      columns: ['institution', 'handedOverBy', 'enteredBy', 'confirmedBy'],
    },
  },
})
