/**
 * Who reports is sealed; what they tell is read by whoever works on it. Where a reporter wrote their own name or number into
 * what they tell, words that stand for them are put in its place and shown to them before anything is sent or kept.
 *
 * What of it is theirs is known in two ways. Who has the identity in plain compares: the browser that seals it, or the server
 * on arrival where no script ran. And the text says so itself (“我叫…”, “我的电话…”): that needs no identity, and is all there
 * is where nobody knows who writes, under a query code or from somebody anonymous.
 */
import type { IdentityPart } from './sealing.ts'

/** Names of the fields in which somebody tells in their own words. */
export const freeTexts = ['title', 'claim', 'content', 'occurredAt', 'loss', 'umbrellaFacts'] as const

export type OwnWords = Partial<Readonly<Record<IdentityPart, string>>>

/** Shorter ones stand in too many words that mean something else; assumed. */
const SHORTEST = { name: 2, phone: 7, idNumber: 7, otherContact: 5, anonymousCode: 6 } as const
const APART = '[\\s·.-]*'

/** The text with `stand` where one of these words stood, or one that it calls the writer's own; the same text where none does. */
export function withoutOwnWords(text: string, own: OwnWords, stand: string): string {
  return SAID.reduce(
    (told, said) => told.replaceAll(said, (...found) => replaced(found, stand)),
    withoutKnown(text, own, stand),
  )
}

/** Which of these texts change so, as they read then, by name. */
export const textsWithoutOwnWords = (
  names: readonly string[],
  textOf: (name: string) => string,
  own: OwnWords,
  stand: string,
): ReadonlyMap<string, string> =>
  new Map(
    names
      .map((name) => [name, withoutOwnWords(textOf(name), own, stand)] as const)
      .filter(([name, text]) => text !== textOf(name)),
  )

function withoutKnown(text: string, own: OwnWords, stand: string): string {
  const patterns = Object.entries(SHORTEST).flatMap(([part, shortest]) => {
    // The keys of the table are parts of an identity.
    const signs = Array.from((own[part as IdentityPart] ?? '').replaceAll(/[\s·.-]/gu, ''))
    return signs.length < shortest ? [] : [{ signs, length: signs.length }]
  })
  return patterns
    .toSorted((one, other) => other.length - one.length)
    .reduce((told, { signs }) => told.replaceAll(patternOf(signs), stand), text)
}

/** The same signs, whatever stands between them and however they are written; no part of a longer word or number. */
function patternOf(signs: readonly string[]): RegExp {
  const escaped = signs.map((sign) => sign.replace(/[\\^$*+?()[\]{}|/]/u, '\\$&'))
  // Chinese names stand in the middle of a text without blanks.
  const edge = /^[\p{Script=Latin}\p{N}@_]+$/u.test(signs.join('')) ? '[\\p{Script=Latin}\\p{N}]' : undefined
  const whole = escaped.join(APART)
  return new RegExp(edge === undefined ? whole : `(?<!${edge})${whole}(?!${edge})`, 'giu')
}

const END = '(?=[\\s,，.。;；、:：!！?？()（）]|$)'
/** The hundred and some most frequent ones, so that “我叫他们…” is no name. */
const SURNAME =
  '(?:欧阳|上官|司马|诸葛|尉迟|皇甫|慕容|司徒|东方|' +
  '[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏' +
  '钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文朴玄佟关隋战鞠])'
const NAME = `${SURNAME}(?!某)\\p{Script=Han}{1,2}`
/** “我是温州人” and “本人于上月” tell of the writer and are no names. */
const NO_NAME = '(?![^\\s,，.。;；、:：!！?？()（）]{0,3}[人生员民工者户主家长师日月年])'
const TELEPHONE = '(?:\\+?\\d[\\d-]{6,16}\\d|\\d{3}(?: \\d{4}){2})(?![\\d元块万])'
/** Or what names an account: five signs or more, a digit or an @ among them. */
const NUMBER = `(?:\\d{17}[\\dXx]|${TELEPHONE}|(?=[^\\s]{0,40}[\\d@])[A-Za-z0-9][\\w@.+-]{3,60}[\\w@])`
const OWN_NUMBER = `(?:联系|手机|移动)?(?:电话|手机|号码|身份证|微信|QQ|邮箱|邮件)(?:号码|号)?\\s{0,3}(?:[:：]|就?是|为)?\\s{0,3}`

/** Each has what comes before, which stays, as its group `said`. Every repetition is bounded: a text may be long and hostile. */
const SAID = [
  `(?<said>(?:我叫|我是|本人是?|举报人)[^\\s。；;,，]{2,8}[\\s,，(（]{1,3}${OWN_NUMBER})${NUMBER}`,
  `(?<said>(?:我的?|本人的?|联系|举报人的?)\\s{0,3}${OWN_NUMBER})${NUMBER}`,
  `(?<said>(?:打|拨|给)我(?:的?(?:电话|手机|号码))?\\s{0,3}[:：,，]?\\s{0,3})${TELEPHONE}`,
  `(?<said>(?:我|本人)(?:的?(?:名字|姓名))?(?:名叫|叫做|叫)\\s{0,3}|(?:我|本人)的?(?:名字|姓名)[是:：]?\\s{0,3}|举报人(?:姓名)?(?:[:：是]|\\s)\\s{0,3})${NAME}${END}`,
  `(?<said>(?:我是|本人是?)\\s{0,3})${NO_NAME}(?!于)${NAME}${END}`,
  `(?<said>\\b[Mm]y name(?: is|:) )\\p{L}[\\p{L}'’-]{1,30}(?: \\p{Lu}[\\p{L}'’-]{1,30}){0,3}`,
  `(?<said>\\b[Mm]y (?:(?:telephone|phone|mobile|cell|[Ee]-?mail|[Ww]e[Cc]hat|ID) )?(?:number |address )?(?:is |: ?))${NUMBER}`,
  `(?<said>\\b(?:[Cc]all|[Rr]ing|[Tt]ext|[Rr]each) me (?:at|on) )${TELEPHONE}`,
].map((pattern) => new RegExp(pattern, 'gu'))

/** What is said stays; what follows it gives way. */
function replaced(found: readonly unknown[], stand: string): string {
  // The groups come last, and each pattern has this one.
  const { said } = found.at(-1) as { readonly said: string }
  return `${said}${stand}`
}
