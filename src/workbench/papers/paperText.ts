/** The text of a paper as a form holds it, and as the rulebook does. */
import type { Spoken } from '../doors/shapes.ts'

export interface PaperKind {
  readonly type: string
  readonly document: string
  readonly key: string
  readonly mechanism: number
  readonly typeLabel: Spoken
  readonly label: Spoken
  readonly places: readonly { readonly place: string; readonly label: Spoken }[]
  readonly content?: Readonly<Record<string, unknown>>
  readonly from?: string
  readonly source?: string
}

const LINES = ['title', 'mark', 'copies', 'note'] as const
export const LISTS = ['before', 'after', 'annexes'] as const
/** In the order of the page. */
export const PARTS = ['title', 'mark', 'before', 'after', 'annexes', 'copies', 'note'] as const
export type Part = (typeof PARTS)[number]
/** Every part as it is typed: of a list, a paragraph a line. */
export type Typed = Readonly<Record<Part, string>>

export function typedOf(content: PaperKind['content']): Typed {
  const textOf = (part: Part): string => {
    const value = content?.[part]
    return Array.isArray(value) ? value.join('\n') : typeof value === 'string' ? value : ''
  }
  return {
    ...{ title: textOf('title'), mark: textOf('mark'), copies: textOf('copies'), note: textOf('note') },
    ...{ before: textOf('before'), after: textOf('after'), annexes: textOf('annexes') },
  }
}

/** Empty parts are left out, as the rulebook does. */
export function contentOf(typed: Typed): Readonly<Record<string, unknown>> {
  const lines = LINES.flatMap((part) =>
    typed[part].trim() === '' ? [] : [[part, typed[part].trim()] as const],
  )
  const lists = LISTS.flatMap((part) => {
    const paragraphs = typed[part].split('\n').filter((one) => one.trim() !== '')
    return paragraphs.length === 0 ? [] : [[part, paragraphs] as const]
  })
  return Object.fromEntries<unknown>([['kind', 'paper'], ...lines, ...lists])
}

/** The places in a text that its paper does not have. */
export function unknownPlaces(typed: Typed, { places }: Pick<PaperKind, 'places'>): readonly string[] {
  const known = new Set(places.map(({ place }) => place))
  const named = PARTS.flatMap((part) =>
    [...typed[part].matchAll(/\{([^{}]*)\}/gu)].map(([, name = '']) => name),
  )
  return [...new Set(named)].filter((name) => !known.has(name))
}
