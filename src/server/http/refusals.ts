/**
 * Every refusal there is at a door: its HTTP status and the sentence a person can act on. One row each; the compiler
 * knows which is missing.
 */
import type { Declaration } from '#kernel/record/declaration.ts'
import type { OfficeRefusal } from '../office/asking.ts'
import type { Language, Spoken } from './language.ts'
import { identityRefusals, type IdentityRefusal } from './identityRefusals.ts'
import type { HandOver } from '../handOver.ts'
import { plain } from './plainRefusal.ts'
import { wordsOf, type WordsByType } from './typeWords.ts'
import { whatItTakes } from './whatItTakes.ts'

/** What the doors themselves refuse, before or behind the office. */
export type DoorRefusal =
  | {
      readonly because:
        | 'not signed in'
        | 'other site'
        | 'no such address'
        | 'method not allowed'
        | 'not JSON'
        | 'malformed'
        | 'too large'
        | 'too many drafts'
        | 'no file'
        | 'not issued yet'
        | 'shows more than you see'
        | 'reason missing'
        | 'original only'
        | 'busy'
        | 'not in the log yet'
        | 'not ready'
        | 'database away'
        | 'broken'
        | 'centre key locked'
        | 'no such share'
    }
  | { readonly because: 'bad parameter'; readonly field: string; readonly takes: Spoken }
  | { readonly because: 'rule broken'; readonly rule: string; readonly toHandOver: HandOver }
  | { readonly because: 'sealed'; readonly action: string }
  | { readonly because: 'file refused' | 'text refused'; readonly says: Spoken }

export type AnyRefusal = OfficeRefusal | DoorRefusal | IdentityRefusal
export type Because = AnyRefusal['because']

/** What a sentence may need besides the refusal itself. */
export interface RefusalContext {
  readonly words: WordsByType
  /** All types, for the names of other records. */
  readonly declarations: ReadonlyMap<string, Declaration>
  readonly declaration?: Declaration
}

interface Row<R> {
  readonly status: number
  says(refusal: R, language: Language, context: RefusalContext): string
}
type Table = { readonly [B in Because]: Row<Extract<AnyRefusal, { readonly because: B }>> }

const ownWords = (language: Language, { words, declaration }: RefusalContext) =>
  declaration === undefined ? undefined : wordsOf(words, declaration, language)

const fieldLabel = (field: string, language: Language, context: RefusalContext): string =>
  ownWords(language, context)?.fields[field] ?? field
const actionLabel = (action: string, language: Language, context: RefusalContext): string =>
  ownWords(language, context)?.actions[action] ?? action

/** A sentence about a field, its label filled in for `{}`. */
const aboutField = (zh: string, en: string) => ({
  status: 422,
  says: ({ field }: { readonly field: string }, language: Language, context: RefusalContext) =>
    (language === 'zh' ? zh : en).replace('{}', () => fieldLabel(field, language, context)),
})
const aboutAction = (status: number, zh: string, en: string) => ({
  status,
  says: ({ action }: { readonly action: string }, language: Language, context: RefusalContext) =>
    (language === 'zh' ? zh : en).replace('{}', () => actionLabel(action, language, context)),
})

