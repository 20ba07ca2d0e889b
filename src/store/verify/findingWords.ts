// What can fail to fit, each with its sentence.

import type { Where } from './where.ts'

interface Words {
  readonly zh: (where: Where) => string
  readonly en: (where: Where) => string
}

const entryZh = ({ record, seq, leaf }: Where) =>
  record === undefined ? `日志第 ${leaf ?? '?'} 叶的条目` : `记录 ${record} 的第 ${seq ?? '?'} 条`
const entryEn = ({ record, seq, leaf }: Where) =>
  record === undefined ? `the entry at leaf ${leaf ?? '?'}` : `entry ${seq ?? '?'} of record ${record}`
const butZh = ({ expected, found }: Where) =>
  (expected === undefined ? '' : `；应为 ${expected}`) + (found === undefined ? '' : `，实为 ${found}`)
const butEn = ({ expected, found }: Where) =>
  (expected === undefined ? '' : `; expected ${expected}`) + (found === undefined ? '' : `, found ${found}`)
const rowOf = ({ table, row, column }: Where) =>
  [table, column].filter((part) => part !== undefined).join('.') + (row === undefined ? '' : ` [${row}]`)
const of = ({ record }: Where) => record ?? '?'

const credentials: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  login: ['登录名', 'login'],
  password: ['密码', 'password'],
  disabled: ['停用标记', 'mark that it is disabled'],
  totp: ['动态口令', 'one-time code app'],
  recoveryCode: ['恢复码', 'recovery code'],
  passkey: ['通行密钥', 'passkey'],
  subject: ['统一身份绑定', 'bound subject'],
}
const credentialZh = ({ credential = '?' }: Where) => credentials[credential]?.[0] ?? credential
const credentialEn = ({ credential = '?' }: Where) => credentials[credential]?.[1] ?? credential

