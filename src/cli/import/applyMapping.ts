/**
 * A row → the input of the record's opening action, and the key under which the row is the same when it comes again.
 *
 * The key is a hash, because ids can be personal, and depends on the row only, not on the file or the day. Rows keyed by
 * their content may honestly occur twice (two people, the same words); `runImport` numbers those.
 */
import { createHash } from 'node:crypto'
import { firstSentence } from './firstSentence.ts'
import { findImportDay } from './importDay.ts'
import { columnsOf, type FieldRule, type Mapping } from './mapping.ts'
import { refusal, type ImportRefusal } from './refusal.ts'

export type Input = Readonly<Record<string, unknown>>
export interface Mapped {
  readonly input: Input
  readonly importKey: string
  readonly keyedBy: 'columns' | 'content'
}
type Values = Readonly<Record<string, unknown>>

const titleLength = 40

export function applyMapping(
  mapping: Mapping,
  values: Values,
  today: string,
): Mapped | { readonly refused: readonly ImportRefusal[] } {
  const input: Record<string, unknown> = {}
  const lasting: Record<string, unknown> = {}
  const refused: ImportRefusal[] = []
  for (const [path, rule] of Object.entries(mapping.fields)) {
    const found = valueFor(path, rule, values)
    if ('refused' in found) refused.push(found.refused)
    else if (found.value !== undefined) {
      place(input, path, found.value)
      place(lasting, path, found.value)
    } else if (rule.default === '@today') place(input, path, today)
    else if (rule.default !== undefined) {
      place(input, path, rule.default)
      place(lasting, path, rule.default)
    } else if (rule.required === true) refused.push(missing(path))
  }
  if (input['title'] === undefined && typeof input['content'] === 'string')
    input['title'] = firstSentence(input['content'], titleLength)
  if (refused.length === 0 && Object.keys(lasting).length === 0) refused.push(nothing)
  const key = keyOf(mapping, values, lasting)
  if ('refused' in key) refused.push(key.refused)
  return refused.length > 0 || 'refused' in key ? { refused } : { input, ...key }
}

function keyOf(
  mapping: Mapping,
  values: Values,
  lasting: Input,
): Pick<Mapped, 'importKey' | 'keyedBy'> | { readonly refused: ImportRefusal } {
  const parts: unknown[] = [mapping.type, mapping.scope ?? '']
  if (mapping.key === 'sha256') {
    parts.push(...Object.entries(lasting).sort(([a], [b]) => (a < b ? -1 : 1)))
    return { importKey: `row:${hash(parts)}`, keyedBy: 'content' }
  }
  for (const column of mapping.key) {
    const [text] = textsOf(lookUp(values, column)) ?? []
    if (text === undefined) return { refused: missing(column) }
    parts.push([column, text])
  }
  return { importKey: `id:${hash(parts)}`, keyedBy: 'columns' }
}

function hash(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** The value of a field, undefined where the row has none. */
function valueFor(
  path: string,
  rule: FieldRule,
  values: Values,
): { readonly value: string | readonly string[] | undefined } | { readonly refused: ImportRefusal } {
  const found: string[][] = []
  for (const column of columnsOf(rule)) {
    const texts = textsOf(lookUp(values, column))
    if (texts === undefined) return { refused: notText(path) }
    if (texts.some((text) => !text.isWellFormed() || text.includes('\0')))
      return { refused: unstorable(path) }
    if (texts.length > 0) found.push(texts)
  }
  const chosen = rule.join === undefined ? (found[0] ?? []) : found.flat()
  if (path.includes('[]')) {
    const separators = rule.split === undefined ? undefined : new Set(rule.split)
    const items = separators === undefined ? chosen : chosen.flatMap((text) => cut(text, separators))
    const refused: ImportRefusal[] = []
    const list = items.map((item) => {
      const one = convert(path, rule, item)
      if (typeof one === 'string') return one
      refused.push(one)
      return item
    })
    return refused[0] !== undefined ? { refused: refused[0] } : { value: list.length > 0 ? list : undefined }
  }
  if (chosen.length === 0) return { value: undefined }
  const one = convert(path, rule, chosen.join(rule.join ?? '、'))
  if (typeof one === 'string') return { value: one }
  return rule.map !== undefined && rule.default !== undefined ? { value: undefined } : { refused: one }
}

function convert(path: string, rule: FieldRule, text: string): string | ImportRefusal {
  let value = text
  if (rule.date !== undefined) {
    const day = findImportDay(value, rule.date)
    if (day === undefined) return notADay(path)
    value = day
  }
  if (rule.firstSentence !== undefined) value = firstSentence(value, rule.firstSentence)
  if (rule.map !== undefined) {
    const mapped = Object.hasOwn(rule.map, value) ? rule.map[value] : undefined
    if (mapped === undefined) return notListed(path)
    value = mapped
  }
  const length = Array.from(value).length
  return rule.maxLength !== undefined && length > rule.maxLength
    ? tooLong(path, rule.maxLength, length)
    : value
}

/** Non-empty texts of a cell or JSON value; undefined where it is an object, which no field can hold. */
function textsOf(value: unknown): string[] | undefined {
  if (value === undefined || value === null) return []
  if (typeof value === 'string') {
    const text = value.trim()
    return text === '' ? [] : [text]
  }
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)]
  if (!Array.isArray(value)) return undefined
  const lists = value.map(textsOf)
  return lists.some((list) => list === undefined) ? undefined : lists.flatMap((list) => list ?? [])
}

