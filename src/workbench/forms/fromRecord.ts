/** What the form of a new record knows from the record that it was opened from. */
import type {
  ActionShape,
  FieldShape,
  Names,
  NamedField,
  RecordShape,
  TypeShape,
  Values,
} from '../doors/shapes.ts'

const refersTo = ({ kind, refersTo: other, items }: FieldShape): string | undefined =>
  kind === 'list' ? items?.refersTo : other

const asked = (type: TypeShape, { input }: ActionShape): readonly NamedField[] =>
  type.fields.filter(({ name }) => Object.hasOwn(input.properties, name))

/** Whether the action that opens a record of `type` asks which record of `about` it concerns. */
export const asksAbout = (type: TypeShape, action: ActionShape, about: TypeShape): boolean =>
  asked(type, action).some((field) => refersTo(field) === about.name)

/** The record itself where one of its type is asked for; where another is, the one that it refers to under the same name. */
export const valuesFrom = (type: TypeShape, action: ActionShape, from: RecordShape): Values =>
  Object.fromEntries(
    asked(type, action).flatMap((field): [string, unknown][] => {
      if (refersTo(field) === from.type) return [[field.name, field.kind === 'list' ? [from.id] : from.id]]
      const same = from.fields[field.name]
      return field.kind === 'ref' && same !== undefined ? [[field.name, same]] : []
    }),
  )

/** What the records in these values are called. */
export function namesFrom(from: RecordShape): Names {
  const own = from.title === from.number ? from.number : `${from.number} ${from.title}`
  const linked = from.links.map(({ id, number }) => [id, { zh: number, en: number }] as const)
  return { ...Object.fromEntries(linked), ...from.names, [from.id]: { zh: own, en: own } }
}
