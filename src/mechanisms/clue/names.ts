/**
 * Index keys of a person named in a clue, so that one person written in several ways is found again:
 * by another character (閆/闫/阎), by ear over the hotline (王建国/王建果), in Latin letters, by nickname.
 *
 * pinyin-pro costs some 23 MB of memory (docs/decisions/0004-earlier-reports.md), so it is loaded when a name
 * is first needed: `await namesReady()` once, after which everything here is synchronous.
 */
import { variantForm } from '#kernel/similarity/characterVariants.ts'
import type { NameKey } from '#kernel/similarity/nameKeys.ts'
import type { pinyin } from 'pinyin-pro'

let toPinyin: typeof pinyin | undefined

/** Loads the pinyin dictionary; later calls cost nothing. */
export async function namesReady(): Promise<void> {
  toPinyin ??= (await import('pinyin-pro')).pinyin
}

/** A name field as people fill it in, taken apart. Former names (曾用名) count as names, not as nicknames. */
export interface WrittenName {
  readonly names: readonly string[]
  readonly aliases: readonly string[]
}

const formerNameMark = /^(?:曾用名|又名|原名|本名|真名|别名)[:为叫是]?/
const nicknameMark = /^(?:绰号|外号|诨号|花名|人称|江湖人称|小名|乳名|网名|昵称)[:为叫是]?/
const andOthers = /等(?:\d+|[一二两三四五六七八九十几数多]+)?人?$/
const quotes = /["'“”‘’「」『』《》]/g

/** `王建国（曾用名王国强，绰号“光头强”）` → names 王建国, 王国强; aliases 光头强. */
export function writtenName(field: string): WrittenName {
  const names: string[] = []
  const aliases: string[] = []
  for (const part of field.normalize('NFKC').split(/[(),，、;；/\[\]【】]|(?=曾用名|又名|绰号|外号|人称)/)) {
    const text = part.replace(quotes, '').replace(andOthers, '').trim()
    const former = text.replace(formerNameMark, '')
    const nickname = text.replace(nicknameMark, '')
    if (nickname !== text) aliases.push(nickname)
    else if (former !== '') (isFormOfAddress(compact(former)) ? aliases : names).push(former)
  }
  return { names: [...new Set(names)], aliases: [...new Set(aliases)] }
}

/** Nicknames a free text introduces as such: `外号“大金牙”`, `人称三哥，`. Without quotes they end at a stop. */
export function nicknamesIn(text: string): string[] {
  const introduced =
    /(?:绰号|外号|诨号|花名|人称|江湖人称|小名)[:为叫是做]{0,2}(?:["'“‘「『]([^"'“”‘’「」『』]{2,8})["'”’」』]|(\p{Script=Han}{2,4})(?=[,，。、;；)\s]|$))/gu
  const found = Array.from(
    text.normalize('NFKC').matchAll(introduced),
    ([, quoted, bare]) => quoted ?? bare ?? '',
  )
  return [...new Set(found)]
}

/**
 * Keys under which a person is looked up, strongest kind first. Nothing for a name that says nothing (王某,
 * 张X, 不详): such names would all be one person. Call namesReady() before; throws otherwise.
 */
export function nameKeys({ names, aliases }: WrittenName): NameKey[] {
  const keys = [...names.flatMap(keysOfName), ...aliases.flatMap(keysOfAlias)]
  return [...new Set(keys)].sort(
    (one, other) => keyOrder.indexOf(one[0] ?? '') - keyOrder.indexOf(other[0] ?? ''),
  )
}

/** The keys of a name as it was written into a field, whenever the dictionary is there. */
export async function nameKeysOf(written: string): Promise<NameKey[]> {
  await namesReady()
  return nameKeys(writtenName(written))
}

const keyOrder = 'nvyai'

/** No spaces and no dots between the parts of a name (买买提·艾力), Latin letters small. */
const compact = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s·・•‧.\-\p{Cf}]/gu, '')
    .toLowerCase()

const surname = '(?:\\p{Script=Han}|欧阳|上官|司马|诸葛|尉迟|皇甫|慕容|司徒|东方)'
const title =
  '(?:总|哥|姐|叔|爷|婶|嫂|工|局|处|科|所|队|老板|经理|书记|主任|村长|支书|会计|队长|所长|局长|科长|镇长|乡长|先生|女士|师傅|老师|医生)'
const formOfAddress = new RegExp(
  `^(?:[老小大阿]\\p{Script=Han}|${surname}${title}|${surname}?老[一二三四五六七八九十大幺]|${surname}[大二三四五六七八九][哥姐爷娃子])$`,
  'u',
)

/** 老王, 王总, 王主任, 王老三: how somebody is called. Many people answer to it. */
const isFormOfAddress = (name: string): boolean => formOfAddress.test(name)

const saysNothing = /某|[*×?□○]|^(?:不详|不明|未知|无|匿名|无名氏|本人|有人|他人|xx+)$|^\p{Script=Han}x+$/u

function keysOfAlias(alias: string): NameKey[] {
  const form = variantForm(compact(alias))
  return form.length < 2 || saysNothing.test(form) ? [] : [`a:${form}`]
}

function keysOfName(name: string): NameKey[] {
  const exact = compact(name)
  if ([...exact].length < 2 || saysNothing.test(exact)) return []
  if (isFormOfAddress(exact)) return keysOfAlias(name)
  const variant = variantForm(exact)
  return [
    `n:${exact}`,
    `v:${variant}`,
    ...(/^[a-z]+$/.test(withoutTones(exact)) ? latinKeys(exact) : soundKeys(variant)),
  ]
}

/** 王建国 → y:wangjianguo, i:wjg. The surname is read as a surname (单 shan, 仇 qiu); ü is v. */
function soundKeys(variant: string): NameKey[] {
  if (toPinyin === undefined)
    throw new Error('nameKeys() needs the pinyin dictionary: await namesReady() first')
  const syllables = toPinyin(variant, { type: 'array', toneType: 'none', surname: 'head', v: true })
  if (!syllables.every((syllable) => /^[a-z]+$/.test(syllable))) return []
  return [`y:${syllables.join('')}`, `i:${syllables.map((syllable) => syllable[0]).join('')}`]
}

/** `Wáng Jiànguó` sounds as it is spelt; `WJG` has no vowel, as no syllable of Chinese does, so it is initials. */
function latinKeys(exact: string): NameKey[] {
  const letters = withoutTones(exact)
  return /[aeiouv]/.test(letters) ? [`y:${letters}`] : [`i:${letters}`]
}

const withoutTones = (latin: string): string =>
  latin
    .normalize('NFD')
    .replaceAll('u\u0308', 'v')
    .replace(/\p{Mn}/gu, '')
