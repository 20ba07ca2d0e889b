import type { WordsFor } from '#kernel/record/declaration.ts'
import type { entityMatch } from './entityMatch.ts'

export const chinese: WordsFor<typeof entityMatch> = {
  name: '同一认定',
  fields: {
    about: '涉及实体',
    one: '实体一',
    other: '实体二',
    signs: '判断依据',
    unit: '提出单位',
    proposer: '提出人',
    decider: '认定人',
    sharedWith: '共享给',
    verdict: '认定结果',
    reasons: '理由',
  },
  choices: { verdict: { same: '同一', notSame: '非同一' } },
  parts: { kind: '种类', says: '说明' },
  roles: { proposer: '提出人', colleague: '被共享人', desk: '线索中心、案件管理' },
  states: { proposed: '待认定', same: '认定同一', notSame: '认定非同一' },
  actions: {
    propose: '提出同一认定',
    merge: '认定同一（合并）',
    refuse: '认定非同一',
    split: '拆分',
    askAgain: '重新认定',
    share: '共享',
  },
  refusals: {
    twoEntities: '须是两个不同的实体。',
    bothStand: '两个实体须均处于已认定状态。',
  },
  deadlines: {},
  documents: {},
  views: { open: '同一认定' },
}

export const english: WordsFor<typeof entityMatch> = {
  name: 'Entity match',
  fields: {
    about: 'About',
    one: 'One entity',
    other: 'Other entity',
    signs: 'What speaks for it',
    unit: 'Proposed by unit',
    proposer: 'Proposed by',
    decider: 'Decided by',
    sharedWith: 'Shared with',
    verdict: 'Verdict',
    reasons: 'Reasons',
  },
  choices: { verdict: { same: 'The same', notSame: 'Not the same' } },
  parts: { kind: 'Kind', says: 'Note' },
  roles: { proposer: 'Who proposed it', colleague: 'Shown by the proposer', desk: 'Clue centre, case desk' },
  states: { proposed: 'To decide', same: 'The same', notSame: 'Not the same' },
  actions: {
    propose: 'Propose a match',
    merge: 'They are the same (merge)',
    refuse: 'They are not the same',
    split: 'Split again',
    askAgain: 'Ask again',
    share: 'Share',
  },
  refusals: {
    twoEntities: 'It takes two different entities.',
    bothStand: 'Both entities must stand as stated.',
  },
  deadlines: {},
  documents: {},
  views: { open: 'Entity matches' },
}
