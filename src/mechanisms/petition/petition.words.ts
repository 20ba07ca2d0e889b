/** What a person reads about a petition: the words of the declaration, and those that a declaration has no place for. */
import { chinese } from './petition.words.zh.ts'
import { english } from './petition.words.en.ts'

export { chinese, english }

interface Spoken {
  readonly zh: string
  readonly en: string
}

/**
 * What the petitioner is told of each `publicly` of a state: where it stands and what comes next. It names no person, no
 * unit and no number of days (those are data of the rulebook).
 */
export const publicStatus: Readonly<Record<string, Spoken>> = {
  received: {
    zh: '已收到。登记单位将在规定期限内登记、甄别，请保管好查询码。',
    en: 'Received. It is registered and sorted within the prescribed time; please keep your query code.',
  },
  beingSorted: {
    zh: '已登记，正在甄别。属于诉讼权利救济的将导入法律程序，其余的转有权处理的机关或者告知去向。',
    en: 'Registered and being sorted. Matters of litigation rights go to the legal procedure; others to the competent organ, or you are told where to go.',
  },
  moreWanted: {
    zh: '需要您补充情况。请凭查询码查看所需内容并补充；不补充的，将依现有材料继续办理。',
    en: 'More detail is wanted. Please read what is asked and add it here; without it the work goes on with what there is.',
  },
  handedOn: {
    zh: '已转送。有权处理的机关将在规定期限内书面告知您是否受理。',
    en: 'Passed on. The competent organ tells you in writing within the prescribed time whether it takes the matter on.',
  },
  beingHandled: {
    zh: '办理中。办结后将把处理意见和救济途径一并告知您。',
    en: 'Being handled. You are told the result together with what you may do about it.',
  },
  opinionGiven: {
    zh: '已作出处理意见。不服的，可以按照告知的途径在规定期限内请求救济。',
    en: 'An opinion has been given. If you disagree you may use the remedy stated within the time stated.',
  },
  underReview: {
    zh: '复查中。上一级机关将在规定期限内作出复查意见并书面答复您。',
    en: 'Under review. The organ above decides within the prescribed time and answers you in writing.',
  },
  reviewed: {
    zh: '已作出复查意见。不服的，可以在规定期限内请求复核。',
    en: 'Reviewed. If you disagree you may ask for a second review within the time stated.',
  },
  underSecondReview: {
    zh: '复核中。复核机关将在规定期限内作出复核意见；举行听证的，听证时间不计算在内。',
    en: 'Under second review. It is decided within the prescribed time; the time of a hearing does not count.',
  },
  ended: {
    zh: '已终结。以同一事实和理由再次提出的不再受理；有新的证据等法定事由的，可以重新提出。',
    en: 'Ended. The same facts and reasons are not taken again; on a legal ground such as new evidence you may come back.',
  },
  toldElsewhere: {
    zh: '已告知去向。请按照告知的内容向有权处理的机关提出。',
    en: 'You have been told where to go. Please turn to the organ named.',
  },
  settled: {
    zh: '已办结归档。办理结果和救济途径已经告知您。',
    en: 'Settled and archived. You were told the result and the remedies.',
  },
}

const ways = {
  phone: { zh: '电话', en: 'Telephone' },
  message: { zh: '短信', en: 'Text message' },
  visit: { zh: '当面', en: 'In person' },
  code: { zh: '凭查询码', en: 'Query code' },
}

/** The choices inside groups, by the name of the part. Parts of kind `listed` get theirs from the rulebook. */
export const partChoices: Readonly<Record<string, Readonly<Record<string, Spoken>>>> = {
  how: {
    matched: { zh: '系统比对', en: 'Matched by the system' },
    stated: { zh: '人工认定', en: 'Stated by an official' },
  },
  verdict: {
    sameMatter: { zh: '同一事项', en: 'Same matter' },
    sameReporter: { zh: '同一信访人', en: 'Same petitioner' },
    different: { zh: '无关', en: 'Different' },
  },
  way: ways,
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
