/** A field's value in one line of text, as a person reads it. */
import { spokenYuan } from '#kernel/money.ts'
import { dayIn, spokenDay, spokenInstant } from '../days.ts'
import type { FieldShape, Language, Names } from '../doors/shapes.ts'
import type { Words } from '../words.ts'

export interface Reader {
  readonly language: Language
  readonly names: Names
  readonly words: Words
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function valueText(field: FieldShape, value: unknown, reader: Reader): string {
  const { language, names, words } = reader
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value
    return items
      .map((item) => valueText(field.items ?? field, item, reader))
      .join(language === 'zh' ? '、' : ', ')
  }
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return field.kind === 'fen' ? spokenYuan(value, language) : String(value)
  if (typeof value === 'string') return ofText(field, value, reader)
  if (!isObject(value)) return ''
  if (field.kind === 'file') return typeof value['name'] === 'string' ? value['name'] : ''
  if (field.kind === 'named') {
    const { key } = value
    return typeof key === 'string' ? (names[key]?.[language] ?? key.slice(2)) : ''
  }
  if (field.kind === 'json') return JSON.stringify(value, null, 2)
  return (field.parts ?? [])
    .filter(({ name }) => value[name] !== undefined)
    .map((part) => `${part.label[language]} ${valueText(part, value[part.name], reader)}`)
    .join(language === 'zh' ? '；' : '; ')
}

function ofText(field: FieldShape, value: string, { language, names }: Reader): string {
  const choice = field.choices?.find(({ code }) => code === value)
  if (choice !== undefined) return choice[language]
  const name = names[value]?.[language]
  if (name !== undefined) return name
  if (field.kind === 'date' && /^\d{4}-\d\d-\d\d$/.test(value)) return spokenDay(value, language)
  if (field.kind === 'instant' && dayIn(value) !== '') return spokenInstant(value, language)
  return value
}
