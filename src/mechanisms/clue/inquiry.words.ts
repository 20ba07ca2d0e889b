/** What a person reads about an inquiry. */
import type { WordsFor } from '#kernel/record/declaration.ts'
import type { inquiry } from './inquiry.ts'

export const chinese: WordsFor<typeof inquiry> = {
  name: '线索问询',
  fields: {
    clue: '所为线索',
    identifier: '所查号码',
    purpose: '问询目的',
    question: '问询事项',
    named: '涉及的单位和人员（须回避）',
    asker: '问询人',
    askingUnit: '问询单位',
    to: '被问询单位',
    answer: '答复',
    answerWords: '答复说明',
    answeredBy: '答复单位',
    reasons: '理由',
    supervisions: '督办记录',
  },
  choices: {
    answer: { yes: '有关，答复如下', no: '无关', contact: '请联系我单位', withdrawn: '已撤回' },
  },
  parts: { key: '标识', how: '认定方式', rung: '督办层次', text: '内容' },
  roles: {
    asker: '问询人',
    askersHead: '问询单位负责人',
    holder: '被问询单位经办人',
    auditor: '审计员',
    clock: '系统时钟',
  },
  states: { asked: '待答复', answered: '已答复', closed: '已知悉', withdrawn: '已撤回' },
  actions: {
    ask: '问询',
    answer: '答复',
    takeNote: '知悉',
    withdraw: '撤回',
    escalate: '逾期升级',
  },
  refusals: {
    anotherUnitIsAsked: '只能向其他单位问询；请另选单位。',
    unitIsNotTiedToTheNamed: '该单位与涉及的单位或人员有利害关系，应当回避，不能向其问询。',
    answersAQuestionOfOthers: '问询人不能答复自己的问询；请由他人答复。',
    answerIsOneOfThree: '答复只能是有关、无关或者请联系；撤回由问询人办理。',
    whomToContactIsSaid: '请写明联系人和联系方式。',
  },
  deadlines: { answer: '答复期限', takeNote: '知悉期限' },
  documents: {},
  views: { toAnswer: '待答复的问询', mine: '我的问询' },
}

export const english: WordsFor<typeof inquiry> = {
  name: 'Inquiry',
  fields: {
    clue: 'For the clue',
    identifier: 'Number searched for',
    purpose: 'Purpose',
    question: 'Question',
    named: 'Units and persons concerned (kept out)',
    asker: 'Who asks',
    askingUnit: 'Unit that asks',
    to: 'Unit that is asked',
    answer: 'Answer',
    answerWords: 'What it says',
    answeredBy: 'Unit that answered',
    reasons: 'Reasons',
    supervisions: 'Urging',
  },
  choices: {
    answer: { yes: 'Yes, as follows', no: 'No', contact: 'Contact us', withdrawn: 'Withdrawn' },
  },
  parts: { key: 'Key', how: 'How it is known', rung: 'Rung', text: 'Text' },
  roles: {
    asker: 'Who asks',
    askersHead: 'Head of the asking unit',
    holder: 'Clerk of the unit asked',
    auditor: 'Auditor',
    clock: 'Clock',
  },
  states: { asked: 'To be answered', answered: 'Answered', closed: 'Noted', withdrawn: 'Withdrawn' },
  actions: {
    ask: 'Ask',
    answer: 'Answer',
    takeNote: 'Take note',
    withdraw: 'Withdraw',
    escalate: 'Escalate',
  },
  refusals: {
    anotherUnitIsAsked: 'Only another unit is asked: choose another.',
    unitIsNotTiedToTheNamed: 'This unit is tied to somebody concerned and is kept out: it cannot be asked.',
    answersAQuestionOfOthers: 'Nobody answers their own question: leave it to somebody else.',
    answerIsOneOfThree: 'The answer is yes, no, or contact us; the asker withdraws.',
    whomToContactIsSaid: 'Say whom to contact and how.',
  },
  deadlines: { answer: 'Answer by', takeNote: 'Take note by' },
  documents: {},
  views: { toAnswer: 'Questions to answer', mine: 'My questions' },
}
