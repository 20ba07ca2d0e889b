import type { WordsFor } from '#kernel/record/declaration.ts'
import type { institutionKey } from './institutionKey.ts'

export const chinese: WordsFor<typeof institutionKey> = {
  name: '协查机构密钥',
  fields: {
    institution: '协查机构',
    publicKey: '公钥',
    handedOverBy: '交付方式和交付人',
    enteredBy: '录入人',
    confirmedBy: '确认人',
    reasons: '理由',
  },
  choices: {},
  parts: {},
  roles: { administrator: '安全管理员', confirmer: '确认人', auditor: '审计员' },
  states: { entered: '待确认', inUse: '使用中', revoked: '已吊销' },
  actions: { enter: '录入', confirm: '确认', revoke: '吊销' },
  refusals: {
    isAKeyOfThisForm: '这不是机构公钥；请原样粘贴机构交付的一行公钥。',
    institutionIsKnown: '所选单位不是协查机构，请另选。',
    actorDidNotEnterIt: '录入人不能自己确认，请由另一人与机构核对后确认。',
  },
  deadlines: {},
  documents: {},
  views: { keys: '协查机构密钥' },
}

export const english: WordsFor<typeof institutionKey> = {
  name: 'Institution key',
  fields: {
    institution: 'Institution',
    publicKey: 'Public key',
    handedOverBy: 'Handed over how and by whom',
    enteredBy: 'Entered by',
    confirmedBy: 'Confirmed by',
    reasons: 'Reasons',
  },
  choices: {},
  parts: {},
  roles: { administrator: 'Security administrator', confirmer: 'Confirmer', auditor: 'Auditor' },
  states: { entered: 'To confirm', inUse: 'In use', revoked: 'Revoked' },
  actions: { enter: 'Enter', confirm: 'Confirm', revoke: 'Revoke' },
  refusals: {
    isAKeyOfThisForm: 'This is no public key of an institution: paste the one line it handed over.',
    institutionIsKnown: 'This unit is no institution of the query desk: choose another.',
    actorDidNotEnterIt:
      'Whoever entered a key does not confirm it: somebody else compares it with the institution.',
  },
  deadlines: {},
  documents: {},
  views: { keys: 'Institution keys' },
}
