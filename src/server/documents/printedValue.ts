/**
 * A field's value as it is printed in Chinese. What has no place on paper (sealed values, wrappings and keys) comes
 * back empty, and so does a text that is blank.
 */
import { isRecord } from './isRecord.ts'
import { chineseDay, chineseInstant } from './chineseDay.ts'
import { widthOf } from './layout.ts'
import type { PaperTable, PaperValue } from './paper.ts'
import { isReporterData } from './reporterData.ts'
import { spokenYuan } from '#kernel/money.ts'
import type { Field, FieldMap } from '#kernel/record/field.ts'
import { isInstant, isPlainDate } from '#kernel/time.ts'

/** The words of `WordsFor` (kernel/record/declaration.ts) that a document needs, in Chinese. */
export interface PaperWords {
  readonly fields: Readonly<Record<string, string>>
  readonly choices: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly parts: Readonly<Record<string, string>>
  /** The choices inside groups, by the name of the part; a mechanism keeps them beside its words. */
  readonly partChoices?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly deadlines: Readonly<Record<string, string>>
  readonly documents: Readonly<Record<string, string>>
}

/** What a document calls the things a record only has the ids of. Unknown ids come back as something readable. */
export interface PaperNames {
  person(id: string): string
  unit(id: string): string
  place(code: string): string
  /** What a post is called in this unit. */
  post(post: string, unit: string): string
  /** The item of a list of the rulebook, on the day of the act. */
  item(list: string, code: string): string
  /** A row of a table of the rulebook, in the wording that it names. */
  row(reference: string): string
  /** The register number of another record. */
  record(type: string, id: string): string
  /** Somebody or something a record names: `p:…`, `u:…` or `n:…`. */
  named(key: string): string
}

interface Place {
  readonly words: PaperWords
  readonly names: PaperNames
  /** The name of the field or, inside a group, of the part. */
  readonly name: string
  readonly inside: boolean
}

export function printedValue(field: Field<unknown>, value: unknown, at: Place): PaperValue | undefined {
  if (field.kind !== 'list' || !Array.isArray(value)) return printedText(field, value, at)
  const { items } = field
  if (items === undefined) return undefined
  const given: readonly unknown[] = value
  if (items.kind === 'group' && items.parts !== undefined) return ofGroups(items.parts, given, at)
  const texts = given.flatMap((item) => printedText(items, item, at) ?? [])
  if (texts.length === 0) return undefined
  return isShort(items.kind) ? texts.join('、') : texts
}

const isShort = (kind: string): boolean =>
  ['person', 'unit', 'place', 'listed', 'choice', 'date', 'whole', 'fen', 'named'].includes(kind)

function printedText(field: Field<unknown>, value: unknown, at: Place): string | undefined {
  if (field.protection === 'sealed' || value === undefined || value === null) return undefined
  const { words, names } = at
  switch (field.kind) {
    case 'yesNo':
      return value === true ? '是' : '否'
    case 'whole':
      return typeof value === 'number' ? String(value) : undefined
    case 'fen':
      return typeof value === 'number' ? spokenYuan(value, 'zh') : undefined
    case 'group':
      return groupText(field.parts ?? {}, value, at)
    case 'file':
      return isRecord(value) && typeof value['name'] === 'string' ? value['name'] : undefined
    case 'named':
      return isRecord(value) && typeof value['key'] === 'string' ? names.named(value['key']) : undefined
    case 'list': {
      const printed = printedValue(field, value, at)
      return typeof printed === 'string' ? printed : Array.isArray(printed) ? printed.join('；') : undefined
    }
    default:
  }
  if (typeof value !== 'string' || value.trim() === '') return undefined
  switch (field.kind) {
    case 'date':
      return isPlainDate(value) ? chineseDay(value) : value
    case 'instant':
      return isInstant(value) ? chineseInstant(value) : value
    case 'person':
      return names.person(value)
    case 'unit':
      return names.unit(value)
    case 'place':
      return names.place(value)
    case 'listed':
      return names.item(field.list ?? '', value)
    case 'tableRow':
      return names.row(value)
    case 'ref':
      return names.record(field.refersTo ?? '', value)
    case 'choice':
      return (at.inside ? words.partChoices : words.choices)?.[at.name]?.[value] ?? value
    case 'text':
    case 'longText':
    case 'post':
      return value
    default:
      // Digests, keys and ciphertexts are for machines.
      return undefined
  }
}

interface Cell {
  readonly part: string
  readonly text: string
}

function cellsOf(parts: FieldMap, value: unknown, at: Place): readonly Cell[] {
  if (!isRecord(value)) return []
  return Object.entries(parts).flatMap(([part, field]): Cell[] => {
    if (isReporterData(part, field)) return []
    const text = printedText(field, value[part], { ...at, name: part, inside: true })
    return text === undefined ? [] : [{ part, text }]
  })
}

const labelled = (cells: readonly Cell[], { words }: Place): string =>
  cells.length === 1 && cells[0] !== undefined
    ? cells[0].text
    : cells.map(({ part, text }) => `${words.parts[part] ?? part}：${text}`).join('；')

const groupText = (parts: FieldMap, value: unknown, at: Place): string | undefined =>
  labelled(cellsOf(parts, value, at), at) || undefined

const MOST_COLUMNS = 5
/** Counts and shares are narrow: with nothing else beside its first column a table may be wider. */
const MOST_COLUMNS_OF_FIGURES = 9
const FIGURE = /^[\d.]+%?$/
const WIDEST_CELL = 160

/** A table while it stays legible; otherwise each item is a text of its own. */
function ofGroups(parts: FieldMap, values: readonly unknown[], at: Place): PaperValue | undefined {
  const items = values.map((value) => cellsOf(parts, value, at)).filter((cells) => cells.length > 0)
  if (items.length === 0) return undefined
  const used = Object.keys(parts).filter((part) =>
    items.some((cells) => cells.some((cell) => cell.part === part)),
  )
  const legible =
    used.length > 1 &&
    used.length <= (holdFiguresBeside(used[0], items) ? MOST_COLUMNS_OF_FIGURES : MOST_COLUMNS) &&
    items.every((cells) => cells.every(({ text }) => widthOf(text) <= WIDEST_CELL && !text.includes('\n')))
  if (!legible) {
    const texts = items.map((cells) => labelled(cells, at))
    return texts.length === 1 && texts[0] !== undefined ? texts[0] : texts
  }
  const table: PaperTable = {
    head: used.map((part) => at.words.parts[part] ?? part),
    rows: items.map((cells) => used.map((part) => cells.find((cell) => cell.part === part)?.text ?? '')),
  }
  return table
}

const holdFiguresBeside = (first: string | undefined, items: readonly (readonly Cell[])[]): boolean =>
  items.every((cells) => cells.every(({ part, text }) => part === first || FIGURE.test(text)))
