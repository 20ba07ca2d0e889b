/** Names of units are patterns over names of places; this fills them in. */

interface Named {
  readonly name: { readonly zh: string }
  readonly above?: Named
}

const NATIONALITIES = '朝鲜族|满族|蒙古族|回族|锡伯族'
const ENDING = new RegExp(
  `(?:(?:${NATIONALITIES})*自治[州县]|(?:${NATIONALITIES})乡|街道办事处|街道|省|市|州|县|区|镇|乡)$`,
  'u',
)

/** 南关区 → 南关, 延边朝鲜族自治州 → 延边; a name that would be left with one character stays whole. */
function stemOf(place: string): string {
  const stem = place.replace(ENDING, '')
  return stem.length < 2 ? place : stem
}

/** 太平村委会 → 太平村, 华阳社区居委会 → 华阳社区: the community, without the name of its committee. */
export const villageOf = (name: string): string =>
  name.replace(/(?<=村)(?:村?民?委员会|村?委会)$/u, '').replace(/(?<=社区)(?:居?民?委员会|居?委会)$/u, '')

/** Fills in `{place}`, `{stem}`, `{village}`, `{above}` and `{aboveStem}`; anything else in braces stays. */
export const spell = (pattern: string, place: Named): string =>
  pattern.replaceAll(/\{(\w+)\}/g, (braced: string, what: string) => {
    const above = place.above?.name.zh ?? ''
    if (what === 'place') return place.name.zh
    if (what === 'stem') return stemOf(place.name.zh)
    if (what === 'village') return villageOf(place.name.zh)
    if (what === 'above') return above
    if (what === 'aboveStem') return stemOf(above)
    return braced
  })
