/**
 * A paper as its text would make it of an invented record, so that whoever changes the text sees it on paper before it is
 * approved. Every field that it prints is filled in, with an example of its kind; no record is read.
 */
import type { Declaration } from '#kernel/record/declaration.ts'
import type { Field } from '#kernel/record/field.ts'
import type { PaperText } from '#kernel/rulebook/paperText.ts'
import type { Rulebook } from '#kernel/rulebook/rulebook.ts'
import type { Instant, PlainDate } from '#kernel/time.ts'
import { inForce } from '../http/inForce.ts'
import type { Paper } from './paper.ts'
import { findPaperOf } from './paperOf.ts'
import type { PaperNames, PaperWords } from './printedValue.ts'

export interface ExampleWish {
  readonly declaration: Declaration
  readonly document: string
  readonly text: PaperText | undefined
  readonly words: PaperWords
  readonly names: PaperNames
  readonly rulebook: Rulebook
  /** Whoever looks, and their unit: they stand for every person and every unit of the example. */
  readonly viewer: { readonly person: string; readonly unit: string; readonly name: string }
  readonly at: Instant
  readonly on: PlainDate
}

/** Empty when the declaration knows no document of this name. */
export function findExamplePaper(wish: ExampleWish): Paper | undefined {
  const { declaration, document, text, words, names, viewer, at, on } = wish
  const spec = Object.hasOwn(declaration.documents, document) ? declaration.documents[document] : undefined
  if (spec === undefined) return undefined
  const values = Object.fromEntries(
    spec.prints.flatMap((name) => {
      const field = declaration.fields[name]
      return field === undefined ? [] : [[name, exampleOf(field, words.fields[name] ?? name, wish)]]
    }),
  )
  const organ = names.unit(viewer.unit)
  return findPaperOf({
    ...{ declaration, document, values, signatures: [], words, names, organ, issuedOn: on },
    number: `示例〔${on.slice(0, 4)}〕1号`,
    register: declaration.number.replace('{year}', on.slice(0, 4)),
    watermark: { viewer: viewer.name, at },
    ...(text === undefined ? {} : { text }),
    ...(spec.to === undefined ? {} : { addressee: organ }),
  })
}

const FILE = { digest: '0'.repeat(64), name: '示例附件.pdf', type: 'application/pdf', size: 1 }

/** A value that this field would accept as far as printing looks at it. */
function exampleOf(field: Field<unknown>, label: string, wish: ExampleWish): unknown {
  const { viewer, at, on, rulebook, words } = wish
  switch (field.kind) {
    case 'yesNo':
      return true
    case 'whole':
      return 3
    case 'fen':
      return 12_345_600
    case 'date':
      return on
    case 'instant':
      return at
    case 'person':
      return viewer.person
    case 'unit':
      return viewer.unit
    case 'place':
      return viewer.unit.split(':')[0]
    case 'choice':
      return field.options?.[0]
    case 'listed':
    case 'tableRow':
      return inForce(field, rulebook)?.[0]?.code
    case 'file':
      return FILE
    case 'named':
      return { key: 'n:某某', how: 'stated' }
    case 'list':
      return field.items === undefined ? [] : [exampleOf(field.items, label, wish)]
    case 'group':
      return Object.fromEntries(
        Object.entries(field.parts ?? {}).map(([part, inner]) => [
          part,
          exampleOf(inner, words.parts[part] ?? part, wish),
        ]),
      )
    default:
      return `〔${label}〕`
  }
}
