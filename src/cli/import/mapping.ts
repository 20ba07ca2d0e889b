/**
 * A mapping file says which columns become which fields of the record a row opens:
 *
 *   {
 *     "type": "clue",
 *     "scope": "complaints",                      name of the source system; keeps its ids apart from those of others
 *     "source": "petition" | { "from": … },       short for fields.source with a constant
 *     "fields": {
 *       "content": { "from": "text", "required": true },
 *       "receivedOn": { "from": ["time", "time_raw"], "date": "auto", "default": "@today" },
 *       "reportedPersons[].name": { "from": "meta.criminals", "split": "、，," }
 *     },
 *     "key": ["id"] | "sha256"                    what makes a row the same row when it is imported again
 *   }
 *
 * `from`: a column, or a path into a JSON value. Several columns are joined with `join`; without `join` the first that
 * holds something counts. A field path may go into objects (`a.b`) and lists (`a[].b`). Unknown words in a mapping are
 * refused, because a misspelt `maxlength` that does nothing is worse than an error.
 */
import { refusal, type ImportRefusal } from './refusal.ts'

export interface FieldRule {
  readonly from?: string | readonly string[]
  readonly join?: string
  /** Characters at which text is cut into a list; only for list fields. */
  readonly split?: string
  /** Words of the file → values of the field. A word that is not listed is refused unless there is a default. */
  readonly map?: Readonly<Record<string, string>>
  /** `auto`, `excel` (serial number) or a pattern of YYYY MM M DD D; the result is YYYY-MM-DD. */
  readonly date?: string
  /** `@today` is the day of the import; it never enters the row's key. */
  readonly default?: string
  /** Longer text is refused, not cut. */
  readonly maxLength?: number
  /** The first sentence only, at most this many characters: for a title made out of the text. */
  readonly firstSentence?: number
  readonly required?: boolean
}

export interface Mapping {
  readonly type: string
  readonly scope?: string
  readonly fields: Readonly<Record<string, FieldRule>>
  readonly key: readonly string[] | 'sha256'
}

/** Reads the content of a mapping file (already parsed from JSON). */
export function readMapping(
  file: unknown,
): { readonly mapping: Mapping } | { readonly refused: ImportRefusal[] } {
  if (!isObject(file)) return { refused: [flaw('', '应为 JSON 对象', 'must be a JSON object')] }
  const { type, scope, source, fields, key, ...unknown } = file
  const refused = Object.keys(unknown).map((name) => flaw(name, '不认识的项', 'is not a known entry'))
  if (typeof type !== 'string' || type === '')
    refused.push(flaw('type', '应为登记类型', 'must name a record type'))
  if (scope !== undefined && typeof scope !== 'string')
    refused.push(flaw('scope', '应为文字', 'must be text'))
  if (!isObject(fields)) refused.push(flaw('fields', '应为对象', 'must be an object'))
  const isKey = key === 'sha256' || (isTextList(key) && key.length > 0)
  if (!isKey) refused.push(flaw('key', '应为列名的列表或 "sha256"', 'must be a list of columns or "sha256"'))
  const all = {
    ...(isObject(fields) ? fields : {}),
    ...(source !== undefined && { source: sourceRule(source) }),
  }
  for (const [path, rule] of Object.entries(all)) refused.push(...flawsOfRule(path, rule))
  if (refused.length > 0) return { refused }
  // Everything in it was just checked, field by field.
  const mapping = { type, fields: all, key, ...(scope !== undefined && { scope }) } as Mapping
  return { mapping }
}

/** Columns the mapping reads and the file lacks: a misspelling in a table, perhaps only an absent key in JSON. */
export function findMissingColumns(mapping: Mapping, columns: readonly string[]): readonly string[] {
  const asked = Object.values(mapping.fields).flatMap((rule) => columnsOf(rule))
  const keys = mapping.key === 'sha256' ? [] : mapping.key
  const there = (name: string): boolean =>
    columns.includes(name) || columns.includes(name.split('.')[0] ?? name)
  return [...new Set([...asked, ...keys])].filter((name) => !there(name))
}

export function columnsOf(rule: FieldRule): readonly string[] {
  return rule.from === undefined ? [] : typeof rule.from === 'string' ? [rule.from] : rule.from
}

function sourceRule(source: unknown): unknown {
  return typeof source === 'string' ? { default: source } : source
}

function flawsOfRule(path: string, rule: unknown): ImportRefusal[] {
  const at = `fields.${path}`
  const names = path.split(/\.|\[\]\.?/)
  const isPath = /^[a-z]\w*((\.|\[\]\.)[a-z]\w*)*(\[\])?$/i.test(path) && path.split('[]').length <= 2
  if (!isPath || names.some((name) => forbidden.has(name)))
    return [flaw(at, '不是字段路径', 'is not a field path')]
  if (!isObject(rule)) return [flaw(at, '应为对象', 'must be an object')]
  const flaws = Object.keys(rule)
    .filter((name) => !(name in ruleEntries))
    .map((name) => flaw(`${at}.${name}`, '不认识的项', 'is not a known entry'))
  for (const [name, fits] of Object.entries(ruleEntries))
    if (rule[name] !== undefined && !fits(rule[name]))
      flaws.push(flaw(`${at}.${name}`, '值不对', 'has a wrong value'))
  if (rule['from'] === undefined && rule['default'] === undefined)
    flaws.push(flaw(at, '需要 from 或 default', 'needs from or default'))
  return flaws
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype'])
const isText = (value: unknown): boolean => typeof value === 'string'
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) > 0
const ruleEntries: Readonly<Record<keyof FieldRule, (value: unknown) => boolean>> = {
  from: (value) => (isText(value) && value !== '') || (isTextList(value) && value.length > 0),
  join: isText,
  split: isText,
  map: (value) => isObject(value) && Object.values(value).every(isText),
  date: (value) =>
    value === 'auto' || value === 'excel' || (isText(value) && /Y.*M.*D|D.*M.*Y|M.*D.*Y/.test(String(value))),
  default: isText,
  maxLength: isCount,
  firstSentence: isCount,
  required: (value) => typeof value === 'boolean',
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')
}

function flaw(field: string, zh: string, en: string): ImportRefusal {
  const where =
    field === ''
      ? { zh: '映射文件', en: 'The mapping' }
      : { zh: `映射文件中的 ${field}：`, en: `${field} in the mapping` }
  return refusal('mapping not usable', `${where.zh}${zh}`, `${where.en} ${en}`, field)
}
