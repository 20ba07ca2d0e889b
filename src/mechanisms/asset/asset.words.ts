/** What a person reads about an asset: the words of the declaration, and those that a declaration has no place for. */
import { english } from './asset.words.en.ts'
import { chinese } from './asset.words.zh.ts'

export { chinese, english }

interface Spoken {
  readonly zh: string
  readonly en: string
}

const bothOf = <Name extends string>(
  zh: Readonly<Record<Name, string>>,
  en: Readonly<Record<Name, string>>,
): Readonly<Record<string, Spoken>> =>
  Object.fromEntries(
    // The keys of an object are its names.
    (Object.keys(zh) as Name[]).map((name) => [name, { zh: zh[name], en: en[name] }]),
  )

/** The choices inside groups, by the name of the part, for every type of this folder. */
export const partChoices: Readonly<Record<string, Readonly<Record<string, Spoken>>>> = {
  how: {
    matched: { zh: '系统比对', en: 'Matched by the system' },
    stated: { zh: '人工认定', en: 'Stated by an official' },
  },
  nature: bothOf(chinese.choices.nature, english.choices.nature),
  capacity: {
    self: { zh: '本人', en: 'Themselves' },
    legalRepresentative: { zh: '法定代理人、法定代表人', en: 'Legal representative' },
    authorisedAgent: { zh: '受委托的人', en: 'Authorised agent' },
  },
  class: {
    medical: { zh: '人身损害赔偿中的医疗费用', en: 'Medical costs' },
    victims: { zh: '退赔被害人的损失', en: 'Victims’ losses' },
    civil: { zh: '其他民事债务', en: 'Other civil debts' },
    fine: { zh: '罚金', en: 'Fine' },
    confiscation: { zh: '没收财产', en: 'Confiscation' },
  },
}