const words = {
  entryChanged: {
    zh: (w) => `${entryZh(w)}被改动${w.column === undefined ? '' : `（列 ${w.column}）`}${butZh(w)}`,
    en: (w) => `${entryEn(w)} was changed${w.column === undefined ? '' : ` (column ${w.column})`}${butEn(w)}`,
  },
  entryRemoved: { zh: (w) => `${entryZh(w)}被删除`, en: (w) => `${entryEn(w)} was removed` },
  entryInserted: {
    zh: (w) => `${entryZh(w)}是插入的：日志中没有它`,
    en: (w) => `${entryEn(w)} was inserted: the log does not have it`,
  },
  entryForged: {
    zh: (w) => `${entryZh(w)}不是本系统写入的：它的盐不出自本系统的密钥`,
    en: (w) => `${entryEn(w)} was not written by this system: its salt is none of its key`,
  },
  entryReordered: {
    zh: (w) => `${entryZh(w)}被调换：日志中它在第 ${w.leaf ?? '?'} 叶`,
    en: (w) => `${entryEn(w)} was moved: in the log it stands at leaf ${w.leaf ?? '?'}`,
  },
  entryBackDated: {
    zh: (w) => `${entryZh(w)}的时间早于允许范围${butZh(w)}`,
    en: (w) => `${entryEn(w)} is back-dated${butEn(w)}`,
  },
  entryPostDated: {
    zh: (w) => `${entryZh(w)}的时间晚于收录它的检查点${butZh(w)}`,
    en: (w) => `${entryEn(w)} claims a time after the checkpoint that covers it${butEn(w)}`,
  },
  entryDoesNotFollow: {
    zh: (w) => `${entryZh(w)}与前一条不衔接`,
    en: (w) => `${entryEn(w)} does not follow the one before it`,
  },
  rowEdited: {
    zh: (w) => `记录 ${of(w)} 的 ${rowOf(w)} 被改动${butZh(w)}`,
    en: (w) => `${rowOf(w)} of record ${of(w)} was edited${butEn(w)}`,
  },
  rowMissing: {
    zh: (w) => `记录 ${of(w)} 的 ${rowOf(w)} 缺失`,
    en: (w) => `${rowOf(w)} of record ${of(w)} is missing`,
  },
  rowInserted: {
    zh: (w) => `${rowOf(w)} 中有条目无法解释的行（记录 ${of(w)}）`,
    en: (w) => `${rowOf(w)} has a row that no entry explains (record ${of(w)})`,
  },
  recordCannotBeRecomputed: {
    zh: (w) => `记录 ${of(w)} 无法由其条目重算${butZh(w)}`,
    en: (w) => `record ${of(w)} cannot be computed from its entries${butEn(w)}`,
  },
  fileSwapped: {
    zh: (w) => `文件 ${w.digest ?? '?'} 的内容被换${butZh(w)}`,
    en: (w) => `file ${w.digest ?? '?'} holds something else${butEn(w)}`,
  },
  fileMissing: {
    zh: (w) => `文件 ${w.digest ?? '?'} 缺失`,
    en: (w) => `file ${w.digest ?? '?'} is missing`,
  },
  numberMissing: {
    zh: (w) => `登记号缺号：${w.number ?? '?'}`,
    en: (w) => `register number ${w.number ?? '?'} is missing`,
  },
  numberUnknown: {
    zh: (w) => `登记号 ${w.number ?? '?'} 超出计数器或不属于任何序列${butZh(w)}`,
    en: (w) => `register number ${w.number ?? '?'} is beyond its counter or of no series${butEn(w)}`,
  },
  paperMissing: {
    zh: (w) => `文号缺号：${w.number ?? '?'}，没有条目制发过它`,
    en: (w) => `paper number ${w.number ?? '?'} is missing: no entry issued it`,
  },
  paperTwice: {
    zh: (w) => `文号重号：${w.number ?? '?'}，${entryZh(w)}再次使用了它`,
    en: (w) => `paper number ${w.number ?? '?'} was given twice: ${entryEn(w)} has it too`,
  },
  paperUnknown: {
    zh: (w) => `文号 ${w.number ?? '?'} 超出计数器${butZh(w)}`,
    en: (w) => `paper number ${w.number ?? '?'} is beyond its counter${butEn(w)}`,
  },
  tileChanged: {
    zh: (w) => `${w.log ?? ''} 日志的瓦片 ${w.tile ?? '?'} 被改动${butZh(w)}`,
    en: (w) => `${w.tile ?? '?'} of the ${w.log ?? ''} log was changed${butEn(w)}`,
  },
  treeChanged: {
    zh: (w) => `${w.log ?? ''} 日志的树不再是第 ${w.size ?? '?'} 叶检查点所签的树${butZh(w)}`,
    en: (w) =>
      `the ${w.log ?? ''} log is not the tree its checkpoint of size ${w.size ?? '?'} was signed for${butEn(w)}`,
  },
  logTruncated: {
    zh: (w) => `${w.log ?? ''} 日志被截短：检查点为 ${w.size ?? '?'} 叶${butZh(w)}`,
    en: (w) => `the ${w.log ?? ''} log was cut back: a checkpoint is of size ${w.size ?? '?'}${butEn(w)}`,
  },
  logForked: {
    zh: (w) => `${w.log ?? ''} 日志已分叉：与保存的检查点（${w.size ?? '?'} 叶）不一致${butZh(w)}`,
    en: (w) =>
      `the ${w.log ?? ''} log was forked: it does not continue the kept checkpoint of size ${w.size ?? '?'}${butEn(w)}`,
  },
  checkpointForged: {
    zh: (w) => `${w.log ?? ''} 日志第 ${w.size ?? '?'} 叶的检查点是伪造的${butZh(w)}`,
    en: (w) => `the checkpoint of size ${w.size ?? '?'} of the ${w.log ?? ''} log is forged${butEn(w)}`,
  },
  checkpointMissing: {
    zh: (w) => `${w.log ?? ''} 日志有 ${w.size ?? '?'} 叶没有检查点覆盖`,
    en: (w) => `no checkpoint covers the ${w.log ?? ''} log at size ${w.size ?? '?'}`,
  },
  credentialReplaced: {
    zh: (w) => `账号 ${w.account ?? '?'} 的${credentialZh(w)}不是经本系统设置的：在数据库中被替换`,
    en: (w) =>
      `the ${credentialEn(w)} of account ${w.account ?? '?'} was replaced in the database, past this system`,
  },
  credentialAdded: {
    zh: (w) => `账号 ${w.account ?? '?'} 的${credentialZh(w)}不是经本系统设置的：在数据库中被添加`,
    en: (w) =>
      `the ${credentialEn(w)} of account ${w.account ?? '?'} was added in the database, past this system`,
  },
  credentialRemoved: {
    zh: (w) => `账号 ${w.account ?? '?'} 的${credentialZh(w)}不是经本系统取消的：在数据库中被删除`,
    en: (w) =>
      `the ${credentialEn(w)} of account ${w.account ?? '?'} was removed in the database, past this system`,
  },
  queryCodeReplaced: {
    zh: (w) => `记录 ${of(w)} 的查询码不是发给举报人的那一个：被替换或与别的记录互换`,
    en: (w) =>
      `the query code of record ${of(w)} is not the one its reporter was given: it was replaced or exchanged`,
  },
  schemaChanged: {
    zh: (w) => `数据库结构与迁移所建不同：${w.object ?? '?'}${butZh(w)}`,
    en: (w) => `the database is not as its migrations make it: ${w.object ?? '?'}${butEn(w)}`,
  },
  logKeyChanged: {
    zh: (w) => `${w.log ?? ''} 日志的公钥与已知的不同${butZh(w)}`,
    en: (w) => `the key of the ${w.log ?? ''} log is not the one known${butEn(w)}`,
  },
} as const satisfies Record<string, Words>

export type What = keyof typeof words
export const says: Readonly<Record<What, Words>> = words