const table: Table = {
  // Whether there is nothing or something out of reach, the answer is the same.
  'not found': plain(
    404,
    '没有这条记录，或者您无权查看。',
    'There is no such record, or it is not for you to see.',
  ),
  excluded: plain(
    404,
    '没有这条记录，或者您无权查看。',
    'There is no such record, or it is not for you to see.',
  ),
  'no such action': plain(
    404,
    '没有这种操作；可用的操作见记录的 actions。',
    'There is no such action: the record’s actions list says what there is.',
  ),
  'no such address': plain(
    404,
    '没有这个地址；接口清单见 /api/openapi.json。',
    'There is nothing at this address: /api/openapi.json lists what there is.',
  ),
  erased: plain(
    410,
    '该记录的个人信息已依法销毁，不能再办理。',
    'The personal values of this record were lawfully destroyed: nothing more can be entered.',
  ),
  'changed meanwhile': {
    status: 409,
    says: ({ version }, language) =>
      language === 'zh'
        ? `他人已先行修改该记录（现为第${version}版）。请重新打开后再办理。`
        : `Somebody else changed this record first (it is now at version ${version}): open it again, then act.`,
  },
  'role may not': aboutAction(
    403,
    '以您的职务不能办理“{}”；请由有权的人员办理。',
    'Your post does not allow “{}”: ask somebody whose post does.',
  ),
  'other site': plain(
    403,
    '该请求来自其他网站，未予办理；请在本系统页面内操作。',
    'This request came from another site and was not carried out: act from the pages of this system.',
  ),
  'shows more than you see': plain(
    403,
    '证明材料含有您无权查看的内容；请由能查看全部内容的人员下载。',
    'The proof contains what is not for you to see: ask somebody who sees the whole record to fetch it.',
  ),
  'reason missing': plain(
    400,
    '带走整卷材料须说明理由；请填写 reason（五百字以内）。',
    'Say why the whole file is taken along: give a reason of at most 500 characters.',
  ),
  'original only': plain(
    403,
    '这份材料无法去除能认出举报人的隐藏信息，只有可以启封举报人身份的人员才能查看原件；请由他们另行摘录。',
    'What could tell who sent this cannot be taken out of it, and only those who may open the reporter see the original: ask them for what you need of it.',
  ),
  busy: plain(
    503,
    '同时处理的图片过多；请稍候几秒再试。',
    'Too many pictures are being worked on: try again in a few seconds.',
  ),
  'not from this state': {
    status: 409,
    says: ({ action, state }, language, context) => {
      const label = actionLabel(action, language, context)
      if (state === undefined)
        return language === 'zh'
          ? `“${label}”不能用来新建记录；请先打开记录。`
          : `“${label}” does not open a record: open an existing one first.`
      const where = ownWords(language, context)?.states[state] ?? state
      return language === 'zh'
        ? `记录现为“${where}”，不能办理“${label}”；请重新打开后查看可办理的操作。`
        : `The record stands at “${where}”, where “${label}” cannot be done: open it again to see what can.`
    },
  },
  'signed already': aboutAction(
    409,
    '您已就“{}”签过字；其余签字须由他人完成。',
    'You have signed “{}” already: the other signatures are for others to give.',
  ),
  sealed: aboutAction(
    403,
    '此项已密封；须先由两人办理“{}”，且只有签署人可以查看。',
    'This is sealed: two persons take “{}” first, and only they may read it.',
  ),
  'centre key locked': plain(
    423,
    '中心密钥未启用，密封内容无法打开；请密钥保管人先按规定人数共同启用。',
    'The centre’s key is locked and nothing sealed can be read: ask its holders to open it together first.',
  ),
  'no such share': plain(
    422,
    '这不是现行的密钥份额；请核对份额文件和轮次。',
    'This is no share of a key in its present sharing: check the file and which sharing it is of.',
  ),
  'signs something else': aboutAction(
    409,
    '“{}”须由两人签署同样的内容；请按第一人签署的内容签署，或者另行提出。',
    '“{}” is signed by two for the same: sign what the first one signed, or begin anew.',
  ),
  'no signature of yours is open': aboutAction(
    409,
    '不能办理“{}”：没有您签过字而其他人尚未签完的事项。',
    '“{}” cannot be done: nothing that you signed is still waiting for the others.',
  ),
  'not your turn to sign': aboutAction(
    409,
    '“{}”还没有轮到您签字；请等前一人签完。',
    'It is not your turn to sign “{}” yet: wait for the one before you.',
  ),
  'still open': {
    status: 409,
    says: ({ type }, language, { words, declarations }) => {
      const other = declarations.get(type)
      const name = other === undefined ? type : wordsOf(words, other, language).name
      return language === 'zh'
        ? `相关的${name}尚未办结；请先办结再办理。`
        : `A linked record (${name}) is still open: close it first.`
    },
  },
  'time runs backwards': plain(
    409,
    '系统时间早于该记录的上一次办理时间；请联系系统管理员校时。',
    'The clock stands before the last entry of this record: ask the administrator to set it right.',
  ),
  'rule broken': {
    status: 422,
    says: (refusal, language, context) => {
      const words = ownWords(language, context)?.refusals[refusal.rule] ?? refusal.rule
      return 'toHandOver' in refusal ? `${words}${listed(refusal.toHandOver, language)}` : words
    },
  },
  'field missing': aboutField('请填写“{}”。', 'Please fill in “{}”.'),
  'field not accepted': {
    status: 422,
    says: ({ field }, language, context) => {
      const label = fieldLabel(field, language, context)
      const takes = whatItTakes(context.declaration?.fields[field], language)
      return language === 'zh' ? `“${label}”应为${takes}。` : `“${label}” takes ${takes}.`
    },
  },
  'field not asked': aboutField(
    '此操作不填写“{}”；请去掉该项。',
    'This action does not ask for “{}”: leave it out.',
  ),
  'not in the list': aboutField(
    '“{}”不在现行选项之内；请从清单中选择。',
    '“{}” is not one of the choices in force today: choose from the list.',
  ),
  'no such paper': aboutField(
    '“{}”中的文号不是本单位在此记录中制发的有效文书；请核对文号后重新填写。',
    '“{}” names no paper of this record that your unit issued and that is still valid: check the number.',
  ),
  'file not known': aboutField(
    '“{}”中的文件尚未上传，或者不是您上传的；请重新上传。',
    'A file in “{}” was not uploaded, or not by you: upload it again.',
  ),
  'record not known': aboutField(
    '“{}”中的记录不存在，或者不在您的权限范围内；请从您可见的记录中选择。',
    '“{}” names a record that is not there, or not within your reach: choose one that you can see.',
  ),
  'key used for something else': plain(
    422,
    '这个 Idempotency-Key 已用于另一项请求；请换一个新的。',
    'This Idempotency-Key was used for another request: take a new one.',
  ),
  'not signed in': plain(401, '请先登录。', 'Please sign in first.'),
  ...identityRefusals,
  'method not allowed': plain(
    405,
    '此地址不支持这种请求方法；允许的方法见 Allow。',
    'This address does not take that method: see Allow for those it takes.',
  ),
  'not JSON': plain(415, '请以 application/json 发送内容。', 'Send the content as application/json.'),
  malformed: plain(
    400,
    '请求的内容不是规范的 JSON，或者地址、标头有误。',
    'The request is not well formed: check the JSON, the address and the headers.',
  ),
  'too large': plain(
    413,
    '请求内容过大；附件请单独上传。',
    'The request is too large: upload files by themselves.',
  ),
  'too many drafts': plain(
    422,
    '您没有提交的草稿已满100份，这一份没有保存；请先提交或者清空不用的草稿，三十天未动的会自动删除。',
    'You have 100 drafts that were not sent, so this one is not kept: send or discard some. Each goes 30 days after its last change.',
  ),
  'no file': plain(400, '请求中没有文件。', 'There is no file in the request.'),
  'file refused': { status: 422, says: ({ says }, language) => says[language] },
  'text refused': { status: 422, says: ({ says }, language) => says[language] },
  'bad parameter': {
    status: 400,
    says: ({ field, takes }, language) =>
      language === 'zh' ? `参数“${field}”应为${takes.zh}。` : `The parameter “${field}” takes ${takes.en}.`,
  },
  'not issued yet': plain(
    409,
    '该文书尚未制发；相应的操作完成后才能取得。',
    'This document has not been issued yet: it is there once the action that issues it was done.',
  ),
  'not in the log yet': plain(
    503,
    '最近的办理尚未列入签名日志；请稍候几秒再取。',
    'The newest entry is not under a signed checkpoint yet: ask again in a few seconds.',
  ),
  'not ready': plain(503, '系统尚未就绪。', 'The system is not ready yet.'),
  'database away': plain(
    503,
    '数据库正在恢复，尚不能确定是否已经保存；请稍候几秒重发同一请求，Idempotency-Key 相同的只办理一次。',
    'The database is coming back, and whether this was saved is not known: send the same request again in a few seconds, with its Idempotency-Key it is done once.',
  ),
  broken: plain(
    500,
    '系统出错，请求没有完成；请凭请求编号联系系统管理员。',
    'Something broke and the request was not carried out: tell the administrator the request id.',
  ),
}

