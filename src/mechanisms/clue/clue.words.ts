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
  villageCadre: {
    yes: { zh: '是', en: 'Yes' },
    no: { zh: '否', en: 'No' },
    unknown: { zh: '不清楚', en: 'Don’t know' },
  },
  how: {
    matched: { zh: '系统比对', en: 'Matched by the system' },
    stated: { zh: '人工认定', en: 'Stated by an official' },
  },
  whoAsks: {
    self: { zh: '自行回避', en: 'The official' },
    party: { zh: '当事人等申请', en: 'A party or a reporter' },
    superior: { zh: '指令回避', en: 'A superior' },
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
    browser: { zh: '发出它的浏览器', en: 'The browser that sent it' },
    server: { zh: '服务器', en: 'The server' },
  },
}
