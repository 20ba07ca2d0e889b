import type { Language, Who } from '../doors/shapes.ts'
import type { Words } from '../words.ts'

/** Who did something, with post and unit, as it was on that day. */
export function whoText(who: Who, language: Language, words: Words): string {
  switch (who.kind) {
    case 'public':
      return words.record.public
    case 'system':
      return `${words.record.system} (${who.job})`
    case 'staff': {
      const standing = who.standsInFor === undefined ? '' : ` (${words.standsInFor(who.standsInFor.name)})`
      return language === 'zh'
        ? `${who.unit.zh} ${who.post.zh} ${who.person.name}${standing}`
        : `${who.person.name}, ${who.post.en}, ${who.unit.en}${standing}`
    }
  }
}
