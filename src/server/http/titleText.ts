/**
 * What a record is called, for whoever reads it: by the title that its words make of fields (`WordsFor.title`), else by its
 * title field. What is no text is said in the reader's language. Out of sight, or with nothing in it, it is the number.
 */
import type { AskersSight } from './sightOf.ts'
import type { Door } from './door.ts'
import type { Language } from './language.ts'
import { namesIn } from './namesIn.ts'
import { wordsOf } from './typeWords.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { dayOf, isPlainDate, type PlainDate } from '#kernel/time.ts'

type Values = Readonly<Record<string, unknown>>
type Named = Pick<Door, 'realm' | 'words' | 'now'>

export function titleText(
  door: Named,
  declaration: Declaration,
  sight: Pick<AskersSight, 'fields'>,
  record: Values,
  language: Language,
): string {
  const { title: made } = wordsOf(door.words, declaration, language)
  const said = (name: string) =>
    sight.fields.has(name) ? spokenValue(door, declaration, name, record, language) : undefined
  if (made === undefined) return said(declaration.title) ?? String(record['number'])
  const parts = new Map(placesIn(made).map((name) => [name, said(name)]))
  return [...parts.values()].includes(undefined)
    ? String(record['number'])
    : made.replaceAll(PLACE, (place, name: string) => parts.get(name) ?? place)
}

const PLACE = /\{(\w+)\}/g
const placesIn = (made: string): readonly string[] => [...made.matchAll(PLACE)].map(([, name = '']) => name)

function spokenValue(
  { realm, words, now }: Named,
  declaration: Declaration,
  name: string,
  record: Values,
  language: Language,
): string | undefined {
  const field = declaration.fields[name]
  const value = record[name]
  if (typeof value !== 'string' || field === undefined) return undefined
  switch (field.kind) {
    case 'choice':
      return wordsOf(words, declaration, language).choices[name]?.[value] ?? value
    case 'listed':
      return (
        realm
          .rulebookOn(dayOf(now()))
          .list(field.list ?? '')
          .find(({ code }) => code === value)?.[language] ?? value
      )
    case 'date':
      return isPlainDate(value) ? spokenDay(value, language) : value
    default:
      // Of this field alone: a list asks for every row.
      return namesIn(realm, { [name]: field }, [record])[value]?.[language] ?? value
  }
}

const spokenDay = (day: PlainDate, language: Language): string =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(day))
