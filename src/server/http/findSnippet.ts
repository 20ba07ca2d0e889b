/** Where in a record the words stand: the field, and the text around them, as far as the asker's roles see it. */
import { fieldsSeenBy } from '#kernel/access/sight.ts'
import type { Declaration } from '#kernel/record/declaration.ts'
import { fold } from '#store/search/grams.ts'
import { textsIn } from '#store/search/features.ts'

export interface Snippet {
  readonly field: string
  readonly before: string
  readonly hit: string
  readonly after: string
}

const AROUND = 30

/** The first field that says it, the title apart, which is shown anyway; undefined where none says it word for word. */
export function findSnippet(
  declaration: Declaration,
  values: Readonly<Record<string, unknown>>,
  roles: readonly string[],
  words: string,
): Snippet | undefined {
  const seen = fieldsSeenBy(declaration, roles)
  const wanted = fold(words.trim())
  for (const [field, spec] of Object.entries(declaration.fields)) {
    if (field === declaration.title || !seen.has(field)) continue
    for (const { words: text } of textsIn(spec, values[field])) {
      const place = findPlace(text, wanted)
      if (place !== undefined) return { field, ...cut(text, place) }
    }
  }
  return undefined
}

interface Place {
  readonly start: number
  readonly end: number
}

/** Folding may change lengths (½, ㎏), so each folded character remembers which character of the text it came from. */
function findPlace(text: string, wanted: string): Place | undefined {
  if (wanted === '') return undefined
  const starts: number[] = []
  const ends: number[] = []
  let folded = ''
  let at = 0
  for (const character of text) {
    const here = fold(character)
    folded += here
    starts.push(...Array.from({ length: here.length }, () => at))
    ends.push(...Array.from({ length: here.length }, () => at + character.length))
    at += character.length
  }
  const found = folded.indexOf(wanted)
  const start = starts[found]
  const end = ends[found + wanted.length - 1]
  return found < 0 || start === undefined || end === undefined ? undefined : { start, end }
}

function cut(text: string, { start, end }: Place): Omit<Snippet, 'field'> {
  const from = Math.max(0, start - AROUND)
  const to = Math.min(text.length, end + AROUND)
  return {
    before: `${from > 0 ? '…' : ''}${text.slice(from, start)}`.toWellFormed(),
    hit: text.slice(start, end),
    after: `${text.slice(end, to)}${to < text.length ? '…' : ''}`.toWellFormed(),
  }
}
