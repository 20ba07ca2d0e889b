/**
 * What a person reads about a clue: the words of the declaration, and those that a declaration has no
 * place for. The languages stand in clue.words.zh.ts and clue.words.en.ts.
 */
import { chinese } from './clue.words.zh.ts'
import { english } from './clue.words.en.ts'

export { chinese, english }

interface Spoken {
  readonly zh: string
  readonly en: string
}

/**
 * What the reporter is told of each `publicly` of a state: where it stands and what comes next. It names no person, no
 * unit and no number of days (those are data of the rulebook).
 */
export const publicStatus: Readonly<Record<string, Spoken>> = {
  received: {
    zh: '已收到。线索中心将在规定期限内登记并决定是否受理，请保管好查询码。',
    en: 'Received. The clue centre registers it within the prescribed time; please keep your query code.',
  },
  accepted: {
    zh: '已受理。线索中心正在研判，将在规定期限内转交有权核查的单位。',
    en: 'Accepted. It is being assessed and will be passed on within the prescribed time to a unit that may verify it.',
  },
  moreWanted: {
    zh: '需要您补充情况。请凭查询码查看所需内容并补充；不补充的，线索中心将依现有材料继续办理。',
    en: 'More detail is wanted. Please read what is asked and add it here; without it the centre goes on with what it has.',
  },
  passedOn: {
    zh: '已转办。核查单位将在规定期限内签收，并开始核查。',
    en: 'Passed on. The unit signs for it within the prescribed time and then begins to verify.',
  },
  beingVerified: {
    zh: '核查中。留有联系方式的，核查单位将在规定期限内与您联系；办结后向您反馈。',
    en: 'Being verified. If you left a way to reach you, the unit contacts you within the prescribed time; you are answered when it closes.',
  },
  closed: {
    zh: '已办结。结果将在规定期限内向您反馈；不同意的，可以在规定期限内提出异议。',
    en: 'Closed. You are told the result within the prescribed time; if you disagree you may object within the time stated.',
  },
  outOfScope: {
    zh: '不属受理范围。请按告知的渠道反映；不同意的，可以在规定期限内提出异议。',
    en: 'Not in our scope. Please use the channel named; if you disagree you may object within the time stated.',
  },
  reexamining: {
    zh: '复查申请审核中。是否重新核查将在规定期限内决定并告知您。',
    en: 'Your objection is being considered. It is decided within the prescribed time, and you are told.',
  },
  merged: {
    zh: '已与同一事项的其他举报一并办理。您的查询码仍然有效，办结后同样向您反馈。',
    en: 'Handled together with another report of the same matter. Your query code stays valid, and you are answered, too.',
  },
}

const kinds = {
  umbrella: { zh: '保护伞', en: 'Umbrella' },
  industry: { zh: '行业问题', en: 'Trade problem' },
  petition: { zh: '信访事项', en: 'Petition matter' },
}

/** The choices inside groups, by the name of the part. Parts of kind `listed` get theirs from the rulebook. */
export const partChoices: Readonly<Record<string, Readonly<Record<string, Spoken>>>> = {
  publicOfficial: {
    yes: { zh: '是', en: 'Yes' },
    no: { zh: '否', en: 'No' },
    unknown: { zh: '不清楚', en: 'Don’t know' },
  },
  how: {
    matched: { zh: '系统比对', en: 'Matched by the system' },
    stated: { zh: '人工认定', en: 'Stated by an official' },
  },
  verdict: {
    sameEvent: { zh: '同一事项', en: 'Same event' },
    samePerson: { zh: '同一被举报人', en: 'Same person reported' },
    sameReporter: { zh: '同一举报人', en: 'Same reporter' },
    different: { zh: '无关', en: 'Different' },
  },
  way: {
    phone: { zh: '电话', en: 'Telephone' },
    message: { zh: '短信', en: 'Text message' },
    visit: { zh: '当面', en: 'In person' },
    code: { zh: '凭查询码', en: 'Query code' },
  },
  satisfaction: {
    satisfied: { zh: '满意', en: 'Satisfied' },
    fair: { zh: '基本满意', en: 'Fairly satisfied' },
    dissatisfied: { zh: '不满意', en: 'Dissatisfied' },
    notReached: { zh: '未联系上', en: 'Not reached' },
  },
  kind: kinds,
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
