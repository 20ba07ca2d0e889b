/** What a person reads about a complaint: the words of the declaration, and those that a declaration has no place for. */
import { chinese } from './complaint.words.zh.ts'
import { english } from './complaint.words.en.ts'

export { chinese, english }

interface Spoken {
  readonly zh: string
  readonly en: string
}

/**
 * What the complainant is told of each `publicly` of a state: where it stands and what comes next. It names no person, no
 * unit and no number of days (those are data of the rulebook).
 */
export const publicStatus: Readonly<Record<string, Spoken>> = {
  received: {
    zh: '已收到。登记单位将在规定期限内登记，请保管好查询码。',
    en: 'Received. It is registered within the prescribed time; please keep your query code.',
  },
  beingRouted: {
    zh: '已登记，正在确定由谁办理。被反映的人和单位不能参与。',
    en: 'Registered, and it is being settled who handles it. Whoever it is about takes no part.',
  },
  moreWanted: {
    zh: '需要您补充情况。请凭查询码查看所需内容并补充；不补充的，将依现有材料继续办理。',
    en: 'More detail is wanted. Please read what is asked and add it here; without it the work goes on with what there is.',
  },
  passedToBody: {
    zh: '已转送有管理权限的机关。该机关将在规定期限内决定是否受理，实名的将告知您。',
    en: 'Passed on to the competent body. It decides within the prescribed time whether to take it on; if you gave your name you are told.',
  },
  beingExamined: {
    zh: '核查中。办结后将在规定期限内向您反馈。',
    en: 'Being examined. You are answered within the prescribed time after it is settled.',
  },
  decided: {
    zh: '已办结。结果将在规定期限内向您反馈；不同意的，可以在规定期限内提出异议。',
    en: 'Settled. You are told the result within the prescribed time; if you disagree you may object within the time stated.',
  },
  reexamining: {
    zh: '异议审核中。是否重新核查将在规定期限内决定并告知您。',
    en: 'Your objection is being considered. It is decided within the prescribed time, and you are told.',
  },
  outOfScope: {
    zh: '不属受理范围。请按告知的渠道反映；不同意的，可以在规定期限内提出异议。',
    en: 'Not in our scope. Please use the channel named; if you disagree you may object within the time stated.',
  },
}

/** The choices inside groups, by the name of the part. Parts of kind `listed` get theirs from the rulebook. */
export const partChoices: Readonly<Record<string, Readonly<Record<string, Spoken>>>> = {
  how: {
    matched: { zh: '系统比对', en: 'Matched by the system' },
    stated: { zh: '人工认定', en: 'Stated by an official' },
  },
  verdict: {
    sameMatter: { zh: '同一事项', en: 'Same matter' },
    samePerson: { zh: '同一被反映人', en: 'Same person complained about' },
    sameReporter: { zh: '同一检举控告人', en: 'Same complainant' },
    different: { zh: '无关', en: 'Different' },
  },
  way: {
    phone: { zh: '电话', en: 'Telephone' },
    message: { zh: '短信', en: 'Text message' },
    visit: { zh: '当面', en: 'In person' },
    code: { zh: '凭查询码', en: 'Query code' },
  },
  sealed: {
    'hpke-p256-v1': { zh: '公钥封装（HPKE P-256）', en: 'Sealed with HPKE P-256' },
    'hpke-p256-v2': {
      zh: '公钥封装（HPKE P-256，绑定本件举报）',
      en: 'Sealed with HPKE P-256 for this report',
    },
  },
  by: {
    browser: { zh: '举报人的浏览器', en: 'The reporter’s browser' },
    server: { zh: '服务器', en: 'The server' },
  },
}
