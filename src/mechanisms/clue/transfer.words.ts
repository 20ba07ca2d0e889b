/** What a person reads about a transfer. */
import type { WordsFor } from '#kernel/record/declaration.ts'
import type { transfer } from './transfer.ts'

export const chinese: WordsFor<typeof transfer> = {
  name: '移送件',
  fields: {
    clue: '所属线索',
    clueNumber: '线索编号',
    kind: '移送类别',
    text: '移送内容',
    to: '接收单位',
    from: '移送单位',
    named: '涉及的单位和人员（须回避）',
    registeredAs: '接收单位登记号',
    reasons: '理由',
    result: '处理结果',
    answer: '答复内容',
    decidedOn: '决定日期',
    supervisions: '督办记录',
  },
  choices: {
    kind: { umbrella: '保护伞', industry: '行业问题', petition: '信访事项' },
    result: {
      filed: '已立案',
      sanctioned: '已处分或者处罚',
      rectified: '已整改',
      explained: '已解释说明',
      nothingFound: '未发现问题',
      withdrawn: '已撤回',
    },
  },
  parts: { key: '标识', how: '认定方式', rung: '督办层次', text: '内容' },
  roles: { clueItself: '线索', director: '扫黑办主任', receiver: '接收单位登记员', clock: '系统时钟' },
  states: {
    sent: '已移送',
    returned: '已退回',
    registered: '已登记',
    answered: '已答复',
    withdrawn: '已撤回',
  },
  actions: {
    send: '移送',
    register: '登记',
    returnIt: '退回',
    sendElsewhere: '改送',
    escalate: '逾期升级',
    withdraw: '撤回',
    answer: '答复',
  },
  refusals: {
    receiverTakesSuchParts: '该单位没有接收这类事项的岗位；请送给设有相应接收岗位的单位。',
    receiverIsNotTiedToTheNamed:
      '接收单位不存在，或者与涉及的单位或人员有利害关系，应当回避；请另选接收单位。',
    decidedByNow: '决定日期不能晚于今天；请填写实际作出决定的日期。',
  },
  deadlines: { decideReturn: '退回件处理期限', register: '登记期限', answer: '答复期限' },
  documents: { transferLetter: '移送函', answer: '答复函' },
  views: { toAnswer: '待答复', sentOut: '已移送' },
}

export const english: WordsFor<typeof transfer> = {
  name: 'Transfer',
  fields: {
    clue: 'Clue',
    clueNumber: 'Number of the clue',
    kind: 'Kind',
    text: 'What is passed on',
    to: 'Receiver',
    from: 'Sent by',
    named: 'Units and persons named (kept out)',
    registeredAs: 'Registered by the receiver as',
    reasons: 'Reasons',
    result: 'Result',
    answer: 'Answer',
    decidedOn: 'Decided on',
    supervisions: 'Supervision',
  },
  choices: {
    kind: { umbrella: 'Umbrella', industry: 'Trade problem', petition: 'Petition matter' },
    result: {
      filed: 'Case filed',
      sanctioned: 'Sanctioned or fined',
      rectified: 'Rectified',
      explained: 'Explained',
      nothingFound: 'Nothing found',
      withdrawn: 'Withdrawn',
    },
  },
  parts: { key: 'Key', how: 'How it was found', rung: 'Rung', text: 'Text' },
  roles: { clueItself: 'Clue', director: 'Office director', receiver: 'Receiver', clock: 'Clock' },
  states: {
    sent: 'Sent',
    returned: 'Returned',
    registered: 'Registered',
    answered: 'Answered',
    withdrawn: 'Withdrawn',
  },
  actions: {
    send: 'Send',
    register: 'Register',
    returnIt: 'Return',
    sendElsewhere: 'Send elsewhere',
    escalate: 'Escalate',
    withdraw: 'Withdraw',
    answer: 'Answer',
  },
  refusals: {
    receiverTakesSuchParts: 'The unit has no post for such parts: send it to one that has.',
    receiverIsNotTiedToTheNamed:
      'The receiver is unknown or tied to somebody the clue names: choose another receiver.',
    decidedByNow: 'A decision cannot be dated after today: enter the day it was really made.',
  },
  deadlines: { decideReturn: 'Decide the return by', register: 'Register by', answer: 'Answer by' },
  documents: { transferLetter: 'Transfer letter', answer: 'Letter of answer' },
  views: { toAnswer: 'To answer', sentOut: 'Sent out' },
}
