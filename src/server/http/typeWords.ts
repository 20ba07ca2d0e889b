/** The words of a type of record as the doors use them: `WordsFor` of any declaration, by name. */
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Language, Spoken } from './language.ts'

type Words = Readonly<Record<string, string>>

export interface TypeWords {
  readonly name: string
  readonly title?: string
  readonly fields: Words
  readonly choices: Readonly<Record<string, Words>>
  readonly parts: Words
  readonly roles: Words
  readonly states: Words
  readonly actions: Words
  readonly refusals: Words
  readonly deadlines: Words
  readonly documents: Words
  readonly views: Words
}

/** In both languages, with the choices inside groups by the name of the part. */
export interface BilingualWords {
  readonly zh: TypeWords
  readonly en: TypeWords
  readonly partChoices?: Readonly<Record<string, Readonly<Record<string, Spoken>>>>
}

export type WordsByType = Readonly<Record<string, BilingualWords | undefined>>

const named = (names: object): Words => Object.fromEntries(Object.keys(names).map((name) => [name, name]))

/** For a type without words: its names as they stand in the declaration. */
function namesOf(declaration: Declaration): TypeWords {
  const { fields, roles, states, actions, rules, deadlines, documents, views } = declaration
  return {
    name: declaration.name,
    fields: named(fields),
    choices: {},
    parts: {},
    roles: named(roles),
    states: named(states),
    actions: named(actions),
    refusals: named(rules),
    deadlines: named(deadlines),
    documents: named(documents),
    views: named(views),
  }
}

export const wordsOf = (words: WordsByType, declaration: Declaration, language: Language): TypeWords =>
  words[declaration.name]?.[language] ?? namesOf(declaration)

/** The name of a type in both languages. */
export const nameIn = (words: WordsByType, declaration: Declaration): Spoken => ({
  zh: wordsOf(words, declaration, 'zh').name,
  en: wordsOf(words, declaration, 'en').name,
})

/** A label in both languages. */
export const spokenIn = (
  words: WordsByType,
  declaration: Declaration,
  part: Exclude<keyof TypeWords, 'name' | 'title' | 'choices'>,
  name: string,
): Spoken => ({
  zh: wordsOf(words, declaration, 'zh')[part][name] ?? name,
  en: wordsOf(words, declaration, 'en')[part][name] ?? name,
})
