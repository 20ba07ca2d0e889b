/** What a line says, in the words of the field it stands in. */
import type { NamedField, Spoken, TypeShape } from '../doors/shapes.ts'
import type { GraphLine } from './shapes.ts'

export function relationText(
  line: Pick<GraphLine, 'relation' | 'as'>,
  types: readonly TypeShape[],
  spoken: (said: Spoken) => string,
): string {
  const [typeName, fieldName, partName] = line.relation.split('.')
  const field = types.find(({ name }) => name === typeName)?.fields.find(({ name }) => name === fieldName)
  if (field === undefined) return line.relation
  const parts = field.items?.parts ?? field.parts ?? []
  const part = parts.find(({ name }) => name === partName)
  const as = line.as === undefined ? undefined : codeIn(parts, line.as)
  if (as !== undefined) return spoken(as)
  return part === undefined ? spoken(field.label) : `${spoken(field.label)} · ${spoken(part.label)}`
}

const codeIn = (parts: readonly NamedField[], code: string): Spoken | undefined =>
  parts.flatMap(({ choices = [] }) => choices).find((choice) => choice.code === code)