/** Which they are, as far as whoever asks may see them. */
function listed({ records, others }: HandOver, language: Language): string {
  const seen = records.map(({ number, title }) =>
    language === 'zh' ? `${number}（${title}）` : `${number} (${title})`,
  )
  const more = language === 'zh' ? `另有${others}项您无权查看` : `${others} more that are not for you to see`
  const all = [...seen, ...(others === 0 ? [] : [more])]
  return language === 'zh' ? `待移交：${all.join('、')}。` : ` To hand over: ${all.join(', ')}.`
}

/** Of several refusals the one that decides the status: first what there is, then who may, then what is wrong. */
const WEIGHTIEST: readonly number[] = [401, 404, 410, 403, 409, 422]

export interface Told {
  readonly because: Because
  readonly rule?: string
  readonly field?: string
  readonly toHandOver?: HandOver
  readonly says: string
}

/** The row of a refusal: the table holds for each `because` one that takes exactly that. */
const rowOf = (refusal: AnyRefusal): Row<AnyRefusal> => table[refusal.because]

export function statusOf(
  refused: readonly AnyRefusal[],
  { conditional = false }: { readonly conditional?: boolean } = {},
): number {
  const found = refused.map((refusal) =>
    // RFC 9110: a failed If-Match is 412, the same conflict found without it 409.
    refusal.because === 'changed meanwhile' && conditional ? 412 : rowOf(refusal).status,
  )
  return WEIGHTIEST.find((status) => found.includes(status)) ?? found[0] ?? 500
}

export const tell = (refusal: AnyRefusal, language: Language, context: RefusalContext): Told => ({
  because: refusal.because,
  ...('rule' in refusal ? { rule: refusal.rule } : {}),
  ...('field' in refusal ? { field: refusal.field } : {}),
  ...('toHandOver' in refusal ? { toHandOver: refusal.toHandOver } : {}),
  says: rowOf(refusal).says(refusal, language, context),
})

/** Every reason and its status, for the API description. */
export const refusalStatuses: Readonly<Record<Because, number>> = Object.fromEntries(
  Object.entries(table).map(([because, { status }]) => [because, status]),
  // The keys are those of the table.
) as Record<Because, number>
