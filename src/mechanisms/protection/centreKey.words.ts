import type { WordsFor } from '#kernel/record/declaration.ts'
import type { centreKey } from './centreKey.ts'

export const chinese: WordsFor<typeof centreKey> = {
  name: '中心密钥',
  fields: {
    keyName: '密钥名称',
    publicKey: '公钥',
    threshold: '启用所需人数',
    holders: '份额保管人',
    generation: '分持轮次',
    openedBy: '启用人',
    openUntil: '启用至',
    reasons: '理由',
  },
  choices: {},
  parts: {},
  roles: { ceremony: '密钥仪式', overseer: '监督人' },
  states: { inUse: '使用中', retired: '已停用' },
  actions: { make: '生成', share: '分持', open: '启用', lock: '锁定', retire: '停用' },
  refusals: {
    enoughHoldersForTheThreshold: '保管人少于启用所需人数，请增加保管人或者减少人数。',
    sharingIsNew: '分持轮次须大于上一轮，请按新的轮次登记。',
    enoughHoldersOpenedIt: '启用人数不足或者不是保管人，请由足够的保管人共同启用。',
  },
  deadlines: {},
  documents: {},
  views: { keys: '中心密钥' },
}

export const english: WordsFor<typeof centreKey> = {
  name: 'Centre key',
  fields: {
    keyName: 'Name of the key',
    publicKey: 'Public key',
    threshold: 'How many open it',
    holders: 'Holders of shares',
    generation: 'Which sharing',
    openedBy: 'Opened by',
    openUntil: 'Open until',
    reasons: 'Reasons',
  },
  choices: {},
  parts: {},
  roles: { ceremony: 'Key ceremony', overseer: 'Overseer' },
  states: { inUse: 'In use', retired: 'Retired' },
  actions: { make: 'Make', share: 'Share out', open: 'Open', lock: 'Lock', retire: 'Retire' },
  refusals: {
    enoughHoldersForTheThreshold:
      'There are fewer holders than have to open it: name more, or ask for fewer.',
    sharingIsNew: 'A sharing has a number above the last one: enter it under a new number.',
    enoughHoldersOpenedIt: 'Too few, or not its holders, opened it: enough of the holders do it together.',
  },
  deadlines: {},
  documents: {},
  views: { keys: 'Centre keys' },
}
