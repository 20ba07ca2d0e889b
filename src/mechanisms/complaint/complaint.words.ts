/** What a person reads about a complaint: the words of the declaration, and those that a declaration has no place for. */
import { chinese } from './complaint.words.zh.ts'
import { english } from './complaint.words.en.ts'

export { chinese, english }

interface Spoken {
  readonly zh: string
  readonly en: string
}

/** The choices inside groups, by the name of the part. Parts of kind `listed` get theirs from the rulebook. */
export const partChoices: Readonly<Record<string, Readonly<Record<string, Spoken>>>> = {
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
    browser: { zh: '发出它的浏览器', en: 'The browser that sent it' },
    server: { zh: '服务器', en: 'The server' },
  },
}