function lookUp(values: Values, column: string): unknown {
  if (Object.hasOwn(values, column)) return values[column]
  return column.split('.').reduce<unknown>((at, name) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined
    // Own property of an object, just checked; its value stays unknown.
    return (at as Values)[name]
  }, values)
}

/** `a.b` goes into objects; `a[].b` makes one object for each value. */
function place(target: Record<string, unknown>, path: string, value: string | readonly string[]): void {
  const [listPath, inItem] = path.split('[]')
  const names = (listPath ?? path).split('.')
  const last = names.pop() ?? path
  let at = target
  for (const name of names) {
    // A mapping with both `a` and `a.b` would put an object where text is: the later one counts.
    const inner = typeof at[name] === 'object' ? (at[name] as Record<string, unknown>) : {}
    at[name] = inner
    at = inner
  }
  if (inItem === undefined) at[last] = value
  else if (inItem === '') at[last] = typeof value === 'string' ? [value] : value
  else {
    const items: readonly string[] = typeof value === 'string' ? [value] : value
    // Earlier columns of the same list (`persons[].name`, then `persons[].phone`) are joined by position.
    // Only this function fills the list, always with objects.
    const before = Array.isArray(at[last]) ? (at[last] as Record<string, unknown>[]) : []
    const joined = items.map((item, index) => ({ ...before[index], [inItem.slice(1)]: item }))
    at[last] = [...joined, ...before.slice(items.length)]
  }
}

function cut(text: string, separators: ReadonlySet<string>): string[] {
  let item = ''
  const items: string[] = []
  for (const character of `${text}${[...separators][0] ?? ''}`) {
    if (!separators.has(character)) item += character
    else {
      if (item.trim() !== '') items.push(item.trim())
      item = ''
    }
  }
  return item === '' ? items : [...items, item]
}

const nothing = refusal('row is empty', '本行没有可导入的内容', 'This row has nothing to import')
const missing = (field: string): ImportRefusal =>
  refusal('field missing', `缺少“${field}”`, `“${field}” is missing`, field)
const notText = (field: string): ImportRefusal =>
  refusal('not text', `“${field}”对应的值不是文字`, `The value for “${field}” is not text`, field)
const unstorable = (field: string): ImportRefusal =>
  refusal(
    'not storable',
    `“${field}”含有无法保存的字符`,
    `“${field}” has characters that cannot be stored`,
    field,
  )
const notADay = (field: string): ImportRefusal =>
  refusal('not a day', `“${field}”不是能认出的日期`, `“${field}” is not a date that can be read`, field)
const notListed = (field: string): ImportRefusal =>
  refusal(
    'not in the list',
    `“${field}”的值不在映射表中`,
    `The value of “${field}” is not in the mapping`,
    field,
  )
const tooLong = (field: string, max: number, length: number): ImportRefusal =>
  refusal(
    'too long',
    `“${field}”有 ${String(length)} 个字，最多 ${String(max)} 个`,
    `“${field}” has ${String(length)} characters, at most ${String(max)} are allowed`,
    field,
  )
