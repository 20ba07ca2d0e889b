/**
 * What a paper says beside the fields it prints, as dated data under `<type>.<name of the document>.paper`:
 *
 *   { "kind": "paper", "title": "关于交办“{title}”线索的函",
 *     "before": ["现将有关线索（登记号：{number}）交你单位办理。"], "after": ["特此函告。"],
 *     "annexes": […], "copies": "…", "note": "…", "mark": "内部" }
 *
 * All but `kind` may be left out. Between `before` and `after` stand the fields the declaration prints, each under its
 * label, unless the text names them. Places: `{field}` for a field that the document prints, `{field.part}` for a part
 * of its groups, and `{number}` the register number, `{paper}` the paper's own, `{organ}`, `{addressee}`, `{day}`. A
 * paragraph one of whose places is empty is left out. A field the declaration does not print cannot be named, and so
 * nobody can put a reporter into a letter.
 */
import type { Declaration } from '../record/declaration.ts'
import type { Field } from '../record/field.ts'
import type { Rulebook } from './rulebook.ts'

export interface PaperText {
  readonly kind: 'paper'
  readonly title?: string
  readonly before?: readonly string[]
  readonly after?: readonly string[]
  readonly annexes?: readonly string[]
  readonly copies?: string
  readonly note?: string
  readonly mark?: string
}

const LINES = ['title', 'copies', 'note', 'mark'] as const
const LISTS = ['before', 'after', 'annexes'] as const
const STANDING_PLACES = ['number', 'paper', 'organ', 'addressee', 'day'] as const

const LONGEST = 2000

/** The names in braces, in order. */
const placesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{([^{}]*)\}/g)].map((found) => found[1] ?? '')

export const textsIn = (content: Readonly<Record<string, unknown>>): readonly unknown[] => [
  ...LINES.flatMap((name) => (content[name] === undefined ? [] : [content[name]])),
  ...LISTS.flatMap((name): unknown[] => {
    const list = content[name]
    return list === undefined ? [] : Array.isArray(list) ? list : [list, undefined]
  }),
]

/** The first thing wrong with it, in words; nothing when it is sound. */
export function findFlawOfText(
  key: string,
  content: Readonly<Record<string, unknown>>,
  types: ReadonlyMap<string, Declaration>,
): string | undefined {
  const [type = '', document = '', end, ...more] = key.split('.')
  const declaration = types.get(type)
  const spec =
    declaration !== undefined && Object.hasOwn(declaration.documents, document)
      ? declaration.documents[document]
      : undefined
  if (declaration === undefined || spec === undefined || end !== 'paper' || more.length > 0)
    return `"${key}" names no document of a type of record`
  const other = Object.keys(content).find((name) => ![...LINES, ...LISTS, 'kind'].some((one) => one === name))
  if (other !== undefined) return `"${other}" is no part of a paper's text`
  const texts = textsIn(content)
  if (!texts.every((text): text is string => typeof text === 'string' && text.length <= LONGEST))
    return 'one of its texts is no text, or too long'
  const loose = texts.find((text) => /[{}]/.test(text.replaceAll(/\{[^{}]*\}/g, '')))
  if (loose !== undefined) return `a brace is not closed in "${loose}"`
  const unknown = findUnknownPlace(declaration, spec.prints, texts)
  return unknown === undefined ? undefined : `there is no place {${unknown}} in "${document}"`
}

/** The first place that these texts name and that the document does not have. */
export const findUnknownPlace = (
  declaration: Declaration,
  prints: readonly string[],
  texts: readonly unknown[],
): string | undefined =>
  texts
    .filter((text) => typeof text === 'string')
    .flatMap(placesIn)
    .find((place) => !STANDING_PLACES.some((one) => one === place) && !isPrinted(declaration, prints, place))

/** Every place that the text of this document may name. */
export const placesFor = (
  { fields }: Declaration,
  prints: readonly string[],
): readonly { readonly place: string; readonly field?: string; readonly part?: string }[] => [
  ...STANDING_PLACES.map((place) => ({ place })),
  ...prints.flatMap((name) => {
    const field = fields[name]
    const parts = Object.keys(field?.parts ?? field?.items?.parts ?? {})
    return field === undefined
      ? []
      : [
          { place: name, field: name },
          ...parts.map((part) => ({ place: `${name}.${part}`, field: name, part })),
        ]
  }),
]

function isPrinted({ fields }: Declaration, prints: readonly string[], place: string): boolean {
  const [name = '', part, ...more] = place.split('.')
  const field: Field<unknown> | undefined = prints.includes(name) ? fields[name] : undefined
  if (field === undefined || more.length > 0) return false
  const parts = field.parts ?? field.items?.parts
  return part === undefined || (parts !== undefined && Object.hasOwn(parts, part))
}

/** The text in force for a document, if there is one: what came into force was checked. */
export function findPaperText(rulebook: Rulebook, type: string, document: string): PaperText | undefined {
  const content = rulebook.find(`${type}.${document}.paper`)?.content
  return typeof content === 'object' && content !== null && 'kind' in content && content.kind === 'paper'
    ? (content as PaperText)
    : undefined
}

/** The fields that the text names, so that they are not printed once more below it. */
export const fieldsNamed = ({ title, mark, before = [], after = [] }: PaperText): ReadonlySet<string> =>
  new Set(
    [title ?? '', mark ?? '', ...before, ...after]
      .flatMap(placesIn)
      .map((place) => place.split('.')[0] ?? ''),
  )

/** The text with its places filled in; nothing when one of them is empty. */
export function filledIn(text: string, valueOf: (place: string) => string | undefined): string | undefined {
  const values = new Map(placesIn(text).map((place) => [place, valueOf(place)]))
  if ([...values.values()].some((value) => value === undefined || value === '')) return undefined
  return text.replaceAll(/\{([^{}]*)\}/g, (_, place: string) => values.get(place) ?? '')
}
