/** What a person reads about a case, its measures and consultations: words that a declaration has no place for. */
import { chinese } from './case.words.zh.ts'
import { english } from './case.words.en.ts'

export { chinese, english }

interface Spoken {
  readonly zh: string
  readonly en: string
}

const labels = {
  triad: { zh: '涉黑', en: 'Triad-type organisation' },
  evilGroup: { zh: '恶势力犯罪集团', en: 'Evil-force criminal group' },
  evilForce: { zh: '恶势力组织', en: 'Evil-force organisation' },
  other: { zh: '其他', en: 'Other' },
}

/** The choices inside groups, by the name of the part. Parts of kind `listed` get theirs from the rulebook. */
export const partChoices: Readonly<Record<string, Readonly<Record<string, Spoken>>>> = {
  how: {
    matched: { zh: '系统比对', en: 'Matched by the system' },
    stated: { zh: '人工认定', en: 'Stated by an official' },
  },
  from: labels,
  to: labels,
  label: labels,
  direction: { raised: { zh: '提升', en: 'Raised' }, lowered: { zh: '降低', en: 'Lowered' } },
  met: { met: { zh: '具备', en: 'Met' }, notMet: { zh: '不具备', en: 'Not met' } },
  taken: {
    taken: { zh: '采纳', en: 'Taken' },
    partlyTaken: { zh: '部分采纳', en: 'Taken in part' },
    notTaken: { zh: '未采纳', en: 'Not taken' },
  },
  verdict: {
    guilty: { zh: '有罪', en: 'Guilty' },
    notGuilty: { zh: '无罪', en: 'Not guilty' },
    notProsecuted: { zh: '未起诉', en: 'Not prosecuted' },
    triedApart: { zh: '另案审理', en: 'Tried apart' },
  },
  position: {
    holds: { zh: '认为具备', en: 'Holds that they are met' },
    holdsNot: { zh: '认为不具备', en: 'Holds that they are not met' },
    reserves: { zh: '保留意见', en: 'Reserves its position' },
  },
}
