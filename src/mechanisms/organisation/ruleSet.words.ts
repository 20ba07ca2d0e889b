import type { WordsFor } from '#kernel/record/declaration.ts'
import type { ruleSet } from './ruleSet.ts'

export const chinese: WordsFor<typeof ruleSet> = {
  name: '制度数据',
  fields: {
    supervisions: '督促记录',
    key: '名称',
    from: '施行日期',
    to: '失效日期',
    source: '依据',
    content: '内容',
    notice: '依据文件',
    reasons: '说明',
    proposer: '提出人',
    keeper: '保管单位',
    opinion: '审批意见',
  },
  choices: {},
  parts: {},
  roles: { installer: '系统安装', director: '负责人', proposer: '提出人', reader: '查阅人' },
  states: { proposed: '待审批', inForce: '施行', rejected: '未通过' },
  actions: {
    escalate: '到期督促', install: '安装', propose: '提出', approve: '批准施行', reject: '不批准' },
  refusals: {
    contentIsSound: '内容不符合该类制度数据的格式,请对照现行版本修改。',
    fromIsNotPast: '施行日期不能早于今天,已经作出的决定不受新规则影响。',
    itsDayIsNotPast: '施行日期已过,请重新提出。',
    actorKeepsTheRegister: '只有线索中心可以提出修改。',
    actorIsNotTheProposer: '提出人不能批准自己的提案,请由另一名负责人审批。',
  },
  deadlines: { approve: '审批期限' },
  documents: {},
  views: { toApprove: '待审批', rulebook: '现行制度' },
}

export const english: WordsFor<typeof ruleSet> = {
  name: 'Rule set',
  fields: {
    supervisions: 'Reminders',
    key: 'Key',
    from: 'In force from',
    to: 'Until',
    source: 'Source',
    content: 'Content',
    notice: 'Notice',
    reasons: 'Reasons',
    proposer: 'Proposer',
    keeper: 'Kept by',
    opinion: 'Opinion',
  },
  choices: {},
  parts: {},
  roles: { installer: 'Installer', director: 'Director', proposer: 'Proposer', reader: 'Reader' },
  states: { proposed: 'Proposed', inForce: 'In force', rejected: 'Rejected' },
  actions: {
    escalate: 'Remind', install: 'Install', propose: 'Propose', approve: 'Approve', reject: 'Reject' },
  refusals: {
    contentIsSound: 'The content is not what this kind of rule set holds: compare it with the one in force.',
    fromIsNotPast: 'It cannot come into force in the past: what was decided stays decided.',
    itsDayIsNotPast: 'Its day has passed: propose it anew.',
    actorKeepsTheRegister: 'Only the clue centre proposes changes.',
    actorIsNotTheProposer: 'Whoever proposed it cannot approve it: another director does.',
  },
  deadlines: { approve: 'Decide by' },
  documents: {},
  views: { toApprove: 'To approve', rulebook: 'Rulebook' },
}
