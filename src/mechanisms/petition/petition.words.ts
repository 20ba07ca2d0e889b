/** What a person reads about a petition: the words of the declaration, and those that a declaration has no place for. */
import { chinese } from './petition.words.zh.ts'
import { english } from './petition.words.en.ts'

export { chinese, english }

interface Spoken {
  readonly zh: string
  readonly en: string
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
    browser: { zh: '发出它的浏览器', en: 'The browser that sent it' },
    server: { zh: '服务器', en: 'The server' },
  },
}
